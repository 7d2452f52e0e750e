package org.set2model.mixture;

/**
 * The five inner loops in which a fit spends its time.
 *
 * <p>Each is an axpy: independent sums side by side in contiguous arrays, so that the just-in-time
 * compiler turns them into vector instructions, which it never does with a sum into one variable.
 * Four source rows at a time quarter the traffic of the sums, and numbers that don't change are in
 * local variables. Rows come in whole groups of four: {@link PointSet} and {@link Workspace} pad
 * the number of points, with coefficients of zero.
 */
final class Loops {

  /** How many rows a loop takes at a time. */
  static final int GROUP = 4;

  private Loops() {}

  /** The smallest multiple of the group that is at least {@code count}. */
  static int padded(int count) {
    return (count + GROUP - 1) / GROUP * GROUP;
  }

  /** {@code sum_j += sum_n c_n x_nj}. */
  static void addScaled(double[][] rows, double[] c, double[] sum) {
    for (int n = 0; n < rows.length; n += GROUP) {
      addScaled(
          rows[n], rows[n + 1], rows[n + 2], rows[n + 3], c[n], c[n + 1], c[n + 2], c[n + 3], sum);
    }
  }

  private static void addScaled(
      double[] x0,
      double[] x1,
      double[] x2,
      double[] x3,
      double c0,
      double c1,
      double c2,
      double c3,
      double[] sum) {
    for (int j = 0; j < sum.length; j++) {
      double s = Math.fma(c0, x0[j], sum[j]);
      s = Math.fma(c1, x1[j], s);
      s = Math.fma(c2, x2[j], s);
      sum[j] = Math.fma(c3, x3[j], s);
    }
  }

  /** {@code sum_j += sum_n c_n (x_nj - mean_j)^2}. */
  static void addSquares(double[][] rows, double[] c, double[] mean, double[] sum) {
    for (int n = 0; n < rows.length; n += GROUP) {
      addSquares(rows, n, c[n], c[n + 1], c[n + 2], c[n + 3], mean, sum);
    }
  }

  private static void addSquares(
      double[][] rows,
      int n,
      double c0,
      double c1,
      double c2,
      double c3,
      double[] mean,
      double[] sum) {
    double[] x0 = rows[n];
    double[] x1 = rows[n + 1];
    double[] x2 = rows[n + 2];
    double[] x3 = rows[n + 3];
    for (int j = 0; j < sum.length; j++) {
      double d0 = x0[j] - mean[j];
      double d1 = x1[j] - mean[j];
      double d2 = x2[j] - mean[j];
      double d3 = x3[j] - mean[j];
      double s = Math.fma(c0 * d0, d0, sum[j]);
      s = Math.fma(c1 * d1, d1, s);
      s = Math.fma(c2 * d2, d2, s);
      sum[j] = Math.fma(c3 * d3, d3, s);
    }
  }

  /**
   * {@code first_j += sum_n e_n (x_nj - mean_j)}, {@code second_j += sum_n e_n (x_nj - mean_j)^2}.
   */
  static void addMoments(
      double[][] rows, int count, double[] e, double[] mean, double[] first, double[] second) {
    for (int n = 0; n < count; n += 2) {
      addMoments(rows[n], rows[n + 1], e[n], e[n + 1], mean, first, second);
    }
  }

  /** Two rows only: with four, the compiler gives up. */
  private static void addMoments(
      double[] x0,
      double[] x1,
      double e0,
      double e1,
      double[] mean,
      double[] first,
      double[] second) {
    for (int j = 0; j < mean.length; j++) {
      double d0 = x0[j] - mean[j];
      double d1 = x1[j] - mean[j];
      first[j] = Math.fma(e1, d1, Math.fma(e0, d0, first[j]));
      second[j] = Math.fma(e1 * d1, d1, Math.fma(e0 * d0, d0, second[j]));
    }
  }

  /** {@code y_n += sum_i c_in (constant_ij + slope_ij (x_n - center_ij))}, i = q, q+1. */
  static void addTwoAffine(
      double[] x,
      int count,
      double[][] c,
      double[][] center,
      double[][] constant,
      double[][] slope,
      int q,
      int j,
      double[] y) {
    double[] c0 = c[q];
    double[] c1 = c[q + 1];
    double m0 = center[q][j];
    double m1 = center[q + 1][j];
    double a0 = constant[q][j];
    double a1 = constant[q + 1][j];
    double b0 = slope[q][j];
    double b1 = slope[q + 1][j];
    for (int n = 0; n < count; n++) {
      double s = Math.fma(c0[n], Math.fma(b0, x[n] - m0, a0), y[n]);
      y[n] = Math.fma(c1[n], Math.fma(b1, x[n] - m1, a1), s);
    }
  }

  /** {@code y_n += sum_i c_in (constant_ij + slope_ij (x_n - center_ij))}, i = q..q+3. */
  static void addFourAffine(
      double[] x,
      int count,
      double[][] c,
      double[][] center,
      double[][] constant,
      double[][] slope,
      int q,
      int j,
      double[] y) {
    double[] c0 = c[q];
    double[] c1 = c[q + 1];
    double[] c2 = c[q + 2];
    double[] c3 = c[q + 3];
    double m0 = center[q][j];
    double m1 = center[q + 1][j];
    double m2 = center[q + 2][j];
    double m3 = center[q + 3][j];
    double a0 = constant[q][j];
    double a1 = constant[q + 1][j];
    double a2 = constant[q + 2][j];
    double a3 = constant[q + 3][j];
    double b0 = slope[q][j];
    double b1 = slope[q + 1][j];
    double b2 = slope[q + 2][j];
    double b3 = slope[q + 3][j];
    for (int n = 0; n < count; n++) {
      double s = Math.fma(c0[n], Math.fma(b0, x[n] - m0, a0), y[n]);
      s = Math.fma(c1[n], Math.fma(b1, x[n] - m1, a1), s);
      s = Math.fma(c2[n], Math.fma(b2, x[n] - m2, a2), s);
      y[n] = Math.fma(c3[n], Math.fma(b3, x[n] - m3, a3), s);
    }
  }

  /** {@code y_n += sum_j d (slope_j + curvature_j d)}, {@code d = x_nj - mean_j}. */
  static void addQuadratics(
      double[][] columns,
      int count,
      double[] mean,
      double[] slope,
      double[] curvature,
      double[] y) {
    int j = 0;
    for (; j + GROUP <= mean.length; j += GROUP) {
      addFourQuadratics(columns, j, count, mean, slope, curvature, y);
    }
    for (; j < mean.length; j++) {
      double[] x = columns[j];
      double m = mean[j];
      double a = slope[j];
      double b = curvature[j];
      for (int n = 0; n < count; n++) {
        double d = x[n] - m;
        y[n] = Math.fma(d, Math.fma(b, d, a), y[n]);
      }
    }
  }

  private static void addFourQuadratics(
      double[][] columns,
      int j,
      int count,
      double[] mean,
      double[] slope,
      double[] curvature,
      double[] y) {
    double[] x0 = columns[j];
    double[] x1 = columns[j + 1];
    double[] x2 = columns[j + 2];
    double[] x3 = columns[j + 3];
    double m0 = mean[j];
    double m1 = mean[j + 1];
    double m2 = mean[j + 2];
    double m3 = mean[j + 3];
    double a0 = slope[j];
    double a1 = slope[j + 1];
    double a2 = slope[j + 2];
    double a3 = slope[j + 3];
    double b0 = curvature[j];
    double b1 = curvature[j + 1];
    double b2 = curvature[j + 2];
    double b3 = curvature[j + 3];
    for (int n = 0; n < count; n++) {
      double d0 = x0[n] - m0;
      double d1 = x1[n] - m1;
      double d2 = x2[n] - m2;
      double d3 = x3[n] - m3;
      double s = Math.fma(d0, Math.fma(b0, d0, a0), y[n]);
      s = Math.fma(d1, Math.fma(b1, d1, a1), s);
      s = Math.fma(d2, Math.fma(b2, d2, a2), s);
      y[n] = Math.fma(d3, Math.fma(b3, d3, a3), s);
    }
  }
}
