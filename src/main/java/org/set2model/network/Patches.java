package org.set2model.network;

import java.util.Arrays;

/**
 * The 3 x 3 neighborhoods of the pixels of a band, a run of consecutive image rows, as rows of a
 * panel (im2col). Rows of all images are numbered consecutively, row r being row {@code r % height}
 * of image {@code r / height}, so that a band may span images.
 *
 * <pre>  patch[3 (dy + 1) + (dx + 1)][(r, x)] = pixel (r + dy, x + dx), zero outside the image
 * </pre>
 */
final class Patches {

  /** Taps of a 3 x 3 window. */
  static final int TAPS = 9;

  /** A band has about this many pixels, for the cache (see the kernel package). */
  private static final int BAND_PIXELS = 512;

  private Patches() {}

  static int rowsPerBand(ImageShape shape) {
    return Math.max(1, BAND_PIXELS / shape.width());
  }

  static int bands(ImageShape shape, int images) {
    int rows = images * shape.height();
    int perBand = rowsPerBand(shape);
    return (rows + perBand - 1) / perBand;
  }

  /**
   * Fills nine rows of a panel from one channel.
   *
   * @param channel array holding the channel
   * @param start where the channel starts
   * @param total its number of pixels, over all images
   * @param firstRow first image row of the band
   * @param endRow one past its last
   * @param panel receives rows {@code at} to {@code at + 8}
   */
  static void fill(
      double[] channel,
      int start,
      int total,
      ImageShape shape,
      int firstRow,
      int endRow,
      double[][] panel,
      int at) {
    int width = shape.width();
    int from = firstRow * width;
    int length = (endRow - firstRow) * width;
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        double[] row = panel[at + 3 * (dy + 1) + dx + 1];
        int shift = dy * width + dx;
        int first = Math.max(0, -(from + shift));
        int end = Math.min(length, total - from - shift);
        if (first < end) {
          System.arraycopy(channel, start + from + shift + first, row, first, end - first);
        }
        clearColumn(row, length, width, dx);
        clearRow(row, shape, firstRow, endRow, dy);
      }
    }
  }

  private static void clearColumn(double[] row, int length, int width, int dx) {
    if (dx != 0) {
      for (int j = dx < 0 ? 0 : width - 1; j < length; j += width) {
        row[j] = 0;
      }
    }
  }

  private static void clearRow(double[] row, ImageShape shape, int firstRow, int endRow, int dy) {
    if (dy != 0) {
      int height = shape.height();
      int outside = dy < 0 ? 0 : height - 1;
      int firstInside = firstRow + Math.floorMod(outside - firstRow, height);
      for (int r = firstInside; r < endRow; r += height) {
        int p = (r - firstRow) * shape.width();
        Arrays.fill(row, p, p + shape.width(), 0);
      }
    }
  }
}
