package org.set2model.autodiff;

import org.ejml.data.DMatrixRMaj;

/** What the rule of an operation gives; what cannot be a gradient is refused in its name. */
final class CheckedContributions implements Contributions {

  private final String operation;
  private final int[][] shapes;
  private final Contributions contributions;

  /**
   * The same contributions, looked at first.
   *
   * @param operation name of the operation
   * @param shapes rows and columns of each of its inputs that may be wanted
   */
  CheckedContributions(String operation, int[][] shapes, Contributions contributions) {
    this.operation = operation;
    this.shapes = shapes;
    this.contributions = contributions;
  }

  @Override
  public boolean wants(int input) {
    if (!(input >= 0 && input < shapes.length)) {
      throw new IllegalArgumentException(
          String.format(
              "%s: its rule speaks of input %d, but it was applied to %d, numbered from 0",
              operation, input, shapes.length));
    }
    return contributions.wants(input);
  }

  @Override
  public void add(int input, DMatrixRMaj gradient) {
    if (wants(input)) {
      requireShape(input, gradient);
      contributions.add(input, gradient);
    }
  }

  private void requireShape(int input, DMatrixRMaj gradient) {
    int rows = shapes[input][0];
    int columns = shapes[input][1];
    if (gradient == null || gradient.numRows != rows || gradient.numCols != columns) {
      throw new IllegalArgumentException(
          String.format(
              "%s: its rule gives %s as the gradient of input %d, which is %d x %d",
              operation,
              gradient == null ? "null" : gradient.numRows + " x " + gradient.numCols,
              input,
              rows,
              columns));
    }
  }
}
