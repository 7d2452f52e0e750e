package org.set2model.autodiff;

import org.ejml.data.DMatrixRMaj;

/**
 * A matrix that operations can be applied to: a constant, a leaf of a {@link Tape}, or the recorded
 * value of an operation. The matrix must not be changed while the tape is in use, and the value of
 * an operation that works in recycled memory is valid only until the tape is swept.
 *
 * <pre>{@code
 * Variable loss = x.times(w).plus(b).minus(y).square().mean();
 * }</pre>
 *
 * Where an operation goes entry by entry, a 1 x 1 matrix, a row or a column is broadcast to the
 * shape of the other operand. Shapes that do not fit are refused with an {@link
 * IllegalArgumentException}.
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

  /** A number, 1 x 1, through which no gradient flows. */
  public static Variable constant(double value) {
    DMatrixRMaj matrix = new DMatrixRMaj(1, 1);
    matrix.data[0] = value;
    return constant(matrix);
  }

  static Variable leaf(DMatrixRMaj value, Tape tape, int index) {
    return new Variable(value, tape, index, true, null);
  }

  static Variable recorded(DMatrixRMaj value, Tape tape, int index) {
    return new Variable(value, tape, index, false, null);
  }

  /** The sum, entry by entry. */
  public Variable plus(Variable other) {
    return entryByEntry(Arithmetic.ADDITION, other);
  }

  /** The sum with a number. */
  public Variable plus(double number) {
    return plus(constant(number));
  }

  /** The difference, entry by entry. */
  public Variable minus(Variable other) {
    return entryByEntry(Arithmetic.SUBTRACTION, other);
  }

  /** The matrix product, in which this is the first factor. */
  public Variable times(Variable other) {
    return new MatrixMultiplication().apply(this, other);
  }

  /** The multiple by a number. */
  public Variable times(double number) {
    return ScalarMultiplication.multiply(number, this);
  }

  /** The product entry by entry. */
  public Variable timesElementwise(Variable other) {
    return entryByEntry(Arithmetic.MULTIPLICATION, other);
  }

  /** The quotient entry by entry; a divisor of 0 is refused. */
  public Variable over(Variable divisor) {
    return entryByEntry(Arithmetic.DIVISION, divisor);
  }

  /** The square of every entry. */
  public Variable square() {
    return timesElementwise(this);
  }

  /** {@code e^x} of every entry. */
  public Variable exp() {
    return ElementwiseFunction.EXPONENTIAL.apply(this);
  }

  /** The natural logarithm of every entry; an entry that is not above 0 is refused. */
  public Variable log() {
    return ElementwiseFunction.LOGARITHM.apply(this);
  }

  /** The hyperbolic tangent of every entry. */
  public Variable tanh() {
    return ElementwiseFunction.TANH.apply(this);
  }

  /** {@code 1 / (1 + e^-x)} of every entry. */
  public Variable sigmoid() {
    return ElementwiseFunction.SIGMOID.apply(this);
  }

  /** {@code log(1 + e^x)} of every entry. */
  public Variable softplus() {
    return ElementwiseFunction.SOFTPLUS.apply(this);
  }

  /** The sum of all entries, 1 x 1. */
  public Variable sum() {
    return sum(Axis.ALL);
  }

  /** The sum along an axis. */
  public Variable sum(Axis axis) {
    return new Sum(axis).apply(this);
  }

  /** The mean of all entries, 1 x 1. */
  public Variable mean() {
    return mean(Axis.ALL);
  }

  /** The mean along an axis. */
  public Variable mean(Axis axis) {
    return new Mean(axis).apply(this);
  }

  /** The transpose. */
  public Variable transpose() {
    return new Transpose().apply(this);
  }

  /** This scalar in every entry, this row in every row or this column in every column. */
  public Variable broadcast(int rows, int columns) {
    return new Broadcast(rows, columns).apply(this);
  }

  private Variable entryByEntry(Arithmetic operation, Variable other) {
    int rows = Math.max(rows(), other.rows());
    int columns = Math.max(columns(), other.columns());
    // Shapes that do not fit are left for the operation to refuse.
    return fits(rows, columns) && other.fits(rows, columns)
        ? operation.apply(inShape(rows, columns), other.inShape(rows, columns))
        : operation.apply(this, other);
  }

  private boolean fits(int rows, int columns) {
    return (rows() == 1 || rows() == rows) && (columns() == 1 || columns() == columns);
  }

  private Variable inShape(int rows, int columns) {
    return rows() == rows && columns() == columns ? this : broadcast(rows, columns);
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

  /** What it is and its shape, like {@code leaf, 3 x 2}; of a number the value too. */
  @Override
  public String toString() {
    String kind = isConstant() ? "constant" : leaf ? "leaf" : "result";
    String shape = kind + ", " + rows() + " x " + columns();
    return value.getNumElements() == 1 ? shape + ": " + value.data[0] : shape;
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
