package org.set2model.gradcheck.argument;

import java.util.Locale;
import org.ejml.data.DMatrixRMaj;

/** Symmetric matrices; the coordinates are the entries on and above the diagonal. */
public final class SymmetricDomain extends Domain {

  @Override
  void requireContains(String name, DMatrixRMaj x) {
    boolean symmetric = x.numRows == x.numCols;
    for (int row = 0; symmetric && row < x.numRows; row++) {
      for (int column = 0; column < row; column++) {
        symmetric &= x.get(row, column) == x.get(column, row);
      }
    }
    if (!symmetric) {
      throw new IllegalArgumentException(
          "argument '" + name + "' is not exactly symmetric; average it with its transpose");
    }
  }

  @Override
  boolean isFree(DMatrixRMaj x, int index) {
    return index % x.numCols >= index / x.numCols;
  }

  @Override
  void embed(DMatrixRMaj x, double[] coordinates, int offset) {
    int n = x.numCols;
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < row; column++) {
        coordinates[offset + row * n + column] = coordinates[offset + column * n + row];
      }
    }
  }

  @Override
  void pullBack(DMatrixRMaj x, double[] gradient, int offset) {
    int n = x.numCols;
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < row; column++) {
        gradient[offset + column * n + row] += gradient[offset + row * n + column];
        gradient[offset + row * n + column] = 0;
      }
    }
  }

  @Override
  public String movement(Argument argument, int index) {
    int n = argument.value().numCols;
    int mirrored = index % n * n + index / n;
    return mirrored == index
        ? ""
        : String.format(
            Locale.ROOT,
            "%s and %s move together: the derivative is the sum of the gradient's entries there",
            EntryLocation.of(argument, index),
            EntryLocation.of(argument, mirrored));
  }

  @Override
  double lower() {
    return Double.NEGATIVE_INFINITY;
  }

  @Override
  double upper() {
    return Double.POSITIVE_INFINITY;
  }
}
