package org.set2model.mixture;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/**
 * Chooses the points on which the components of a mixture start, by k-means++ seeding: the first
 * with probability in proportion to its weight, each further one in proportion to its weight times
 * its squared distance from the nearest point chosen so far (D. Arthur, S. Vassilvitskii,
 * <i>k-means++: the advantages of careful seeding</i>, SODA 2007).
 *
 * <p>A point of weight zero is never chosen. Of points that coincide, the one of lowest index
 * (among those of positive weight) stands for all. The number of indices is capped by the number of
 * distinct points. Same seed, same indices.
 */
public final class SeededStart {

  private SeededStart() {}

  /**
   * Chooses indices.
   *
   * @param points N x D, finite
   * @param exampleWeights N x 1, non-negative, not all zero
   * @param components how many are wanted, K >= 1
   * @param seed decides between equally good choices
   * @return at least one and at most K different row indices
   */
  public static int[] chooseIndices(
      DMatrixRMaj points, DMatrixRMaj exampleWeights, int components, long seed) {
    return chooseIndices(PointSet.of(points, exampleWeights), components, seed);
  }

  static int[] chooseIndices(PointSet set, int components, long seed) {
    if (components < 1) {
      throw new IllegalArgumentException("components (" + components + ") must be at least 1");
    }
    var random = new SplittableRandom(seed);
    double[] nearest = new double[set.size];
    Arrays.fill(nearest, 1);
    int[] indices = new int[Math.min(components, set.size)];
    int chosen = 0;
    while (chosen < indices.length) {
      int drawn = draw(set.weights, nearest, random);
      if (drawn < 0) {
        break;
      }
      indices[chosen] = lowestTwin(set, drawn);
      double[] center = set.rows[drawn];
      for (int n = 0; n < set.size; n++) {
        double distance = squaredDistance(set.rows[n], center);
        nearest[n] = chosen == 0 ? distance : Math.min(nearest[n], distance);
      }
      chosen++;
    }
    return Arrays.copyOf(indices, chosen);
  }

  /** An index with probability in proportion to {@code weights_n nearest_n}; -1 if all are zero. */
  private static int draw(double[] weights, double[] nearest, SplittableRandom random) {
    double total = 0;
    for (int n = 0; n < weights.length; n++) {
      total += weights[n] * nearest[n];
    }
    double target = random.nextDouble() * total;
    double sum = 0;
    int last = -1;
    for (int n = 0; n < weights.length; n++) {
      double mass = weights[n] * nearest[n];
      if (mass > 0) {
        sum += mass;
        last = n;
        if (sum > target) {
          return n;
        }
      }
    }
    return last;
  }

  private static int lowestTwin(PointSet set, int index) {
    for (int n = 0; n < index; n++) {
      if (set.weights[n] > 0 && squaredDistance(set.rows[n], set.rows[index]) == 0) {
        return n;
      }
    }
    return index;
  }

  private static double squaredDistance(double[] x, double[] y) {
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      double d = x[j] - y[j];
      sum += d * d;
    }
    return sum;
  }
}
