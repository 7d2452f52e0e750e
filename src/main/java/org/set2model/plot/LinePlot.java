package org.set2model.plot;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Curves over a common pair of axes, as an SVG of 800 x 480 pixels that loads nothing, runs no
 * script, and turns dark with the viewer.
 *
 * <p>The axes contain every value and every interval: nothing is cut off. An axis of y whose values
 * all have one sign ends at zero rather than beyond it. The legend stands above the frame, where it
 * covers no curve. A long curve is drawn with what can be seen of it: of the points that fall on
 * one column of pixels the first, the lowest, the highest and the last.
 *
 * <p>The colors of the curves are as far apart for the color-blind as eight colors can well be;
 * curves with markers differ in the markers' shape too.
 *
 * @param title what is shown; empty for none
 * @param x the axis to the right
 * @param y the axis upwards
 * @param series at least one; up to eight of the styles LINE and MARKED, which have colors
 */
public record LinePlot(String title, Axis x, Axis y, List<Series> series) {

  private static final int WIDTH = 800;
  private static final int HEIGHT_ALONE = 480;
  private static final int HEIGHT_AMONG_OTHERS = 340;
  private static final int TITLE_HEIGHT = 34;
  private static final int TOP = 14;
  private static final int LEAST_FRAME = 150;
  private static final int ROW_DISTANCE = 36;
  private static final double MARGIN_ACROSS = 0.025;
  private static final double MARGIN_UP = 0.05;

  /**
   * An axis.
   *
   * @param label what it measures, with the unit; empty for none
   * @param logarithmic whether equal ratios, rather than equal differences, are equally long; all
   *     values must then be above 0
   */
  public record Axis(String label, boolean logarithmic) {
    /**
     * Checks the label.
     *
     * @throws NullPointerException if there is none
     */
    public Axis {
      Objects.requireNonNull(label, "label");
    }
  }

  /**
   * A plot.
   *
   * @throws IllegalArgumentException if there is no series, there are more colored ones than
   *     colors, or a logarithmic axis has a value that is not above 0
   */
  public LinePlot {
    Objects.requireNonNull(title, "title");
    series = List.copyOf(series);
    long colored = series.stream().filter(Series::isColored).count();
    if (series.isEmpty() || colored > Theme.COLORS) {
      throw new IllegalArgumentException(
          ("a plot of %d series, %d of them colored, must have at least 1 and up to %d"
                  + " colored: split it")
              .formatted(series.size(), colored, Theme.COLORS));
    }
    for (Series one : series) {
      one.requirePositive(x.logarithmic(), y.logarithmic());
    }
  }

  /** The plot as the text of an SVG file. The same plot gives the same text. */
  public String svg() {
    return panels(List.of(this));
  }

  /**
   * Plots below one another in one SVG, 800 pixels wide and 340 high each. Those with equal axes of
   * x show the same range, so that one can read down from a point of a plot to the next plot.
   *
   * @throws IllegalArgumentException if there is no plot
   */
  public static String panels(List<LinePlot> plots) {
    if (plots.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one plot to draw");
    }
    int height = plots.size() == 1 ? HEIGHT_ALONE : HEIGHT_AMONG_OTHERS;
    int left = 0;
    for (LinePlot plot : plots) {
      left = Math.max(left, Frame.left(plot.up(), height, ROW_DISTANCE));
    }
    var svg = new Svg();
    int top = 0;
    for (LinePlot plot : plots) {
      top = plot.draw(svg, plot.across(plots), left, top, height);
    }
    String titles =
        plots.stream()
            .map(plot -> plot.title.isBlank() ? plot.y.label() : plot.title)
            .collect(Collectors.joining("; "));
    return svg.document(WIDTH, top, titles);
  }

  /** The axis that shows the values of all plots with the same axis. */
  private Scale across(List<LinePlot> plots) {
    DoubleStream values =
        plots.stream()
            .filter(plot -> plot.x.equals(x))
            .flatMap(plot -> plot.series.stream())
            .flatMapToDouble(one -> DoubleStream.of(one.x()));
    return Scale.around(values, x.logarithmic(), MARGIN_ACROSS, false);
  }

  private Scale up() {
    DoubleStream values =
        series.stream()
            .flatMap(one -> Stream.of(one.y(), one.low(), one.high()))
            .flatMapToDouble(DoubleStream::of);
    return Scale.around(values, y.logarithmic(), MARGIN_UP, true);
  }

  /** Draws the plot and returns where it ends, lower than usual only for a long legend. */
  private int draw(Svg svg, Scale across, int left, int top, int height) {
    int width = WIDTH - left - Frame.BESIDE;
    int legendTop = top + TOP;
    if (!title.isBlank()) {
      svg.title(title, left, top, width);
      legendTop += TITLE_HEIGHT;
    }
    List<Curve> curves = Curve.of(series);
    List<Legend.Entry> entries =
        curves.stream()
            .filter(curve -> curve.series().style() != Series.Style.FAINT)
            .map(curve -> curve.legend(width))
            .toList();
    int frameTop = Legend.draw(svg, entries, left, legendTop, width) + 5;
    int frameHeight = Math.max(LEAST_FRAME, top + height - Frame.BELOW - frameTop);
    var frame = new Frame(across, up(), left, frameTop, width, frameHeight, ROW_DISTANCE);
    frame.draw(svg, x.label(), y.label());
    Curve.draw(curves, svg, frame);
    return frame.bottom() + Frame.BELOW;
  }
}
