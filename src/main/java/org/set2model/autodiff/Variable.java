package org.set2model.autodiff;

import org.ejml.data.DMatrixRMaj;

/**
 * A matrix that operations can be applied to: a constant, a leaf of a {@link Tape}, or the recorded
 * value of an operation. The matrix must not be changed while the tape is in use, and the value of
 * an operation that works in recycled memory is valid only until the tape is swept.
 */
public final class Variable {

  private final DMatrixRMaj value;
  private final Tape tape;
  private final int index;
  private final boolean leaf;

  private Variable(DMatrixRMaj value, Tape tape, int index, boolean leaf) {
    this.value = value;
    this.tape = tape;
    this.index = index;
    this.leaf = leaf;
  }

  /** A matrix through which no gradient flows. */
  public static Variable constant(DMatrixRMaj value) {
    return new Variable(value, null, -1, false);
  }

  static Variable leaf(DMatrixRMaj value, Tape tape, int index) {
    return new Variable(value, tape, index, true);
  }

  static Variable recorded(DMatrixRMaj value, Tape tape, int index) {
    return new Variable(value, tape, index, false);
  }

  public DMatrixRMaj value() {
    return value;
  }

  public int rows() {
    return value.numRows;
  }

  public int columns() {
    return value.numCols;
  }

  /** The only entry of a 1 x 1 matrix. */
  public double scalar() {
    if (value.numRows != 1 || value.numCols != 1) {
      throw new IllegalStateException(
          "a scalar is 1 x 1, this variable is " + value.numRows + " x " + value.numCols);
    }
    return value.data[0];
  }

  /** Whether no leaf influences this variable. */
  public boolean isConstant() {
    return tape == null;
  }

  boolean isLeaf() {
    return leaf;
  }

  /** The tape this variable stands on, or null for a constant. */
  Tape tape() {
    return tape;
  }

  int index() {
    return index;
  }
}
