package org.set2model.catalog;

import org.set2model.audit.PlainForm;
import org.set2model.audit.Scalar;

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
  static PlainForm addition() {
    return entryByEntry("addition", entries -> entries[0].plus(entries[1]));
  }

  static PlainForm exponential() {
    return entryByEntry("exponential", entries -> entries[0].exp());
  }

  /** Inputs s (1 x 1) and x. */
  static PlainForm scalarMultiplication() {
    return entryByEntry("scalar multiplication", entries -> entries[0].times(entries[1]));
  }

  static PlainForm rectifier() {
    return entryByEntry("ReLU", entries -> entries[0].value > 0 ? entries[0] : entries[0].times(0));
  }

  /** Input s (1 x 1). */
  static PlainForm repetition(int rows, int columns) {
    return new PlainForm(
        "repetition",
        in -> {
          Scalar[][] y = new Scalar[rows][columns];
          for (Scalar[] row : y) {
            for (int j = 0; j < columns; j++) {
              row[j] = in[0][0][0].times(1);
            }
          }
          return y;
        });
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
