package org.set2model.mixture;

import org.ejml.data.DMatrixRMaj;

/**
 * The numbers of a {@link Prior}, validated: alpha, kappa, nu, m (one for each dimension), s2
 * (likewise) and eps.
 */
record PriorValues(
    double alpha, double kappa, double nu, double[] mean, double[] variance, double floor) {

  /** Reads the values of a prior. */
  static PriorValues of(Prior prior, int dimensions) {
    return of(prior.values(), 0, dimensions);
  }

  /** Whether there is neither prior nor floor: plain maximum likelihood. */
  boolean isNone() {
    return alpha == 0 && kappa == 0 && nu == 0 && floor == 0;
  }

  /** Reads the six inputs {@code inputs[first..first+5]}, in the order of {@link Prior}. */
  static PriorValues of(DMatrixRMaj[] inputs, int first, int dimensions) {
    PriorValues values =
        new PriorValues(
            nonNegative("prior strength of the weights", inputs[first]),
            nonNegative("prior strength of the mean", inputs[first + 1]),
            nonNegative("prior strength of the variance", inputs[first + 2]),
            row("prior mean", inputs[first + 3], dimensions),
            row("prior variance", inputs[first + 4], dimensions),
            nonNegative("floor of the variance", inputs[first + 5]));
    for (int j = 0; j < dimensions; j++) {
      if (!(values.variance[j] >= 0)) {
        throw new IllegalArgumentException(
            String.format("prior variance %d (%s) must be >= 0", j, values.variance[j]));
      }
    }
    return values;
  }

  /** Reads changes of the six inputs, which may have any sign. */
  static PriorValues changesOf(DMatrixRMaj[] changes, int first) {
    return new PriorValues(
        changes[first].data[0],
        changes[first + 1].data[0],
        changes[first + 2].data[0],
        changes[first + 3].data,
        changes[first + 4].data,
        changes[first + 5].data[0]);
  }

  private static double nonNegative(String role, DMatrixRMaj scalar) {
    if (scalar.numRows != 1 || scalar.numCols != 1) {
      throw new IllegalArgumentException(
          String.format("%s (%d x %d) must be 1 x 1", role, scalar.numRows, scalar.numCols));
    }
    double value = scalar.data[0];
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(role + " (" + value + ") must be >= 0 and finite");
    }
    return value;
  }

  private static double[] row(String role, DMatrixRMaj matrix, int dimensions) {
    if (matrix.numRows != 1 || matrix.numCols != dimensions) {
      throw new IllegalArgumentException(
          String.format(
              "%s (%d x %d) must be 1 x %d, one for each dimension",
              role, matrix.numRows, matrix.numCols, dimensions));
    }
    double[] row = new double[dimensions];
    for (int j = 0; j < dimensions; j++) {
      row[j] = matrix.data[j];
      if (!Double.isFinite(row[j])) {
        throw new IllegalArgumentException(
            String.format("%s %d (%s) must be finite", role, j, row[j]));
      }
    }
    return row;
  }
}
