package org.set2model.plot;

import java.util.List;

/**
 * The frame of a plot, its grid, and what is written along its axes. Places are in pixels.
 *
 * @param rowDistance least distance of the numbers upwards, about
 */
record Frame(Scale across, Scale up, int left, int top, int width, int height, int rowDistance) {

  /** Room below for the numbers, and for the name of the axis. */
  static final int BELOW = 58;

  /** Room on the right. */
  static final int BESIDE = 28;

  private static final int NAME_ROOM = 34;
  private static final int COLUMN_DISTANCE = 64;
  private static final int LABEL_GAP = 9;
  private static final double DIGIT = 7.7;
  private static final int LONGEST_LABEL = 72;
  private static final int MINOR_LENGTH = 4;

  /** The room on the left for the numbers, and for the name of the axis. */
  static int left(Scale up, int height, int rowDistance) {
    double widest = widest(upwardTicks(up, height, rowDistance));
    return NAME_ROOM + LABEL_GAP + (int) Math.ceil(Math.min(LONGEST_LABEL, widest));
  }

  /** So few that there is room for the widest label. */
  private List<Scale.Tick> acrossTicks() {
    List<Scale.Tick> ticks = across.ticks((double) width / COLUMN_DISTANCE);
    double widest = LABEL_GAP + widest(ticks);
    return widest > COLUMN_DISTANCE ? across.ticks(width / widest) : ticks;
  }

  private static double widest(List<Scale.Tick> ticks) {
    return DIGIT * ticks.stream().mapToInt(Scale.Tick::width).max().orElse(0);
  }

  private static List<Scale.Tick> upwardTicks(Scale up, int height, int rowDistance) {
    return up.ticks(Math.max(3, (double) height / rowDistance));
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

  /** Pixels a unit of a linear axis. */
  double scaleX() {
    return width / across.length();
  }

  /** Pixels a unit of a linear axis. */
  double scaleY() {
    return height / up.length();
  }

  /** Draws all of it; an axis may have no name. */
  void draw(Svg svg, String nameAcross, String nameUp) {
    var grid = new StringBuilder();
    var minor = new StringBuilder();
    var labels = new Svg();
    drawAcross(grid, minor, labels);
    drawUp(grid, minor, labels);
    svg.add("<path class=\"grid\" d=\"%s\"/>\n", grid);
    if (!minor.isEmpty()) {
      svg.add("<path class=\"minor\" d=\"%s\"/>\n", minor);
    }
    svg.add("<rect class=\"frame\" x=\"%d\" y=\"%d\"", left, top);
    svg.add(" width=\"%d\" height=\"%d\"/>\n%s", width, height, labels);
    String place = Svg.format("x=\"%.1f\" y=\"%d\"", left + 0.5 * width, bottom() + 42);
    drawName(svg, place, nameAcross, width);
    double middle = top + 0.5 * height;
    String turned =
        Svg.format("x=\"22\" y=\"%.1f\" transform=\"rotate(-90 22 %.1f)\"", middle, middle);
    drawName(svg, turned, nameUp, height);
  }

  private void drawAcross(StringBuilder grid, StringBuilder minor, Svg labels) {
    double free = Double.NEGATIVE_INFINITY;
    for (Scale.Tick tick : acrossTicks()) {
      double x = left + width * tick.fraction();
      if (!tick.isMajor()) {
        minor.append(Svg.format("M%.2f %dv%d", x, bottom(), MINOR_LENGTH));
        continue;
      }
      grid.append(Svg.format("M%.2f %dV%d", x, top, bottom()));
      double half = 0.5 * DIGIT * tick.width();
      if (x - half >= free) {
        free = x + half + LABEL_GAP;
        labels.add(
            "<text class=\"l\" text-anchor=\"middle\" x=\"%.2f\" y=\"%d\">", x, bottom() + 19);
        labels.add("%s</text>\n", tick.label());
      }
    }
  }

  private void drawUp(StringBuilder grid, StringBuilder minor, Svg labels) {
    for (Scale.Tick tick : upwardTicks(up, height, rowDistance)) {
      double y = bottom() - height * tick.fraction();
      if (!tick.isMajor()) {
        minor.append(Svg.format("M%d %.2fh-%d", left, y, MINOR_LENGTH));
        continue;
      }
      grid.append(Svg.format("M%d %.2fH%d", left, y, right()));
      labels.add(
          "<text class=\"l\" text-anchor=\"end\" x=\"%d\" y=\"%.2f\"", left - LABEL_GAP, y + 4);
      if (DIGIT * tick.width() > LONGEST_LABEL) {
        labels.add(" textLength=\"%d\" lengthAdjust=\"spacingAndGlyphs\"", LONGEST_LABEL);
      }
      labels.add(">%s</text>\n", tick.label());
    }
  }

  private static void drawName(Svg svg, String place, String name, int room) {
    if (!name.isBlank()) {
      String shown = Svg.fitted(name, room, Svg.TEXT);
      svg.add("<text class=\"m\" text-anchor=\"middle\" %s>%s</text>\n", place, shown);
    }
  }
}
