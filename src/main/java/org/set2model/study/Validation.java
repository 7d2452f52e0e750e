package org.set2model.study;

import java.util.List;
import java.util.function.DoubleSupplier;
import org.set2model.autodiff.Variable;
import org.set2model.data.LabeledConcept;
import org.set2model.kernel.Workers;
import org.set2model.metalearning.ScoringHead;
import org.set2model.network.Network;
import org.set2model.retrieval.AveragePrecision;
import org.set2model.retrieval.EmbeddedConcepts;

/**
 * The mean average precision of a network and its head, as they are when asked, on concepts to
 * choose by.
 *
 * @param concepts at least one
 * @param seed of what the head's scorer does at random
 */
record Validation(
    List<LabeledConcept> concepts, Network network, ScoringHead head, long seed, Workers workers)
    implements DoubleSupplier {

  @Override
  public double getAsDouble() {
    List<Variable> values =
        head.parameters().stream().map(p -> Variable.constant(p.value())).toList();
    return AveragePrecision.mean(
        new EmbeddedConcepts(concepts, network)
            .averagePrecisions(head.scorer(values, seed), workers));
  }
}
