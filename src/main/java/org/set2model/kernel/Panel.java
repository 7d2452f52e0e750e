package org.set2model.kernel;

/** Rows of a matrix as separate arrays, the form in which {@link PanelProduct} multiplies. */
public final class Panel {

  private static final int HEADER_BYTES = 16;
  private static final int LINE_BYTES = 64;

  private Panel() {}

  /**
   * Allocates zeroed rows of at least {@code columns} entries, their length rounded up so that
   * header and data fill whole cache lines.
   */
  public static double[][] allocate(int rows, int columns) {
    int perLine = LINE_BYTES / Double.BYTES;
    int header = HEADER_BYTES / Double.BYTES;
    int length = (columns + header + perLine - 1) / perLine * perLine - header;
    return new double[rows][length];
  }
}
