package org.set2model.autodiff;

import org.ejml.data.DMatrixRMaj;

/**
 * A named matrix that training changes. Put on a tape as a leaf, it gives the gradient that an
 * optimizer needs.
 *
 * @param name unique within a model
 * @param value the current value, changed in place between tapes
 */
public record Parameter(String name, DMatrixRMaj value) {

  /** A 1 x 1 parameter. */
  public static Parameter scalar(String name, double value) {
    DMatrixRMaj matrix = new DMatrixRMaj(1, 1);
    matrix.data[0] = value;
    return new Parameter(name, matrix);
  }
}
