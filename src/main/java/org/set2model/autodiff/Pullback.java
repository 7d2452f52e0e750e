package org.set2model.autodiff;

import org.ejml.data.DMatrixRMaj;

/** Carries the gradient of a scalar from an operation's value to its inputs. */
@FunctionalInterface
public interface Pullback {

  /**
   * Adds the vector-Jacobian product of each wanted input to {@code inputs}.
   *
   * @param gradient gradient with respect to the operation's value; it is the rule's own, to read,
   *     to hand on to one input or to recycle
   * @param into receives the gradients with respect to the operation's inputs
   */
  void pull(DMatrixRMaj gradient, Contributions into);
}
