package org.set2model.mixture;

import org.ejml.data.DMatrixRMaj;

/**
 * A mixture of Gaussians with diagonal covariance, as a model to ask for likelihoods. Immutable,
 * and safe for use by many threads.
 *
 * <p>Its parameters are a matrix theta, K x (1+2D): the weight of a component, its D means, its D
 * variances. A Gaussian is a mixture of one component of weight one.
 */
public final class Mixture {

  private static final double WEIGHT_TOLERANCE = 1e-10;

  private final Theta theta;

  /**
   * @param theta K x (1+2D); copied
   * @throws IllegalArgumentException unless weights are non-negative and sum to one (within 1e-10),
   *     means are finite, and variances are positive and finite
   */
  public Mixture(DMatrixRMaj theta) {
    this.theta = Theta.of(theta);
    double sum = 0;
    for (double weight : this.theta.weights) {
      sum += weight;
    }
    if (!(Math.abs(sum - 1) <= WEIGHT_TOLERANCE)) {
      throw new IllegalArgumentException("sum of the weights (" + sum + ") must be 1");
    }
  }

  /** K. */
  public int components() {
    return theta.components();
  }

  /** D. */
  public int dimensions() {
    return theta.dimensions();
  }

  public double weight(int component) {
    return theta.weights[component];
  }

  public double mean(int component, int dimension) {
    return theta.means[component][dimension];
  }

  public double variance(int component, int dimension) {
    return theta.variances[component][dimension];
  }

  /** A copy of theta, K x (1+2D). */
  public DMatrixRMaj parameters() {
    return theta.toMatrix();
  }

  /**
   * The log-likelihood of each query, computed as by {@link LogDensity}.
   *
   * @param queries M x D, finite
   * @return M finite numbers
   * @throws IllegalArgumentException if the shapes don't agree, a query is not finite, or it is
   *     more than 1e150 standard deviations from every component
   */
  public double[] logLikelihoods(DMatrixRMaj queries) {
    return LogDensity.logDensity(theta, queries).data;
  }

  /**
   * The probability of each component given each query.
   *
   * @param queries M x D, finite
   * @return M x K, rows summing to one
   * @throws IllegalArgumentException as {@link #logLikelihoods}
   */
  public DMatrixRMaj responsibilities(DMatrixRMaj queries) {
    var result = new DMatrixRMaj(queries.numRows, components());
    LogDensity.forBlocks(
        theta,
        queries,
        (columns, from, count, w) -> {
          for (int n = 0; n < count; n++) {
            for (int k = 0; k < components(); k++) {
              result.set(from + n, k, w.responsibilities[k][n]);
            }
          }
        });
    return result;
  }

  /**
   * The component of highest responsibility for each query, the first of equals.
   *
   * @param queries M x D, finite
   * @throws IllegalArgumentException as {@link #logLikelihoods}
   */
  public int[] mostResponsible(DMatrixRMaj queries) {
    DMatrixRMaj r = responsibilities(queries);
    int[] best = new int[queries.numRows];
    for (int m = 0; m < best.length; m++) {
      for (int k = 1; k < components(); k++) {
        if (r.get(m, k) > r.get(m, best[m])) {
          best[m] = k;
        }
      }
    }
    return best;
  }
}
