package org.set2model.mixture;

import org.ejml.data.DMatrixRMaj;

/** Expectation maximisation written straight from the formulas, to compare with. */
final class NaiveStep {

  private NaiveStep() {}

  static double logComponent(DMatrixRMaj theta, int k, DMatrixRMaj points, int n) {
    int dimensions = points.numCols;
    double sum = 0;
    for (int j = 0; j < dimensions; j++) {
      double d = points.get(n, j) - theta.get(k, 1 + j);
      double variance = theta.get(k, 1 + dimensions + j);
      sum += Math.log(2 * Math.PI * variance) + d * d / variance;
    }
    return -0.5 * sum;
  }

  static double density(DMatrixRMaj theta, DMatrixRMaj points, int n) {
    double sum = 0;
    for (int k = 0; k < theta.numRows; k++) {
      sum += theta.get(k, 0) * Math.exp(logComponent(theta, k, points, n));
    }
    return sum;
  }

  static DMatrixRMaj step(DMatrixRMaj... inputs) {
    DMatrixRMaj points = inputs[RandomFit.POINTS];
    DMatrixRMaj theta = inputs[RandomFit.THETA];
    double alpha = inputs[RandomFit.ALPHA].data[0];
    double kappa = inputs[RandomFit.KAPPA].data[0];
    double nu = inputs[RandomFit.NU].data[0];
    int size = points.numRows;
    int dimensions = points.numCols;
    int components = theta.numRows;
    double total = 0;
    for (int n = 0; n < size; n++) {
      total += inputs[RandomFit.WEIGHTS].data[n];
    }
    var next = new DMatrixRMaj(components, theta.numCols);
    for (int k = 0; k < components; k++) {
      double[] c = new double[size];
      double mass = 0;
      for (int n = 0; n < size; n++) {
        double r =
            theta.get(k, 0)
                * Math.exp(logComponent(theta, k, points, n))
                / density(theta, points, n);
        c[n] = inputs[RandomFit.WEIGHTS].data[n] * r;
        mass += c[n];
      }
      next.set(k, 0, (mass + alpha) / (total + components * alpha));
      for (int j = 0; j < dimensions; j++) {
        double m = inputs[RandomFit.PRIOR_MEAN].data[j];
        double mean = kappa * m;
        for (int n = 0; n < size; n++) {
          mean += c[n] * points.get(n, j);
        }
        mean /= mass + kappa;
        double variance =
            kappa * (mean - m) * (mean - m) + nu * inputs[RandomFit.PRIOR_VARIANCE].data[j];
        for (int n = 0; n < size; n++) {
          variance += c[n] * Math.pow(points.get(n, j) - mean, 2);
        }
        next.set(k, 1 + j, mean);
        next.set(k, 1 + dimensions + j, variance / (mass + nu) + inputs[RandomFit.FLOOR].data[0]);
      }
    }
    return next;
  }

  /** The penalised log-likelihood that a step without floor never lowers. */
  static double objective(DMatrixRMaj... inputs) {
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
