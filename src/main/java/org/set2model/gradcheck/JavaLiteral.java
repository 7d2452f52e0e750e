package org.set2model.gradcheck;

import java.util.StringJoiner;
import org.ejml.data.DMatrixRMaj;

/** Java source that makes a value again, bit by bit. */
final class JavaLiteral {

  /** Larger matrices are described, not written out. */
  private static final int LARGEST = 256;

  private JavaLiteral() {}

  static String of(double value) {
    if (Double.isNaN(value)) {
      return "Double.NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
    }
    return Double.toString(value);
  }

  static String of(String name, DMatrixRMaj matrix) {
    if (matrix.getNumElements() > LARGEST) {
      return "// " + name + ": " + matrix.numRows + " x " + matrix.numCols + ", too large to print";
    }
    var entries = new StringJoiner(", ", ", true", ");");
    entries.setEmptyValue(");");
    for (int i = 0; i < matrix.getNumElements(); i++) {
      entries.add((i == 0 ? ", " : "") + of(matrix.data[i]));
    }
    return "DMatrixRMaj "
        + name
        + " = new DMatrixRMaj("
        + matrix.numRows
        + ", "
        + matrix.numCols
        + entries;
  }
}
