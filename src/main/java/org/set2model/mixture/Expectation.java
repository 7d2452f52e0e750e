package org.set2model.mixture;

import java.util.Arrays;

/**
 * The log-densities of points under the components of a mixture, and what follows from them:
 * responsibilities and log-likelihoods.
 *
 * <pre>
 *   (1) l_nk = -1/2 sum_j [ log(2 pi phi_kj) + (x_nj - mu_kj)^2 / phi_kj ]
 *   (2) r_nk = w_k exp(l_nk) / p_n,   p_n = sum_k w_k exp(l_nk)</pre>
 *
 * as {@link ExpectationMaximizationStep} numbers them, all in the log domain. The squares are
 * centered: expanding them to {@code x^2 - 2 x mu + mu^2} would allow a matrix product, but cancels
 * when |mu| is large beside the standard deviation.
 */
final class Expectation {

  private static final double LOG_TWO_PI = 1.8378770664093454836;
  private static final double LOG_TWO = 0.69314718055994530942;

  /** How many factors in [1, 2) can be multiplied without overflow. */
  private static final int FACTORS = 1000;

  private Expectation() {}

  /**
   * Fills the log-densities, the largest terms, the scaled densities and the responsibilities of
   * the workspace.
   *
   * @param columns the points, D arrays of at least {@code count} numbers
   * @param first row of the first point in its matrix, for messages
   * @throws IllegalArgumentException if a point is so far from all components that its squared
   *     distance in standard deviations overflows
   */
  static void evaluate(double[][] columns, int first, int count, Theta theta, StepBuffers w) {
    evaluateSums(columns, count, theta, w);
    for (int n = 0; n < count; n++) {
      if (!(w.largest[n] > Double.NEGATIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "point "
                + (first + n)
                + " is more than 1e150 standard deviations away from every component of positive"
                + " weight: scale the points or raise the variances");
      }
    }
    double[] sum = w.scaledDensities;
    for (int k = 0; k < theta.components(); k++) {
      double[] r = w.responsibilities[k];
      for (int n = 0; n < count; n++) {
        r[n] /= sum[n];
      }
    }
  }

  /**
   * Fills the log-densities, the largest terms and the scaled densities of the workspace, which is
   * all that likelihoods need. A point that is not finite, or too far from all components, gets a
   * scaled density of NaN.
   */
  static void evaluateSums(double[][] columns, int count, Theta theta, StepBuffers w) {
    logDensities(columns, count, theta, w);
    double[] largest = w.largest;
    double[] sum = w.scaledDensities;
    Arrays.fill(largest, 0, count, Double.NEGATIVE_INFINITY);
    Arrays.fill(sum, 0, count, 0);
    for (int k = 0; k < theta.components(); k++) {
      double[] l = w.logDensities[k];
      double logWeight = Math.log(theta.weights[k]);
      for (int n = 0; n < count; n++) {
        largest[n] = Math.max(largest[n], l[n] + logWeight);
      }
    }
    for (int k = 0; k < theta.components(); k++) {
      double[] l = w.logDensities[k];
      double[] r = w.responsibilities[k];
      double logWeight = Math.log(theta.weights[k]);
      for (int n = 0; n < count; n++) {
        r[n] = l[n] + logWeight - largest[n];
      }
      Exponentials.replace(r, count, w.perPoint);
      for (int n = 0; n < count; n++) {
        sum[n] += r[n];
      }
    }
  }

  /** {@code l_nk}. */
  private static void logDensities(double[][] columns, int count, Theta theta, StepBuffers w) {
    double[][] curvatures = w.perParameter;
    for (int k = 0; k < theta.components(); k++) {
      double[] variance = theta.variances[k];
      double[] curvature = curvatures[k];
      for (int j = 0; j < variance.length; j++) {
        curvature[j] = -0.5 / variance[j];
      }
      double constant = -0.5 * (variance.length * LOG_TWO_PI + sumOfLogs(variance));
      Arrays.fill(w.logDensities[k], 0, count, constant);
    }
    Loops.addQuadratics(columns, count, theta.means, w.zeros, curvatures, w.logDensities);
  }

  /**
   * {@code sum_j log v_j} of positive normal numbers as the logarithm of a product, because a
   * logarithm costs as much as twenty squares: the factors {@code v_j = m_j 2^e_j}, {@code 1 <= m_j
   * < 2}, are multiplied and the exponents added.
   */
  static double sumOfLogs(double[] v) {
    return sumOfLogs(v, v.length);
  }

  /** The same of the first {@code count} numbers. Even and odd ones are multiplied side by side. */
  static double sumOfLogs(double[] v, int count) {
    double sum = 0;
    for (int from = 0; from < count; from += FACTORS) {
      int to = Math.min(from + FACTORS, count);
      double even = 1;
      double odd = 1;
      long exponents = 0;
      int j = from;
      for (; j + 2 <= to; j += 2) {
        even *= mantissa(v[j]);
        odd *= mantissa(v[j + 1]);
        exponents += exponent(v[j]) + exponent(v[j + 1]);
      }
      if (j < to) {
        even *= mantissa(v[j]);
        exponents += exponent(v[j]);
      }
      sum += Math.log(even * odd) + exponents * LOG_TWO;
    }
    return sum;
  }

  /** Between 1 and 2. */
  private static double mantissa(double v) {
    long bits = Double.doubleToRawLongBits(v);
    return Double.longBitsToDouble((bits & 0x000fffffffffffffL) | 0x3ff0000000000000L);
  }

  private static long exponent(double v) {
    return (Double.doubleToRawLongBits(v) >> 52) - 1023;
  }

  /**
   * The vector-Jacobian product of the log-densities after {@link #evaluate}. The sensitivities of
   * the workspace are {@code h_nk} at first; {@code e_nk = h_nk r_nk}, which replaces them, is the
   * gradient with respect to {@code log w_k + l_nk}. Adds
   *
   * <pre>
   *   (11) dw_k    += sum_n h_nk exp(l_nk) / p_n   ( = sum_n e_nk / w_k  where w_k > 0 )
   *   (12) dmu_kj  += sum_n e_nk (x_nj - mu_kj) / phi_kj
   *   (13) dphi_kj += 1/2 sum_n e_nk [ (x_nj - mu_kj)^2 / phi_kj - 1 ] / phi_kj
   *   (14) dx_nj   -= sum_k e_nk (x_nj - mu_kj) / phi_kj</pre>
   *
   * the last as terms in the workspace.
   *
   * @param rows the points, padded to whole groups of rows
   * @param gradient receives the gradient with respect to theta
   */
  static void pull(double[][] rows, int count, Theta theta, StepBuffers w, Theta gradient) {
    double[][] first = w.perParameter;
    double[][] second = w.perParameter2;
    double[] sums = w.perComponent;
    for (int k = 0; k < theta.components(); k++) {
      double fromZeroWeight = theta.weights[k] > 0 ? 0 : sumOfRatios(k, count, w);
      sums[k] = multiply(w.responsibilities[k], count, w.sensitivities[k]);
      gradient.weights[k] += theta.weights[k] > 0 ? sums[k] / theta.weights[k] : fromZeroWeight;
      Arrays.fill(first[k], 0);
      Arrays.fill(second[k], 0);
    }
    Loops.addMoments(rows, count, w.sensitivities, theta.means, first, second);
    for (int k = 0; k < theta.components(); k++) {
      double[] variance = theta.variances[k];
      double[] slope = w.terms.slopes[w.terms.add(w.sensitivities[k], theta.means[k])];
      for (int j = 0; j < variance.length; j++) {
        slope[j] = -1 / variance[j];
      }
      addMoments(sums[k], first[k], second[k], slope, gradient.means[k], gradient.variances[k]);
    }
  }

  /** Lines (12) and (13), {@code slope_j} being {@code -1 / phi_j}. */
  private static void addMoments(
      double sum,
      double[] first,
      double[] second,
      double[] slope,
      double[] toMean,
      double[] toVariance) {
    for (int j = 0; j < slope.length; j++) {
      toMean[j] -= first[j] * slope[j];
      toVariance[j] += 0.5 * (second[j] * slope[j] + sum) * slope[j];
    }
  }

  /** Replaces h by {@code e_n = h_n r_n}, zero in the padding, and returns their sum. */
  private static double multiply(double[] r, int count, double[] h) {
    for (int n = 0; n < count; n++) {
      h[n] *= r[n];
    }
    Arrays.fill(h, count, h.length, 0);
    return Loops.sum(h);
  }

  /** {@code sum_n h_nk exp(l_nk) / p_n}, for a component of weight zero. */
  private static double sumOfRatios(int k, int count, StepBuffers w) {
    double[] h = w.sensitivities[k];
    double sum = 0;
    for (int n = 0; n < count; n++) {
      if (h[n] != 0) {
        sum += h[n] * Math.exp(w.logDensities[k][n] - w.largest[n]) / w.scaledDensities[n];
      }
    }
    return sum;
  }
}
