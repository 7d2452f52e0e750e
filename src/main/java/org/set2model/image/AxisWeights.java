package org.set2model.image;

/**
 * How much every pixel along one axis of a picture counts in the pixels of the resized square.
 *
 * <p>The picture is a part of a square of {@code n} pixels a side, of which {@code m} are to be
 * made. In units of an {@code m}-th old pixel, old pixel j covers {@code [jm, (j + 1)m]} and new
 * pixel i covers {@code [in, (i + 1)n]}. If {@code m <= n}, the weight of j in i is the length that
 * they share, divided by {@code n}; the lengths are whole numbers, so only the division rounds.
 * Otherwise it is {@code max(0, 1 - |c - j|)}, with the new center {@code c = (i + 1/2)n/m - 1/2}
 * moved into {@code [0, n - 1]}. Either way the weights of a new pixel sum to one.
 */
final class AxisWeights {

  private final int[] first;
  private final double[][] weights;

  /**
   * Weights for an axis.
   *
   * @param length of the picture along the axis
   * @param square n, at least that length; the picture lies in its middle, rather above or to the
   *     left
   * @param side m
   */
  AxisWeights(int length, int square, int side) {
    first = new int[length];
    weights = new double[length][];
    int before = (square - length) / 2;
    for (int pixel = 0; pixel < length; pixel++) {
      long old = before + pixel;
      int low = (int) Math.max(0, (old - 1) * side / square);
      int high = (int) Math.min(side - 1, (old + 2) * side / square);
      while (low < high && !(weight(old, low, square, side) > 0)) {
        low++;
      }
      while (low < high && !(weight(old, high, square, side) > 0)) {
        high--;
      }
      first[pixel] = low;
      weights[pixel] = new double[high - low + 1];
      for (int i = low; i <= high; i++) {
        weights[pixel][i - low] = weight(old, i, square, side);
      }
    }
  }

  private static double weight(long old, long made, long square, long side) {
    if (side <= square) {
      long shared =
          Math.min((old + 1) * side, (made + 1) * square) - Math.max(old * side, made * square);
      return Math.max(0, shared) / (double) square;
    }
    double center = ((2 * made + 1) * square - side) / (2.0 * side);
    double inside = Math.min(Math.max(center, 0), square - 1);
    return Math.max(0, 1 - Math.abs(inside - old));
  }

  int length() {
    return first.length;
  }

  /** The first new pixel in which an old one counts. */
  int first(int pixel) {
    return first[pixel];
  }

  /** The weights of an old pixel in the new ones from the first on; not to be changed. */
  double[] of(int pixel) {
    return weights[pixel];
  }
}
