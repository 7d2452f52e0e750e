package org.set2model.image;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.set2model.data.Picture;

/**
 * Makes ink images of one size out of pictures of any size and colour.
 *
 * <p>First come amounts of ink: a colour is laid over white and its darkness taken, {@code alpha (1
 * - 0.299 red - 0.587 green - 0.114 blue)}, with the weights of ITU-R BT.601 for the values as they
 * are stored; or one minus that, if the picture is light on dark.
 *
 * <p>Then the size: the picture is made square by whole rows or columns of background on both
 * sides, the odd one below or to the right, so that its proportions are kept. A square of {@code n}
 * pixels a side becomes one of {@code m}: if {@code m <= n}, each new pixel is the mean of the
 * square of side {@code n / m} that it covers, with pixels that lie in it in part counted in part;
 * otherwise the new pixels sample the bilinear interpolation between the old ones, which is
 * constant beyond the outermost centres. With {@code m = n} nothing changes.
 *
 * <p>The result is rounded to a byte, and only once. All steps are determined to the bit.
 */
public final class ImageConversion {

  private ImageConversion() {}

  /**
   * Converts a picture.
   *
   * @return a set of one image, of the format's side
   */
  public static ImageSet convert(BufferedImage picture, InputFormat format) {
    return ImageSet.of(format.side(), convert(new Picture(picture), format));
  }

  /** The ink of a picture, row by row: {@code side * side} unsigned bytes. */
  public static byte[] convert(Picture picture, InputFormat format) {
    boolean lightOnDark =
        format.polarity() == Polarity.LIGHT_ON_DARK
            || format.polarity() == Polarity.AUTOMATIC && !picture.lightRim();
    int side = format.side();
    int square = Math.max(picture.width(), picture.height());
    var across = new AxisWeights(picture.width(), square, side);
    var down = new AxisWeights(picture.height(), square, side);
    double[] ink = new double[picture.width()];
    double[] narrowed = new double[side];
    double[] sums = new double[side * side];
    for (int y = 0; y < down.length(); y++) {
      picture.darkness(y, ink);
      if (lightOnDark) {
        for (int x = 0; x < ink.length; x++) {
          ink[x] = 1 - ink[x];
        }
      }
      narrow(ink, across, narrowed);
      double[] weights = down.of(y);
      for (int i = 0; i < weights.length; i++) {
        int start = (down.first(y) + i) * side;
        for (int x = 0; x < side; x++) {
          sums[start + x] += weights[i] * narrowed[x];
        }
      }
    }
    byte[] rounded = new byte[sums.length];
    for (int i = 0; i < sums.length; i++) {
      rounded[i] = (byte) Math.min(255, Math.round(255 * sums[i]));
    }
    return rounded;
  }

  private static void narrow(double[] row, AxisWeights across, double[] narrowed) {
    Arrays.fill(narrowed, 0);
    for (int x = 0; x < row.length; x++) {
      double[] weights = across.of(x);
      for (int i = 0; i < weights.length; i++) {
        narrowed[across.first(x) + i] += weights[i] * row[x];
      }
    }
  }
}
