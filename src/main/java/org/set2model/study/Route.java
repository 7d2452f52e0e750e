package org.set2model.study;

import java.util.List;
import java.util.function.IntFunction;
import org.set2model.concept.Embedder;
import org.set2model.data.LabeledConcept;
import org.set2model.kernel.Workers;
import org.set2model.retrieval.EmbeddedConcepts;
import org.set2model.retrieval.RetrievalEvaluation;
import org.set2model.scoring.Scorer;
import org.set2model.scoring.ScorerKind;
import org.set2model.scoring.ScorerSettings;

/**
 * Features by one way of training, on concepts to report on.
 *
 * @param name how the features were trained; may be empty for the only way
 * @param test the concepts, embedded
 * @param settings the priors of the densities
 * @param seed of the starts of fits and the negatives of an SVM
 */
public record Route(String name, EmbeddedConcepts test, ScorerSettings settings, long seed) {

  /** The route of a network that was trained before, with the priors of its file. */
  public static Route of(String name, Embedder trained, List<LabeledConcept> test, long seed) {
    return new Route(name, new EmbeddedConcepts(test, trained.network()), trained.settings(), seed);
  }

  /** The scorer for each concept. */
  IntFunction<Scorer> scorers(ScorerKind kind) {
    return RetrievalEvaluation.scorers(test, settings, kind, seed);
  }

  /** The average precision of a scorer's ranking of the gallery for each concept. */
  double[] averagePrecisions(ScorerKind kind, Workers workers) {
    return test.averagePrecisions(scorers(kind), workers);
  }
}
