package org.set2model.plot;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

  /** The ends of the ellipses of the fit and the means of the start in a dimension. */
  DoubleStream ends(int dimension) {
    return Stream.of(
            ends(fit(), dimension, -2), ends(fit(), dimension, 2), ends(path.get(0), dimension, 0))
        .flatMapToDouble(ends -> ends);
  }

  private static DoubleStream ends(
      List<FitPlot.Component> components, int dimension, int deviations) {
    return components.stream()
        .mapToDouble(
            dimension == 0
                ? c -> c.x() + deviations * Math.sqrt(c.xx())
                : c -> c.y() + deviations * Math.sqrt(c.yy()));
  }

  /** Draws the ellipses of the fit over paler ones of earlier steps. */
  void drawEllipses(Svg svg, Frame frame) {
    int[] earlier = earlierSteps();
    for (int i = 0; i < earlier.length; i++) {
      svg.add("<g opacity=\"%.2f\">\n", 0.18 + 0.4 * (i + 1) / earlier.length);
      List<FitPlot.Component> components = path.get(earlier[i]);
      for (int k = 0; k < components.size(); k++) {
        ellipse(svg, components.get(k), 1, "o " + Theme.color(k), frame);
      }
      svg.add("</g>\n");
    }
    for (int k = 0; k < fit().size(); k++) {
      ellipse(svg, fit().get(k), 2, "two " + Theme.color(k), frame);
      ellipse(svg, fit().get(k), 1, "one " + Theme.color(k), frame);
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
    double turn = Math.toDegrees(0.5 * Math.atan2(2 * xy, xx - yy));
    String place = Svg.format("translate(%s) rotate(%.3f)", frame.place(c.x(), c.y()), turn);
    svg.element("ellipse", "class", style, "rx", longer, "ry", shorter, "transform", place);
  }

  /** Draws how each mean went, from a ring at the start to a cross at the end. */
  void drawTrails(Svg svg, Frame frame) {
    int[] steps = spread(steps(), MEANS_ON_A_TRAIL);
    for (int k = 0; k < fit().size(); k++) {
      int component = k;
      List<String> means =
          IntStream.of(steps)
              .mapToObj(step -> path.get(step).get(component))
              .map(c -> frame.place(c.x(), c.y()))
              .toList();
      trail(svg, Theme.color(k), means);
    }
  }

  /** From a ring to a cross; a single mean is a cross. */
  private static Svg trail(Svg svg, String color, List<String> means) {
    if (means.size() > 1) {
      svg.path("trail " + color, "M" + String.join("L", means));
      svg.path("ring " + color, "M" + means.get(0) + "m-4 0a4 4 0 1 1 8 0a4 4 0 1 1-8 0z");
    }
    String cross = "M" + means.get(means.size() - 1) + "m-5.5 0h11m-5.5-5.5v11";
    return svg.path("halo", cross).path("x " + color, cross);
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

  /** Adds what the ellipses and trails mean. */
  void addTo(List<Legend.Entry> legend) {
    Svg fitted =
        new Svg()
            .element("ellipse", "class", "two c0", "cx", 14, "rx", 14, "ry", 9)
            .element("ellipse", "class", "one c0", "cx", 14, "rx", 7, "ry", 4.5);
    legend.add(Legend.Entry.row(fitted, "the fit at one and two standard deviations" + weights()));
    if (steps() > 0) {
      String numbers =
          IntStream.of(earlierSteps()).mapToObj(Integer::toString).collect(joining(", "));
      String when =
          steps() == 1 ? "at the start" : "after " + numbers + " steps, fading into the past";
      Svg earlier =
          new Svg()
              .element("ellipse", "class", "o c0", "opacity", 0.5, "cx", 14, "rx", 14, "ry", 8);
      legend.add(Legend.Entry.row(earlier, "one standard deviation " + when));
      Svg trail = trail(new Svg(), Theme.color(0), List.of("4 0", "23 0"));
      legend.add(Legend.Entry.row(trail, "the way of a mean, from the start to the fit"));
    }
  }

  private String weights() {
    var weights = new Svg();
    for (int k = 0; k < Math.min(MOST_WEIGHTS, fit().size()) && fit().size() > 1; k++) {
      weights.add("%s<tspan class=\"%s\"", k == 0 ? ", weights " : ", ", Theme.color(k));
      weights.add(" font-weight=\"600\">%.3f</tspan>", fit().get(k).weight());
    }
    return weights + (fit().size() > MOST_WEIGHTS ? ", ..." : "");
  }
}
