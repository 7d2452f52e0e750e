package org.set2model.mixture;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/**
 * A Gaussian of full covariance, as a model to ask for likelihoods. Immutable, and safe for use by
 * many threads.
 */
public final class FullGaussian implements Density {

  private final DMatrixRMaj parameters;
  private final FullGaussianLogDensity.Factored factored;

  /**
   * A Gaussian.
   *
   * @param parameters the mean in row 0, the covariance in rows 1..D, (1+D) x D; copied
   * @throws IllegalArgumentException unless they are finite and the covariance is positive definite
   */
  public FullGaussian(DMatrixRMaj parameters) {
    this.parameters = parameters.copy();
    this.factored = FullGaussianLogDensity.Factored.of(this.parameters);
  }

  @Override
  public int dimensions() {
    return parameters.numCols;
  }

  /** D means and D (D+1) / 2 covariances. */
  @Override
  public int freeParameters() {
    return dimensions() * (dimensions() + 3) / 2;
  }

  /** The mean in a dimension, 0 to D-1. */
  public double mean(int dimension) {
    return parameters.get(0, dimension);
  }

  /** The covariance of dimensions i and j, 0 to D-1; the variance if they are the same. */
  public double covariance(int i, int j) {
    return parameters.get(1 + i, j);
  }

  /** A copy of mean and covariance, (1+D) x D. */
  public DMatrixRMaj parameters() {
    return parameters.copy();
  }

  /** {@inheritDoc} Computed as by {@link FullGaussianLogDensity}. */
  @Override
  public double[] logLikelihoods(DMatrixRMaj queries) {
    return FullGaussianLogDensity.logDensity(factored, queries).data;
  }

  /** {@inheritDoc} Each is {@code mu + L z} with standard normal z and L the Cholesky factor. */
  @Override
  public DMatrixRMaj sample(int count, long seed) {
    var random = new SplittableRandom(seed);
    var points = new DMatrixRMaj(count, dimensions());
    for (int n = 0; n < count; n++) {
      double[] z = new double[dimensions()];
      for (int j = 0; j < z.length; j++) {
        z[j] = random.nextGaussian();
      }
      double[] offset = factored.cholesky().times(z);
      for (int j = 0; j < z.length; j++) {
        points.set(n, j, mean(j) + offset[j]);
      }
    }
    return points;
  }
}
