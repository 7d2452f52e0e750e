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
  private final Variable tangent;

  private Variable(DMatrixRMaj value, Tape tape, int index, boolean leaf, Variable tangent) {
    this.value = value;
    this.tape = tape;
    this.index = index;
    this.leaf = leaf;
    this.tangent = tangent;
  }

  /** A matrix through which no gradient flows. */
  public static Variable constant(DMatrixRMaj value) {
    return new Variable(value, null, -1, false, null);
  }

  static Variable leaf(DMatrixRMaj value, Tape tape, int index) {
    return new Variable(value, tape, index, true, null);
  }

  static Variable recorded(DMatrixRMaj value, Tape tape, int index) {
    return new Variable(value, tape, index, false, null);
  }

  /**
   * This variable, changing along a tangent: whatever operations make of it changes along a tangent
   * too, which they compute by {@link Operation#tangent}.
   *
   * @param newTangent of this variable's shape; a constant, a leaf, or a result of operations
   * @throws IllegalArgumentException if the shapes differ
   */
  public Variable along(Variable newTangent) {
    if (newTangent.rows() != rows() || newTangent.columns() != columns()) {
      throw new IllegalArgumentException(
          String.format(
              "tangent (%d x %d) must have the shape of its variable (%d x %d)",
              newTangent.rows(), newTangent.columns(), rows(), columns()));
    }
    return new Variable(value, tape, index, leaf, newTangent);
  }

  /** How this variable changes; a constant zero, if nothing it was made of has a tangent. */
  public Variable tangent() {
    return tangent == null ? constant(new DMatrixRMaj(rows(), columns())) : tangent;
  }

  /** The matrix itself, not a copy. */
  public DMatrixRMaj value() {
    return value;
  }

  /** The number of rows of the matrix. */
  public int rows() {
    return value.numRows;
  }

  /** The number of columns of the matrix. */
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

  boolean hasTangent() {
    return tangent != null;
  }

  Variable withoutTangent() {
    return tangent == null ? this : new Variable(value, tape, index, leaf, null);
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
