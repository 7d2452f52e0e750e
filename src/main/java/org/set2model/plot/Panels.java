package org.set2model.plot;

import java.util.List;
import java.util.stream.Collectors;
import org.set2model.plot.LinePlot.Series;

/** The layout of {@link LinePlot}s below one another in one SVG. */
final class Panels {

  private static final int WIDTH = 800;
  private static final int HEIGHT_ALONE = 480;
  private static final int HEIGHT_AMONG_OTHERS = 340;
  private static final int TITLE_HEIGHT = 34;
  private static final int TOP = 14;
  private static final int LEAST_FRAME = 150;
  private static final int ROW_DISTANCE = 36;
  private static final double MARGIN_ACROSS = 0.025;
  private static final double MARGIN_UP = 0.05;

  private Panels() {}

  static String svg(List<LinePlot> plots) {
    if (plots.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one plot to draw");
    }
    int height = plots.size() == 1 ? HEIGHT_ALONE : HEIGHT_AMONG_OTHERS;
    int left =
        plots.stream()
            .mapToInt(plot -> Frame.left(up(plot), height, ROW_DISTANCE))
            .max()
            .getAsInt();
    var svg = new Svg();
    int top = 0;
    for (LinePlot plot : plots) {
      top = draw(svg, plot, across(plot, plots), left, top, height);
    }
    String titles =
        plots.stream()
            .map(plot -> plot.title().isBlank() ? plot.y().label() : plot.title())
            .collect(Collectors.joining("; "));
    return svg.document(WIDTH, top, titles);
  }

  /** The axis that shows the values of all plots with the same axis. */
  private static Scale across(LinePlot plot, List<LinePlot> plots) {
    Extent extent = extent(plots.stream().filter(other -> other.x().equals(plot.x())).toList());
    return Scale.around(extent.lowX, extent.highX, plot.x().logarithmic(), MARGIN_ACROSS, false);
  }

  private static Scale up(LinePlot plot) {
    Extent extent = extent(List.of(plot));
    return Scale.around(extent.lowY, extent.highY, plot.y().logarithmic(), MARGIN_UP, true);
  }

  private static Extent extent(List<LinePlot> plots) {
    var extent = new Extent();
    for (LinePlot plot : plots) {
      for (Series one : plot.series()) {
        extent.include(one.x(), one.y());
        if (one.hasIntervals()) {
          extent.include(one.x(), one.low());
          extent.include(one.x(), one.high());
        }
      }
    }
    return extent;
  }

  /** Draws a plot and returns where it ends, lower than usual only for a long legend. */
  private static int draw(Svg svg, LinePlot plot, Scale across, int left, int top, int height) {
    int width = WIDTH - left - Frame.BESIDE;
    int legendTop = top + TOP;
    if (!plot.title().isBlank()) {
      String title = Svg.fitted(plot.title(), width, Svg.TITLE);
      svg.add("<text class=\"t\" x=\"%d\" y=\"%d\">%s</text>\n", left, top + 34, title);
      legendTop += TITLE_HEIGHT;
    }
    List<Curve> curves = Curve.of(plot.series());
    List<Legend.Entry> entries =
        curves.stream()
            .filter(curve -> curve.series().style() != Series.Style.FAINT)
            .map(curve -> curve.legend(width))
            .toList();
    int frameTop = Legend.draw(svg, entries, left, legendTop, width) + 5;
    int frameHeight = Math.max(LEAST_FRAME, top + height - Frame.BELOW - frameTop);
    var frame = new Frame(across, up(plot), left, frameTop, width, frameHeight, ROW_DISTANCE);
    frame.draw(svg, plot.x().label(), plot.y().label());
    Curve.draw(curves, svg, frame);
    return frame.bottom() + Frame.BELOW;
  }
}
