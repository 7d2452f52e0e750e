package org.set2model.audit;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Reverse-mode differentiation of single numbers: all that were made, in the order in which they
 * were.
 */
final class ScalarTape {

  private final List<Scalar> made = new ArrayList<>();

  Scalar record(Scalar scalar) {
    made.add(scalar);
    return scalar;
  }

  /** The entries of a matrix, to differentiate with respect to. */
  Scalar[][] leaves(DMatrixRMaj matrix) {
    Scalar[][] leaves = new Scalar[matrix.numRows][matrix.numCols];
    for (int i = 0; i < matrix.numRows; i++) {
      for (int j = 0; j < matrix.numCols; j++) {
        leaves[i][j] = Scalar.leaf(this, matrix.get(i, j));
      }
    }
    return leaves;
  }

  /** Sweeps back from {@code sum_ij gradient_ij output_ij}; leaves hold its gradient then. */
  void backward(Scalar[][] output, DMatrixRMaj gradient) {
    for (int i = 0; i < output.length; i++) {
      for (int j = 0; j < output[i].length; j++) {
        output[i][j].gradient += gradient.get(i, j);
      }
    }
    for (int i = made.size() - 1; i >= 0; i--) {
      made.get(i).passGradientOn();
    }
  }
}
