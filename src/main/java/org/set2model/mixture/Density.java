package org.set2model.mixture;

import org.ejml.data.DMatrixRMaj;

/** A probability density of D dimensions with known parameters. */
public interface Density {

  /** D. */
  int dimensions();

  /** How many numbers describe the density, each free to change without the others. */
  int freeParameters();

  /**
   * {@code log p(z_m)} of each query.
   *
   * @param queries M x D, finite
   * @return M finite numbers
   */
  double[] logLikelihoods(DMatrixRMaj queries);

  /**
   * Independent points. The same seed gives the same points.
   *
   * @return {@code count} x D
   */
  DMatrixRMaj sample(int count, long seed);

  /** {@code (1/N) sum_n log p(x_n)}, in nats. */
  default double meanLogLikelihood(DMatrixRMaj points) {
    double sum = 0;
    for (double logLikelihood : logLikelihoods(points)) {
      sum += logLikelihood;
    }
    return sum / points.numRows;
  }

  /**
   * The Bayesian information criterion of the points to which the density was fitted by maximum
   * likelihood, {@code F log N - 2 sum_n log p(x_n)} with F the number of {@linkplain
   * #freeParameters() free parameters}; the lower, the better (G. Schwarz, Ann. Statist. 6, 1978,
   * doi:10.1214/aos/1176344136).
   */
  default double bayesianInformationCriterion(DMatrixRMaj points) {
    return freeParameters() * Math.log(points.numRows)
        - 2 * points.numRows * meanLogLikelihood(points);
  }
}
