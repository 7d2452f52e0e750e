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

  private static double sum(double[] x, int start, int count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = start;
    int end = start + count;
    for (; i + 4 <= end; i += 4) {
      s0 += x[i];
      s1 += x[i + 1];
      s2 += x[i + 2];
      s3 += x[i + 3];
    }
    for (; i < end; i++) {
      s0 += x[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static double sumOfSquares(double[] x, int start, int count, double centre) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = start;
    int end = start + count;
    for (; i + 4 <= end; i += 4) {
      double d0 = x[i] - centre;
      double d1 = x[i + 1] - centre;
      double d2 = x[i + 2] - centre;
      double d3 = x[i + 3] - centre;
      s0 = Math.fma(d0, d0, s0);
      s1 = Math.fma(d1, d1, s1);
      s2 = Math.fma(d2, d2, s2);
      s3 = Math.fma(d3, d3, s3);
    }
    for (; i < end; i++) {
      double d = x[i] - centre;
      s0 = Math.fma(d, d, s0);
    }
    return (s0 + s1) + (s2 + s3);
  }
}
