package org.set2model.autodiff;

import org.ejml.data.DMatrixRMaj;

/** Where a {@link Pullback} delivers the gradients with respect to its operation's inputs. */
public interface Contributions {

  /** Whether the gradient of this input is needed; a rule skips the work for the others. */
  boolean wants(int input);

  /**
   * Adds a contribution to the gradient of an input, which must be a wanted one. The matrix is
   * handed over: its giver neither reads nor changes it again.
   */
  void add(int input, DMatrixRMaj gradient);
}
