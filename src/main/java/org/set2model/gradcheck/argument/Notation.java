package org.set2model.gradcheck.argument;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** How an argument is written in the code that uses it, and so in reports. */
public enum Notation {
  /** A {@code double[]}, checked as a matrix of one row; its entries are {@code x[3]}. */
  VECTOR,
  /** A {@code double[][]} of rows of one length; its entries are {@code x[2][3]}. */
  ROWS,
  /** A matrix; its entries are {@code x[2, 3]}. */
  MATRIX;

  /** The indices of an entry. */
  public String index(int row, int column) {
    return switch (this) {
      case VECTOR -> "[" + column + "]";
      case ROWS -> "[" + row + "][" + column + "]";
      case MATRIX -> "[" + row + ", " + column + "]";
    };
  }

  /** The shape of a matrix. */
  public String shape(DMatrixRMaj matrix) {
    return this == VECTOR && matrix.numRows == 1
        ? matrix.numCols + " entries"
        : matrix.numRows + " x " + matrix.numCols;
  }

  public static DMatrixRMaj matrix(double[] vector) {
    return new DMatrixRMaj(1, vector.length, true, vector.clone());
  }

  /**
   * A matrix of rows.
   *
   * @param name what the rows are called
   * @throws IllegalArgumentException unless the rows have one length
   */
  public static DMatrixRMaj matrix(String name, double[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    DMatrixRMaj matrix = new DMatrixRMaj(rows.length, columns);
    for (int row = 0; row < rows.length; row++) {
      if (rows[row].length != columns) {
        throw new IllegalArgumentException(
            "row "
                + row
                + " of "
                + name
                + " has "
                + rows[row].length
                + " entries, but row 0 has "
                + columns
                + "; all must have as many");
      }
      System.arraycopy(rows[row], 0, matrix.data, row * columns, columns);
    }
    return matrix;
  }

  /** The entries of a matrix of one row. */
  public static double[] vector(DMatrixRMaj matrix) {
    return row(matrix, 0);
  }

  public static double[][] rows(DMatrixRMaj matrix) {
    double[][] rows = new double[matrix.numRows][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = row(matrix, row);
    }
    return rows;
  }

  private static double[] row(DMatrixRMaj matrix, int row) {
    return Arrays.copyOfRange(matrix.data, row * matrix.numCols, (row + 1) * matrix.numCols);
  }
}
