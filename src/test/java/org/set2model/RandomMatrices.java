package org.set2model;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/** Seeded matrices for tests. */
public final class RandomMatrices {

  private RandomMatrices() {}

  /** Standard normal entries. */
  public static DMatrixRMaj normal(int rows, int columns, SplittableRandom random) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] = random.nextGaussian();
    }
    return matrix;
  }

  /** The largest absolute difference of entries, relative to the largest absolute entry. */
  public static double relativeDifference(DMatrixRMaj actual, DMatrixRMaj expected) {
    double difference = 0;
    double largest = Double.MIN_NORMAL;
    for (int i = 0; i < expected.getNumElements(); i++) {
      difference = Math.max(difference, Math.abs(actual.data[i] - expected.data[i]));
      largest = Math.max(largest, Math.abs(expected.data[i]));
    }
    return difference / largest;
  }
}
