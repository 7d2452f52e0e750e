package org.set2model.gradcheck;

import org.ejml.data.DMatrixRMaj;

/**
 * The probability simplex over all entries of a matrix: {@code E c = c - (sum c) x}, {@code E^T g =
 * g - (g . x) 1}.
 */
final class SimplexDomain extends Domain {

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

  /** A vertex cannot move towards itself. */
  @Override
  boolean isFree(DMatrixRMaj x, int index) {
    return x.data[index] < 1;
  }

  @Override
  void embed(DMatrixRMaj x, double[] coordinates, int offset) {
    double sum = 0;
    for (int i = 0; i < x.getNumElements(); i++) {
      sum += coordinates[offset + i];
    }
    for (int i = 0; i < x.getNumElements(); i++) {
      coordinates[offset + i] -= sum * x.data[i];
    }
  }

  @Override
  void pullBack(DMatrixRMaj x, double[] gradient, int offset) {
    var mean = new CompensatedSum();
    for (int i = 0; i < x.getNumElements(); i++) {
      mean.addProduct(gradient[offset + i], x.data[i]);
    }
    for (int i = 0; i < x.getNumElements(); i++) {
      gradient[offset + i] -= mean.value();
    }
  }

  /** With |c_i| at most half of this, E c takes at most all of any entry. */
  @Override
  double roomBelow(DMatrixRMaj x, int index) {
    return x.data[index];
  }

  @Override
  double roomAbove(DMatrixRMaj x, int index) {
    return x.data[index] > 0 ? x.data[index] : 0.5 / x.getNumElements();
  }
}
