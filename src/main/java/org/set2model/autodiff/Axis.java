package org.set2model.autodiff;

import org.ejml.data.DMatrixRMaj;

/** Which entries of an N x D matrix a sum or a mean takes together. */
public enum Axis {
  /** All entries; the result is 1 x 1. */
  ALL,
  /** Those of each row; the result is N x 1. */
  EACH_ROW,
  /** Those of each column; the result is 1 x D. */
  EACH_COLUMN;

  /** An empty result for a matrix. */
  DMatrixRMaj resultOf(DMatrixRMaj x) {
    return new DMatrixRMaj(this == EACH_ROW ? x.numRows : 1, this == EACH_COLUMN ? x.numCols : 1);
  }
}
