package org.set2model.catalog;

import java.util.Arrays;
import org.set2model.audit.PlainForm;
import org.set2model.audit.Scalar;
import org.set2model.mixture.Covariance;

/** Fits, log-densities, and scores that are made of them, as their formulas say. */
final class PlainDensities {

  /** Share of the points below which a component is empty. */
  private static final double EMPTY = 1e-200;

  /** Where theta, or means, stand among the inputs of a fit. */
  private static final int THETA = 8;

  private PlainDensities() {}

  /** Inputs theta (K x (1+2D)) and Z (M x D), see {@link org.set2model.mixture.LogDensity}. */
  static PlainForm logDensity() {
    return new PlainForm("mixture log-density", in -> logDensity(in[0], in[1]));
  }

  private static Scalar[][] logDensity(Scalar[][] theta, Scalar[][] queries) {
    Scalar[][] logDensities = new Scalar[queries.length][1];
    for (int m = 0; m < queries.length; m++) {
      Scalar[] logs = logDensities(theta, queries[m]);
      double largest = largest(theta, logs);
      logDensities[m][0] = Scalar.sum(joint(theta, logs, largest)).log().plus(largest);
    }
    return logDensities;
  }

  /** The log-density of a point under each component, without its weight. */
  private static Scalar[] logDensities(Scalar[][] theta, Scalar[] x) {
    int dimensions = x.length;
    Scalar[] logs = new Scalar[theta.length];
    for (int k = 0; k < theta.length; k++) {
      Scalar[] terms = new Scalar[dimensions];
      for (int j = 0; j < dimensions; j++) {
        Scalar variance = theta[k][1 + dimensions + j];
        Scalar square = x[j].minus(theta[k][1 + j]).squared();
        terms[j] = variance.times(2 * Math.PI).log().plus(square.over(variance));
      }
      logs[k] = Scalar.sum(terms).times(-0.5);
    }
    return logs;
  }

  /** The largest log-density of a component that has a weight: what may be divided by. */
  private static double largest(Scalar[][] theta, Scalar[] logs) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < logs.length; k++) {
      largest = theta[k][0].value > 0 ? Math.max(largest, logs[k].value) : largest;
    }
    return largest;
  }

  /** {@code w_k exp(l_k - largest)}. */
  private static Scalar[] joint(Scalar[][] theta, Scalar[] logs, double largest) {
    Scalar[] joint = new Scalar[logs.length];
    for (int k = 0; k < logs.length; k++) {
      joint[k] = theta[k][0].times(logs[k].plus(-largest).exp());
    }
    return joint;
  }

  /**
   * Points, weights and prior of a fit.
   *
   * @param total {@code A}, the sum of the weights
   */
  private record Given(
      Scalar[][] points,
      Scalar[] weights,
      Scalar alpha,
      Scalar kappa,
      Scalar nu,
      Scalar[] mean,
      Scalar[] variance,
      Scalar floor,
      Scalar total) {

    /** The first eight inputs of a fit. */
    static Given of(Scalar[][]... in) {
      Scalar[] weights = Scalar.column(in[1]);
      return new Given(
          in[0],
          weights,
          in[2][0][0],
          in[3][0][0],
          in[4][0][0],
          in[5][0],
          in[6][0],
          in[7][0][0],
          Scalar.sum(weights));
    }

    /** Points that count once each, and a variance prior. */
    static Given of(Scalar[][] points, double strength, double variance, double floor) {
      Scalar zero = points[0][0].constant(0);
      Scalar[] weights = new Scalar[points.length];
      Scalar[] mean = new Scalar[points[0].length];
      Scalar[] variances = new Scalar[points[0].length];
      Arrays.fill(weights, zero.constant(1));
      Arrays.fill(mean, zero);
      Arrays.fill(variances, zero.constant(variance));
      return new Given(
          points,
          weights,
          zero,
          zero,
          zero.constant(strength),
          mean,
          variances,
          zero.constant(floor),
          Scalar.sum(weights));
    }

    Given {
      if (total.value <= 0) {
        throw new IllegalArgumentException("sum of the weights (" + total.value + ") must be > 0");
      }
      if (kappa.value < 0 || nu.value < 0) {
        throw new IllegalArgumentException(
            "strengths (" + kappa.value + ", " + nu.value + ") must be >= 0");
      }
    }

    int dimensions() {
      return mean.length;
    }

    boolean isEmpty(Scalar mass) {
      return mass.value <= EMPTY * total.value;
    }
  }

  /** Inputs of {@link org.set2model.mixture.ExpectationMaximizationStep}. */
  static PlainForm step(Covariance covariance) {
    return new PlainForm(
        "expectation-maximization step", in -> stepped(Given.of(in), covariance, in[THETA], 1));
  }

  /** Inputs of {@link org.set2model.mixture.MixtureFit}. */
  static PlainForm unrolled(Covariance covariance, int steps) {
    return new PlainForm(
        "mixture fit, unrolled", in -> stepped(Given.of(in), covariance, in[THETA], steps));
  }

  /** Steps of expectation maximization. */
  private static Scalar[][] stepped(
      Given given, Covariance covariance, Scalar[][] start, int steps) {
    Scalar[][] theta = start;
    for (int t = 0; t < steps; t++) {
      Scalar[][] shares = new Scalar[theta.length][given.points.length];
      for (int n = 0; n < given.points.length; n++) {
        Scalar[] logs = logDensities(theta, given.points[n]);
        Scalar[] joint = joint(theta, logs, largest(theta, logs));
        Scalar density = Scalar.sum(joint);
        for (int k = 0; k < theta.length; k++) {
          shares[k][n] = given.weights[n].times(joint[k].over(density));
        }
      }
      Scalar[][] next = new Scalar[theta.length][];
      for (int k = 0; k < theta.length; k++) {
        next[k] = maximized(given, covariance, shares[k], theta[k], theta.length);
      }
      theta = next;
    }
    return theta;
  }

  /** Weight, mean and variances of a component from its shares in the points. */
  private static Scalar[] maximized(
      Given given, Covariance covariance, Scalar[] shares, Scalar[] previous, int components) {
    int dimensions = given.dimensions();
    Scalar mass = Scalar.sum(shares);
    Scalar[] next = new Scalar[1 + 2 * dimensions];
    next[0] = mass.plus(given.alpha).over(given.total.plus(given.alpha.times(components)));
    Scalar ofMean = mass.plus(given.kappa);
    Scalar ofVariance = mass.plus(given.nu);
    Scalar[] variances = new Scalar[dimensions];
    for (int j = 0; j < dimensions; j++) {
      Scalar[] coordinates = new Scalar[shares.length];
      for (int n = 0; n < shares.length; n++) {
        coordinates[n] = given.points[n][j];
      }
      Scalar mean =
          Scalar.dot(shares, coordinates).plus(given.kappa.times(given.mean[j])).over(ofMean);
      next[1 + j] = given.isEmpty(ofMean) ? previous[1 + j] : mean;
      Scalar[] squares = new Scalar[shares.length];
      for (int n = 0; n < shares.length; n++) {
        squares[n] = coordinates[n].minus(next[1 + j]).squared();
      }
      Scalar spread =
          Scalar.dot(shares, squares)
              .plus(given.kappa.times(next[1 + j].minus(given.mean[j]).squared()))
              .plus(given.nu.times(given.variance[j]))
              .over(ofVariance);
      variances[j] =
          given.isEmpty(ofVariance) ? previous[1 + dimensions + j] : spread.plus(given.floor);
    }
    Scalar average = Scalar.sum(variances).times(1.0 / dimensions);
    for (int j = 0; j < dimensions; j++) {
      next[1 + dimensions + j] = covariance == Covariance.SPHERICAL ? average : variances[j];
    }
    return next;
  }

  /** Inputs of {@link org.set2model.mixture.GaussianFit}. */
  static PlainForm gaussianFit(Covariance covariance) {
    return new PlainForm("Gaussian fit", in -> new Scalar[][] {gaussian(Given.of(in), covariance)});
  }

  private static Scalar[] gaussian(Given given, Covariance covariance) {
    return maximized(given, covariance, given.weights, null, 1);
  }

  /** Inputs of {@link org.set2model.mixture.MixtureStart}. */
  static PlainForm start(Covariance covariance, int... indices) {
    return new PlainForm("mixture start", in -> started(Given.of(in), covariance, indices));
  }

  private static Scalar[][] started(Given given, Covariance covariance, int... indices) {
    Scalar[][] means = new Scalar[indices.length][];
    for (int k = 0; k < indices.length; k++) {
      means[k] = given.points[indices[k]];
    }
    return started(given, covariance, means);
  }

  /** Inputs of {@link org.set2model.mixture.MeansStart}. */
  static PlainForm meansStart(Covariance covariance) {
    return new PlainForm(
        "mixture start from means", in -> started(Given.of(in), covariance, in[THETA]));
  }

  /** Equal weights, given means, and the variances of all points together. */
  private static Scalar[][] started(Given given, Covariance covariance, Scalar[][] means) {
    int dimensions = given.dimensions();
    Scalar[] gaussian = gaussian(given, covariance);
    Scalar[][] theta = new Scalar[means.length][1 + 2 * dimensions];
    for (int k = 0; k < means.length; k++) {
      theta[k][0] = gaussian[0].constant(1.0 / means.length);
      System.arraycopy(means[k], 0, theta[k], 1, dimensions);
      System.arraycopy(gaussian, 1 + dimensions, theta[k], 1 + dimensions, dimensions);
    }
    return theta;
  }

  /**
   * Inputs X (N x D) and Z (M x D): the log-density of queries under a mixture of diagonal
   * covariance that is fitted to points with a variance prior.
   *
   * @param indices of the points on which the fit starts; one alone makes it a Gaussian's
   */
  static PlainForm scorer(
      double strength, double variance, double floor, int steps, int... indices) {
    return new PlainForm(
        "scorer",
        in ->
            logDensity(fitted(Given.of(in[0], strength, variance, floor), steps, indices), in[1]));
  }

  private static Scalar[][] fitted(Given given, int steps, int... indices) {
    return indices.length == 1
        ? new Scalar[][] {gaussian(given, Covariance.DIAGONAL)}
        : stepped(given, Covariance.DIAGONAL, started(given, Covariance.DIAGONAL, indices), steps);
  }

  /**
   * The same, less the log-density under a mixture of centers, K x (1+D) with weights that need not
   * sum to one, all of one variance, times an exponent.
   */
  static PlainForm comparedScorer(
      double strength,
      double variance,
      double floor,
      int steps,
      int[] indices,
      double[][] centers,
      double ofCenters,
      double exponent) {
    return new PlainForm(
        "scorer beside a background",
        in -> {
          int dimensions = in[0][0].length;
          double sum = 0;
          for (double[] center : centers) {
            sum += center[0];
          }
          Scalar[][] background = new Scalar[centers.length][1 + 2 * dimensions];
          for (int k = 0; k < centers.length; k++) {
            background[k][0] = in[0][0][0].constant(centers[k][0] / sum);
            for (int j = 0; j < dimensions; j++) {
              background[k][1 + j] = in[0][0][0].constant(centers[k][1 + j]);
              background[k][1 + dimensions + j] = in[0][0][0].constant(ofCenters);
            }
          }
          Scalar[][] own =
              logDensity(fitted(Given.of(in[0], strength, variance, floor), steps, indices), in[1]);
          Scalar[][] general = logDensity(background, in[1]);
          Scalar[][] scores = new Scalar[own.length][1];
          for (int m = 0; m < own.length; m++) {
            scores[m][0] = own[m][0].minus(general[m][0].times(exponent));
          }
          return scores;
        });
  }

  /** Inputs of {@link org.set2model.mixture.FullGaussianFit}. */
  static PlainForm fullGaussianFit() {
    return new PlainForm(
        "Gaussian fit, full covariance",
        in -> {
          Given given = Given.of(in);
          int dimensions = given.dimensions();
          Scalar[] a = given.weights;
          Scalar[][] d = new Scalar[dimensions][a.length];
          Scalar[][] fitted = new Scalar[1 + dimensions][dimensions];
          for (int j = 0; j < dimensions; j++) {
            for (int n = 0; n < a.length; n++) {
              d[j][n] = given.points[n][j];
            }
            fitted[0][j] =
                Scalar.dot(a, d[j])
                    .plus(given.kappa.times(given.mean[j]))
                    .over(given.total.plus(given.kappa));
            for (int n = 0; n < a.length; n++) {
              d[j][n] = d[j][n].minus(fitted[0][j]);
            }
          }
          for (int i = 0; i < dimensions; i++) {
            Scalar offset = fitted[0][i].minus(given.mean[i]);
            for (int j = 0; j < dimensions; j++) {
              Scalar[] products = new Scalar[a.length];
              for (int n = 0; n < a.length; n++) {
                products[n] = d[i][n].times(d[j][n]);
              }
              Scalar sum =
                  Scalar.dot(a, products)
                      .plus(given.kappa.times(offset.times(fitted[0][j].minus(given.mean[j]))));
              Scalar numerator = i == j ? sum.plus(given.nu.times(given.variance[j])) : sum;
              Scalar spread = numerator.over(given.total.plus(given.nu));
              fitted[1 + i][j] = i == j ? spread.plus(given.floor) : spread;
            }
          }
          return fitted;
        });
  }

  /** Inputs mean and covariance ((1+D) x D) and Z (M x D), by elimination. */
  static PlainForm fullLogDensity() {
    return new PlainForm(
        "Gaussian log-density, full covariance",
        in -> {
          int dimensions = in[0][0].length;
          Scalar[][] logDensities = new Scalar[in[1].length][1];
          for (int m = 0; m < logDensities.length; m++) {
            Scalar[][] s = new Scalar[dimensions][dimensions];
            Scalar[] d = new Scalar[dimensions];
            for (int i = 0; i < dimensions; i++) {
              d[i] = in[1][m][i].minus(in[0][0][i]);
              for (int j = 0; j < dimensions; j++) {
                s[i][j] = in[0][1 + i][j].plus(in[0][1 + j][i]).times(0.5);
              }
            }
            logDensities[m][0] = eliminated(s, d).times(-0.5);
          }
          return logDensities;
        });
  }

  /** {@code log det(2 pi S) + d . S^-1 d}: what is left of S after each pivot is divided out. */
  private static Scalar eliminated(Scalar[][] s, Scalar[] d) {
    Scalar[] terms = new Scalar[d.length];
    for (int pivot = 0; pivot < d.length; pivot++) {
      Scalar variance = s[pivot][pivot];
      terms[pivot] = variance.times(2 * Math.PI).log().plus(d[pivot].squared().over(variance));
      for (int i = pivot + 1; i < d.length; i++) {
        Scalar factor = s[i][pivot].over(variance);
        d[i] = d[i].minus(factor.times(d[pivot]));
        for (int j = pivot + 1; j < d.length; j++) {
          s[i][j] = s[i][j].minus(factor.times(s[pivot][j]));
        }
      }
    }
    return Scalar.sum(terms);
  }
}
