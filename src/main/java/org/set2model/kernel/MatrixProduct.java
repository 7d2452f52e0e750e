package org.set2model.kernel;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** The product of two matrices by {@link PanelProduct}, for sizes that fit the cache. */
public final class MatrixProduct {

  private MatrixProduct() {}

  /**
   * {@code A B}.
   *
   * @param a M x K
   * @param b K x N
   * @return M x N
   * @throws IllegalArgumentException if the inner sizes differ
   */
  public static DMatrixRMaj multiply(DMatrixRMaj a, DMatrixRMaj b) {
    if (a.numCols != b.numRows) {
      throw new IllegalArgumentException(
          String.format(
              "factors (%d x %d and %d x %d) must have one inner size",
              a.numRows, a.numCols, b.numRows, b.numCols));
    }
    double[][] bRows = new double[b.numRows][];
    for (int k = 0; k < b.numRows; k++) {
      bRows[k] = Arrays.copyOfRange(b.data, k * b.numCols, (k + 1) * b.numCols);
    }
    double[][] cRows = new double[a.numRows][b.numCols];
    PanelProduct.add(cRows, a.numRows, bRows, b.numRows, a.data, 0, a.numCols, b.numCols);
    DMatrixRMaj c = new DMatrixRMaj(a.numRows, b.numCols);
    for (int i = 0; i < a.numRows; i++) {
      System.arraycopy(cRows[i], 0, c.data, i * c.numCols, c.numCols);
    }
    return c;
  }
}
