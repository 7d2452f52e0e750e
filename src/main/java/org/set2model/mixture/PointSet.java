package org.set2model.mixture;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Weighted points, stored by rows and by columns: sums over points run along rows, sums over
 * dimensions along columns, so that every inner loop is an axpy on contiguous memory. Rows of zeros
 * are added to whole groups, see {@link Loops}.
 *
 * <p>Building one is where points and weights are validated.
 */
final class PointSet {

  final int size;
  final int dimensions;
  final double[][] rows;
  final double[][] columns;

  /** The example weights {@code a_n}. */
  final double[] weights;

  final boolean hasEqualWeights;

  /** {@code A = sum_n a_n > 0}. */
  final double totalWeight;

  private PointSet(DMatrixRMaj points, double[] weights, double totalWeight) {
    this.size = points.numRows;
    this.dimensions = points.numCols;
    this.rows = new double[Loops.padded(size)][dimensions];
    this.columns = new double[dimensions][size];
    for (int n = 0; n < size; n++) {
      System.arraycopy(points.data, n * dimensions, rows[n], 0, dimensions);
    }
    copyColumns(points, 0, size, columns);
    this.weights = weights;
    this.hasEqualWeights = Arrays.stream(weights).allMatch(weight -> weight == weights[0]);
    this.totalWeight = totalWeight;
  }

  /**
   * @param points N x D, N >= 1, D >= 1, finite
   * @param exampleWeights N x 1, non-negative, finite, not all zero
   */
  static PointSet of(DMatrixRMaj points, DMatrixRMaj exampleWeights) {
    requireFinite("points", points);
    if (exampleWeights.numRows != points.numRows || exampleWeights.numCols != 1) {
      throw new IllegalArgumentException(
          String.format(
              "example weights (%d x %d) must be %d x 1, one for each point",
              exampleWeights.numRows, exampleWeights.numCols, points.numRows));
    }
    double[] weights = new double[points.numRows];
    double total = 0;
    for (int n = 0; n < weights.length; n++) {
      weights[n] = exampleWeights.data[n];
      if (!(weights[n] >= 0)) {
        throw new IllegalArgumentException(
            String.format("example weight %d (%s) must be >= 0", n, weights[n]));
      }
      total += weights[n];
    }
    if (!(total > 0 && total < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "sum of the example weights (" + total + ") must be positive and finite");
    }
    return new PointSet(points, weights, total);
  }

  /** N ones: every example counts once. */
  static DMatrixRMaj unitWeights(int size) {
    var ones = new DMatrixRMaj(size, 1);
    ones.fill(1);
    return ones;
  }

  static void requireFinite(String role, DMatrixRMaj points) {
    requireNotEmpty(role, points);
    for (int i = 0; i < points.numRows * points.numCols; i++) {
      if (!Double.isFinite(points.data[i])) {
        throw new IllegalArgumentException(
            String.format(
                "%s: row %d, column %d (%s) must be finite",
                role, i / points.numCols, i % points.numCols, points.data[i]));
      }
    }
  }

  static void requireNotEmpty(String role, DMatrixRMaj points) {
    if (points.numRows < 1 || points.numCols < 1) {
      throw new IllegalArgumentException(
          String.format(
              "%s (%d x %d) must have at least one row and one column",
              role, points.numRows, points.numCols));
    }
  }

  /** The rows of a matrix as arrays. */
  static double[][] rows(DMatrixRMaj matrix) {
    double[][] rows = new double[matrix.numRows][];
    for (int n = 0; n < rows.length; n++) {
      rows[n] = Arrays.copyOfRange(matrix.data, n * matrix.numCols, (n + 1) * matrix.numCols);
    }
    return rows;
  }

  /** Copies rows {@code from} to {@code from + count - 1} of a matrix into one array per column. */
  static void copyColumns(DMatrixRMaj points, int from, int count, double[][] columns) {
    int dimensions = points.numCols;
    int j = 0;
    for (; j + 8 <= dimensions; j += 8) {
      copyEightColumns(points.data, from * dimensions + j, dimensions, count, columns, j);
    }
    for (; j < dimensions; j++) {
      double[] column = columns[j];
      for (int n = 0; n < count; n++) {
        column[n] = points.data[(from + n) * dimensions + j];
      }
    }
  }

  /**
   * Eight numbers beside each other are one line of the cache, which so is used up at one visit.
   */
  private static void copyEightColumns(
      double[] data, int start, int stride, int count, double[][] columns, int j) {
    double[] x0 = columns[j];
    double[] x1 = columns[j + 1];
    double[] x2 = columns[j + 2];
    double[] x3 = columns[j + 3];
    double[] x4 = columns[j + 4];
    double[] x5 = columns[j + 5];
    double[] x6 = columns[j + 6];
    double[] x7 = columns[j + 7];
    int p = start;
    for (int n = 0; n < count; n++) {
      x0[n] = data[p];
      x1[n] = data[p + 1];
      x2[n] = data[p + 2];
      x3[n] = data[p + 3];
      x4[n] = data[p + 4];
      x5[n] = data[p + 5];
      x6[n] = data[p + 6];
      x7[n] = data[p + 7];
      p += stride;
    }
  }
}
