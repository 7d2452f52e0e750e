package org.set2model.network;

/**
 * Height and width of the images in a channel-major matrix: one row per channel, column {@code (n *
 * height + y) * width + x} for pixel (y, x) of image n.
 */
public record ImageShape(int height, int width) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if height or width is below 1
   */
  public ImageShape {
    if (!(height >= 1 && width >= 1)) {
      throw new IllegalArgumentException(
          "image height (" + height + ") and width (" + width + ") must be >= 1");
    }
  }

  /** The number of pixels of an image. */
  public int pixels() {
    return height * width;
  }

  /**
   * The shape after 2 x 2 pooling; an odd last row or column is dropped.
   *
   * @throws IllegalArgumentException if nothing would be left
   */
  public ImageShape halved() {
    if (!(height >= 2 && width >= 2)) {
      throw new IllegalArgumentException(
          "images to pool (" + this + ") must be at least 2 x 2: use fewer blocks");
    }
    return new ImageShape(height / 2, width / 2);
  }

  /**
   * The number of images in a matrix of this many columns.
   *
   * @throws IllegalArgumentException if they do not make whole images
   */
  public int images(int columns) {
    if (columns == 0 || columns % pixels() != 0) {
      throw new IllegalArgumentException(
          String.format(
              "columns (%d) must be a positive multiple of %d x %d pixels",
              columns, height, width));
    }
    return columns / pixels();
  }
}
