package org.set2model.mixture;

import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.set2model.kernel.Workers;

/**
 * A mixture of Gaussians with diagonal or spherical covariance, as a model to ask for likelihoods.
 * Immutable, and safe for use by many threads.
 *
 * <p>Its parameters are a matrix theta, K x (1+2D): the weight of a component, its D means, its D
 * variances. A Gaussian is a mixture of one component of weight one.
 */
public final class Mixture implements Density {

  private static final double WEIGHT_TOLERANCE = 1e-10;
  private static final double NO_WEIGHT = 1e-200;
  private static final double COINCIDENCE = 1e-6;

  private final Theta theta;
  private final Covariance covariance;

  /**
   * A mixture of diagonal covariance.
   *
   * @param theta K x (1+2D); copied
   * @throws IllegalArgumentException unless weights are non-negative and sum to one (within 1e-10),
   *     means are finite, and variances are positive and finite
   */
  public Mixture(DMatrixRMaj theta) {
    this(theta, Covariance.DIAGONAL);
  }

  /**
   * A mixture.
   *
   * @param theta K x (1+2D); copied
   * @param covariance if spherical, the variances of each component must be equal
   * @throws IllegalArgumentException unless weights are non-negative and sum to one (within 1e-10),
   *     means are finite, and variances are positive, finite and of the given kind
   */
  public Mixture(DMatrixRMaj theta, Covariance covariance) {
    this.theta = Theta.of(theta);
    this.covariance = covariance;
    for (int k = 0; k < components(); k++) {
      for (double variance : this.theta.variances[k]) {
        if (covariance == Covariance.SPHERICAL && variance != this.theta.variances[k][0]) {
          throw new IllegalArgumentException(
              "variances of component " + k + " must be equal in all dimensions to be spherical");
        }
      }
    }
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

  @Override
  public int dimensions() {
    return theta.dimensions();
  }

  /** The weight of a component, 0 to K-1. */
  public double weight(int component) {
    return theta.weights[component];
  }

  /** The mean of a component, 0 to K-1, in a dimension, 0 to D-1. */
  public double mean(int component, int dimension) {
    return theta.means[component][dimension];
  }

  /** The variance of a component, 0 to K-1, in a dimension, 0 to D-1. */
  public double variance(int component, int dimension) {
    return theta.variances[component][dimension];
  }

  /** A copy of theta, K x (1+2D). */
  public DMatrixRMaj parameters() {
    return theta.toMatrix();
  }

  /** The numbers that can be chosen freely: K - 1 weights, K D means, and the variances. */
  @Override
  public int freeParameters() {
    int perComponent = dimensions() + covariance.variancesPerComponent(dimensions());
    return components() - 1 + components() * perComponent;
  }

  /**
   * {@inheritDoc} Computed as by {@link LogDensity}.
   *
   * @throws IllegalArgumentException if the shapes don't agree, a query is not finite, or it is
   *     more than 1e150 standard deviations from every component
   */
  @Override
  public double[] logLikelihoods(DMatrixRMaj queries) {
    return LogDensity.logDensity(theta, queries).data;
  }

  /**
   * The same numbers, to the bit, computed by several threads.
   *
   * @param queries M x D, finite
   * @param workers share the queries
   * @throws IllegalArgumentException as {@link #logLikelihoods(DMatrixRMaj)}
   */
  public double[] logLikelihoods(DMatrixRMaj queries, Workers workers) {
    return LogDensity.logDensity(theta, queries, workers).data;
  }

  /**
   * The probability of each component given each query.
   *
   * @param queries M x D, finite
   * @return M x K, rows summing to one
   * @throws IllegalArgumentException as {@link #logLikelihoods(DMatrixRMaj)}
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
   * @throws IllegalArgumentException as {@link #logLikelihoods(DMatrixRMaj)}
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

  /**
   * {@inheritDoc} A component is drawn for each point by its weight, then the point as {@code mu_kj
   * + sqrt(phi_kj) z_j} with standard normal z.
   */
  @Override
  public DMatrixRMaj sample(int count, long seed) {
    var random = new SplittableRandom(seed);
    var points = new DMatrixRMaj(count, dimensions());
    for (int n = 0; n < count; n++) {
      int k = draw(random.nextDouble());
      for (int j = 0; j < dimensions(); j++) {
        double deviation = Math.sqrt(theta.variances[k][j]);
        points.set(n, j, theta.means[k][j] + deviation * random.nextGaussian());
      }
    }
    return points;
  }

  /** The first component at which the sum of the weights exceeds u in [0, 1). */
  private int draw(double u) {
    double sum = 0;
    int last = 0;
    for (int k = 0; k < components(); k++) {
      if (theta.weights[k] > 0) {
        sum += theta.weights[k];
        last = k;
        if (sum > u) {
          return k;
        }
      }
    }
    return last;
  }

  /**
   * Components to which a fit has given nothing: their weight is below 1e-200. They count for
   * nothing in likelihoods; their means and variances are those of the fit's start or prior.
   */
  public int[] emptyComponents() {
    return which(k -> !(theta.weights[k] > NO_WEIGHT));
  }

  /**
   * Components that coincide with an earlier one: means within a millionth of a standard deviation,
   * variances within a millionth. Expectation maximization cannot separate components that coincide
   * exactly, and how they share their weight is arbitrary.
   */
  public int[] coincidentComponents() {
    return which(k -> IntStream.range(0, k).anyMatch(earlier -> coincide(earlier, k)));
  }

  private boolean coincide(int a, int b) {
    for (int j = 0; j < dimensions(); j++) {
      double variance = theta.variances[a][j];
      double distance = Math.abs(theta.means[a][j] - theta.means[b][j]);
      if (!(distance <= COINCIDENCE * Math.sqrt(variance)
          && Math.abs(theta.variances[b][j] - variance) <= COINCIDENCE * variance)) {
        return false;
      }
    }
    return true;
  }

  private int[] which(IntPredicate condition) {
    return IntStream.range(0, components()).filter(condition).toArray();
  }
}
