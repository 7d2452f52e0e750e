package org.set2model.operations;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Tangent;
import org.set2model.autodiff.Variable;

/**
 * A scalar repeated in every entry of a matrix (a broadcast).
 *
 * <pre>
 *   value    y_ij = s
 *   product  dL/ds = sum_ij g_ij
 * </pre>
 *
 * s is 1 x 1.
 *
 * <p>Proof: catalog entry {@code repetition}.
 */
public final class Repetition implements Operation {

  private final int rows;
  private final int columns;

  /** Repetition to a matrix of this shape. */
  public Repetition(int rows, int columns) {
    if (!(rows >= 1 && columns >= 1)) {
      throw new IllegalArgumentException(
          "rows (" + rows + ") and columns (" + columns + ") must be >= 1");
    }
    this.rows = rows;
    this.columns = columns;
  }

  /** Repeats a scalar variable. */
  public static Variable repeat(Variable scalar, int rows, int columns) {
    return new Repetition(rows, columns).apply(scalar);
  }

  @Override
  public String name() {
    return "repetition";
  }

  @Override
  public Tangent tangent() {
    return Tangent.ofLinear(this);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the input is not 1 x 1
   */
  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    DMatrixRMaj scalar = inputs[0];
    if (scalar.numRows != 1 || scalar.numCols != 1) {
      throw new IllegalArgumentException(
          "scalar (" + scalar.numRows + " x " + scalar.numCols + ") must be 1 x 1");
    }
    DMatrixRMaj y = new DMatrixRMaj(rows, columns);
    y.fill(scalar.data[0]);
    return Evaluation.ofOne(y, Repetition::product);
  }

  /** {@code sum_ij g_ij}, 1 x 1. */
  public static DMatrixRMaj product(DMatrixRMaj gradient) {
    DMatrixRMaj product = new DMatrixRMaj(1, 1);
    product.data[0] = CommonOps_DDRM.elementSum(gradient);
    return product;
  }
}
