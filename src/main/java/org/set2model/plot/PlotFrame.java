package org.set2model.plot;

/**
 * The map from data to the drawing, in pixels. Both axes have the same scale unless the frame were
 * more than eight times as long as wide.
 *
 * @param centerX the data's coordinate at the centre
 * @param centerY the data's coordinate at the centre
 * @param scaleX pixels a unit
 * @param scaleY pixels a unit
 * @param height of the inside; its width is {@link #INNER_WIDTH}
 */
record PlotFrame(double centerX, double centerY, double scaleX, double scaleY, int height) {

  static final int WIDTH = 760;
  static final int LEFT = 72;
  static final int TOP = 76;
  static final int INNER_WIDTH = WIDTH - LEFT - 24;

  private static final int LEAST_HEIGHT = 300;
  private static final int UNEQUAL_HEIGHT = 480;
  private static final double LONGEST_SIDE_RATIO = 8;
  private static final double MARGIN = 0.05;

  /** The frame that shows a box and a margin. */
  static PlotFrame around(PlotExtent extent) {
    double x = length(extent.lowX, extent.highX);
    double y = length(extent.lowY, extent.highY);
    double ratio = y / x;
    boolean equal = ratio <= LONGEST_SIDE_RATIO && ratio >= 1 / LONGEST_SIDE_RATIO;
    int height =
        equal
            ? (int) Math.round(Math.max(LEAST_HEIGHT, Math.min(INNER_WIDTH, INNER_WIDTH * ratio)))
            : UNEQUAL_HEIGHT;
    double scaleX = INNER_WIDTH / x;
    double scaleY = height / y;
    double smaller = Math.min(scaleX, scaleY);
    return new PlotFrame(
        0.5 * extent.lowX + 0.5 * extent.highX,
        0.5 * extent.lowY + 0.5 * extent.highY,
        equal ? smaller : scaleX,
        equal ? smaller : scaleY,
        height);
  }

  /**
   * A side with its margins; not zero, nor so short that neighbouring doubles would be seen apart.
   */
  private static double length(double low, double high) {
    double size = Math.max(Math.abs(low), Math.abs(high));
    double length = (high - low) * (1 + 2 * MARGIN);
    return length > 1e-12 * size ? length : size > 0 ? size : 1;
  }

  int bottom() {
    return TOP + height;
  }

  double x(double value) {
    return LEFT + 0.5 * INNER_WIDTH + (value - centerX) * scaleX;
  }

  double y(double value) {
    return TOP + 0.5 * height - (value - centerY) * scaleY;
  }
}
