package org.set2model.network;

/**
 * Mean and biased variance of a run of values, in two passes, so that nothing cancels:
 *
 * <pre>  mean = (1/M) sum_m x_m,   variance = (1/M) sum_m (x_m - mean)^2.</pre>
 */
record Moments(double mean, double variance) {

  static Moments of(double[] x, int start, int count) {
    double mean = sum(x, start, count) / count;
    return new Moments(mean, sumOfSquares(x, start, count, mean) / count);
  }

  /** Eight running sums: one alone would wait for each addition to end. */
  private static double sum(double[] x, int start, int count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int i = start;
    int end = start + count;
    for (; i + 8 <= end; i += 8) {
      s0 += x[i];
      s1 += x[i + 1];
      s2 += x[i + 2];
      s3 += x[i + 3];
      s4 += x[i + 4];
      s5 += x[i + 5];
      s6 += x[i + 6];
      s7 += x[i + 7];
    }
    for (; i < end; i++) {
      s0 += x[i];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }

  private static double sumOfSquares(double[] x, int start, int count, double center) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int i = start;
    int end = start + count;
    for (; i + 8 <= end; i += 8) {
      s0 = addSquare(x[i] - center, s0);
      s1 = addSquare(x[i + 1] - center, s1);
      s2 = addSquare(x[i + 2] - center, s2);
      s3 = addSquare(x[i + 3] - center, s3);
      s4 = addSquare(x[i + 4] - center, s4);
      s5 = addSquare(x[i + 5] - center, s5);
      s6 = addSquare(x[i + 6] - center, s6);
      s7 = addSquare(x[i + 7] - center, s7);
    }
    for (; i < end; i++) {
      s0 = addSquare(x[i] - center, s0);
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }

  private static double addSquare(double d, double sum) {
    return Math.fma(d, d, sum);
  }
}
