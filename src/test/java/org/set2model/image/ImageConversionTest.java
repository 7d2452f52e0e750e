package org.set2model.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.set2model.data.Drawings;
import org.set2model.data.Picture;

class ImageConversionTest {

  @Test
  void thePolarityNamesTheEndThatIsInk() {
    BufferedImage image = Drawings.gray(2, 0, 255, 100, 200);
    assertInk(image, 2, Polarity.DARK_ON_LIGHT, 255, 0, 155, 55);
    assertInk(image, 2, Polarity.LIGHT_ON_DARK, 0, 255, 100, 200);
  }

  @Test
  void theOutermostPixelsDecideAnAutomaticPolarityByMajority() {
    int[] values = new int[16];
    // the center is not asked: the rim of 12 has 6 light pixels, then 5
    Arrays.fill(values, 0);
    for (int light : new int[] {0, 1, 2, 3, 4, 7}) {
      values[light] = 128;
    }
    assertEquals(127, ink(Drawings.gray(4, values), 4, Polarity.AUTOMATIC)[0]);
    values[7] = 127;
    assertEquals(128, ink(Drawings.gray(4, values), 4, Polarity.AUTOMATIC)[0]);
    values[5] = values[6] = values[9] = values[10] = 255;
    assertEquals(128, ink(Drawings.gray(4, values), 4, Polarity.AUTOMATIC)[0]);
  }

  @Test
  void everyRimPixelHasOneVoteWhateverTheShape() {
    assertInk(Drawings.gray(3, 255, 0, 255), 3, Polarity.AUTOMATIC, 0, 0, 0, 0, 255, 0, 0, 0, 0);
    assertEquals(0, ink(Drawings.gray(3, 0, 255, 0), 3, Polarity.AUTOMATIC)[3]);
    assertEquals(0, ink(Drawings.gray(1, 255, 0, 0, 255), 4, Polarity.AUTOMATIC)[1]);
    assertEquals(255, ink(Drawings.gray(1, 255, 0, 0), 3, Polarity.AUTOMATIC)[1]);
    assertEquals(255, ink(Drawings.gray(2, 255, 0, 0, 0), 2, Polarity.AUTOMATIC)[0]);
    assertEquals(255, ink(Drawings.gray(2, 0, 0, 255, 255, 255, 0), 3, Polarity.AUTOMATIC)[0]);
  }

  @Test
  void aSinglePixelFillsTheSquare() {
    int[] full = new int[9];
    Arrays.fill(full, 55);
    assertInk(Drawings.gray(1, 200), 3, Polarity.DARK_ON_LIGHT, full);
    assertInk(Drawings.gray(1, 200), 3, Polarity.AUTOMATIC, full);
    assertInk(Drawings.gray(1, 55), 3, Polarity.AUTOMATIC, full);
  }

  @Test
  void aSmallerImageHasTheMeansOfWholeAndCutPixels() {
    assertInk(
        Drawings.gray(4, 255, 251, 0, 0, 247, 243, 0, 0, 9, 9, 9, 9, 9, 9, 9, 9),
        2,
        Polarity.DARK_ON_LIGHT,
        6,
        255,
        246,
        246);
    // each new pixel covers 1.5 x 1.5 old ones: weights 1, 1/2 and 1/2, 1 over 1.5
    BufferedImage three = Drawings.gray(3, 165, 255, 255, 255, 255, 255, 255, 255, 255);
    assertInk(three, 2, Polarity.DARK_ON_LIGHT, 40, 0, 0, 0);
    three.getRaster().setSample(0, 0, 0, 255);
    three.getRaster().setSample(1, 1, 0, 165);
    assertInk(three, 2, Polarity.DARK_ON_LIGHT, 10, 10, 10, 10);
    assertInk(three, 1, Polarity.DARK_ON_LIGHT, 10);
  }

  @Test
  void aLargerImageIsInterpolatedBetweenCenters() {
    // centers at -0.25, 0.25, 0.75 and 1.25 of the old: 1, 3/4, 1/4 and 0 of the dark pixel
    assertInk(
        Drawings.gray(2, 95, 255, 255, 255),
        4,
        Polarity.DARK_ON_LIGHT,
        160,
        120,
        40,
        0,
        120,
        90,
        30,
        0,
        40,
        30,
        10,
        0,
        0,
        0,
        0,
        0);
    // from 2 to 3 the middle center lies halfway
    assertInk(
        Drawings.gray(2, 155, 255, 155, 255),
        3,
        Polarity.DARK_ON_LIGHT,
        100,
        50,
        0,
        100,
        50,
        0,
        100,
        50,
        0);
  }

  @Test
  void proportionsAreKeptAndTheRestIsBackgroundWhateverThePolarity() {
    for (Polarity polarity : new Polarity[] {Polarity.DARK_ON_LIGHT, Polarity.LIGHT_ON_DARK}) {
      int[] black = polarity == Polarity.DARK_ON_LIGHT ? new int[8] : filled(8, 255);
      assertInk(
          Drawings.gray(2, black),
          4,
          polarity,
          0,
          255,
          255,
          0,
          0,
          255,
          255,
          0,
          0,
          255,
          255,
          0,
          0,
          255,
          255,
          0);
      assertInk(
          Drawings.gray(4, Arrays.copyOf(black, 4)),
          4,
          polarity,
          0,
          0,
          0,
          0,
          255,
          255,
          255,
          255,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0);
      assertInk(Drawings.gray(2, black), 2, polarity, 128, 128, 128, 128);
    }
  }

  @Test
  void aVeryTallOrWidePictureBecomesALine() {
    int[] down = ink(Drawings.gray(1, new int[1000]), 10, Polarity.DARK_ON_LIGHT);
    int[] across = ink(Drawings.gray(1000, new int[1000]), 10, Polarity.DARK_ON_LIGHT);
    for (int i = 0; i < 100; i++) {
      // one of the 100 columns under a new pixel is black: 255 / 100
      assertEquals(i % 10 == 4 ? 3 : 0, down[i]);
      assertEquals(i / 10 == 4 ? 3 : 0, across[i]);
    }
  }

  @Property(seed = "11", tries = 100, edgeCases = EdgeCasesMode.NONE)
  void aSmallerImageIsTheMeanOverAGridThatDividesBoth(
      @ForAll @IntRange(min = 1, max = 9) int width,
      @ForAll @IntRange(min = 1, max = 9) int height,
      @ForAll @IntRange(min = 1, max = 9) int smaller,
      @ForAll long seed) {
    int square = Math.max(width, height);
    int side = Math.min(smaller, square);
    var random = new SplittableRandom(seed);
    int[] values = random.ints((long) width * height, 0, 256).toArray();
    int[] made = ink(Drawings.gray(width, values), side, Polarity.DARK_ON_LIGHT);
    int left = (square - width) / 2;
    int above = (square - height) / 2;
    long[] sums = new long[side * side];
    for (int y = 0; y < square * side; y++) {
      for (int x = 0; x < square * side; x++) {
        int column = x / side - left;
        int row = y / side - above;
        boolean inside = column >= 0 && column < width && row >= 0 && row < height;
        sums[y / square * side + x / square] += inside ? 255 - values[row * width + column] : 0;
      }
    }
    for (int i = 0; i < sums.length; i++) {
      assertEquals(sums[i] / (double) (square * square), made[i], 0.5 + 1e-9);
    }
  }

  @Property(seed = "12", tries = 100, edgeCases = EdgeCasesMode.NONE)
  void aLargerImageIsTheBilinearInterpolation(
      @ForAll @IntRange(min = 1, max = 6) int square,
      @ForAll @IntRange(min = 1, max = 20) int more,
      @ForAll long seed) {
    int side = square + more;
    int[] values = new SplittableRandom(seed).ints((long) square * square, 0, 256).toArray();
    int[] made = ink(Drawings.gray(square, values), side, Polarity.LIGHT_ON_DARK);
    for (int i = 0; i < made.length; i++) {
      double x = inside((i % side + 0.5) * square / side - 0.5, square);
      double y = inside((i / side + 0.5) * square / side - 0.5, square);
      int left = (int) Math.min(x, Math.max(0, square - 2));
      int above = (int) Math.min(y, Math.max(0, square - 2));
      int right = Math.min(left + 1, square - 1);
      int below = Math.min(above + 1, square - 1);
      double upper =
          values[above * square + left]
              + (x - left) * (values[above * square + right] - values[above * square + left]);
      double lower =
          values[below * square + left]
              + (x - left) * (values[below * square + right] - values[below * square + left]);
      assertEquals(upper + (y - above) * (lower - upper), made[i], 0.5 + 1e-9);
    }
  }

  private static double inside(double value, int square) {
    return Math.min(Math.max(value, 0), square - 1);
  }

  @Property(seed = "13", tries = 50, edgeCases = EdgeCasesMode.NONE)
  void aBlankPictureIsBlankAndAFullOneFullAtEverySize(
      @ForAll @IntRange(min = 1, max = 150) int square,
      @ForAll @IntRange(min = 1, max = 60) int side) {
    BufferedImage black = Drawings.gray(square, new int[square * square]);
    assertArrayEquals(filled(side * side, 255), ink(black, side, Polarity.DARK_ON_LIGHT));
    assertArrayEquals(filled(side * side, 0), ink(black, side, Polarity.LIGHT_ON_DARK));
  }

  @Test
  void everyGrayIsKeptWhateverTheTypeOfThePicture() {
    int[] types = {
      BufferedImage.TYPE_BYTE_GRAY,
      BufferedImage.TYPE_USHORT_GRAY,
      BufferedImage.TYPE_INT_RGB,
      BufferedImage.TYPE_INT_BGR,
      BufferedImage.TYPE_3BYTE_BGR,
      BufferedImage.TYPE_4BYTE_ABGR,
      BufferedImage.TYPE_4BYTE_ABGR_PRE,
      BufferedImage.TYPE_INT_ARGB,
      BufferedImage.TYPE_INT_ARGB_PRE
    };
    for (int type : types) {
      for (int gray = 0; gray < 256; gray++) {
        var image = new BufferedImage(1, 1, type);
        switch (type) {
          case BufferedImage.TYPE_BYTE_GRAY -> image.getRaster().setSample(0, 0, 0, gray);
          case BufferedImage.TYPE_USHORT_GRAY -> image.getRaster().setSample(0, 0, 0, gray * 257);
          default -> image.setRGB(0, 0, 0xff000000 | gray * 0x010101);
        }
        assertInk(image, 1, Polarity.DARK_ON_LIGHT, 255 - gray);
        assertInk(image, 1, Polarity.LIGHT_ON_DARK, gray);
      }
    }
  }

  @Test
  void sixteenBitsAreRoundedOnceAfterTheMean() {
    var image = new BufferedImage(2, 2, BufferedImage.TYPE_USHORT_GRAY);
    // 257 / 65535 is one byte step; 100 of it round to nothing alone, but the mean is not rounded
    image.getRaster().setPixels(0, 0, 2, 2, new int[] {65535 - 100, 65535 - 600, 65535, 65535});
    assertInk(image, 2, Polarity.DARK_ON_LIGHT, 0, 2, 0, 0);
    assertInk(image, 1, Polarity.DARK_ON_LIGHT, 1);
  }

  @Test
  void colorsWeighAsStated() {
    int[] weights = {0xff0000, 299, 0x00ff00, 587, 0x0000ff, 114, 0xffff00, 886, 0xff00ff, 413};
    int[] types = {
      BufferedImage.TYPE_INT_RGB,
      BufferedImage.TYPE_3BYTE_BGR,
      BufferedImage.TYPE_INT_ARGB_PRE,
      BufferedImage.TYPE_USHORT_565_RGB,
      BufferedImage.TYPE_USHORT_555_RGB
    };
    for (int type : types) {
      for (int i = 0; i < weights.length; i += 2) {
        var image = new BufferedImage(1, 1, type);
        image.setRGB(0, 0, 0xff000000 | weights[i]);
        int light = (int) Math.round(255 * weights[i + 1] / 1000.0);
        assertInk(image, 1, Polarity.LIGHT_ON_DARK, light);
        assertInk(image, 1, Polarity.DARK_ON_LIGHT, 255 - light);
      }
    }
  }

  @Test
  void whatIsTransparentShowsWhite() {
    for (int type : new int[] {BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_4BYTE_ABGR_PRE}) {
      var image = new BufferedImage(2, 2, type);
      image.setRGB(1, 0, 0x80000000);
      image.setRGB(0, 1, 0xff000000);
      image.setRGB(1, 1, 0x80ffffff);
      assertInk(image, 2, Polarity.DARK_ON_LIGHT, 0, 128, 255, 0);
      assertInk(image, 2, Polarity.LIGHT_ON_DARK, 255, 127, 0, 255);
    }
  }

  @Test
  void paletteIndicesBeyondThePaletteAreTransparent() {
    byte[] shades = {0, (byte) 200, (byte) 255};
    var palette = new IndexColorModel(2, 3, shades, shades, shades);
    var image = new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_BINARY, palette);
    image.getRaster().setPixels(0, 0, 4, 1, new int[] {0, 1, 2, 3});
    int[] ink = ink(image, 4, Polarity.DARK_ON_LIGHT);
    assertArrayEquals(new int[] {255, 55, 0, 0}, Arrays.copyOfRange(ink, 4, 8));
  }

  @Test
  void numbersThatAreNotUnsignedBytesOrShortsAreConvertedByTheirColorModel() {
    var model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_FLOAT);
    var image = new BufferedImage(model, model.createCompatibleWritableRaster(2, 1), false, null);
    image.getRaster().setPixel(0, 0, new float[] {1, 0, 0});
    image.getRaster().setPixel(1, 0, new float[] {1, 1, 1});
    int[] ink = ink(image, 2, Polarity.DARK_ON_LIGHT);
    assertArrayEquals(new int[] {179, 0}, Arrays.copyOf(ink, 2));
  }

  @Test
  void theResultIsOneImageOfTheSide() {
    ImageSet set =
        ImageConversion.convert(
            List.of(new Picture(Drawings.gray(3, new int[6]))),
            new InputFormat(5, 1, Polarity.AUTOMATIC));
    assertEquals(1, set.size());
    assertEquals(5, set.side());
  }

  private static int[] filled(int length, int value) {
    int[] values = new int[length];
    Arrays.fill(values, value);
    return values;
  }

  private static void assertInk(BufferedImage image, int side, Polarity polarity, int... ink) {
    assertArrayEquals(ink, ink(image, side, polarity));
  }

  private static int[] ink(BufferedImage image, int side, Polarity polarity) {
    ImageSet set =
        ImageConversion.convert(List.of(new Picture(image)), new InputFormat(side, 1, polarity));
    int[] ink = new int[side * side];
    for (int i = 0; i < ink.length; i++) {
      ink[i] = set.ink(0, i / side, i % side);
    }
    return ink;
  }
}
