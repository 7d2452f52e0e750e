package org.set2model.study;

import java.util.List;
import org.set2model.retrieval.EmbeddedConcepts;
import org.set2model.scoring.Scorer;

/**
 * Features by one way of training, and the scorers on top of them.
 *
 * @param name how the features were trained
 * @param test the test words, embedded
 * @param scorers the scorers in the table's order, their priors picked on the validation words
 */
public record Route(String name, EmbeddedConcepts test, List<Scorer> scorers) {}
