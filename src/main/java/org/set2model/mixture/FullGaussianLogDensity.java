package org.set2model.mixture;

import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Contributions;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Variable;

/**
 * The log-likelihoods of query points under a Gaussian of full covariance.
 *
 * <p>Inputs: mean and covariance ((1+D) x D, as {@link FullGaussianFit} gives them), queries Z (M x
 * D). Value (M x 1): with S the symmetric part of the covariance, {@code S = L L^T} by Cholesky's
 * method and {@code y_m = L^-1 (z_m - mu)},
 *
 * <pre>  log p(z_m) = -1/2 ( D log(2 pi) + 2 sum_i log L_ii + y_m . y_m )</pre>
 *
 * Vector-Jacobian product, upstream gradient g (M x 1), with {@code u_m = L^-T y_m = S^-1 (z_m -
 * mu)}, all inverses by triangular solves, and {@code d(log det S) = tr(S^-1 dS)}:
 *
 * <pre>
 *   dz_m = -g_m u_m
 *   dmu  = sum_m g_m u_m
 *   dS   = 1/2 ( sum_m g_m u_m u_m^T - (sum_m g_m) S^-1 )</pre>
 *
 * dS is symmetric. Domain: S positive definite to rounding, each pivot relative to its own variance
 * (see {@link Cholesky}); everything finite; an IllegalArgumentException names what is not.
 *
 * <p>Proof: catalog entry {@code Gaussian log-density, full covariance}.
 */
public final class FullGaussianLogDensity implements Operation {

  private static final double LOG_TWO_PI = 1.8378770664093454836;

  /** A Gaussian, factorized. */
  record Factored(double[] mean, Cholesky cholesky) {

    /**
     * Reads mean and covariance.
     *
     * @param parameters (1+D) x D
     */
    static Factored of(DMatrixRMaj parameters) {
      PointSet.requireFinite("mean and covariance", parameters);
      int dimensions = parameters.numCols;
      if (parameters.numRows != 1 + dimensions) {
        throw new IllegalArgumentException(
            String.format(
                "mean and covariance (%d x %d) must be (1+D) x D",
                parameters.numRows, parameters.numCols));
      }
      double[] mean = new double[dimensions];
      double[][] covariance = new double[dimensions][dimensions];
      for (int i = 0; i < dimensions; i++) {
        mean[i] = parameters.get(0, i);
        for (int j = 0; j <= i; j++) {
          covariance[i][j] = 0.5 * (parameters.get(1 + i, j) + parameters.get(1 + j, i));
        }
      }
      return new Factored(mean, Cholesky.of(covariance));
    }

    /** {@code z_m - mu}, having checked the queries. */
    double[] centered(DMatrixRMaj queries, int m) {
      double[] d = new double[mean.length];
      for (int j = 0; j < d.length; j++) {
        d[j] = queries.get(m, j) - mean[j];
      }
      return d;
    }
  }

  /**
   * The log-likelihoods.
   *
   * @param parameters mean and covariance, (1+D) x D
   * @param queries M x D
   * @return M x 1
   */
  public static Variable logDensity(Variable parameters, Variable queries) {
    return new FullGaussianLogDensity().apply(parameters, queries);
  }

  @Override
  public String name() {
    return "Gaussian log-density, full";
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    Factored gaussian = Factored.of(inputs[0]);
    DMatrixRMaj queries = inputs[1];
    return new Evaluation(
        logDensity(gaussian, queries), (gradient, into) -> pull(gaussian, queries, gradient, into));
  }

  /** {@code log p(z_m)} for all rows. */
  static DMatrixRMaj logDensity(Factored gaussian, DMatrixRMaj queries) {
    PointSet.requireFinite("queries", queries);
    int dimensions = gaussian.mean().length;
    if (queries.numCols != dimensions) {
      throw new IllegalArgumentException(
          String.format(
              "queries (%d x %d) must have the Gaussian's %d dimensions",
              queries.numRows, queries.numCols, dimensions));
    }
    double constant = dimensions * LOG_TWO_PI + gaussian.cholesky().logDeterminant();
    var value = new DMatrixRMaj(queries.numRows, 1);
    for (int m = 0; m < queries.numRows; m++) {
      double[] y = gaussian.centered(queries, m);
      gaussian.cholesky().solveLower(y);
      double square = LinearSolution.dot(y, y);
      if (!(square < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "query " + m + " is more than 1e150 standard deviations away: scale the queries");
      }
      value.data[m] = -0.5 * (constant + square);
    }
    return value;
  }

  private static void pull(
      Factored gaussian, DMatrixRMaj queries, DMatrixRMaj gradient, Contributions into) {
    int dimensions = queries.numCols;
    double sum = 0;
    var toParameters = new DMatrixRMaj(1 + dimensions, dimensions);
    var toQueries = new DMatrixRMaj(queries.numRows, dimensions);
    for (int m = 0; m < queries.numRows; m++) {
      double[] u = gaussian.centered(queries, m);
      gaussian.cholesky().solveLower(u);
      gaussian.cholesky().solveUpper(u);
      double g = gradient.data[m];
      sum += g;
      for (int i = 0; i < dimensions; i++) {
        toQueries.set(m, i, -g * u[i]);
        toParameters.add(0, i, g * u[i]);
        for (int j = 0; j < dimensions; j++) {
          toParameters.add(1 + i, j, 0.5 * g * u[i] * u[j]);
        }
      }
    }
    if (into.wants(0)) {
      DMatrixRMaj inverse = gaussian.cholesky().inverse();
      for (int i = 0; i < dimensions; i++) {
        for (int j = 0; j < dimensions; j++) {
          double symmetric = 0.5 * (inverse.get(i, j) + inverse.get(j, i));
          toParameters.add(1 + i, j, -0.5 * sum * symmetric);
        }
      }
      into.add(0, toParameters);
    }
    if (into.wants(1)) {
      into.add(1, toQueries);
    }
  }
}
