package org.set2model.mixture;

import org.ejml.data.DMatrixRMaj;

/**
 * The step of {@link ExpectationMaximizationStep} for given points, prior and covariance, and its
 * product, on buffers that are allocated once for all steps of a fit.
 */
final class StepKernel {

  final PointSet set;
  final PriorValues prior;
  final Covariance covariance;
  final StepBuffers workspace;

  StepKernel(PointSet set, PriorValues prior, Covariance covariance, int components) {
    this.set = set;
    this.prior = prior;
    this.covariance = covariance;
    this.workspace = new StepBuffers(components, set.size, set.dimensions);
  }

  /** Reads theta and requires the points' number of dimensions. */
  static Theta read(DMatrixRMaj matrix, PointSet set) {
    Theta theta = Theta.of(matrix);
    if (theta.dimensions() != set.dimensions) {
      throw new IllegalArgumentException(
          String.format(
              "mixture parameters (%d x %d) must have 1 + 2 * %d columns for points of %d dimensions",
              matrix.numRows, matrix.numCols, set.dimensions, set.dimensions));
    }
    return theta;
  }

  /** {@code next = T(theta)}. */
  void step(Theta theta, Theta next) {
    expectation(theta);
    maximization(theta, next);
  }

  /** Lines (1) to (3): fills responsibilities and shares {@code c_nk = a_n r_nk}. */
  void expectation(Theta theta) {
    Expectation.evaluate(set.columns, 0, set.size, theta, workspace);
    share();
  }

  private void share() {
    for (int k = 0; k < workspace.shares.length; k++) {
      double[] r = workspace.responsibilities[k];
      double[] c = workspace.shares[k];
      for (int n = 0; n < set.size; n++) {
        c[n] = set.weights[n] * r[n];
      }
    }
  }

  /** Lines (3) to (6): fills masses and {@code next}, after {@link #expectation}. */
  void maximization(Theta theta, Theta next) {
    Maximization.masses(workspace);
    Maximization.evaluate(set, prior, covariance, workspace, theta, next);
  }

  /** Brings the workspace back to where it was after step t, at {@code theta}. */
  void restore(int t, Theta theta, KeptResponsibilities kept) {
    if (kept.restore(t, workspace)) {
      share();
    } else {
      expectation(theta);
    }
    Maximization.masses(workspace);
  }

  /**
   * The product of one step, lines (7) to (15) of {@link ExpectationMaximizationStep}.
   *
   * <p>The workspace must hold responsibilities, shares and masses at {@code theta}, as {@link
   * #step} and {@link #restore} leave them; here they are left as they are.
   *
   * @param next {@code T(theta)}
   * @param upstream gradient with respect to {@code next}; used up
   * @param toTheta overwritten with the gradient with respect to {@code theta}
   * @param totals receives the other gradients
   */
  void pull(Theta theta, Theta next, Theta upstream, Theta toTheta, FitGradient totals) {
    workspace.terms.clear();
    toTheta.clear();
    covariance.project(upstream);
    Maximization.pull(set, prior, workspace, next, upstream, toTheta, totals);
    double[] average = centerSensitivities();
    for (int n = 0; n < set.size; n++) {
      totals.weights[n] += average[n];
    }
    Expectation.pull(set.rows, set.size, theta, workspace, toTheta);
    totals.addPoints(workspace.terms, set);
  }

  /**
   * Lines (9) and (10): replaces sensitivities {@code b_nk} by {@code h_nk = a_n sum_l r_nl (b_nk -
   * b_nl)}. As the responsibilities sum to one this is {@code a_n (b_nk - sum_l r_nl b_nl)}, which
   * would cancel where a point belongs to one component almost alone.
   *
   * @return {@code sum_l r_nl b_nl}, in a buffer of the workspace
   */
  double[] centerSensitivities() {
    double[][] b = workspace.sensitivities;
    double[][] r = workspace.responsibilities;
    double[] average = workspace.perPoint;
    double[] own = workspace.perComponent;
    for (int n = 0; n < set.size; n++) {
      average[n] = 0;
      for (int k = 0; k < b.length; k++) {
        own[k] = b[k][n];
        average[n] = Math.fma(r[k][n], own[k], average[n]);
      }
      for (int k = 0; k < b.length; k++) {
        double sum = 0;
        for (int l = 0; l < b.length; l++) {
          sum = Math.fma(r[l][n], own[k] - own[l], sum);
        }
        b[k][n] = set.weights[n] * sum;
      }
    }
    return average;
  }

  /**
   * The penalized log-likelihood F of {@link ExpectationMaximizationStep}, after {@link
   * #expectation} at theta. Negative infinity if a component has no weight where alpha > 0.
   */
  double objective(Theta theta) {
    double sum = 0;
    for (int n = 0; n < set.size; n++) {
      sum = Math.fma(set.weights[n], workspace.largest[n], sum);
    }
    sum += sumOfLogDensities();
    for (int k = 0; k < theta.components(); k++) {
      if (prior.alpha() > 0) {
        sum += prior.alpha() * Math.log(theta.weights[k]);
      }
      if (prior.kappa() > 0 || prior.nu() > 0) {
        sum -= 0.5 * penalty(theta.means[k], theta.variances[k]);
      }
    }
    return sum;
  }

  /**
   * {@code sum_n a_n log s_n} of the scaled densities, by one logarithm if the weights are equal.
   */
  private double sumOfLogDensities() {
    double[] scaled = workspace.scaledDensities;
    if (set.hasEqualWeights) {
      return set.weights[0] * Expectation.sumOfLogs(scaled, set.size);
    }
    double sum = 0;
    for (int n = 0; n < set.size; n++) {
      sum += set.weights[n] * Math.log(scaled[n]);
    }
    return sum;
  }

  /** {@code sum_j [ nu (log phi_j + s2_j / phi_j) + kappa (mu_j - m_j)^2 / phi_j ]}. */
  private double penalty(double[] mean, double[] variance) {
    double sum = prior.nu() * Expectation.sumOfLogs(variance);
    for (int j = 0; j < mean.length; j++) {
      double offset = mean[j] - prior.mean()[j];
      sum += (prior.nu() * prior.variance()[j] + prior.kappa() * offset * offset) / variance[j];
    }
    return sum;
  }
}
