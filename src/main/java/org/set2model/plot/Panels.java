package org.set2model.plot;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
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
    int left = 0;
    for (LinePlot plot : plots) {
      left = Math.max(left, Frame.left(up(plot), height, ROW_DISTANCE));
    }
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
    DoubleStream values =
        plots.stream()
            .filter(other -> other.x().equals(plot.x()))
            .flatMap(other -> other.series().stream())
            .flatMapToDouble(one -> DoubleStream.of(one.x()));
    return Scale.around(values, plot.x().logarithmic(), MARGIN_ACROSS, false);
  }

  private static Scale up(LinePlot plot) {
    DoubleStream values =
        plot.series().stream()
            .flatMap(one -> Stream.of(one.y(), one.low(), one.high()))
            .flatMapToDouble(DoubleStream::of);
    return Scale.around(values, plot.y().logarithmic(), MARGIN_UP, true);
  }

  /** Draws a plot and returns where it ends, lower than usual only for a long legend. */
  private static int draw(Svg svg, LinePlot plot, Scale across, int left, int top, int height) {
    int width = WIDTH - left - Frame.BESIDE;
    int legendTop = top + TOP;
    if (!plot.title().isBlank()) {
      svg.title(plot.title(), left, top, width);
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
