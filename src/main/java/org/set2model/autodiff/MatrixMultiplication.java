package org.set2model.autodiff;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.set2model.kernel.MatrixProduct;

/**
 * Product of two matrices.
 *
 * <pre>
 *   value    Y = A B
 *   vjp      dL/dA = G B^T,   dL/dB = A^T G,      G = dL/dY
 * </pre>
 *
 * A is N x K, B is K x D, Y is N x D. Domain: all real matrices.
 *
 * <p>Proof: catalog entry {@code matrix multiplication}.
 */
public final class MatrixMultiplication implements Operation {

  @Override
  public String name() {
    return "matrix multiplication";
  }

  /** {@inheritDoc} With tangents U of A and V of B: {@code U B + A V}. */
  @Override
  public Tangent tangent() {
    return Tangent.ofFormula(this, (x, v) -> v[0].times(x[1]).plus(x[0].times(v[1])));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the first factor has not a column for each row of the
   *     second
   */
  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    DMatrixRMaj a = inputs[0];
    DMatrixRMaj b = inputs[1];
    if (a.numCols != b.numRows) {
      throw new IllegalArgumentException(
          String.format(
              "matrix multiplication: the first factor (%d x %d) must have a column for each row of"
                  + " the second (%d x %d); entry by entry it is timesElementwise",
              a.numRows, a.numCols, b.numRows, b.numCols));
    }
    return new Evaluation(
        MatrixProduct.multiply(a, b),
        (gradient, into) -> {
          if (into.wants(0)) {
            into.add(0, MatrixProduct.multiply(gradient, CommonOps_DDRM.transpose(b, null)));
          }
          if (into.wants(1)) {
            into.add(1, MatrixProduct.multiply(CommonOps_DDRM.transpose(a, null), gradient));
          }
        });
  }
}
