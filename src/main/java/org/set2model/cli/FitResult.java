package org.set2model.cli;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ejml.data.DMatrixRMaj;

/**
 * What {@code fit} finds.
 *
 * @param parameters K x (1+2D), or mean and covariance (1+D) x D if it is full
 * @param path the parameters after 0, 1, ... steps, ending with {@code parameters}; empty if they
 *     were not kept
 * @param residual of the last step; infinite if there was none
 * @param logLikelihoods of the queries, or of the points if there are none
 * @param gradient of their mean
 */
record FitResult(
    DMatrixRMaj parameters,
    List<DMatrixRMaj> path,
    int iterations,
    boolean converged,
    double residual,
    double[] logLikelihoods,
    Optional<Gradient> gradient) {

  /**
   * The derivative through the fit.
   *
   * @param matrix N x D, with respect to the points
   * @param solverResidual of the linear system behind it, if one was solved
   */
  record Gradient(DMatrixRMaj matrix, OptionalDouble solverResidual) {}

  double meanLogLikelihood() {
    double sum = 0;
    for (double logLikelihood : logLikelihoods) {
      sum += logLikelihood;
    }
    return sum / logLikelihoods.length;
  }
}
