package org.set2model.plot;

import java.util.List;
import java.util.Objects;

/**
 * Curves over a common pair of axes, as an SVG of 800 x 480 pixels that loads nothing, runs no
 * script, and turns dark with the viewer.
 *
 * <p>The axes contain every value and every interval: nothing is cut off. An axis of y whose values
 * all have one sign ends at zero rather than beyond it. The legend stands above the frame, where it
 * covers no curve. A long curve is drawn with what can be seen of it: of the points that fall on
 * one column of pixels the first, the lowest, the highest and the last.
 *
 * <p>The colours of the curves are as far apart for the colour-blind as eight colours can well be;
 * curves with markers differ in the markers' shape too.
 *
 * @param title what is shown; empty for none
 * @param x the axis to the right
 * @param y the axis upwards
 * @param series at least one; up to eight of the styles LINE and MARKED, which have colours
 */
public record LinePlot(String title, Axis x, Axis y, List<Series> series) {

  /**
   * An axis.
   *
   * @param label what it measures, with the unit; empty for none
   * @param logarithmic whether equal ratios, rather than equal differences, are equally long; all
   *     values must then be above 0
   */
  public record Axis(String label, boolean logarithmic) {
    public Axis {
      Objects.requireNonNull(label, "label");
    }
  }

  /**
   * One curve through N points, in the order given. The arrays are copied; those that the accessors
   * return must not be changed.
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

    /** How a curve is drawn. */
    public enum Style {
      /**
       * A line without markers, for thousands of points; intervals become a band. A lone point has
       * a marker and a bar.
       */
      LINE,
      /**
       * A thin pale line behind all others, such as the noisy values of which another curve is the
       * average. It is not in the legend. Its colour is that of the curve of the same name, else of
       * the next LINE or MARKED curve, else of the last.
       */
      FAINT,
      /**
       * A line with a marker at each point, or at every n-th if they would touch. Intervals are
       * bars, or a band if there are many.
       */
      MARKED,
      /** A dashed grey line for reference, such as chance or a slope of one. */
      GUIDE
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
      String role = "series '" + name + "'";
      if (x.length == 0 || x.length != y.length) {
        throw new IllegalArgumentException(
            role + " (" + x.length + " x for " + y.length + " y) must have both at each point");
      }
      if (low.length != high.length || low.length != 0 && low.length != x.length) {
        throw new IllegalArgumentException(
            ("%s (%d low and %d high ends of intervals for %d points) must have both"
                    + " at each point, or none")
                .formatted(role, low.length, high.length, x.length));
      }
      requireFinite(role, "x", x);
      requireFinite(role, "y", y);
      requireFinite(role, "low", low);
      requireFinite(role, "high", high);
      for (int n = 0; n < low.length; n++) {
        if (low[n] > high[n]) {
          throw new IllegalArgumentException(
              "%s must have low (%s) up to high (%s) at point %d"
                  .formatted(role, low[n], high[n], n));
        }
      }
    }

    private static void requireFinite(String role, String coordinate, double[] values) {
      for (int n = 0; n < values.length; n++) {
        if (!(Math.abs(values[n]) <= Scale.LARGEST)) {
          throw new IllegalArgumentException(
              ("%s must have a finite %s, up to %s in size, at point %d, not %s:"
                      + " leave that point out")
                  .formatted(role, coordinate, Scale.LARGEST, n, values[n]));
        }
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
      return marked(name, x, y, NONE, NONE);
    }

    /** A line with markers and an interval at each. */
    public static Series marked(String name, double[] x, double[] y, double[] low, double[] high) {
      return new Series(name, x, y, low, high, Style.MARKED);
    }

    /** A dashed grey line. */
    public static Series guide(String name, double[] x, double[] y) {
      return new Series(name, x, y, NONE, NONE, Style.GUIDE);
    }

    boolean isColoured() {
      return style == Style.LINE || style == Style.MARKED;
    }

    /** A lone point would not be seen as a line. */
    boolean hasMarkers() {
      return style == Style.MARKED || style == Style.LINE && x.length == 1;
    }

    boolean hasIntervals() {
      return low.length > 0;
    }
  }

  /**
   * A plot.
   *
   * @throws IllegalArgumentException if there is no series, there are more coloured ones than
   *     colours, or a logarithmic axis has a value that is not above 0
   */
  public LinePlot {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(x, "x");
    Objects.requireNonNull(y, "y");
    series = List.copyOf(series);
    long coloured = series.stream().filter(Series::isColoured).count();
    if (series.isEmpty() || coloured > Theme.COLOURS) {
      throw new IllegalArgumentException(
          ("a plot of %d series, %d of them coloured, must have at least 1 and up to %d"
                  + " coloured: split it")
              .formatted(series.size(), coloured, Theme.COLOURS));
    }
    for (Series one : series) {
      if (x.logarithmic()) {
        requirePositive(one.name(), "x", one.x());
      }
      if (y.logarithmic()) {
        requirePositive(one.name(), "y", one.y());
        requirePositive(one.name(), "low", one.low());
      }
    }
  }

  private static void requirePositive(String name, String coordinate, double[] values) {
    for (int n = 0; n < values.length; n++) {
      if (!(values[n] >= Scale.SMALLEST)) {
        throw new IllegalArgumentException(
            ("series '%s' has %s = %s at point %d, but a logarithmic axis shows values above 0"
                    + " (from %s): leave that point out or take a linear axis")
                .formatted(name, coordinate, values[n], n, Scale.SMALLEST));
      }
    }
  }

  /** The plot as the text of an SVG file. The same plot gives the same text. */
  public String svg() {
    return Panels.svg(List.of(this));
  }

  /**
   * Plots below one another in one SVG, 800 pixels wide and 340 high each. Those with equal axes of
   * x show the same range, so that one can read down from a point of a plot to the next plot.
   *
   * @throws IllegalArgumentException if there is no plot
   */
  public static String panels(List<LinePlot> plots) {
    return Panels.svg(plots);
  }
}
