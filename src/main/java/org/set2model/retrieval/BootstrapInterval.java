package org.set2model.retrieval;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A mean with its 95 % percentile bootstrap interval.
 *
 * <p>The values, one for each concept, are drawn with replacement as often as there are values; the
 * interval spans the 2.5 % and 97.5 % quantiles, interpolated linearly, of the means of the
 * resamples (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, section 13.3). It speaks
 * of the choice of concepts alone: not of the seed of a training run.
 *
 * @param mean mean of the values
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
public record BootstrapInterval(double mean, double low, double high) {

  /** The number of resamples when none is named. */
  public static final int RESAMPLES = 10_000;

  private static final double TAIL = 0.025;

  /**
   * Checks the order of the ends. The mean need not lie between them.
   *
   * @throws IllegalArgumentException if an entry is NaN, or the ends are in the wrong order
   */
  public BootstrapInterval {
    if (!(low <= high) || Double.isNaN(mean)) {
      throw new IllegalArgumentException(
          String.format("interval [%s, %s] of mean %s must be ordered numbers", low, high, mean));
    }
  }

  /** The interval from {@link #RESAMPLES} resamples. */
  public static BootstrapInterval ofMean(double[] values, long seed) {
    return ofMean(values, RESAMPLES, seed);
  }

  /**
   * The interval of the mean of values.
   *
   * @param values at least one value, all finite
   * @param resamples number of resamples, at least 1
   * @param seed seed of the resampling
   * @throws IllegalArgumentException if a value is not finite, or there are no values or resamples
   */
  public static BootstrapInterval ofMean(double[] values, int resamples, long seed) {
    if (values.length == 0 || resamples < 1) {
      throw new IllegalArgumentException(
          String.format(
              "a bootstrap needs values (%d) and resamples (%d), at least one of each",
              values.length, resamples));
    }
    double sum = 0;
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("value (" + value + ") must be finite");
      }
      sum += value;
    }
    double[] means = new double[resamples];
    var random = new SplittableRandom(seed);
    for (int i = 0; i < resamples; i++) {
      double resampled = 0;
      for (int j = 0; j < values.length; j++) {
        resampled += values[random.nextInt(values.length)];
      }
      means[i] = resampled / values.length;
    }
    Arrays.sort(means);
    return new BootstrapInterval(
        sum / values.length, quantile(means, TAIL), quantile(means, 1 - TAIL));
  }

  /** The interval of a paired difference from {@link #RESAMPLES} resamples. */
  public static BootstrapInterval ofMeanDifference(double[] values, double[] others, long seed) {
    return ofMeanDifference(values, others, RESAMPLES, seed);
  }

  /**
   * The interval of the mean of {@code values[i] - others[i]}: two scorers on the same concepts.
   * The pairs are drawn together, so that what makes a concept hard for both cancels.
   *
   * @throws IllegalArgumentException if the lengths differ, or as {@link #ofMean(double[], int,
   *     long)}
   */
  public static BootstrapInterval ofMeanDifference(
      double[] values, double[] others, int resamples, long seed) {
    if (values.length != others.length) {
      throw new IllegalArgumentException(
          values.length + " values cannot be paired with " + others.length);
    }
    double[] differences = new double[values.length];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = values[i] - others[i];
    }
    return ofMean(differences, resamples, seed);
  }

  private static double quantile(double[] sorted, double probability) {
    double position = probability * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
