package org.set2model.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.set2model.io.Html;
import org.set2model.plot.LinePlot.Series;

/** The layout of one or more {@link LinePlot}s below one another in one SVG. */
final class LinePanels {

  private static final int WIDTH = 800;
  private static final int HEIGHT_ALONE = 480;
  private static final int HEIGHT_AMONG_OTHERS = 340;
  private static final int TITLE_HEIGHT = 34;
  private static final int TOP = 14;
  private static final int BOTTOM = 58;
  private static final int NAME_WIDTH = 34;
  private static final int RIGHT = 28;
  private static final int LEAST_FRAME = 150;
  private static final double MARGIN_ACROSS = 0.025;
  private static final double MARGIN_UP = 0.05;

  private LinePanels() {}

  static String svg(List<LinePlot> plots) {
    if (plots.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one plot to draw");
    }
    int height = plots.size() == 1 ? HEIGHT_ALONE : HEIGHT_AMONG_OTHERS;
    List<LineAxis> upwards = new ArrayList<>();
    int left = 0;
    for (LinePlot plot : plots) {
      PlotExtent extent = extent(List.of(plot));
      LineAxis up =
          LineAxis.around(extent.lowY, extent.highY, plot.y().logarithmic(), MARGIN_UP, true);
      upwards.add(up);
      left = Math.max(left, NAME_WIDTH + LineFrame.labelRoom(up, height));
    }
    var body = new StringBuilder();
    int top = 0;
    for (int i = 0; i < plots.size(); i++) {
      LinePlot plot = plots.get(i);
      top += draw(body, plot, across(plot, plots), upwards.get(i), left, top, height);
    }
    return head(plots, top) + body + "</svg>\n";
  }

  /** The axis that shows the values of all plots with the same axis. */
  private static LineAxis across(LinePlot plot, List<LinePlot> plots) {
    PlotExtent extent = extent(plots.stream().filter(other -> other.x().equals(plot.x())).toList());
    return LineAxis.around(extent.lowX, extent.highX, plot.x().logarithmic(), MARGIN_ACROSS, false);
  }

  private static PlotExtent extent(List<LinePlot> plots) {
    var extent = new PlotExtent();
    for (LinePlot plot : plots) {
      for (Series one : plot.series()) {
        for (int n = 0; n < one.x().length; n++) {
          extent.include(one.x()[n], one.y()[n]);
          if (one.hasIntervals()) {
            extent.include(one.x()[n], one.low()[n]);
            extent.include(one.x()[n], one.high()[n]);
          }
        }
      }
    }
    return extent;
  }

  /** Draws a plot and returns the height it takes, more than usual only for a long legend. */
  private static int draw(
      StringBuilder svg,
      LinePlot plot,
      LineAxis across,
      LineAxis up,
      int left,
      int top,
      int height) {
    int width = WIDTH - left - RIGHT;
    LineLegend legend = LineLegend.of(plot.series(), width);
    int legendTop = top + TOP + (plot.title().isBlank() ? 0 : TITLE_HEIGHT);
    int frameTop = legendTop + legend.height() + 5;
    int frameHeight = Math.max(LEAST_FRAME, top + height - BOTTOM - frameTop);
    var frame = new LineFrame(across, up, left, frameTop, width, frameHeight);
    if (!plot.title().isBlank()) {
      svg.append(
          Marks.format(
              "<text class=\"t\" x=\"%d\" y=\"%d\">%s</text>\n",
              left, top + 34, LineStyle.fitted(plot.title(), width, LineStyle.TITLE)));
    }
    LineCurves curves = LineCurves.of(plot.series());
    legend.draw(svg, curves, left, legendTop);
    frame.draw(svg, plot);
    curves.draw(svg, frame);
    return frame.bottom() + BOTTOM - top;
  }

  private static String head(List<LinePlot> plots, int height) {
    String titles =
        plots.stream()
            .map(plot -> plot.title().isBlank() ? plot.y().label() : plot.title())
            .map(Html::escape)
            .collect(Collectors.joining("; "));
    return Marks.format(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" \
        role="img" aria-labelledby="title">
        <title id="title">%s</title>
        <style>
        %s%s</style>
        <rect class="paper" width="%d" height="%d"/>
        """,
        WIDTH, height, WIDTH, height, titles, PlotStyle.SHEET, LineStyle.SHEET, WIDTH, height);
  }
}
