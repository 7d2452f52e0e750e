package org.set2model.catalog;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.set2model.audit.PlainForm;
import org.set2model.audit.Scalar;
import org.set2model.autodiff.Axis;

/** The elementary operations as their formulas say. */
final class PlainOperations {

  private PlainOperations() {}

  /** A number made of numbers at the same place of all inputs. */
  @FunctionalInterface
  private interface EntryByEntry {
    Scalar of(Scalar... entries);
  }

  private static PlainForm entryByEntry(String name, EntryByEntry function) {
    return new PlainForm(
        name,
        in -> {
          Scalar[][] last = in[in.length - 1];
          Scalar[][] y = new Scalar[last.length][last[0].length];
          for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < y[0].length; j++) {
              Scalar[] entries = new Scalar[in.length];
              for (int k = 0; k < in.length; k++) {
                entries[k] = in[k].length == 1 && in[k][0].length == 1 ? in[k][0][0] : in[k][i][j];
              }
              y[i][j] = function.of(entries);
            }
          }
          return y;
        });
  }

  /** Inputs a and b of one shape. */
  static PlainForm arithmetic(String name, BinaryOperator<Scalar> function) {
    return entryByEntry(name, entries -> function.apply(entries[0], entries[1]));
  }

  /** Input x. */
  static PlainForm function(String name, UnaryOperator<Scalar> function) {
    return entryByEntry(name, entries -> function.apply(entries[0]));
  }

  /** {@code (e^2x - 1) / (e^2x + 1)}. */
  static Scalar tanh(Scalar x) {
    Scalar power = x.times(2).exp();
    return power.plus(-1).over(power.plus(1));
  }

  static Scalar sigmoid(Scalar x) {
    return x.constant(1).over(x.times(-1).exp().plus(1));
  }

  /** Inputs s (1 x 1) and x. */
  static PlainForm scalarMultiplication() {
    return entryByEntry("scalar multiplication", entries -> entries[0].times(entries[1]));
  }

  static PlainForm rectifier() {
    return entryByEntry("ReLU", entries -> entries[0].value > 0 ? entries[0] : entries[0].times(0));
  }

  /** Input x (1 x 1, 1 x D or N x 1). */
  static PlainForm broadcast(int rows, int columns) {
    return new PlainForm(
        "broadcast",
        in -> {
          Scalar[][] x = in[0];
          Scalar[][] y = new Scalar[rows][columns];
          for (int n = 0; n < rows; n++) {
            for (int d = 0; d < columns; d++) {
              y[n][d] = x[x.length == 1 ? 0 : n][x[0].length == 1 ? 0 : d].times(1);
            }
          }
          return y;
        });
  }

  /** Sum or mean of all, of each row or of each column. */
  static PlainForm reduction(String name, Axis axis) {
    return new PlainForm(
        name,
        in -> {
          Scalar[][] groups =
              switch (axis) {
                case ALL ->
                    new Scalar[][] {Stream.of(in[0]).flatMap(Stream::of).toArray(Scalar[]::new)};
                case EACH_ROW -> in[0];
                case EACH_COLUMN -> transposed(in[0]);
              };
          Scalar[][] column = new Scalar[groups.length][];
          for (int i = 0; i < groups.length; i++) {
            double factor = name.equals("mean") ? 1.0 / groups[i].length : 1;
            column[i] = new Scalar[] {Scalar.sum(groups[i]).times(factor)};
          }
          return axis == Axis.EACH_COLUMN ? transposed(column) : column;
        });
  }

  static PlainForm transpose() {
    return new PlainForm(
        "transpose",
        in -> {
          Scalar[][] y = transposed(in[0]);
          for (Scalar[] row : y) {
            Arrays.setAll(row, j -> row[j].times(1));
          }
          return y;
        });
  }

  static PlainForm matrixMultiplication() {
    return new PlainForm(
        "matrix multiplication",
        in -> {
          Scalar[][] columns = transposed(in[1]);
          Scalar[][] y = new Scalar[in[0].length][columns.length];
          for (int n = 0; n < y.length; n++) {
            for (int d = 0; d < columns.length; d++) {
              y[n][d] = Scalar.dot(in[0][n], columns[d]);
            }
          }
          return y;
        });
  }

  private static Scalar[][] transposed(Scalar[][] x) {
    Scalar[][] y = new Scalar[x[0].length][x.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x[i].length; j++) {
        y[j][i] = x[i][j];
      }
    }
    return y;
  }

  static PlainForm rowSelection(int... indices) {
    return new PlainForm(
        "row selection",
        in -> {
          Scalar[][] y = new Scalar[indices.length][in[0][0].length];
          for (int i = 0; i < indices.length; i++) {
            for (int j = 0; j < y[i].length; j++) {
              y[i][j] = in[0][indices[i]][j].times(1);
            }
          }
          return y;
        });
  }
}
