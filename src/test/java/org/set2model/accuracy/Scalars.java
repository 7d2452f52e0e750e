package org.set2model.accuracy;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/** A matrix of numbers of a {@link Recording}, by rows. */
record Scalars(int rows, int columns, Scalar[] entries) {

  /** A matrix whose entries are filled in. */
  static Scalars empty(int rows, int columns) {
    return new Scalars(rows, columns, new Scalar[rows * columns]);
  }

  static Scalars leaves(DMatrixRMaj matrix, Recording recording) {
    Scalars leaves = empty(matrix.numRows, matrix.numCols);
    Arrays.setAll(leaves.entries, i -> recording.leaf(matrix.data[i]));
    return leaves;
  }

  static Scalars constants(DMatrixRMaj matrix, Recording recording) {
    Scalars constants = empty(matrix.numRows, matrix.numCols);
    Arrays.setAll(constants.entries, i -> recording.constant(matrix.data[i]));
    return constants;
  }

  static Scalars of(Scalar only) {
    return new Scalars(1, 1, new Scalar[] {only});
  }

  Scalar get(int row, int column) {
    return entries[row * columns + column];
  }

  void set(int row, int column, Scalar entry) {
    entries[row * columns + column] = entry;
  }

  /** The only entry. */
  Scalar scalar() {
    if (entries.length != 1) {
      throw new IllegalStateException("a scalar is 1 x 1, not " + rows + " x " + columns);
    }
    return entries[0];
  }

  List<Scalar> row(int row) {
    return Arrays.asList(entries).subList(row * columns, (row + 1) * columns);
  }

  /** The columns of this matrix, then those of another. */
  Scalars beside(Scalars other) {
    Scalars joined = empty(rows, columns + other.columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < joined.columns; j++) {
        joined.set(i, j, j < columns ? get(i, j) : other.get(i, j - columns));
      }
    }
    return joined;
  }

  Scalars map(UnaryOperator<Scalar> function) {
    Scalars image = empty(rows, columns);
    Arrays.setAll(image.entries, i -> function.apply(entries[i]));
    return image;
  }
}
