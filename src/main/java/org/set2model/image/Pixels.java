package org.set2model.image;

/**
 * A picture of any size as darkness on white paper: 0 is white, 1 is black.
 *
 * <p>What reads pictures from files gives one, and so does a {@link GrayImage} of plain numbers.
 */
public interface Pixels {

  /** At least 1. */
  int width();

  /** At least 1. */
  int height();

  /**
   * Writes the darkness of a rectangle, row by row, each value in [0, 1].
   *
   * @param x its first column
   * @param y its first row
   * @param target at least {@code width * height} long, filled from 0 on
   */
  void darkness(int x, int y, int width, int height, double[] target);
}
