package org.set2model.gradcheck;

import java.util.Arrays;

/**
 * The rounding in a computed function, estimated from the table of differences of its values at
 * equally spaced points: Hamming's method in the form of ECnoise (Moré and Wild 2011,
 * doi:10.1137/100786125).
 *
 * <p>Differences of order k of independent errors with standard deviation sigma have the mean
 * square {@code (2k)! / (k!)^2 sigma^2}, while those of a smooth function fall as the k-th power of
 * the spacing. The estimate is the smallest over three high orders, which a trend can only raise.
 * When most neighbouring values coincide, the spacing is below the function's resolution and grows.
 */
final class NoiseLevel {

  private static final int POINTS = 8;
  private static final int LOWEST_ORDER = 4;
  private static final int HIGHEST_ORDER = 6;
  private static final double SPACING_GROWTH = 1000;

  /** Standard deviations taken for a bound. */
  private static final double DEVIATIONS = 5;

  private NoiseLevel() {}

  /**
   * Bounds of the rounding in each output of a function.
   *
   * @param direction where the sample points lie from the base point
   * @param spacing their smallest distance, in units of the direction; may be negative
   * @param widest their largest distance, of the same sign
   */
  static double[] measure(Probe probe, double[] direction, double spacing, double widest) {
    double[] base = probe.base().data;
    double[] noise = new double[probe.base().getNumElements()];
    boolean[] settled = new boolean[noise.length];
    boolean resolved = false;
    double step = spacing;
    while (!resolved && Math.abs(step) <= Math.abs(widest)) {
      double[][] samples = new double[POINTS][];
      samples[0] = base;
      boolean defined = true;
      for (int j = 1; j < POINTS && defined; j++) {
        samples[j] = probe.outputs(direction, j * step, step != spacing && probe.knowsBranches());
        defined = samples[j] != null;
      }
      if (!defined) {
        break;
      }
      resolved = true;
      for (int k = 0; k < noise.length; k++) {
        double[] column = new double[POINTS];
        for (int j = 0; j < POINTS; j++) {
          column[j] = samples[j][k];
        }
        if (!settled[k]) {
          settled[k] = isResolved(column);
          resolved &= settled[k];
          double deviation = standardDeviation(column);
          if (deviation > 0) {
            noise[k] = Math.max(noise[k], DEVIATIONS * deviation);
          }
        }
      }
      step *= SPACING_GROWTH;
    }
    return noise;
  }

  private static boolean isResolved(double[] values) {
    int changes = 0;
    for (int j = 1; j < values.length; j++) {
      if (values[j] != values[j - 1]) {
        changes++;
      }
    }
    return 2 * changes >= values.length;
  }

  /** The standard deviation of the errors in a sequence of values; it may be NaN. */
  static double standardDeviation(double[] values) {
    double[] differences = Arrays.copyOf(values, values.length);
    double meanSquareOfOne = 1;
    double smallest = Double.POSITIVE_INFINITY;
    for (int order = 1; order <= HIGHEST_ORDER; order++) {
      int count = values.length - order;
      double squares = 0;
      for (int j = 0; j < count; j++) {
        differences[j] = differences[j + 1] - differences[j];
        squares += differences[j] * differences[j];
      }
      meanSquareOfOne *= 2.0 * (2 * order - 1) / order;
      if (order >= LOWEST_ORDER) {
        smallest = Math.min(smallest, squares / (count * meanSquareOfOne));
      }
    }
    return Math.sqrt(smallest);
  }
}
