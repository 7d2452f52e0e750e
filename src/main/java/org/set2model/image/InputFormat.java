package org.set2model.image;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a network takes for an image: how pictures of any size and color are made alike. A model is
 * only right for images converted as those it was trained on, so the format is stored with it.
 *
 * @param side width and height in pixels, in [1, 1024]
 * @param channels values a pixel, 1: the amount of ink
 * @param polarity which end of the gray scale is ink
 */
public record InputFormat(int side, int channels, Polarity polarity) {

  /** The largest width and height, in pixels. */
  public static final int LARGEST_SIDE = 1024;

  private static final Pattern TEXT = Pattern.compile("(\\d{1,4})x(\\d{1,4})x(\\d{1,4}) (\\S+)");

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if the side is outside its range or there is not one channel
   */
  public InputFormat {
    if (!(side >= 1 && side <= LARGEST_SIDE)) {
      throw new IllegalArgumentException(
          "side (" + side + ") must be between 1 and " + LARGEST_SIDE + " pixels");
    }
    if (channels != 1) {
      throw new IllegalArgumentException(
          "channels (" + channels + ") must be 1: images are amounts of ink");
    }
    if (polarity == null) {
      throw new IllegalArgumentException("polarity must be given");
    }
  }

  /** The text form: width, height, channels and polarity, such as {@code 28x28x1 automatic}. */
  @Override
  public String toString() {
    return side + "x" + side + "x" + channels + " " + polarity;
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException if it is not one that {@link #toString} gives
   */
  public static InputFormat parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches() || !parts.group(1).equals(parts.group(2))) {
      throw new IllegalArgumentException(
          "input format (" + text + ") must look like 28x28x1 automatic");
    }
    return new InputFormat(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(3)),
        Polarity.parse(parts.group(4)));
  }
}
