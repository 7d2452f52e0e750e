package org.set2model.mixture;

/**
 * The five inner loops in which a fit spends its time, for all components at once.
 *
 * <p>Each is an axpy: independent sums side by side in contiguous arrays, so that the just-in-time
 * compiler turns them into vector instructions, which it never does with a sum into one variable.
 * Several source rows at a time divide the traffic of the sums, and numbers that don't change are
 * in local variables. Rows come in whole groups of three and of four: {@link PointSet} and {@link
 * StepBuffers} pad the number of points, with coefficients of zero.
 *
 * <p>The points are read in blocks that stay in the first-level cache while all components are
 * served. Every sum is still formed in the order of its index, so the blocks don't change a bit.
 */
final class Loops {

  /** How many rows a loop takes at a time. */
  static final int GROUP = 4;

  /** The number of rows is padded to a multiple of this, a multiple of three and four. */
  private static final int PADDING = 12;

  /** How many numbers of the points are kept in the cache: 16 KB. */
  private static final int BLOCK = 2048;

  private Loops() {}

  /** How many rows there must be for {@code count} points. */
  static int padded(int count) {
    return (count + PADDING - 1) / PADDING * PADDING;
  }

  /**
   * {@code sum_n v_n}, zeros padding v. Four sums side by side, for none can be added to before its
   * last addition is done.
   */
  static double sum(double[] v) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    for (int n = 0; n < v.length; n += GROUP) {
      s0 += v[n];
      s1 += v[n + 1];
      s2 += v[n + 2];
      s3 += v[n + 3];
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static int rowsPerBlock(double[][] rows) {
    return Math.max(PADDING, BLOCK / rows[0].length / PADDING * PADDING);
  }

  /**
   * {@code sum_kj += sum_n c_kn x_nj}, over the first {@code count} rows and those that pad them.
   */
  static void addScaled(double[][] rows, int count, double[][] c, double[][] sum) {
    int block = rowsPerBlock(rows);
    for (int from = 0; from < count; from += block) {
      int to = Math.min(from + block, count);
      for (int k = 0; k < c.length; k++) {
        addScaled(rows, from, to, c[k], sum[k]);
      }
    }
  }

  private static void addScaled(double[][] rows, int from, int to, double[] c, double[] sum) {
    for (int n = from; n < to; n += GROUP) {
      addFourScaled(
          rows[n], rows[n + 1], rows[n + 2], rows[n + 3], c[n], c[n + 1], c[n + 2], c[n + 3], sum);
    }
  }

  private static void addFourScaled(
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

  /** {@code sum_kj += sum_n c_kn (x_nj - mean_kj)^2}, over the same rows. */
  static void addSquares(
      double[][] rows, int count, double[][] c, double[][] mean, double[][] sum) {
    int block = rowsPerBlock(rows);
    for (int from = 0; from < count; from += block) {
      int to = Math.min(from + block, count);
      for (int k = 0; k < c.length; k++) {
        addSquares(rows, from, to, c[k], mean[k], sum[k]);
      }
    }
  }

  private static void addSquares(
      double[][] rows, int from, int to, double[] c, double[] mean, double[] sum) {
    for (int n = from; n < to; n += GROUP) {
      addFourSquares(rows, n, c[n], c[n + 1], c[n + 2], c[n + 3], mean, sum);
    }
  }

  private static void addFourSquares(
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
   * {@code first_kj += sum_n e_kn (x_nj - mean_kj)}, {@code second_kj += sum_n e_kn (x_nj -
   * mean_kj)^2}, over the same rows.
   */
  static void addMoments(
      double[][] rows,
      int count,
      double[][] e,
      double[][] mean,
      double[][] first,
      double[][] second) {
    int block = rowsPerBlock(rows);
    for (int from = 0; from < count; from += block) {
      int to = Math.min(from + block, count);
      for (int k = 0; k < e.length; k++) {
        addMoments(rows, from, to, e[k], mean[k], first[k], second[k]);
      }
    }
  }

  private static void addMoments(
      double[][] rows,
      int from,
      int to,
      double[] e,
      double[] mean,
      double[] first,
      double[] second) {
    for (int n = from; n < to; n += 3) {
      addThreeMoments(
          rows[n], rows[n + 1], rows[n + 2], e[n], e[n + 1], e[n + 2], mean, first, second);
    }
  }

  /** Three rows only: with four, the compiler of JDK 17 gives up. */
  private static void addThreeMoments(
      double[] x0,
      double[] x1,
      double[] x2,
      double e0,
      double e1,
      double e2,
      double[] mean,
      double[] first,
      double[] second) {
    for (int j = 0; j < mean.length; j++) {
      double d0 = x0[j] - mean[j];
      double d1 = x1[j] - mean[j];
      double d2 = x2[j] - mean[j];
      double p0 = e0 * d0;
      double p1 = e1 * d1;
      double p2 = e2 * d2;
      first[j] += p0 + p1 + p2;
      second[j] = Math.fma(p2, d2, Math.fma(p1, d1, Math.fma(p0, d0, second[j])));
    }
  }

  /** {@code y_kn += sum_j d (slope_kj + curvature_kj d)}, {@code d = x_nj - mean_kj}. */
  static void addQuadratics(
      double[][] columns,
      int count,
      double[][] mean,
      double[][] slope,
      double[][] curvature,
      double[][] y) {
    int dimensions = columns.length;
    int block = BLOCK / GROUP;
    for (int from = 0; from < count; from += block) {
      int to = Math.min(from + block, count);
      int j = 0;
      for (; j + GROUP <= dimensions; j += GROUP) {
        for (int k = 0; k < y.length; k++) {
          addFourQuadratics(columns, j, from, to, mean[k], slope[k], curvature[k], y[k]);
        }
      }
      for (; j < dimensions; j++) {
        for (int k = 0; k < y.length; k++) {
          addQuadratic(columns[j], from, to, mean[k][j], slope[k][j], curvature[k][j], y[k]);
        }
      }
    }
  }

  private static void addQuadratic(
      double[] x, int from, int to, double mean, double slope, double curvature, double[] y) {
    for (int n = from; n < to; n++) {
      double d = x[n] - mean;
      y[n] = Math.fma(d, Math.fma(curvature, d, slope), y[n]);
    }
  }

  private static void addFourQuadratics(
      double[][] columns,
      int j,
      int from,
      int to,
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
    for (int n = from; n < to; n++) {
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

  /**
   * {@code y_jn += sum_q c_qn (constant_qj + slope_qj (x_jn - center_qj))}, over the first {@code
   * terms} values of q and those that pad them to a multiple of two.
   */
  static void addAffine(
      double[][] columns,
      int count,
      int terms,
      double[][] c,
      double[][] center,
      double[][] constant,
      double[][] slope,
      double[][] y) {
    int block = BLOCK / GROUP;
    for (int from = 0; from < count; from += block) {
      int to = Math.min(from + block, count);
      for (int j = 0; j < columns.length; j++) {
        int q = 0;
        for (; q + 2 < terms; q += GROUP) {
          addFourAffine(columns[j], from, to, c, center, constant, slope, q, j, y[j]);
        }
        for (; q < terms; q += 2) {
          addTwoAffine(columns[j], from, to, c, center, constant, slope, q, j, y[j]);
        }
      }
    }
  }

  private static void addTwoAffine(
      double[] x,
      int from,
      int to,
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
    for (int n = from; n < to; n++) {
      double s = Math.fma(c0[n], Math.fma(b0, x[n] - m0, a0), y[n]);
      y[n] = Math.fma(c1[n], Math.fma(b1, x[n] - m1, a1), s);
    }
  }

  private static void addFourAffine(
      double[] x,
      int from,
      int to,
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
    for (int n = from; n < to; n++) {
      double s = Math.fma(c0[n], Math.fma(b0, x[n] - m0, a0), y[n]);
      s = Math.fma(c1[n], Math.fma(b1, x[n] - m1, a1), s);
      s = Math.fma(c2[n], Math.fma(b2, x[n] - m2, a2), s);
      y[n] = Math.fma(c3[n], Math.fma(b3, x[n] - m3, a3), s);
    }
  }
}
