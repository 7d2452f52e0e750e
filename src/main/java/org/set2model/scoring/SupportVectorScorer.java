package org.set2model.scoring;

import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Variable;

/**
 * The baseline SVM: the decision value of a linear support vector machine that tells the examples
 * from other images [S2M, section 4].
 *
 * <p>It is a baseline for descriptors that were trained otherwise, and has no derivative: support
 * and queries must be constants.
 *
 * @param negatives M x D, descriptors of images that do not belong to the set, M at least 1; only
 *     read
 * @param penalty C > 0 of every point; the classes are not weighted, whatever their sizes
 */
public record SupportVectorScorer(DMatrixRMaj negatives, double penalty) implements Scorer {

  private static final double DEFAULT_PENALTY = 1;

  /** A scorer with C = 1. */
  public SupportVectorScorer(DMatrixRMaj negatives) {
    this(negatives, DEFAULT_PENALTY);
  }

  @Override
  public String name() {
    return "SVM";
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if support or queries depend on a leaf of a tape, or as {@link
   *     SupportVectorMachine#fit}
   */
  @Override
  public Variable scores(Variable support, Variable queries) {
    if (!(support.isConstant() && queries.isConstant())) {
      throw new IllegalArgumentException(
          "SVM scores have no derivative: use constants, or train through another scorer");
    }
    return Variable.constant(
        SupportVectorMachine.fit(support.value(), negatives, penalty).scores(queries.value()));
  }
}
