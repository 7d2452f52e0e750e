package org.set2model.drawings;

import java.awt.image.BufferedImage;

/**
 * A drawing in Omniglot's size, black on white: a pixel is black if its center is within the pen's
 * radius of a stroke. Plain arithmetic alone, hence the same pixels everywhere.
 */
final class Ink {

  /** Width and height in pixels. */
  static final int SIDE = 105;

  private final boolean[] black = new boolean[SIDE * SIDE];

  /**
   * Adds a stroke.
   *
   * @param path points {x, y} in pixels, joined by straight lines
   * @param radius of the pen in pixels
   */
  void draw(double[][] path, double radius) {
    for (int i = 1; i < path.length; i++) {
      double[] from = path[i - 1];
      double[] to = path[i];
      int top = bounded(Math.min(from[1], to[1]) - radius);
      int bottom = bounded(Math.max(from[1], to[1]) + radius);
      int left = bounded(Math.min(from[0], to[0]) - radius);
      int right = bounded(Math.max(from[0], to[0]) + radius);
      for (int row = top; row <= bottom; row++) {
        for (int column = left; column <= right; column++) {
          if (square(column + 0.5, row + 0.5, from, to) <= radius * radius) {
            black[row * SIDE + column] = true;
          }
        }
      }
    }
  }

  /** The squared distance of a point to a line segment. */
  private static double square(double x, double y, double[] from, double[] to) {
    double wayX = to[0] - from[0];
    double wayY = to[1] - from[1];
    double length = wayX * wayX + wayY * wayY;
    double along = (x - from[0]) * wayX + (y - from[1]) * wayY;
    double share = length > 0 ? Math.min(1, Math.max(0, along / length)) : 0;
    double dx = x - from[0] - share * wayX;
    double dy = y - from[1] - share * wayY;
    return dx * dx + dy * dy;
  }

  private static int bounded(double coordinate) {
    return (int) Math.min(SIDE - 1, Math.max(0, Math.floor(coordinate)));
  }

  /** One bit a pixel, 0 for black. */
  BufferedImage image() {
    var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_BINARY);
    for (int i = 0; i < black.length; i++) {
      image.getRaster().setSample(i % SIDE, i / SIDE, 0, black[i] ? 0 : 1);
    }
    return image;
  }
}
