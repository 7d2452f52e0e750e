package org.set2model.plot;

import java.util.List;

/**
 * The frame of one {@link LinePlot}, its grid, and what is written along its axes. Places are in
 * pixels.
 */
record LineFrame(LineAxis across, LineAxis up, int left, int top, int width, int height) {

  private static final int TICK_DISTANCE_ACROSS = 64;
  private static final int TICK_DISTANCE_UP = 36;
  private static final int LABEL_GAP = 9;
  private static final double DIGIT = 7.7;
  private static final int LONGEST_LABEL = 72;
  private static final int MINOR_LENGTH = 4;

  /** The most room that the numbers along an axis upwards take in a frame up to this height. */
  static int labelRoom(LineAxis up, int height) {
    double widest = 0;
    for (LineAxis.Tick tick : upwardTicks(up, height)) {
      widest = Math.max(widest, DIGIT * tick.width());
    }
    return LABEL_GAP + (int) Math.ceil(Math.min(LONGEST_LABEL, widest));
  }

  private static List<LineAxis.Tick> upwardTicks(LineAxis up, int height) {
    return up.ticks(Math.max(3, height / TICK_DISTANCE_UP));
  }

  int right() {
    return left + width;
  }

  int bottom() {
    return top + height;
  }

  double x(double value) {
    return left + width * across.fraction(value);
  }

  double y(double value) {
    return bottom() - height * up.fraction(value);
  }

  void draw(StringBuilder svg, LinePlot plot) {
    var grid = new StringBuilder();
    var minor = new StringBuilder();
    var labels = new StringBuilder();
    drawAcross(grid, minor, labels);
    drawUp(grid, minor, labels);
    svg.append(Marks.format("<path class=\"grid\" d=\"%s\"/>\n", grid));
    if (!minor.isEmpty()) {
      svg.append(Marks.format("<path class=\"minor\" d=\"%s\"/>\n", minor));
    }
    svg.append(
        Marks.format(
            "<rect class=\"frame\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n",
            left, top, width, height));
    svg.append(labels);
    drawNames(svg, plot);
  }

  private void drawAcross(StringBuilder grid, StringBuilder minor, StringBuilder labels) {
    double free = Double.NEGATIVE_INFINITY;
    for (LineAxis.Tick tick : across.ticks(width / TICK_DISTANCE_ACROSS)) {
      double x = left + width * tick.fraction();
      double half = 0.5 * DIGIT * tick.width();
      if (!tick.isMajor()) {
        minor.append(Marks.format("M%.2f %dv%d", x, bottom(), MINOR_LENGTH));
        continue;
      }
      grid.append(Marks.format("M%.2f %dV%d", x, top, bottom()));
      if (x - half >= free) {
        free = x + half + LABEL_GAP;
        labels.append(
            Marks.format(
                "<text class=\"l\" text-anchor=\"middle\" x=\"%.2f\" y=\"%d\">%s</text>\n",
                x, bottom() + 19, tick.label()));
      }
    }
  }

  private void drawUp(StringBuilder grid, StringBuilder minor, StringBuilder labels) {
    for (LineAxis.Tick tick : upwardTicks(up, height)) {
      double y = bottom() - height * tick.fraction();
      if (!tick.isMajor()) {
        minor.append(Marks.format("M%d %.2fh-%d", left, y, MINOR_LENGTH));
        continue;
      }
      grid.append(Marks.format("M%d %.2fH%d", left, y, right()));
      labels.append(
          Marks.format(
              "<text class=\"l\" text-anchor=\"end\" x=\"%d\" y=\"%.2f\"%s>%s</text>\n",
              left - LABEL_GAP,
              y + 4,
              DIGIT * tick.width() > LONGEST_LABEL
                  ? " textLength=\"" + LONGEST_LABEL + "\" lengthAdjust=\"spacingAndGlyphs\""
                  : "",
              tick.label()));
    }
  }

  private void drawNames(StringBuilder svg, LinePlot plot) {
    String place = Marks.format("x=\"%.1f\" y=\"%d\"", left + 0.5 * width, bottom() + 42);
    drawName(svg, place, plot.x().label(), width);
    double middle = top + 0.5 * height;
    String turned =
        Marks.format("x=\"22\" y=\"%.1f\" transform=\"rotate(-90 22 %.1f)\"", middle, middle);
    drawName(svg, turned, plot.y().label(), height);
  }

  private static void drawName(StringBuilder svg, String place, String name, int room) {
    if (!name.isBlank()) {
      String shown = LineStyle.fitted(name, room, LineStyle.TEXT);
      svg.append(
          Marks.format("<text class=\"m\" text-anchor=\"middle\" %s>%s</text>\n", place, shown));
    }
  }
}
