package org.set2model.audit;

import org.set2model.mixture.Covariance;

/** Fits and log-densities as their formulas say. */
final class PlainDensities {

  /** Share of the points below which a component is empty. */
  private static final double EMPTY = 1e-200;

  private PlainDensities() {}

  /** Inputs theta (K x (1+2D)) and Z (M x D), see {@link org.set2model.mixture.LogDensity}. */
  static PlainForm logDensity() {
    return new PlainForm(
        "mixture log-density",
        in -> {
          Scalar[][] logDensities = new Scalar[in[1].length][1];
          for (int m = 0; m < logDensities.length; m++) {
            Scalar[] logs = logDensities(in[0], in[1][m]);
            double largest = largest(in[0], logs);
            logDensities[m][0] = Scalar.sum(joint(in[0], logs, largest)).log().plus(largest);
          }
          return logDensities;
        });
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

  /** Points, weights and prior of a fit, as the first eight inputs give them. */
  private record Given(
      Scalar[][] points,
      Scalar[][] weights,
      Scalar alpha,
      Scalar kappa,
      Scalar nu,
      Scalar[] mean,
      Scalar[] variance,
      Scalar floor,
      Scalar total) {

    static Given of(Scalar[][]... in) {
      Scalar[] weights = new Scalar[in[1].length];
      for (int n = 0; n < weights.length; n++) {
        weights[n] = in[1][n][0];
      }
      return new Given(
          in[0],
          in[1],
          in[2][0][0],
          in[3][0][0],
          in[4][0][0],
          in[5][0],
          in[6][0],
          in[7][0][0],
          Scalar.sum(weights));
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
        "expectation-maximisation step",
        in -> {
          Given given = Given.of(in);
          Scalar[][] theta = in[8];
          Scalar[][] shares = new Scalar[theta.length][given.points.length];
          for (int n = 0; n < given.points.length; n++) {
            Scalar[] logs = logDensities(theta, given.points[n]);
            Scalar[] joint = joint(theta, logs, largest(theta, logs));
            Scalar density = Scalar.sum(joint);
            for (int k = 0; k < theta.length; k++) {
              shares[k][n] = given.weights[n][0].times(joint[k].over(density));
            }
          }
          Scalar[][] next = new Scalar[theta.length][];
          for (int k = 0; k < theta.length; k++) {
            next[k] = maximized(given, covariance, shares[k], theta[k], theta.length);
          }
          return next;
        });
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
    return new PlainForm(
        "Gaussian fit",
        in -> {
          Given given = Given.of(in);
          Scalar[] shares = new Scalar[given.points.length];
          for (int n = 0; n < shares.length; n++) {
            shares[n] = given.weights[n][0];
          }
          return new Scalar[][] {maximized(given, covariance, shares, null, 1)};
        });
  }

  /** Inputs of {@link org.set2model.mixture.FullGaussianFit}. */
  static PlainForm fullGaussianFit() {
    return new PlainForm(
        "Gaussian fit, full covariance",
        in -> {
          Given given = Given.of(in);
          int dimensions = given.dimensions();
          Scalar[] a = new Scalar[given.points.length];
          for (int n = 0; n < a.length; n++) {
            a[n] = given.weights[n][0];
          }
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
