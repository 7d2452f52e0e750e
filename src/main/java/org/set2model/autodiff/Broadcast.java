package org.set2model.autodiff;

import org.ejml.data.DMatrixRMaj;

/**
 * A scalar repeated in every entry of a matrix, a row in every row or a column in every column.
 *
 * <pre>
 *   value    y_nd = x                y_nd = x_d               y_nd = x_n
 *   vjp      dL/dx = sum_nd g_nd     dL/dx_d = sum_n g_nd     dL/dx_n = sum_d g_nd
 * </pre>
 *
 * x is 1 x 1, 1 x D or N x 1, y is N x D. Domain: all real matrices.
 *
 * <p>Proof: catalog entry {@code broadcast}.
 */
public final class Broadcast implements Operation {

  private final int rows;
  private final int columns;

  /** Broadcast to a matrix of this shape. */
  public Broadcast(int rows, int columns) {
    if (!(rows >= 1 && columns >= 1)) {
      throw new IllegalArgumentException(
          "rows (" + rows + ") and columns (" + columns + ") must be >= 1");
    }
    this.rows = rows;
    this.columns = columns;
  }

  @Override
  public String name() {
    return "broadcast";
  }

  @Override
  public Tangent tangent() {
    return Tangent.ofLinear(this);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the input has neither one row nor as many as the value, or
   *     neither one column nor as many
   */
  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    DMatrixRMaj x = inputs[0];
    if (!((x.numRows == 1 || x.numRows == rows) && (x.numCols == 1 || x.numCols == columns))) {
      throw new IllegalArgumentException(
          String.format(
              "a matrix of %d x %d cannot be broadcast to %d x %d: it must be 1 x 1, 1 x %d or %d x"
                  + " 1",
              x.numRows, x.numCols, rows, columns, columns, rows));
    }
    return Evaluation.ofOne(
        fill(new DMatrixRMaj(rows, columns), x),
        gradient -> Sum.addTo(new DMatrixRMaj(x.numRows, x.numCols), gradient));
  }

  /**
   * Writes into every entry of y the one of x that stands for it: x has N rows or 1, D columns or
   * 1.
   */
  static DMatrixRMaj fill(DMatrixRMaj y, DMatrixRMaj x) {
    for (int n = 0; n < y.numRows; n++) {
      for (int d = 0; d < y.numCols; d++) {
        int row = x.numRows == 1 ? 0 : n;
        int column = x.numCols == 1 ? 0 : d;
        y.data[n * y.numCols + d] = x.data[row * x.numCols + column];
      }
    }
    return y;
  }
}
