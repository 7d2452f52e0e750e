package org.set2model.gradcheck.argument;

import java.util.Locale;
import org.ejml.data.DMatrixRMaj;

/**
 * The probability simplex over all entries of a matrix, with m its largest one: {@code E c = c -
 * (sum c) e_m}, {@code E^T g = g - g_m 1}. Entry m has so much room that a small entry and it can
 * move by the same small step exactly.
 */
public final class SimplexDomain extends Domain {

  private static final double SUM_TOLERANCE = 1e-9;

  @Override
  void requireContains(String name, DMatrixRMaj x) {
    double sum = 0;
    for (int i = 0; i < x.getNumElements(); i++) {
      if (!(x.data[i] >= 0)) {
        throw new IllegalArgumentException(
            "argument '" + name + "' has the entry " + x.data[i] + ", outside the simplex");
      }
      sum += x.data[i];
    }
    if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
      throw new IllegalArgumentException(
          "argument '" + name + "' sums to " + sum + "; entries on the simplex sum to 1");
    }
  }

  @Override
  boolean isFree(DMatrixRMaj x, int index) {
    return index != largest(x);
  }

  @Override
  void embed(DMatrixRMaj x, double[] coordinates, int offset) {
    int largest = largest(x);
    coordinates[offset + largest] = 0;
    var sum = new CompensatedSum();
    for (int i = 0; i < x.getNumElements(); i++) {
      sum.add(coordinates[offset + i]);
    }
    coordinates[offset + largest] = -sum.value();
  }

  @Override
  void pullBack(DMatrixRMaj x, double[] gradient, int offset) {
    double giving = gradient[offset + largest(x)];
    for (int i = 0; i < x.getNumElements(); i++) {
      gradient[offset + i] -= giving;
    }
  }

  @Override
  double spacing(DMatrixRMaj x, int index) {
    return Math.ulp(x.data[largest(x)]);
  }

  @Override
  public String movement(Argument argument, int index) {
    return String.format(
        Locale.ROOT,
        "weight moves from the largest entry %s to %s: the derivative is the gradient's entry there"
            + " less that of the largest",
        EntryLocation.of(argument, largest(argument.value())),
        EntryLocation.of(argument, index));
  }

  @Override
  double lower() {
    return 0;
  }

  @Override
  double upper() {
    return 1;
  }

  @Override
  double roomAbove(DMatrixRMaj x, int index) {
    return x.data[largest(x)];
  }

  private static int largest(DMatrixRMaj x) {
    int largest = 0;
    for (int i = 1; i < x.getNumElements(); i++) {
      if (x.data[i] > x.data[largest]) {
        largest = i;
      }
    }
    return largest;
  }
}
