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
    if (points.numRows < 1 || points.numCols < 1) {
      throw new IllegalArgumentException(
          String.format(
              "%s (%d x %d) must have at least one row and one column",
              role, points.numRows, points.numCols));
    }
    for (int i = 0; i < points.numRows * points.numCols; i++) {
      if (!Double.isFinite(points.data[i])) {
        throw new IllegalArgumentException(
            String.format(
                "%s: row %d, column %d (%s) must be finite",
                role, i / points.numCols, i % points.numCols, points.data[i]));
      }
    }
  }

  /** Copies rows {@code from} to {@code from + count - 1} of a matrix into one array per column. */
  static void copyColumns(DMatrixRMaj points, int from, int count, double[][] columns) {
    for (int n = 0; n < count; n++) {
      int row = (from + n) * points.numCols;
      for (int j = 0; j < points.numCols; j++) {
        columns[j][n] = points.data[row + j];
      }
    }
  }
}
