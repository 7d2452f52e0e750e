package org.set2model.reference;

import org.ejml.data.DMatrixRMaj;

/** Which entries of a matrix share a scale, the largest magnitude among them. */
enum Scale {
  /** All: sums of products of entries of like size. */
  OF_MATRIX,
  /** Those of a row, for functions that treat each row alone. Of one column, each entry alone. */
  OF_ROW,
  /** Those of a column, where each column has its unit: points, mixture parameters. */
  OF_COLUMN;

  /** The scale of every entry. */
  DMatrixRMaj of(DMatrixRMaj matrix) {
    var scales = new DMatrixRMaj(matrix.numRows, matrix.numCols);
    double[] largest = new double[matrix.getNumElements()];
    for (int i = 0; i < matrix.getNumElements(); i++) {
      int group = group(i, matrix.numCols);
      largest[group] = Math.max(largest[group], Math.abs(matrix.data[i]));
    }
    for (int i = 0; i < matrix.getNumElements(); i++) {
      scales.data[i] = largest[group(i, matrix.numCols)];
    }
    return scales;
  }

  private int group(int index, int columns) {
    return switch (this) {
      case OF_MATRIX -> 0;
      case OF_ROW -> index / columns;
      case OF_COLUMN -> index % columns;
    };
  }
}
