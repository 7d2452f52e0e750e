package org.set2model.gradcheck;

/**
 * An entry of an argument.
 *
 * @param argument its name
 * @param row from 0
 * @param column from 0
 */
public record Place(String argument, int row, int column) {

  /** The place of an entry, counted along rows. */
  static Place of(Argument argument, int index) {
    int columns = argument.value().numCols;
    return new Place(argument.name(), index / columns, index % columns);
  }

  @Override
  public String toString() {
    return argument + "[" + row + ", " + column + "]";
  }
}
