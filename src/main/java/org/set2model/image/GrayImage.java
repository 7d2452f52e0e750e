package org.set2model.image;

import java.util.Locale;

/**
 * A picture as plain numbers: for programs that have pixels and no files.
 *
 * <p>Immutable; the numbers are copied.
 */
public final class GrayImage implements Pixels {

  private final int width;
  private final int height;
  private final double[] gray;

  private GrayImage(int width, int height, double[] gray) {
    this.width = width;
    this.height = height;
    this.gray = gray;
  }

  /**
   * A picture of gray values.
   *
   * @param width in pixels, at least 1
   * @param height in pixels, at least 1
   * @param gray {@code width * height} values row by row, from 0, black, to 1, white
   * @throws IllegalArgumentException if the sizes do not fit or a value is outside [0, 1]
   */
  public static GrayImage of(int width, int height, double[] gray) {
    if (!(width >= 1 && height >= 1 && (long) width * height == gray.length)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d gray values for a picture of %d x %d; there must be one for each pixel",
              gray.length,
              width,
              height));
    }
    for (int i = 0; i < gray.length; i++) {
      if (!(gray[i] >= 0 && gray[i] <= 1)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "gray value %d (%s) must be between 0, black, and 1, white; divide bytes by 255",
                i,
                gray[i]));
      }
    }
    return new GrayImage(width, height, gray.clone());
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public void darkness(int x, int y, int width, int height, double[] target) {
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        target[row * width + column] = 1 - gray[(y + row) * this.width + x + column];
      }
    }
  }
}
