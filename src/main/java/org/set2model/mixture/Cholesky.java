package org.set2model.mixture;

import org.ejml.data.DMatrixRMaj;

/**
 * The Cholesky factor of a positive definite matrix, {@code S = L L^T} with L lower triangular, and
 * what is computed with it by triangular solves.
 *
 * <p>A matrix is refused as singular when a pivot, the part of a variance that the dimensions
 * before do not explain, is below {@code 10 D} units of rounding of that variance. Pivots are
 * compared with their own variance, so that dimensions may have any scale. EJML's factorization is
 * not used because it accepts NaN, and any positive pivot, however small.
 */
final class Cholesky {

  private static final double ROUNDING = 0x1p-53;

  /** Rows of L. */
  private final double[][] factor;

  private Cholesky(double[][] factor) {
    this.factor = factor;
  }

  /**
   * Factorizes.
   *
   * @param matrix D rows of D entries, symmetric, of which the lower triangle is read
   * @throws IllegalArgumentException unless it is positive definite to rounding
   */
  static Cholesky of(double[][] matrix) {
    int dimensions = matrix.length;
    double[][] l = new double[dimensions][dimensions];
    for (int i = 0; i < dimensions; i++) {
      for (int j = 0; j < i; j++) {
        l[i][j] = (matrix[i][j] - dot(l[i], l[j], j)) / l[j][j];
      }
      double pivot = matrix[i][i] - dot(l[i], l[i], i);
      if (!(pivot > 10 * dimensions * ROUNDING * matrix[i][i]
          && pivot >= Theta.SMALLEST_VARIANCE
          && pivot < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            String.format(
                "covariance is not positive definite (dimension %d has the variance %s, of which"
                    + " %s is left): give a floor > 0 or a variance prior, or more points than"
                    + " dimensions",
                i, matrix[i][i], pivot));
      }
      l[i][i] = Math.sqrt(pivot);
    }
    return new Cholesky(l);
  }

  /** Four sums side by side, because the compiler does not vectorize one. */
  private static double dot(double[] x, double[] y, int count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 4 <= count; i += 4) {
      s0 = Math.fma(x[i], y[i], s0);
      s1 = Math.fma(x[i + 1], y[i + 1], s1);
      s2 = Math.fma(x[i + 2], y[i + 2], s2);
      s3 = Math.fma(x[i + 3], y[i + 3], s3);
    }
    for (; i < count; i++) {
      s0 = Math.fma(x[i], y[i], s0);
    }
    return (s0 + s1) + (s2 + s3);
  }

  int dimensions() {
    return factor.length;
  }

  /** {@code log det S = 2 sum_i log L_ii}. */
  double logDeterminant() {
    double[] diagonal = new double[factor.length];
    for (int i = 0; i < diagonal.length; i++) {
      diagonal[i] = factor[i][i];
    }
    return 2 * Expectation.sumOfLogs(diagonal);
  }

  /** {@code y = L z}. */
  double[] times(double[] z) {
    double[] y = new double[z.length];
    for (int i = 0; i < z.length; i++) {
      y[i] = dot(factor[i], z, i + 1);
    }
    return y;
  }

  /** Replaces v by {@code L^-1 v}. */
  void solveLower(double[] v) {
    for (int i = 0; i < v.length; i++) {
      v[i] = (v[i] - dot(factor[i], v, i)) / factor[i][i];
    }
  }

  /** Replaces v by {@code L^-T v}. */
  void solveUpper(double[] v) {
    for (int i = v.length - 1; i >= 0; i--) {
      v[i] /= factor[i][i];
      for (int j = 0; j < i; j++) {
        v[j] = Math.fma(-factor[i][j], v[i], v[j]);
      }
    }
  }

  /** {@code S^-1 = L^-T L^-1}, the derivative of {@code log det S}: two solves for each column. */
  DMatrixRMaj inverse() {
    int dimensions = dimensions();
    var inverse = new DMatrixRMaj(dimensions, dimensions);
    for (int j = 0; j < dimensions; j++) {
      double[] column = new double[dimensions];
      column[j] = 1;
      solveLower(column);
      solveUpper(column);
      for (int i = 0; i < dimensions; i++) {
        inverse.set(i, j, column[i]);
      }
    }
    return inverse;
  }
}
