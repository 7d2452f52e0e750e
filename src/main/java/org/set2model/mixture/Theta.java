package org.set2model.mixture;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The parameters of a mixture, or a gradient with respect to them, in the layout that inner loops
 * want: one array for every component. The matrix form is K x (1+2D), see the package
 * documentation.
 */
final class Theta {

  /** Variances below this are refused: their inverse squares overflow. */
  static final double SMALLEST_VARIANCE = 1e-300;

  final double[] weights;
  final double[][] means;
  final double[][] variances;

  /** All zeros. */
  Theta(int components, int dimensions) {
    weights = new double[components];
    means = new double[components][dimensions];
    variances = new double[components][dimensions];
  }

  /**
   * Reads and validates a mixture's parameters.
   *
   * @throws IllegalArgumentException unless K >= 1, D >= 1, weights are non-negative, finite and
   *     not all zero, means are finite, and variances are finite and at least {@link
   *     #SMALLEST_VARIANCE}
   */
  static Theta of(DMatrixRMaj matrix) {
    Theta theta = copyOf(matrix);
    double sum = 0;
    for (int k = 0; k < theta.components(); k++) {
      double weight = theta.weights[k];
      if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            String.format("weight of component %d (%s) must be >= 0 and finite", k, weight));
      }
      sum += weight;
      for (int j = 0; j < theta.dimensions(); j++) {
        double mean = theta.means[k][j];
        double variance = theta.variances[k][j];
        if (!Double.isFinite(mean)) {
          throw new IllegalArgumentException(
              String.format("mean of component %d, dimension %d (%s) must be finite", k, j, mean));
        }
        if (!(variance >= SMALLEST_VARIANCE && variance < Double.POSITIVE_INFINITY)) {
          throw new IllegalArgumentException(
              String.format(
                  "variance of component %d, dimension %d (%s) must be positive (at least %s) and"
                      + " finite",
                  k, j, variance, SMALLEST_VARIANCE));
        }
      }
    }
    if (!(sum > 0)) {
      throw new IllegalArgumentException("weights of the components must not all be zero");
    }
    return theta;
  }

  /** Reads a matrix of the shape of a mixture's parameters without judging its values. */
  static Theta copyOf(DMatrixRMaj matrix) {
    if (matrix.numRows < 1 || matrix.numCols < 3 || matrix.numCols % 2 != 1) {
      throw new IllegalArgumentException(
          String.format(
              "mixture parameters (%d x %d) must be K x (1+2D) with K >= 1 and D >= 1",
              matrix.numRows, matrix.numCols));
    }
    int dimensions = matrix.numCols / 2;
    Theta theta = new Theta(matrix.numRows, dimensions);
    for (int k = 0; k < matrix.numRows; k++) {
      int row = k * matrix.numCols;
      theta.weights[k] = matrix.data[row];
      System.arraycopy(matrix.data, row + 1, theta.means[k], 0, dimensions);
      System.arraycopy(matrix.data, row + 1 + dimensions, theta.variances[k], 0, dimensions);
    }
    return theta;
  }

  DMatrixRMaj toMatrix() {
    int dimensions = dimensions();
    var matrix = new DMatrixRMaj(components(), 1 + 2 * dimensions);
    for (int k = 0; k < components(); k++) {
      int row = k * matrix.numCols;
      matrix.data[row] = weights[k];
      System.arraycopy(means[k], 0, matrix.data, row + 1, dimensions);
      System.arraycopy(variances[k], 0, matrix.data, row + 1 + dimensions, dimensions);
    }
    return matrix;
  }

  /**
   * The distance of one step, in natural units: the parameter residual of {@link Fit}.
   *
   * @param previous theta, if this is T(theta)
   */
  double distanceFrom(Theta previous) {
    double weight = 0;
    double square = 0;
    for (int k = 0; k < components(); k++) {
      weight = Math.max(weight, Math.abs(weights[k] - previous.weights[k]));
      for (int j = 0; j < dimensions(); j++) {
        double variance = variances[k][j];
        double mean = means[k][j] - previous.means[k][j];
        double ratio = (variance - previous.variances[k][j]) / variance;
        square = Math.max(square, Math.max(mean * mean / variance, ratio * ratio));
      }
    }
    return Math.max(weight, Math.sqrt(square));
  }

  void clear() {
    Arrays.fill(weights, 0);
    for (int k = 0; k < components(); k++) {
      Arrays.fill(means[k], 0);
      Arrays.fill(variances[k], 0);
    }
  }

  int components() {
    return weights.length;
  }

  int dimensions() {
    return means[0].length;
  }
}
