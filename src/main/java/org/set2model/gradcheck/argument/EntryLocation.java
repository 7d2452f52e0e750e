package org.set2model.gradcheck.argument;

/**
 * An entry of an argument.
 *
 * @param argument its name
 * @param row from 0; 0 in a vector
 * @param column from 0
 * @param notation how the argument is written
 */
public record EntryLocation(String argument, int row, int column, Notation notation) {

  /** An entry of a matrix. */
  public EntryLocation(String argument, int row, int column) {
    this(argument, row, column, Notation.MATRIX);
  }

  /** The place of an entry, counted along rows. */
  public static EntryLocation of(Argument argument, int index) {
    int columns = argument.value().numCols;
    return new EntryLocation(
        argument.name(), index / columns, index % columns, argument.notation());
  }

  /** The entry's number, counted along rows of as many columns. */
  public int index(int columns) {
    return row * columns + column;
  }

  @Override
  public String toString() {
    return argument + notation.index(row, column);
  }
}
