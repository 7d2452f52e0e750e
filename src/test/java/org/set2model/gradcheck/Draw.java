package org.set2model.gradcheck;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/** Seeded random numbers in the distributions that families of functions are drawn from. */
final class Draw {

  private final SplittableRandom random;

  Draw(long seed) {
    random = new SplittableRandom(seed);
  }

  /** An integer between two numbers, both included. */
  int integer(int least, int largest) {
    return random.nextInt(least, largest + 1);
  }

  double uniform(double least, double largest) {
    return random.nextDouble(least, largest);
  }

  double gaussian() {
    return random.nextGaussian();
  }

  /** Ten to a power that is uniform between two numbers. */
  double power(double least, double largest) {
    return Math.pow(10, uniform(least, largest));
  }

  double sign() {
    return random.nextBoolean() ? 1 : -1;
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  double of(double... values) {
    return values[random.nextInt(values.length)];
  }

  int of(int... values) {
    return values[random.nextInt(values.length)];
  }

  long bits() {
    return random.nextLong();
  }

  DMatrixRMaj gaussian(int rows, int columns) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.getNumElements(); i++) {
      matrix.data[i] = gaussian();
    }
    return matrix;
  }

  double[] gaussians(int n) {
    return gaussian(1, n).data;
  }

  DMatrixRMaj uniform(int rows, int columns, double least, double largest) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.getNumElements(); i++) {
      matrix.data[i] = uniform(least, largest);
    }
    return matrix;
  }

  /** Entries of either sign with sizes between two powers of ten. */
  DMatrixRMaj powers(int rows, int columns, double least, double largest) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.getNumElements(); i++) {
      matrix.data[i] = sign() * power(least, largest);
    }
    return matrix;
  }
}
