package org.set2model.gradcheck.line;

import org.set2model.gradcheck.argument.Probe;

/**
 * The rounding in a computed function, estimated from its values at close points: what is left of
 * them when a polynomial of low degree is taken away. It is the idea of ECnoise (Moré and Wild
 * 2011, doi:10.1137/100786125), with two differences.
 *
 * <ul>
 *   <li>The points are not equally spaced. Values that are rounded to a grid, as by a computation
 *       in single precision, have errors in arithmetic progression at equally spaced points, and
 *       where the step between two values is a multiple of the grid they have none at all.
 *   <li>The estimate is the smallest over three degrees, which a trend can only raise.
 * </ul>
 *
 * When most neighboring values coincide, the spacing is below the function's resolution and grows.
 */
public final class NoiseLevel {

  static final int POINTS = 12;
  private static final int LOWEST_DEGREE = 2;
  private static final int HIGHEST_DEGREE = 4;
  private static final double SPACING_GROWTH = 30;

  /** Standard deviations taken for a bound. */
  private static final double DEVIATIONS = 5;

  /** Changes of a value that tell a grid from a lone step of the function. */
  private static final int LEAST_CHANGES = 3;

  /** How much closer points lie at which features of the function are told from rounding. */
  private static final double CLOSER = 1e3;

  /** Part to which rounding must shrink at closer points for it to have been a feature. */
  private static final double FAR_LESS = 30;

  /** Rounding in the projections, as part of the values. */
  private static final double OWN_ROUNDING = 0x1p-49;

  /** Places are multiples of one part, so that arguments can move to them exactly. */
  private static final int PARTS = 64;

  /** How far a point lies off its equally spaced place at most, in spacings. */
  private static final double JITTER = 0.35;

  private static final int BISECTIONS = 24;

  /** A higher jump, as part of the value, is one of the function: half precision rounds by less. */
  private static final double COARSEST = 1e-3;

  private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

  private static final double[] PLACES = places();
  private static final double[][] POLYNOMIALS = polynomials();

  private NoiseLevel() {}

  private static double[] places() {
    double[] places = new double[POINTS];
    for (int j = 1; j < POINTS; j++) {
      places[j] = j + Math.rint(PARTS * JITTER * (2 * (j * GOLDEN_RATIO % 1) - 1)) / PARTS;
    }
    return places;
  }

  /** Where a point lies, in spacings. */
  static double place(int point) {
    return PLACES[point];
  }

  /** Polynomials of degree 0, 1, ... that are orthonormal over the places (Gram and Schmidt). */
  private static double[][] polynomials() {
    double[][] polynomials = new double[HIGHEST_DEGREE + 1][POINTS];
    for (int degree = 0; degree <= HIGHEST_DEGREE; degree++) {
      double[] next = polynomials[degree];
      for (int j = 0; j < POINTS; j++) {
        double centered = PLACES[j] / POINTS - 0.5;
        next[j] = degree == 0 ? 1 : centered * polynomials[degree - 1][j];
      }
      for (int pass = 0; pass < 2; pass++) {
        for (int lower = 0; lower < degree; lower++) {
          removeComponent(next, polynomials[lower]);
        }
      }
      double norm = Math.sqrt(dot(next, next));
      for (int j = 0; j < POINTS; j++) {
        next[j] /= norm;
      }
    }
    return polynomials;
  }

  private static void removeComponent(double[] values, double[] unit) {
    double component = dot(values, unit);
    for (int j = 0; j < POINTS; j++) {
      values[j] -= component * unit[j];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < POINTS; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  /**
   * Bounds of the rounding in each output of a function. It is measured at close points. Where most
   * values coincide there, the points move apart along a second direction until they do not. Where
   * values are resolved at much closer points as well, and rounding is far less there, what the
   * wider points showed is a feature of the function, and the smaller bound is taken.
   *
   * @param direction where the sample points lie from the base point
   * @param wide where they lie when they move apart
   * @param spacing their smallest distance, in units of the directions; may be negative
   * @param widest their largest distance, of the same sign
   * @param farthest how far to look for a jump of a function that does not change at the points; 0
   *     for not at all
   * @param bothSides whether the other side is in the domain
   */
  public static double[] measure(
      Probe probe,
      double[] direction,
      double[] wide,
      double spacing,
      double widest,
      double farthest,
      boolean bothSides) {
    double[] noise = new double[probe.base().getNumElements()];
    boolean[] settled = new boolean[noise.length];
    boolean resolved = raise(noise, settled, samples(probe, direction, spacing, false));
    for (double step = wide == direction ? spacing * SPACING_GROWTH : spacing;
        !resolved && Math.abs(step) <= Math.abs(widest);
        step *= SPACING_GROWTH) {
      resolved = raise(noise, settled, samples(probe, wide, step, true));
    }
    if (!resolved && farthest > 0) {
      raiseToJumps(noise, settled, probe, wide, widest, farthest);
    }
    // A kink lies on one side only.
    for (int side = 1; side >= (bothSides ? -1 : 1); side -= 2) {
      double step = side * spacing / CLOSER;
      double[][] samples = samples(probe, direction, step, false);
      for (int k = 0; k < noise.length && samples != null; k++) {
        double[] changes = changes(samples, k);
        double bound = bound(changes);
        if (isResolved(changes) && bound < noise[k] / FAR_LESS) {
          noise[k] = bound;
        }
      }
    }
    return noise;
  }

  /**
   * Raises the bounds of outputs that do not change at any of the points. How finely such an output
   * is rounded is not known, unless it changes farther out: by a jump, which is its resolution
   * then, or continuously.
   */
  private static void raiseToJumps(
      double[] noise,
      boolean[] settled,
      Probe probe,
      double[] wide,
      double widest,
      double farthest) {
    double[] base = probe.base().data;
    boolean[] seen = new boolean[noise.length];
    double constant = 0;
    for (double changed = widest; changed <= farthest; changed *= 2) {
      double[] outputs = probe.outputs(wide, changed, false);
      if (outputs == null) {
        return;
      }
      for (int k = 0; k < noise.length; k++) {
        if (!settled[k] && !seen[k] && noise[k] == 0 && outputs[k] != base[k]) {
          seen[k] = true;
          // What changes at the first distance was not seen to be constant before it.
          noise[k] = constant > 0 ? jump(probe, wide, k, constant, changed) : 0;
        }
      }
      constant = changed;
    }
  }

  /** By how much an output jumps between two distances, at the first of which it has its value. */
  private static double jump(
      Probe probe, double[] wide, int output, double unchanged, double changed) {
    double base = probe.base().data[output];
    double constant = unchanged;
    double other = changed;
    double change = Double.POSITIVE_INFINITY;
    double earlier = 0;
    for (int i = 0; i < 2 * BISECTIONS; i++) {
      double middle = (constant + other) / 2;
      double[] outputs = probe.outputs(wide, middle, false);
      if (outputs == null) {
        return 0;
      }
      if (outputs[output] == base) {
        constant = middle;
      } else {
        other = middle;
        change = Math.abs(outputs[output] - base);
      }
      if (i == BISECTIONS) {
        earlier = change;
      }
    }
    // A continuous change vanishes as the interval shrinks, a jump stays.
    return change > earlier / 2 && change <= COARSEST * Math.abs(base) ? change : 0;
  }

  /** Raises bounds that are not settled by samples; says whether all are settled now. */
  private static boolean raise(double[] noise, boolean[] settled, double[][] samples) {
    boolean all = samples != null;
    for (int k = 0; k < noise.length && samples != null; k++) {
      if (!settled[k]) {
        double[] changes = changes(samples, k);
        settled[k] = isResolved(changes);
        all &= settled[k];
        if (POINTS - 1 - coincidences(changes) >= LEAST_CHANGES) {
          noise[k] = Math.max(noise[k], bound(changes));
        }
      }
    }
    return all;
  }

  /** The outputs at the places, or null where there are none at one of them. */
  private static double[][] samples(
      Probe probe, double[] direction, double step, boolean sameBranches) {
    double[][] samples = new double[POINTS][];
    samples[0] = probe.base().data;
    double[] exact = probe.exactDisplacement(direction, step, PARTS);
    for (int j = 1; j < POINTS; j++) {
      samples[j] =
          exact == null
              ? null
              : probe.outputs(exact, PLACES[j], sameBranches && probe.knowsBranches());
      if (samples[j] == null) {
        return null;
      }
    }
    return samples;
  }

  private static double[] changes(double[][] samples, int output) {
    double[] changes = new double[POINTS];
    for (int j = 0; j < POINTS; j++) {
      changes[j] = samples[j][output] - samples[0][output];
    }
    return changes;
  }

  /** A bound of the errors in values at the places; 0 if they are not finite. */
  private static double bound(double[] values) {
    double bound = Math.max(DEVIATIONS * standardDeviation(values), smallestRepeatedChange(values));
    return bound < Double.POSITIVE_INFINITY ? bound : 0;
  }

  private static boolean isResolved(double[] values) {
    return 2 * (POINTS - 1 - coincidences(values)) >= POINTS;
  }

  private static int coincidences(double[] values) {
    int coincidences = 0;
    for (int j = 1; j < POINTS; j++) {
      if (values[j] == values[j - 1]) {
        coincidences++;
      }
    }
    return coincidences;
  }

  /** The resolution of a function some of whose neighboring values coincide, or else 0. */
  private static double smallestRepeatedChange(double[] values) {
    double smallest = Double.POSITIVE_INFINITY;
    for (int j = 1; j < POINTS; j++) {
      if (values[j] != values[j - 1]) {
        smallest = Math.min(smallest, Math.abs(values[j] - values[j - 1]));
      }
    }
    return coincidences(values) > 0 && smallest < Double.POSITIVE_INFINITY ? smallest : 0;
  }

  /** The standard deviation of the errors in values at the places; it may be NaN. */
  static double standardDeviation(double[] values) {
    double size = 0;
    for (double value : values) {
      size = Math.max(size, Math.abs(value));
    }
    if (size == 0) {
      return 0;
    }
    double[] rest = new double[POINTS];
    for (int j = 0; j < POINTS; j++) {
      rest[j] = values[j] / size;
    }
    double smallest = Double.POSITIVE_INFINITY;
    for (int degree = 0; degree <= HIGHEST_DEGREE; degree++) {
      removeComponent(rest, POLYNOMIALS[degree]);
      if (degree >= LOWEST_DEGREE) {
        smallest = Math.min(smallest, dot(rest, rest) / (POINTS - 1 - degree));
      }
    }
    return smallest <= OWN_ROUNDING * OWN_ROUNDING ? 0 : size * Math.sqrt(smallest);
  }
}
