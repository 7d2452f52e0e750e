package org.set2model.scoring;

import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Variable;
import org.set2model.mixture.FitOptions;
import org.set2model.mixture.LogDensity;
import org.set2model.mixture.Mixture;
import org.set2model.mixture.MixtureFit;
import org.set2model.mixture.Prior;

/**
 * The density of the descriptors of images in general, {@code p_0}, for scorers to compare a
 * concept's density with: a kernel density of images of all training concepts, whose descriptors
 * are summarized by K centers c_k, each with the share w_k of the images near to it,
 *
 * <pre>  p_0(z) = sum_k w_k N(z; c_k, s^2 I)</pre>
 *
 * <p>s^2 is the variance of a concept's kernel density, so that the two are equally smooth.
 */
public final class Background {

  private static final int CENTERS = 512;
  private static final int ITERATIONS = 15;

  /** s^2 over the variance of the mixture that finds the centers; it must tell neighbors apart. */
  private static final double FINER = 16;

  /** So many examples that the images have no say in the variance. */
  private static final double FIXED = 1e12;

  private final DMatrixRMaj centers;
  private final double variance;
  private final Variable theta;

  /**
   * A background of given centers.
   *
   * @param centers K x (1+D): the weight and the place of a center in each row; weights need not
   *     sum to one, they are divided by their sum; copied
   * @param variance s^2, > 0
   * @throws IllegalArgumentException unless weights are non-negative, finite and not all zero,
   *     places are finite, and the variance is positive and finite
   */
  public Background(DMatrixRMaj centers, double variance) {
    this.centers = centers.copy();
    this.variance = variance;
    int dimensions = centers.numCols - 1;
    double sum = 0;
    for (int k = 0; k < centers.numRows; k++) {
      sum += centers.get(k, 0);
    }
    var parameters = new DMatrixRMaj(centers.numRows, 1 + 2 * dimensions);
    for (int k = 0; k < centers.numRows; k++) {
      parameters.set(k, 0, centers.get(k, 0) / sum);
      for (int j = 1; j <= dimensions; j++) {
        parameters.set(k, j, centers.get(k, j));
        parameters.set(k, dimensions + j, variance);
      }
    }
    theta = Variable.constant(new Mixture(parameters).parameters());
  }

  /**
   * Finds the centers by expectation maximization of a finer mixture. They are rounded to 32-bit
   * numbers: they are kept in files, and are only a summary.
   *
   * @param descriptors N x D, of images in general
   * @param variance s^2, > 0
   * @param seed of the choice of the first centers
   */
  public static Background of(DMatrixRMaj descriptors, double variance, long seed) {
    double finer = variance / FINER;
    int dimensions = descriptors.numCols;
    DMatrixRMaj fitted =
        MixtureFit.fit(
                Variable.constant(descriptors),
                Prior.ofVariance(dimensions, FIXED, finer, VariancePrior.FLOOR * finer),
                FitOptions.unrolled(CENTERS, ITERATIONS).withStarts(1, seed))
            .value();
    var centers = new DMatrixRMaj(fitted.numRows, 1 + dimensions);
    for (int k = 0; k < centers.numRows; k++) {
      for (int j = 0; j <= dimensions; j++) {
        centers.set(k, j, (float) fitted.get(k, j));
      }
    }
    return new Background(centers, variance);
  }

  /** The centers as they were given, K x (1+D); a copy. */
  public DMatrixRMaj centers() {
    return centers.copy();
  }

  /** s^2. */
  public double variance() {
    return variance;
  }

  /** {@code log p_0} of M queries, M x D; M x 1. */
  public Variable logDensity(Variable queries) {
    return LogDensity.logDensity(theta, queries);
  }
}
