package org.set2model.gradcheck.line;

/**
 * Richardson's table of a difference quotient D(h) whose error is a power series in {@code h^p}, at
 * steps that shrink (p = 1 for a one-sided quotient, 2 for a central one):
 *
 * <pre>  T[i][0] = D(h_i),
 *   T[i][j] = T[i][j-1] + (T[i][j-1] - T[i-1][j-1]) / ((h_{i-j} / h_i)^p - 1).
 * </pre>
 *
 * The error of an entry is estimated as Ridders does, by its larger distance to the two entries it
 * came from (Ridders 1982, doi:10.1016/S0141-1195(82)80057-0), plus the rounding in the quotients
 * carried through the same formula in absolute value. Such an estimate is worth something only
 * where the quotients converge. Their changes must shrink by a factor r of at most 0.6 from step to
 * step, until they drown in rounding, and the estimate is multiplied by {@code 1 / (1 - r)}, which
 * bounds what a geometric series leaves. A step without a quotient (NaN) leaves all entries that
 * would need it NaN.
 */
final class Extrapolation {

  /** A value with the estimated bound of its error. */
  record Estimate(double value, double uncertainty) {}

  /** The slowest convergence that is believed: that of the square root of h at steps by 3.7. */
  private static final double SLOWEST = 0.6;

  private final double[][] value;
  private final double[][] rounding;

  /**
   * Fills the table at steps that shrink by one factor.
   *
   * @param quotients D at the steps, from the largest to the smallest
   * @param roundings bounds of the rounding in them
   * @param factor {@code (h_{i-1} / h_i)^p}
   */
  Extrapolation(double[] quotients, double[] roundings, double factor, int orders) {
    this(quotients, roundings, powers(quotients.length, factor), orders);
  }

  /**
   * Fills the table.
   *
   * @param quotients D at the steps, from the largest to the smallest
   * @param roundings bounds of the rounding in them
   * @param powers {@code h_i^p}
   */
  Extrapolation(double[] quotients, double[] roundings, double[] powers, int orders) {
    int rows = quotients.length;
    value = new double[rows][];
    rounding = new double[rows][];
    for (int i = 0; i < rows; i++) {
      int columns = Math.min(i, orders) + 1;
      value[i] = new double[columns];
      rounding[i] = new double[columns];
      value[i][0] = quotients[i];
      rounding[i][0] = roundings[i];
      for (int j = 1; j < columns; j++) {
        double power = powers[i - j] / powers[i];
        value[i][j] = value[i][j - 1] + (value[i][j - 1] - value[i - 1][j - 1]) / (power - 1);
        rounding[i][j] = (power * rounding[i][j - 1] + rounding[i - 1][j - 1]) / (power - 1);
      }
    }
  }

  private static double[] powers(int rows, double factor) {
    double[] powers = new double[rows];
    for (int i = 0; i < rows; i++) {
      powers[i] = Math.pow(factor, -i);
    }
    return powers;
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

  /** Estimated bound of the error of an entry of order 1 or more; infinite without convergence. */
  double uncertainty(int row, int order) {
    double entry = value[row][order];
    double truncation =
        Math.max(
            Math.abs(entry - value[row][order - 1]), Math.abs(entry - value[row - 1][order - 1]));
    double rate = rate(row);
    return rate <= SLOWEST
        ? truncation / (1 - rate) + rounding[row][order]
        : Double.POSITIVE_INFINITY;
  }

  /** By which factor the last change of the quotients is smaller than the one before. */
  private double rate(int row) {
    if (row < 2) {
      return 0;
    }
    double last = Math.abs(value[row][0] - value[row - 1][0]);
    double before = Math.abs(value[row - 1][0] - value[row - 2][0]);
    double drowned = 2 * (rounding[row][0] + rounding[row - 1][0]);
    return last <= drowned ? 0 : last / before;
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
