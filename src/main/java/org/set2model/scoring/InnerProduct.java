package org.set2model.scoring;

import org.ejml.data.DMatrixRMaj;

/** The arithmetic on rows that both inner-product operations share. */
public final class InnerProduct {

  private InnerProduct() {}

  /**
   * The inner product of two contiguous rows. Four independent sums hide the latency of the
   * additions; their order is fixed by the length alone.
   */
  public static double of(double[] x, int xStart, double[] z, int zStart, int length) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int j = 0;
    for (; j + 3 < length; j += 4) {
      sum0 += x[xStart + j] * z[zStart + j];
      sum1 += x[xStart + j + 1] * z[zStart + j + 1];
      sum2 += x[xStart + j + 2] * z[zStart + j + 2];
      sum3 += x[xStart + j + 3] * z[zStart + j + 3];
    }
    for (; j < length; j++) {
      sum0 += x[xStart + j] * z[zStart + j];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  /** Adds {@code factor} times a row of {@code x} to a row of {@code y}. */
  static void addRow(double factor, double[] x, int xStart, double[] y, int yStart, int length) {
    for (int j = 0; j < length; j++) {
      y[yStart + j] += factor * x[xStart + j];
    }
  }

  /** Requires one support descriptor at least, and queries of the same dimension. */
  static void requireShapes(String operation, DMatrixRMaj support, DMatrixRMaj queries) {
    if (support.numRows < 1 || support.numCols != queries.numCols) {
      throw new IllegalArgumentException(
          String.format(
              "%s: support (%d x %d) needs a row at least, and the columns of the queries (%d x %d)",
              operation, support.numRows, support.numCols, queries.numRows, queries.numCols));
    }
  }
}
