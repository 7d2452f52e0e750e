package org.set2model.metalearning;

import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Parameter;
import org.set2model.autodiff.Variable;
import org.set2model.scoring.Scorer;

/**
 * What stands on top of the network in training: a {@link Scorer}, parameters that are learned with
 * the network, among them the scale of the scores that enter the loss, and what it remembers of the
 * concepts from step to step.
 */
public interface ScoringHead {

  /** The learned parameters. */
  List<Parameter> parameters();

  /**
   * The scorer at these values of the parameters.
   *
   * @param leaves the parameters in their order, as variables
   * @param seed for what the scorer does at random
   */
  Scorer scorer(List<Variable> leaves, long seed);

  /**
   * The scorer for a training step, which may remember the concept.
   *
   * @param concept name of the concept whose set it will learn from
   */
  default Scorer scorer(List<Variable> leaves, long seed, String concept) {
    return scorer(leaves, seed);
  }

  /** The positive factor by which scores are multiplied before they enter the loss, 1 x 1. */
  Variable scale(List<Variable> leaves);

  /** What is remembered, by the concept's name; live, to be stored and restored. */
  default Map<String, DMatrixRMaj> memory() {
    return Map.of();
  }
}
