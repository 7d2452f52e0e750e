package org.set2model.autodiff;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Mean of all entries of a matrix, of each row or of each column.
 *
 * <pre>
 *   value    y = 1/(N D) sum_nd x_nd      y_n = 1/D sum_d x_nd      y_d = 1/N sum_n x_nd
 *   vjp      dL/dx_nd = g / (N D)         dL/dx_nd = g_n / D        dL/dx_nd = g_d / N
 * </pre>
 *
 * x is N x D, y is 1 x 1, N x 1 or 1 x D. Domain: all real matrices with an entry.
 *
 * <p>Proof: catalog entry {@code mean}.
 */
public final class Mean implements Operation {

  private final Axis axis;

  /** The mean along an axis. */
  public Mean(Axis axis) {
    this.axis = axis;
  }

  @Override
  public String name() {
    return "mean";
  }

  @Override
  public Tangent tangent() {
    return Tangent.ofLinear(this);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if there are no entries
   */
  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    DMatrixRMaj x = inputs[0];
    if (x.getNumElements() == 0) {
      throw new IllegalArgumentException(
          "mean of a matrix of " + x.numRows + " x " + x.numCols + ": it must have an entry");
    }
    DMatrixRMaj y = Sum.addTo(axis.resultOf(x), x);
    double count = x.getNumElements() / y.getNumElements();
    CommonOps_DDRM.divide(y, count);
    return Evaluation.ofOne(
        y,
        gradient -> {
          DMatrixRMaj product = Broadcast.fill(new DMatrixRMaj(x.numRows, x.numCols), gradient);
          CommonOps_DDRM.divide(product, count);
          return product;
        });
  }
}
