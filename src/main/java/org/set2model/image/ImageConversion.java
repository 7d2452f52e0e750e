package org.set2model.image;

import java.util.Arrays;
import java.util.List;

/**
 * Makes ink images of one size out of pictures of any size and color.
 *
 * <p>First come amounts of ink: a color is laid over white and its darkness taken, {@code alpha (1
 * - 0.299 red - 0.587 green - 0.114 blue)}, with the weights of ITU-R BT.601 for the values as they
 * are stored; or one minus that, if the picture is light on dark.
 *
 * <p>Then the size: the picture is made square by whole rows or columns of background on both
 * sides, the odd one below or to the right, so that its proportions are kept. A square of {@code n}
 * pixels a side becomes one of {@code m}: if {@code m <= n}, each new pixel is the mean of the
 * square of side {@code n / m} that it covers, with pixels that lie in it in part counted in part;
 * otherwise the new pixels sample the bilinear interpolation between the old ones, which is
 * constant beyond the outermost centers. With {@code m = n} nothing changes.
 *
 * <p>The result is rounded to a byte, and only once. All steps are determined to the bit.
 */
public final class ImageConversion {

  private ImageConversion() {}

  /**
   * Converts pictures.
   *
   * @return a set of as many images, of the format's side
   */
  public static ImageSet convert(List<? extends Pixels> pictures, InputFormat format) {
    return ImageSet.of(
        format.side(), pictures.stream().map(picture -> ink(picture, format)).toList());
  }

  /** The ink of a picture, row by row: {@code side * side} unsigned bytes. */
  public static byte[] ink(Pixels picture, InputFormat format) {
    boolean lightOnDark =
        format.polarity() == Polarity.LIGHT_ON_DARK
            || format.polarity() == Polarity.AUTOMATIC && !hasLightRim(picture);
    int side = format.side();
    int square = Math.max(picture.width(), picture.height());
    var across = new AxisWeights(picture.width(), square, side);
    var down = new AxisWeights(picture.height(), square, side);
    double[] ink = new double[picture.width()];
    double[] narrowed = new double[side];
    double[] sums = new double[side * side];
    for (int y = 0; y < down.length(); y++) {
      picture.darkness(0, y, picture.width(), 1, ink);
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

  /** Whether at least half of the outermost pixels have a darkness of 1/2 or less. */
  static boolean hasLightRim(Pixels picture) {
    int width = picture.width();
    int height = picture.height();
    int light = light(picture, 0, 0, width, 1);
    int rim = width;
    if (height > 1) {
      light += light(picture, 0, height - 1, width, 1);
      rim += width;
    }
    if (height > 2) {
      light += light(picture, 0, 1, 1, height - 2);
      rim += height - 2;
    }
    if (height > 2 && width > 1) {
      light += light(picture, width - 1, 1, 1, height - 2);
      rim += height - 2;
    }
    return 2L * light >= rim;
  }

  private static int light(Pixels picture, int x, int y, int width, int height) {
    double[] darkness = new double[width * height];
    picture.darkness(x, y, width, height, darkness);
    int light = 0;
    for (double value : darkness) {
      light += value <= 0.5 ? 1 : 0;
    }
    return light;
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
