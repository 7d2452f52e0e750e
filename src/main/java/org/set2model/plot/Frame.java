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
  private static final int MINOR_LENGTH = 4;

  /** The room on the left for the numbers, and for the name of the axis. */
  static int left(Scale up, int height, int rowDistance) {
    double widest = widest(upTicks(up, height, rowDistance));
    return NAME_ROOM + LABEL_GAP + (int) Math.ceil(widest);
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

  private static List<Scale.Tick> upTicks(Scale up, int height, int rowDistance) {
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

  /** A place as the data of a path has it. */
  String place(double x, double y) {
    return Svg.format("%.2f %.2f", x(x), y(y));
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
    var grid = new Svg();
    var minor = new Svg();
    var labels = new Svg();
    double free = Double.NEGATIVE_INFINITY;
    for (Scale.Tick tick : acrossTicks()) {
      double x = left + width * tick.fraction();
      double half = 0.5 * DIGIT * tick.width();
      if (!tick.isMajor()) {
        minor.add("M%.2f %dv%d", x, bottom(), MINOR_LENGTH);
        continue;
      }
      grid.add("M%.2f %dV%d", x, top, bottom());
      if (x - half >= free) {
        free = x + half + LABEL_GAP;
        labels.text("l across", x, bottom() + 19, tick.label());
      }
    }
    for (Scale.Tick tick : upTicks(up, height, rowDistance)) {
      double y = bottom() - height * tick.fraction();
      if (tick.isMajor()) {
        grid.add("M%d %.2fH%d", left, y, right());
        labels.text("l up", left - LABEL_GAP, y + 4, tick.label());
      } else {
        minor.add("M%d %.2fh-%d", left, y, MINOR_LENGTH);
      }
    }
    svg.path("grid", grid);
    if (!minor.toString().isEmpty()) {
      svg.path("minor", minor);
    }
    svg.element("rect", "class", "frame", "x", left, "y", top, "width", width, "height", height);
    svg.add("%s", labels);
    svg.text(
        "m across", left + 0.5 * width, bottom() + 42, Svg.fitted(nameAcross, width, Svg.TEXT));
    svg.add("<text class=\"m across\" transform=\"translate(22 %.1f) ", top + 0.5 * height);
    svg.add("rotate(-90)\">%s</text>\n", Svg.fitted(nameUp, height, Svg.TEXT));
  }
}
