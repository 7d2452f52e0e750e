package org.set2model.image;

import java.util.Locale;

/** Which of the two ends of the gray scale is ink. */
public enum Polarity {

  /**
   * Decided for each image by its outermost pixels: if at least half of them are light, of
   * luminance 1/2 or more, the image is dark on light, otherwise light on dark. Fit for drawings,
   * whose rim is background; photographs are better given one of the others, because similar ones
   * may be decided differently.
   */
  AUTOMATIC,

  /** Black is full ink, white is background. */
  DARK_ON_LIGHT,

  /** White is full ink, black is background. */
  LIGHT_ON_DARK;

  /** The name in words: {@code automatic}, {@code dark-on-light} or {@code light-on-dark}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The polarity of this name, as {@link #toString} gives it.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static Polarity parse(String text) {
    for (Polarity polarity : values()) {
      if (polarity.toString().equals(text)) {
        return polarity;
      }
    }
    throw new IllegalArgumentException(
        "polarity (" + text + ") must be automatic, dark-on-light or light-on-dark");
  }
}
