package org.set2model.benchmarks;

import java.util.Arrays;

/** Statistics of measured times. */
final class Samples {

  private Samples() {}

  /** The middle value, or the mean of the two in the middle. */
  static double median(double[] samples) {
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
