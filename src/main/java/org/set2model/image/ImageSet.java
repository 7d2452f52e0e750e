package org.set2model.image;

import java.util.Arrays;
import java.util.List;

/**
 * An immutable list of square images of one size, one byte a pixel.
 *
 * <p>A pixel is an amount of ink: 0 for the background, 255 for full ink; as an intensity, the same
 * divided by 255. Pixels are in row-major order.
 */
public final class ImageSet {

  private static final double[] INTENSITY = new double[256];

  static {
    for (int value = 0; value < INTENSITY.length; value++) {
      INTENSITY[value] = value / 255.0;
    }
  }

  private final int side;
  private final byte[] ink;

  private ImageSet(int side, byte[] ink) {
    this.side = side;
    this.ink = ink;
  }

  /**
   * A set of images.
   *
   * @param side width and height of every image, at least 1
   * @param ink the images one after the other, each {@code side * side} unsigned bytes; copied
   * @throws IllegalArgumentException if the length is not a multiple of the size of an image
   */
  public static ImageSet of(int side, byte[] ink) {
    if (side < 1 || ink.length % (side * side) != 0) {
      throw new IllegalArgumentException(
          String.format("%d bytes are not a whole number of images of side %d", ink.length, side));
    }
    return new ImageSet(side, ink.clone());
  }

  /** A set of images, each {@code side * side} bytes. */
  public static ImageSet of(int side, List<byte[]> images) {
    byte[] ink = new byte[Math.multiplyExact(images.size(), side * side)];
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(images.get(i), 0, ink, i * side * side, side * side);
    }
    return new ImageSet(side, ink);
  }

  /**
   * The images of several sets, in order.
   *
   * @throws IllegalArgumentException if there is no set, or the sets differ in their side
   */
  public static ImageSet concatenation(List<ImageSet> sets) {
    if (sets.isEmpty()) {
      throw new IllegalArgumentException("a concatenation needs at least one set");
    }
    int side = sets.get(0).side;
    int length = 0;
    for (ImageSet set : sets) {
      if (set.side != side) {
        throw new IllegalArgumentException(
            "images of side " + set.side + " cannot join images of side " + side);
      }
      length = Math.addExact(length, set.ink.length);
    }
    byte[] all = new byte[length];
    int offset = 0;
    for (ImageSet set : sets) {
      System.arraycopy(set.ink, 0, all, offset, set.ink.length);
      offset += set.ink.length;
    }
    return new ImageSet(side, all);
  }

  /** How many images there are. */
  public int size() {
    return ink.length / pixels();
  }

  /** Width and height of every image. */
  public int side() {
    return side;
  }

  /** The number of pixels of one image, {@code side * side}. */
  public int pixels() {
    return side * side;
  }

  /**
   * Copies the intensities of an image, each in [0, 1] with 1 for full ink, to {@code
   * target[offset]} and on.
   *
   * @throws IndexOutOfBoundsException if there is no such image, or the target is too short
   */
  public void copyTo(int image, double[] target, int offset) {
    int start = start(image);
    for (int i = 0; i < pixels(); i++) {
      target[offset + i] = INTENSITY[ink[start + i] & 0xff];
    }
  }

  /** The ink of one pixel, 0 to 255. */
  public int ink(int image, int row, int column) {
    if (row < 0 || row >= side || column < 0 || column >= side) {
      throw new IndexOutOfBoundsException(
          String.format("pixel (%d, %d) of an image of side %d", row, column, side));
    }
    return ink[start(image) + row * side + column] & 0xff;
  }

  /** The images with these indices, in this order; an index may occur more than once. */
  public ImageSet select(int... indices) {
    byte[] selected = new byte[Math.multiplyExact(indices.length, pixels())];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(ink, start(indices[i]), selected, i * pixels(), pixels());
    }
    return new ImageSet(side, selected);
  }

  /**
   * All images turned.
   *
   * @param quarters number of turns by 90 degrees against the clock; any
   */
  public ImageSet turned(int quarters) {
    byte[] turned = ink;
    for (int turn = 0; turn < Math.floorMod(quarters, 4); turn++) {
      turned = quarterTurn(turned, side);
    }
    return new ImageSet(side, turned);
  }

  private static byte[] quarterTurn(byte[] ink, int side) {
    byte[] turned = new byte[ink.length];
    for (int start = 0; start < ink.length; start += side * side) {
      for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
          turned[start + (side - 1 - column) * side + row] = ink[start + row * side + column];
        }
      }
    }
    return turned;
  }

  private int start(int image) {
    if (image < 0 || image >= size()) {
      throw new IndexOutOfBoundsException("image " + image + " of " + size());
    }
    return image * pixels();
  }

  /** Whether the other object is a set of the same images in the same order. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ImageSet that && side == that.side && Arrays.equals(ink, that.ink);
  }

  @Override
  public int hashCode() {
    return 31 * side + Arrays.hashCode(ink);
  }

  @Override
  public String toString() {
    return size() + " images of " + side + " x " + side;
  }
}
