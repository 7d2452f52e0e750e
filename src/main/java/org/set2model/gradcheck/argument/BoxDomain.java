package org.set2model.gradcheck.argument;

import java.util.Locale;
import org.ejml.data.DMatrixRMaj;

/** Entries between two bounds, which may be infinite; coordinates are the entries themselves. */
final class BoxDomain extends Domain {

  private final double lower;
  private final double upper;
  private final boolean open;

  BoxDomain(double lower, double upper, boolean open) {
    if (!(lower < upper)) {
      throw new IllegalArgumentException(
          "lower bound (" + lower + ") must be below the upper bound (" + upper + ")");
    }
    this.lower = lower;
    this.upper = upper;
    this.open = open;
  }

  @Override
  void requireContains(String name, DMatrixRMaj x) {
    for (int i = 0; i < x.getNumElements(); i++) {
      double entry = x.data[i];
      boolean inside = open ? entry > lower && entry < upper : entry >= lower && entry <= upper;
      if (!inside) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "argument '%s' has the entry %s, outside its domain from %s to %s",
                name,
                entry,
                lower,
                upper));
      }
    }
  }

  @Override
  boolean isFree(DMatrixRMaj x, int index) {
    return true;
  }

  @Override
  void embed(DMatrixRMaj x, double[] coordinates, int offset) {
    // The coordinates are the displacement.
  }

  @Override
  void pullBack(DMatrixRMaj x, double[] gradient, int offset) {
    // The coordinates are the entries.
  }

  @Override
  double lower() {
    return lower;
  }

  @Override
  double upper() {
    return upper;
  }
}
