package org.set2model.gradcheck.argument;

import java.util.StringJoiner;

/** Java source that makes a value again, bit by bit. */
public final class JavaLiteral {

  /** Arguments with more entries are described, not written out. */
  private static final int LARGEST = 64;

  /** Entries on either side of a place that are shown of a large argument. */
  private static final int NEIGHBORS = 2;

  private JavaLiteral() {}

  public static String of(double value) {
    if (Double.isNaN(value)) {
      return "Double.NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
    }
    return Double.toString(value);
  }

  /**
   * A declaration of an argument with its value; of a large one a comment.
   *
   * @param index the entry that matters most
   */
  public static String of(Argument argument, int index) {
    int entries = argument.value().getNumElements();
    if (entries > LARGEST) {
      return described(argument, index);
    }
    int rows = argument.value().numRows;
    int columns = argument.value().numCols;
    String name = argument.name();
    return switch (argument.notation()) {
      case VECTOR -> "double[] " + name + " = {" + entries(argument, 0, entries) + "};";
      case ROWS -> {
        var all = new StringJoiner("}, {", "double[][] " + name + " = {{", "}};");
        for (int row = 0; row < rows; row++) {
          all.add(entries(argument, row * columns, (row + 1) * columns));
        }
        yield all.toString();
      }
      case MATRIX -> {
        String all = entries == 0 ? "" : ", true, " + entries(argument, 0, entries);
        String shape = rows + ", " + columns;
        yield "DMatrixRMaj " + name + " = new DMatrixRMaj(" + shape + all + ");";
      }
    };
  }

  private static String described(Argument argument, int index) {
    int from = Math.max(0, index - NEIGHBORS);
    int to = Math.min(argument.value().getNumElements(), index + NEIGHBORS + 1);
    return "// "
        + argument.name()
        + " ("
        + argument.notation().shape(argument.value())
        + ") is too large to print; from "
        + EntryLocation.of(argument, from)
        + " on it is "
        + entries(argument, from, to)
        + (to < argument.value().getNumElements() ? ", ..." : "");
  }

  private static String entries(Argument argument, int from, int to) {
    double[] data = argument.value().data;
    var entries = new StringJoiner(", ");
    for (int i = from; i < to; i++) {
      entries.add(of(data[i]));
    }
    return entries.toString();
  }
}
