package org.set2model.plot;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The components of a mixture on their way from the start to the fit.
 *
 * @param path the components after 0, 1, ... steps, at least once; as many each time
 */
record ComponentPath(List<List<FitPlot.Component>> path) {

  private static final int EARLIER_ELLIPSES = 7;
  private static final int MEANS_ON_A_TRAIL = 80;

  List<FitPlot.Component> start() {
    return path.get(0);
  }

  List<FitPlot.Component> fit() {
    return path.get(steps());
  }

  int steps() {
    return path.size() - 1;
  }

  /** The steps before the fit of which ellipses are drawn, ascending. */
  int[] earlierSteps() {
    return steps() == 0 ? new int[0] : spread(steps() - 1, EARLIER_ELLIPSES);
  }

  /** Widens a box so that it contains the ellipses of the fit and the means of the start. */
  void includeIn(PlotExtent extent) {
    for (FitPlot.Component component : fit()) {
      double x = 2 * Math.sqrt(component.xx());
      double y = 2 * Math.sqrt(component.yy());
      extent.include(component.x() - x, component.y() - y);
      extent.include(component.x() + x, component.y() + y);
    }
    for (FitPlot.Component component : start()) {
      extent.include(component.x(), component.y());
    }
  }

  /** Draws the ellipses of the fit over paler ones of earlier steps. */
  void drawEllipses(StringBuilder svg, PlotFrame frame) {
    int[] earlier = earlierSteps();
    for (int i = 0; i < earlier.length; i++) {
      double opacity = 0.18 + 0.4 * (i + 1) / earlier.length;
      svg.append(Marks.format("<g opacity=\"%.2f\">\n", opacity));
      List<FitPlot.Component> components = path.get(earlier[i]);
      for (int k = 0; k < components.size(); k++) {
        svg.append(ellipse(components.get(k), 1, "o " + PlotStyle.stroke(k), frame));
      }
      svg.append("</g>\n");
    }
    for (int k = 0; k < fit().size(); k++) {
      String colours = " " + PlotStyle.fill(k) + " " + PlotStyle.stroke(k);
      svg.append(ellipse(fit().get(k), 2, "two" + colours, frame));
      svg.append(ellipse(fit().get(k), 1, "one" + colours, frame));
    }
  }

  /** The principal axes of the covariance in pixels; y points down there. */
  private static String ellipse(
      FitPlot.Component c, double deviations, String style, PlotFrame frame) {
    double xx = c.xx() * frame.scaleX() * frame.scaleX();
    double yy = c.yy() * frame.scaleY() * frame.scaleY();
    double xy = -c.xy() * frame.scaleX() * frame.scaleY();
    double middle = 0.5 * (xx + yy);
    double radius = Math.hypot(0.5 * (xx - yy), xy);
    double x = frame.x(c.x());
    double y = frame.y(c.y());
    String turn =
        xy == 0
            ? ""
            : Marks.format(
                " transform=\"rotate(%.3f %.2f %.2f)\"",
                Math.toDegrees(0.5 * Math.atan2(2 * xy, xx - yy)), x, y);
    boolean upright = xy == 0 && xx < yy;
    double longer = deviations * Math.sqrt(middle + radius);
    double shorter = deviations * Math.sqrt(Math.max(0, middle - radius));
    return Marks.format(
        "<ellipse class=\"%s\" cx=\"%.2f\" cy=\"%.2f\" rx=\"%.2f\" ry=\"%.2f\"%s/>\n",
        style, x, y, upright ? shorter : longer, upright ? longer : shorter, turn);
  }

  /** Draws how each mean went, from a ring at the start to a cross at the end. */
  void drawTrails(StringBuilder svg, PlotFrame frame) {
    int[] steps = spread(steps(), MEANS_ON_A_TRAIL);
    for (int k = 0; k < fit().size(); k++) {
      int component = k;
      String colour = PlotStyle.stroke(k);
      if (steps.length > 1) {
        String line =
            Arrays.stream(steps)
                .mapToObj(t -> path.get(t).get(component))
                .map(c -> Marks.format("%.2f %.2f", frame.x(c.x()), frame.y(c.y())))
                .collect(Collectors.joining("L", "M", ""));
        FitPlot.Component start = path.get(0).get(k);
        svg.append(Marks.format("<path class=\"trail %s\" d=\"%s\"/>\n", colour, line));
        svg.append(Marks.ring(k, frame.x(start.x()), frame.y(start.y())));
      }
      svg.append(Marks.cross(k, frame.x(fit().get(k).x()), frame.y(fit().get(k).y())));
    }
  }

  /** Up to {@code most} of 0..last, both included, dense at first, where a fit moves most. */
  private static int[] spread(int last, int most) {
    return last < most
        ? IntStream.rangeClosed(0, last).toArray()
        : IntStream.range(0, most)
            .map(i -> (int) Math.round(Math.pow(1.0 + last, i / (most - 1.0)) - 1))
            .distinct()
            .toArray();
  }
}
