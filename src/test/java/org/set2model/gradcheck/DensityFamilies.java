package org.set2model.gradcheck;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.Domain;

/** Log-likelihoods, responsibilities and normalizations. */
final class DensityFamilies {

  private DensityFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.accurate("Gaussian log-likelihood", DensityFamilies::gaussian),
        Family.accurate("mixture log-likelihood", DensityFamilies::mixture),
        Family.accurate("responsibilities", DensityFamilies::responsibilities),
        Family.accurate("normalized rows", DensityFamilies::normalizedRows),
        Family.accurate("batch normalization", DensityFamilies::batchNorm));
  }

  /** Of points, in mean and variance of each dimension. */
  private static Example gaussian(Draw draw) {
    int points = draw.integer(1, 10);
    int dimensions = draw.integer(1, 4);
    DMatrixRMaj data = draw.gaussian(points, dimensions);
    DMatrixRMaj mean = draw.gaussian(1, dimensions);
    DMatrixRMaj variance = draw.uniform(1, dimensions, 0.1, 3);
    DMatrixRMaj byMean = mean.createLike();
    DMatrixRMaj byVariance = mean.createLike();
    for (int n = 0; n < points; n++) {
      for (int d = 0; d < dimensions; d++) {
        double deviation = data.get(n, d) - mean.data[d];
        byMean.data[d] += deviation / variance.data[d];
        byVariance.data[d] +=
            (deviation * deviation / variance.data[d] - 1) / (2 * variance.data[d]);
      }
    }
    return Example.of(
        in -> {
          double sum = 0;
          for (int n = 0; n < points; n++) {
            for (int d = 0; d < dimensions; d++) {
              sum += logDensity(data.get(n, d), in[0].data[d], in[1].data[d]);
            }
          }
          return sum;
        },
        List.of(Argument.of("mean", mean), Argument.in(Domain.positive(), "variance", variance)),
        byMean,
        byVariance);
  }

  private static double logDensity(double x, double mean, double variance) {
    return -0.5 * (Math.log(2 * Math.PI * variance) + (x - mean) * (x - mean) / variance);
  }

  /** Log-densities of components at a point, in one dimension with unit variance. */
  private static DMatrixRMaj logDensities(double x, DMatrixRMaj means) {
    DMatrixRMaj result = means.createLike();
    for (int k = 0; k < means.numCols; k++) {
      result.data[k] = logDensity(x, means.data[k], 1);
    }
    return result;
  }

  private static Example mixture(Draw draw) {
    DMatrixRMaj means = draw.gaussian(1, draw.integer(1, 4));
    double[] points = draw.gaussians(draw.integer(1, 10));
    DMatrixRMaj gradient = means.createLike();
    for (double x : points) {
      DMatrixRMaj logs = logDensities(x, means);
      double total = SmoothFamilies.logSumExp(logs);
      for (int k = 0; k < means.numCols; k++) {
        gradient.data[k] += Math.exp(logs.data[k] - total) * (x - means.data[k]);
      }
    }
    return Example.of(
        means,
        y -> {
          double sum = 0;
          for (double x : points) {
            sum += SmoothFamilies.logSumExp(logDensities(x, y));
          }
          return sum;
        },
        gradient);
  }

  /** Weighted responsibilities of components for points. */
  private static Example responsibilities(Draw draw) {
    DMatrixRMaj means = draw.gaussian(1, draw.integer(2, 4));
    double[] points = draw.gaussians(draw.integer(1, 10));
    double[] u = draw.gaussians(means.numCols);
    DMatrixRMaj gradient = means.createLike();
    for (double x : points) {
      DMatrixRMaj logs = logDensities(x, means);
      double total = SmoothFamilies.logSumExp(logs);
      for (int k = 0; k < means.numCols; k++) {
        double difference = 0;
        for (int j = 0; j < means.numCols; j++) {
          difference += Math.exp(logs.data[j] - total) * (u[k] - u[j]);
        }
        gradient.data[k] += Math.exp(logs.data[k] - total) * difference * (x - means.data[k]);
      }
    }
    return Example.of(
        means,
        y -> {
          double sum = 10;
          for (double x : points) {
            DMatrixRMaj logs = logDensities(x, y);
            double total = SmoothFamilies.logSumExp(logs);
            for (int k = 0; k < y.numCols; k++) {
              sum += u[k] * Math.exp(logs.data[k] - total);
            }
          }
          return sum;
        },
        gradient);
  }

  private static Example normalizedRows(Draw draw) {
    DMatrixRMaj x = draw.gaussian(draw.integer(1, 4), draw.integer(2, 5));
    DMatrixRMaj a = draw.gaussian(x.numRows, x.numCols);
    DMatrixRMaj gradient = x.createLike();
    for (int row = 0; row < x.numRows; row++) {
      double length = Math.sqrt(product(x, x, row));
      double along = product(a, x, row) / (length * length);
      for (int j = 0; j < x.numCols; j++) {
        gradient.set(row, j, (a.get(row, j) - along * x.get(row, j)) / length);
      }
    }
    return Example.of(
        x,
        y -> {
          double sum = 5;
          for (int row = 0; row < y.numRows; row++) {
            sum += product(a, y, row) / Math.sqrt(product(y, y, row));
          }
          return sum;
        },
        gradient);
  }

  private static double product(DMatrixRMaj a, DMatrixRMaj b, int row) {
    double sum = 0;
    for (int j = 0; j < a.numCols; j++) {
      sum += a.get(row, j) * b.get(row, j);
    }
    return sum;
  }

  /** A weighted sum of a column less its mean, over its standard deviation. */
  private static Example batchNorm(Draw draw) {
    int n = draw.integer(3, 8);
    double epsilon = draw.of(1e-5, 0.1);
    double[] a = draw.gaussians(n);
    DMatrixRMaj x = draw.gaussian(n, 1);
    double[] normalized = normalized(x.data, epsilon);
    double deviation = deviation(x.data, epsilon);
    double meanWeight = 0;
    double meanProduct = 0;
    for (int i = 0; i < n; i++) {
      meanWeight += a[i] / n;
      meanProduct += a[i] * normalized[i] / n;
    }
    DMatrixRMaj gradient = new DMatrixRMaj(n, 1);
    for (int i = 0; i < n; i++) {
      gradient.data[i] = (a[i] - meanWeight - normalized[i] * meanProduct) / deviation;
    }
    return Example.of(x, y -> 5 + SmoothFamilies.dot(a, normalized(y.data, epsilon)), gradient);
  }

  private static double mean(double[] x) {
    double sum = 0;
    for (double entry : x) {
      sum += entry;
    }
    return sum / x.length;
  }

  private static double deviation(double[] x, double epsilon) {
    double mean = mean(x);
    double squares = 0;
    for (double entry : x) {
      squares += (entry - mean) * (entry - mean);
    }
    return Math.sqrt(squares / x.length + epsilon);
  }

  private static double[] normalized(double[] x, double epsilon) {
    double mean = mean(x);
    double deviation = deviation(x, epsilon);
    double[] normalized = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      normalized[i] = (x[i] - mean) / deviation;
    }
    return normalized;
  }
}
