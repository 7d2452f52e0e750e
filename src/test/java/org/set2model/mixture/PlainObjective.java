package org.set2model.mixture;

import org.ejml.data.DMatrixRMaj;

/** Likelihoods and their penalty straight from the formulas, to compare with. */
final class PlainObjective {

  private PlainObjective() {}

  static double logComponent(DMatrixRMaj theta, int k, DMatrixRMaj points, int n) {
    return PlainExpectationMaximizationStep.logDensity(Theta.copyOf(theta), k, row(points, n));
  }

  static double density(DMatrixRMaj theta, DMatrixRMaj points, int n) {
    return PlainExpectationMaximizationStep.density(Theta.copyOf(theta), row(points, n));
  }

  private static double[] row(DMatrixRMaj points, int n) {
    return PointSet.rows(points)[n];
  }

  /** The penalized log-likelihood that a step without floor never lowers. */
  static double of(DMatrixRMaj... inputs) {
    DMatrixRMaj points = inputs[RandomFit.POINTS];
    DMatrixRMaj theta = inputs[RandomFit.THETA];
    int dimensions = points.numCols;
    double sum = 0;
    for (int n = 0; n < points.numRows; n++) {
      sum += inputs[RandomFit.WEIGHTS].data[n] * Math.log(density(theta, points, n));
    }
    for (int k = 0; k < theta.numRows; k++) {
      double alpha = inputs[RandomFit.ALPHA].data[0];
      sum += alpha == 0 ? 0 : alpha * Math.log(theta.get(k, 0));
      for (int j = 0; j < dimensions; j++) {
        double offset = theta.get(k, 1 + j) - inputs[RandomFit.PRIOR_MEAN].data[j];
        double variance = theta.get(k, 1 + dimensions + j);
        double nu = inputs[RandomFit.NU].data[0];
        double kappa = inputs[RandomFit.KAPPA].data[0];
        sum -=
            0.5 * nu * (Math.log(variance) + inputs[RandomFit.PRIOR_VARIANCE].data[j] / variance);
        sum -= 0.5 * kappa * offset * offset / variance;
      }
    }
    return sum;
  }
}
