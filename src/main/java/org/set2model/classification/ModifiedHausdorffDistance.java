package org.set2model.classification;

import java.util.Arrays;
import org.set2model.image.ImageSet;

/**
 * The modified Hausdorff distance between drawings, the baseline of the Omniglot challenge.
 *
 * <p>A drawing is the set of its ink pixels, those with ink 128 or more of 255, at their row and
 * column in pixels, less the mean of the set. Between sets A and B of N and M points,
 *
 * <pre>
 *   d(A, B) = max( 1/N sum_a min_b |a - b|,  1/M sum_b min_a |a - b| )</pre>
 *
 * with Euclidean lengths (Dubuisson and Jain 1994, doi 10.1109/ICPR.1994.576361, their distance 22;
 * to subtract the mean is the challenge's addition). It is not negative, symmetric to the bit, zero
 * for drawings that differ by a shift of whole pixels up to rounding, and no metric: the triangle
 * inequality fails.
 *
 * <p>Domain: sets of one point at least, coordinates of at most 1e150, so that no square overflows.
 * It takes O(N M) time.
 */
public final class ModifiedHausdorffDistance {

  private static final int INK = 128;
  private static final double LARGEST = 1e150;

  private ModifiedHausdorffDistance() {}

  /**
   * The ink of an image as points about their mean.
   *
   * @return two rows, of row and column coordinates; without entries if the image has no ink
   */
  public static double[][] points(ImageSet images, int image) {
    int side = images.side();
    double[][] points = new double[2][images.pixels()];
    int count = 0;
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        if (images.ink(image, row, column) >= INK) {
          points[0][count] = row;
          points[1][count++] = column;
        }
      }
    }
    for (int axis = 0; axis < 2; axis++) {
      points[axis] = Arrays.copyOf(points[axis], count);
      double mean = Arrays.stream(points[axis]).sum() / count;
      for (int i = 0; i < count; i++) {
        points[axis][i] -= mean;
      }
    }
    return points;
  }

  /**
   * The distance of two sets of points in the plane.
   *
   * @param a two rows of coordinates, N columns
   * @param b two rows of coordinates, M columns
   * @return at least 0, in the unit of the coordinates
   * @throws IllegalArgumentException if a set is empty or has a coordinate beyond the domain or NaN
   */
  public static double of(double[][] a, double[][] b) {
    requirePoints(a);
    requirePoints(b);
    return Math.max(meanDistanceToNearest(a, b), meanDistanceToNearest(b, a));
  }

  /** The mean over the points of a of the distance to the nearest point of b. */
  private static double meanDistanceToNearest(double[][] a, double[][] b) {
    int count = a[0].length;
    double[] x = a[0];
    double[] y = a[1];
    double[] nearest = new double[count];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    for (int j = 0; j < b[0].length; j++) {
      double otherX = b[0][j];
      double otherY = b[1][j];
      for (int i = 0; i < count; i++) {
        double dx = x[i] - otherX;
        double dy = y[i] - otherY;
        nearest[i] = Math.min(nearest[i], dx * dx + dy * dy);
      }
    }
    double sum = 0;
    for (double square : nearest) {
      sum += Math.sqrt(square);
    }
    return sum / count;
  }

  private static void requirePoints(double[][] points) {
    if (points.length != 2 || points[0].length < 1 || points[0].length != points[1].length) {
      throw new IllegalArgumentException(
          "a drawing needs one point of ink at least, as two rows of coordinates");
    }
    for (double[] coordinates : points) {
      for (double coordinate : coordinates) {
        if (!(Math.abs(coordinate) <= LARGEST)) {
          throw new IllegalArgumentException(
              "coordinate (" + coordinate + ") must be from -" + LARGEST + " to " + LARGEST);
        }
      }
    }
  }
}
