package org.set2model.plot;

import java.util.Objects;

/**
 * One curve of a {@link LinePlot} through N points, in the order given. The arrays are copied;
 * those that the accessors return must not be changed.
 *
 * @param name for the legend
 * @param x N finite coordinates, N at least 1
 * @param y N finite coordinates
 * @param low lower ends of the intervals of y, N or, if there are none, 0
 * @param high upper ends, as many
 * @param style how it is drawn
 */
public record Series(
    String name, double[] x, double[] y, double[] low, double[] high, Style style) {

  /** How a curve is drawn, from what lies below others to what lies above. */
  public enum Style {
    /**
     * A thin pale line, such as the noisy values of which another curve is the average. It is not
     * in the legend. Its color is that of the curve of the same name, else of the next LINE or
     * MARKED curve, else of the last.
     */
    FAINT,
    /** A dashed gray line for reference, such as chance or a slope of one. */
    GUIDE,
    /**
     * A line without markers, for thousands of points; intervals become a band. A lone point has a
     * marker and a bar.
     */
    LINE,
    /**
     * A line with a marker at each point, or at every n-th if they would touch. Intervals are bars,
     * or a band if there are many.
     */
    MARKED
  }

  private static final double[] NONE = {};

  /**
   * A curve.
   *
   * @throws IllegalArgumentException if lengths differ, a value is not finite or beyond 1e300, or
   *     an interval ends below its start
   */
  public Series {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(style, "style");
    x = x.clone();
    y = y.clone();
    low = low.clone();
    high = high.clone();
    boolean everyPoint = x.length > 0 && x.length == y.length;
    boolean everyInterval =
        low.length == high.length && (low.length == 0 || low.length == x.length);
    if (!everyPoint || !everyInterval) {
      throw new IllegalArgumentException(
          ("series '%s' (%d x for %d y, %d low and %d high ends of intervals) must have both"
                  + " coordinates at each point, and both ends at each point or at none")
              .formatted(name, x.length, y.length, low.length, high.length));
    }
    require(name, "x", x, -Scale.LARGEST);
    require(name, "y", y, -Scale.LARGEST);
    require(name, "low", low, -Scale.LARGEST);
    require(name, "high", high, -Scale.LARGEST);
    for (int n = 0; n < low.length; n++) {
      if (low[n] > high[n]) {
        throw new IllegalArgumentException(
            "series '%s' must have low (%s) up to high (%s) at point %d"
                .formatted(name, low[n], high[n], n));
      }
    }
  }

  /** Throws unless all values lie between the least and {@link Scale#LARGEST}. */
  private static void require(String name, String coordinate, double[] values, double least) {
    for (int n = 0; n < values.length; n++) {
      if (!(values[n] >= least && values[n] <= Scale.LARGEST)) {
        throw new IllegalArgumentException(
            "series '%s' must have %s from %s to %s, not %s at point %d: leave that point out%s"
                .formatted(
                    name,
                    coordinate,
                    least,
                    Scale.LARGEST,
                    values[n],
                    n,
                    least > 0 ? " or take a linear axis" : ""));
      }
    }
  }

  /** Throws unless logarithmic axes can show the values. */
  void requirePositive(boolean isLogarithmicX, boolean isLogarithmicY) {
    if (isLogarithmicX) {
      require(name, "x", x, Scale.SMALLEST);
    }
    if (isLogarithmicY) {
      require(name, "y", y, Scale.SMALLEST);
      require(name, "low", low, Scale.SMALLEST);
    }
  }

  /** A line without markers. */
  public static Series line(String name, double[] x, double[] y) {
    return new Series(name, x, y, NONE, NONE, Style.LINE);
  }

  /** A thin pale line behind all others. */
  public static Series faint(String name, double[] x, double[] y) {
    return new Series(name, x, y, NONE, NONE, Style.FAINT);
  }

  /** A line with markers. */
  public static Series marked(String name, double[] x, double[] y) {
    return new Series(name, x, y, NONE, NONE, Style.MARKED);
  }

  /** A line with markers and an interval at each. */
  public static Series marked(String name, double[] x, double[] y, double[] low, double[] high) {
    return new Series(name, x, y, low, high, Style.MARKED);
  }

  /** A dashed gray line. */
  public static Series guide(String name, double[] x, double[] y) {
    return new Series(name, x, y, NONE, NONE, Style.GUIDE);
  }

  boolean isColored() {
    return style == Style.LINE || style == Style.MARKED;
  }

  /** A lone point would not be seen as a line. */
  boolean hasMarkers() {
    return style == Style.MARKED || style == Style.LINE && x.length == 1;
  }
}
