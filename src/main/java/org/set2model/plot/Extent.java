package org.set2model.plot;

import org.ejml.data.DMatrixRMaj;

/** A box in the units of the data, empty at first. */
final class Extent {

  double lowX = Double.POSITIVE_INFINITY;
  double highX = Double.NEGATIVE_INFINITY;
  double lowY = Double.POSITIVE_INFINITY;
  double highY = Double.NEGATIVE_INFINITY;

  /** Widens the box so that it contains a place. */
  void include(double x, double y) {
    lowX = Math.min(lowX, x);
    highX = Math.max(highX, x);
    lowY = Math.min(lowY, y);
    highY = Math.max(highY, y);
  }

  /** Widens the box so that it contains places. */
  void include(double[] x, double[] y) {
    for (int n = 0; n < x.length; n++) {
      include(x[n], y[n]);
    }
  }

  /** Widens the box so that it contains every row of an M x 2 table. */
  void include(DMatrixRMaj table) {
    for (int n = 0; n < table.numRows; n++) {
      include(table.get(n, 0), table.get(n, 1));
    }
  }
}
