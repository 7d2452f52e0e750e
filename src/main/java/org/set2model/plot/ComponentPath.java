package org.set2model.plot;

import java.util.ArrayList;
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
  private static final int MOST_WEIGHTS = 5;

  List<FitPlot.Component> fit() {
    return path.get(steps());
  }

  int steps() {
    return path.size() - 1;
  }

  /** The steps before the fit of which ellipses are drawn, ascending. */
  private int[] earlierSteps() {
    return steps() == 0 ? new int[0] : spread(steps() - 1, EARLIER_ELLIPSES);
  }

  /** Widens a box so that it contains the ellipses of the fit and the means of the start. */
  void includeIn(Extent extent) {
    for (FitPlot.Component component : fit()) {
      double x = 2 * Math.sqrt(component.xx());
      double y = 2 * Math.sqrt(component.yy());
      extent.include(component.x() - x, component.y() - y);
      extent.include(component.x() + x, component.y() + y);
    }
    for (FitPlot.Component component : path.get(0)) {
      extent.include(component.x(), component.y());
    }
  }

  /** Draws the ellipses of the fit over paler ones of earlier steps. */
  void drawEllipses(Svg svg, Frame frame) {
    int[] earlier = earlierSteps();
    for (int i = 0; i < earlier.length; i++) {
      svg.add("<g opacity=\"%.2f\">\n", 0.18 + 0.4 * (i + 1) / earlier.length);
      List<FitPlot.Component> components = path.get(earlier[i]);
      for (int k = 0; k < components.size(); k++) {
        ellipse(svg, components.get(k), 1, "o " + Theme.colour(k), frame);
      }
      svg.add("</g>\n");
    }
    for (int k = 0; k < fit().size(); k++) {
      ellipse(svg, fit().get(k), 2, "two " + Theme.colour(k), frame);
      ellipse(svg, fit().get(k), 1, "one " + Theme.colour(k), frame);
    }
  }

  /** The principal axes of the covariance in pixels; y points down there. */
  private static void ellipse(
      Svg svg, FitPlot.Component c, double deviations, String style, Frame frame) {
    double xx = c.xx() * frame.scaleX() * frame.scaleX();
    double yy = c.yy() * frame.scaleY() * frame.scaleY();
    double xy = -c.xy() * frame.scaleX() * frame.scaleY();
    double middle = 0.5 * (xx + yy);
    double radius = Math.hypot(0.5 * (xx - yy), xy);
    double longer = deviations * Math.sqrt(middle + radius);
    double shorter = deviations * Math.sqrt(Math.max(0, middle - radius));
    double x = frame.x(c.x());
    double y = frame.y(c.y());
    boolean upright = xy == 0 && xx < yy;
    svg.add("<ellipse class=\"%s\" cx=\"%.2f\" cy=\"%.2f\"", style, x, y);
    svg.add(" rx=\"%.2f\" ry=\"%.2f\"", upright ? shorter : longer, upright ? longer : shorter);
    if (xy != 0) {
      double turn = Math.toDegrees(0.5 * Math.atan2(2 * xy, xx - yy));
      svg.add(" transform=\"rotate(%.3f %.2f %.2f)\"", turn, x, y);
    }
    svg.add("/>\n");
  }

  /** Draws how each mean went, from a ring at the start to a cross at the end. */
  void drawTrails(Svg svg, Frame frame) {
    int[] steps = spread(steps(), MEANS_ON_A_TRAIL);
    for (int k = 0; k < fit().size(); k++) {
      List<String> means = new ArrayList<>();
      for (int step : steps) {
        FitPlot.Component component = path.get(step).get(k);
        means.add(Svg.format("%.2f %.2f", frame.x(component.x()), frame.y(component.y())));
      }
      trail(svg, Theme.colour(k), means);
    }
  }

  /** From a ring to a cross; a single mean is a cross. */
  private static void trail(Svg svg, String colour, List<String> means) {
    if (means.size() > 1) {
      svg.add("<path class=\"trail %s\" d=\"M%s\"/>", colour, String.join("L", means));
      svg.add(
          "<path class=\"ring %s\" d=\"M%sm-4 0a4 4 0 1 1 8 0a4 4 0 1 1-8 0z\"/>\n",
          colour, means.get(0));
    }
    String cross = means.get(means.size() - 1) + "m-5.5 0h11m-5.5-5.5v11";
    svg.add(
        "<path class=\"halo\" d=\"M%s\"/><path class=\"x %s\" d=\"M%s\"/>\n", cross, colour, cross);
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

  /** What the ellipses and trails mean. */
  List<Legend.Entry> legend() {
    List<Legend.Entry> entries = new ArrayList<>();
    String weights = fit().size() == 1 ? "" : ", weights " + weights();
    entries.add(
        Legend.Entry.row(
            "<ellipse class=\"two c0\" cx=\"14\" cy=\"0\" rx=\"14\" ry=\"9\"/>"
                + "<ellipse class=\"one c0\" cx=\"14\" cy=\"0\" rx=\"7\" ry=\"4.5\"/>",
            "the fit at one and two standard deviations" + weights));
    if (steps() > 0) {
      String earlier =
          Arrays.stream(earlierSteps())
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(", "));
      entries.add(
          Legend.Entry.row(
              "<ellipse class=\"o c0\" opacity=\".5\" cx=\"14\" cy=\"0\" rx=\"14\" ry=\"8\"/>",
              "one standard deviation "
                  + (steps() == 1
                      ? "at the start"
                      : "after " + earlier + " steps, fading into the past")));
      var mark = new Svg();
      trail(mark, Theme.colour(0), List.of("4 0", "23 0"));
      entries.add(
          Legend.Entry.row(mark.toString(), "the way of a mean, from the start to the fit"));
    }
    return entries;
  }

  private String weights() {
    String list =
        IntStream.range(0, Math.min(MOST_WEIGHTS, fit().size()))
            .mapToObj(
                k ->
                    Svg.format(
                        "<tspan class=\"%s\" font-weight=\"600\">%.3f</tspan>",
                        Theme.colour(k), fit().get(k).weight()))
            .collect(Collectors.joining(", "));
    return list + (fit().size() > MOST_WEIGHTS ? ", ..." : "");
  }
}
