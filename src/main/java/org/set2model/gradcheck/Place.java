package org.set2model.gradcheck;

/**
 * An entry of an argument.
 *
 * @param argument its name
 * @param row from 0
 * @param column from 0
 */
public record Place(String argument, int row, int column) {

  @Override
  public String toString() {
    return argument + "[" + row + ", " + column + "]";
  }
}
