package org.set2model.autodiff;

import org.ejml.data.DMatrixRMaj;

/** The gradients that a sweep over a {@link Tape} left at its leaves. */
public final class Gradients {

  private final Tape tape;
  private final DMatrixRMaj[] gradients;

  Gradients(Tape tape, DMatrixRMaj[] gradients) {
    this.tape = tape;
    this.gradients = gradients;
  }

  /**
   * The gradient with respect to a leaf, of its shape; zero where the output does not depend on it.
   *
   * @throws IllegalArgumentException if the variable is not a leaf of the tape that was swept
   */
  public DMatrixRMaj of(Variable leaf) {
    if (leaf.tape() != tape || !leaf.isLeaf()) {
      throw new IllegalArgumentException("the variable is not a leaf of the tape that was swept");
    }
    DMatrixRMaj gradient = gradients[leaf.index()];
    return gradient == null ? new DMatrixRMaj(leaf.rows(), leaf.columns()) : gradient;
  }
}
