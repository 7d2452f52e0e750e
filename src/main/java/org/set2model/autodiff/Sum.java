package org.set2model.autodiff;

import org.ejml.data.DMatrixRMaj;

/**
 * Sum of all entries of a matrix, of each row or of each column. It is the transpose of {@link
 * Broadcast}: the value of one is the product of the other.
 *
 * <pre>
 *   value    y = sum_nd x_nd      y_n = sum_d x_nd      y_d = sum_n x_nd
 *   vjp      dL/dx_nd = g         dL/dx_nd = g_n        dL/dx_nd = g_d
 * </pre>
 *
 * x is N x D, y is 1 x 1, N x 1 or 1 x D. Domain: all real matrices. Terms are added in their
 * order.
 *
 * <p>Proof: catalog entry {@code sum}.
 */
public final class Sum implements Operation {

  private final Axis axis;

  /** The sum along an axis. */
  public Sum(Axis axis) {
    this.axis = axis;
  }

  @Override
  public String name() {
    return "sum";
  }

  @Override
  public Tangent tangent() {
    return Tangent.ofLinear(this);
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    DMatrixRMaj x = inputs[0];
    return Evaluation.ofOne(
        addTo(axis.resultOf(x), x),
        gradient -> Broadcast.fill(new DMatrixRMaj(x.numRows, x.numCols), gradient));
  }

  /**
   * Adds every entry of x to the entry of y that stands for it: y has N rows or 1, D columns or 1.
   */
  static DMatrixRMaj addTo(DMatrixRMaj y, DMatrixRMaj x) {
    for (int n = 0; n < x.numRows; n++) {
      for (int d = 0; d < x.numCols; d++) {
        int row = y.numRows == 1 ? 0 : n;
        int column = y.numCols == 1 ? 0 : d;
        y.data[row * y.numCols + column] += x.data[n * x.numCols + d];
      }
    }
    return y;
  }
}
