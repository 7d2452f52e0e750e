package org.set2model.gradcheck;

/**
 * Richardson's table of a difference quotient D(h) whose error is a power series, at steps that
 * shrink by a fixed ratio. With {@code factor} the ratio to the power by which the exponents of the
 * series grow,
 *
 * <pre>  T[i][0] = D(h_i),   T[i][j] = T[i][j-1] + (T[i][j-1] - T[i-1][j-1]) / (factor^j - 1).
 * </pre>
 *
 * The error of an entry is estimated as Ridders does, by its larger distance to the two entries it
 * came from (Ridders 1982, doi:10.1016/S0141-1195(82)80057-0), plus the rounding in the quotients
 * carried through the same formula in absolute value. A step without a quotient (NaN) leaves all
 * entries that would need it NaN.
 */
final class Extrapolation {

  /** A value with the estimated bound of its error. */
  record Estimate(double value, double uncertainty) {}

  private final double[][] value;
  private final double[][] rounding;

  /**
   * Fills the table.
   *
   * @param quotients D at the steps, from the largest to the smallest
   * @param roundings bounds of the rounding in them
   */
  Extrapolation(double[] quotients, double[] roundings, double factor, int orders) {
    int rows = quotients.length;
    value = new double[rows][];
    rounding = new double[rows][];
    for (int i = 0; i < rows; i++) {
      int columns = Math.min(i, orders) + 1;
      value[i] = new double[columns];
      rounding[i] = new double[columns];
      value[i][0] = quotients[i];
      rounding[i][0] = roundings[i];
      double power = 1;
      for (int j = 1; j < columns; j++) {
        power *= factor;
        value[i][j] = value[i][j - 1] + (value[i][j - 1] - value[i - 1][j - 1]) / (power - 1);
        rounding[i][j] = (power * rounding[i][j - 1] + rounding[i - 1][j - 1]) / (power - 1);
      }
    }
  }

  /** The highest order in a row. */
  int orders(int row) {
    return value[row].length - 1;
  }

  double value(int row, int order) {
    return value[row][order];
  }

  double rounding(int row, int order) {
    return rounding[row][order];
  }

  /** Estimated bound of the error of an entry of order 1 or more. */
  double uncertainty(int row, int order) {
    double entry = value[row][order];
    double truncation =
        Math.max(
            Math.abs(entry - value[row][order - 1]), Math.abs(entry - value[row - 1][order - 1]));
    return truncation + rounding[row][order];
  }

  /** The entry of least uncertainty that uses no other steps than a given entry does. */
  Estimate bestWithin(int row, int order) {
    Estimate best = new Estimate(Double.NaN, Double.POSITIVE_INFINITY);
    for (int i = row - order + 1; i <= row; i++) {
      for (int j = 1; j <= i - (row - order); j++) {
        double uncertainty = uncertainty(i, j);
        if (uncertainty < best.uncertainty) {
          best = new Estimate(value[i][j], uncertainty);
        }
      }
    }
    return best;
  }
}
