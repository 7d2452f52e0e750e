package org.set2model.autodiff;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Sums gradient contributions by slot. The first contribution to a slot is adopted, later ones are
 * added to it in place, in the order of arrival.
 */
final class GradientAccumulator {

  private final DMatrixRMaj[] gradients;

  GradientAccumulator(int slots) {
    gradients = new DMatrixRMaj[slots];
  }

  DMatrixRMaj[] gradients() {
    return gradients;
  }

  /** Takes the gradient out of a slot; null if nothing was contributed to it. */
  DMatrixRMaj take(int slot) {
    DMatrixRMaj gradient = gradients[slot];
    gradients[slot] = null;
    return gradient;
  }

  void add(int slot, DMatrixRMaj contribution) {
    if (gradients[slot] == null) {
      gradients[slot] = contribution;
    } else {
      CommonOps_DDRM.addEquals(gradients[slot], contribution);
    }
  }

  /**
   * A view for one operation.
   *
   * @param upstream the gradient that the operation's rule reads; should the rule pass it on
   *     unchanged, it is copied, so that no two slots share a matrix
   * @param slots slot of each input, negative where no gradient is wanted
   */
  Contributions forInputs(DMatrixRMaj upstream, int[] slots) {
    return new Contributions() {
      @Override
      public boolean wants(int input) {
        return slots[input] >= 0;
      }

      @Override
      public void add(int input, DMatrixRMaj gradient) {
        if (slots[input] >= 0) {
          GradientAccumulator.this.add(
              slots[input], gradient == upstream ? gradient.copy() : gradient);
        }
      }
    };
  }
}
