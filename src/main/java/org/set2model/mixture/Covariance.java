package org.set2model.mixture;

import java.util.Arrays;

/**
 * The shape of the covariance of each component of a mixture. Both are stored as D variances, so
 * that a mixture is a matrix K x (1+2D) either way.
 *
 * <p>The maximization step of a spherical component is that of a diagonal one followed by the
 * average over its dimensions, {@code phi_kj = (1/D) sum_i phi_ki}: with one variance for all
 * dimensions the expected log-likelihood is {@code -(N_k + nu)/2 sum_j (log phi + V_kj / phi)},
 * largest at the mean of the {@code V_kj}. The average is an orthogonal projection P, equal to its
 * transpose, so one method serves values and gradients.
 */
public enum Covariance {
  /** One variance for each dimension. */
  DIAGONAL {
    @Override
    void project(double[] variances) {}

    @Override
    int variancesPerComponent(int dimensions) {
      return dimensions;
    }
  },

  /** One variance for all dimensions: the D variances of a row are equal. */
  SPHERICAL {
    @Override
    void project(double[] variances) {
      double sum = 0;
      for (double variance : variances) {
        sum += variance;
      }
      Arrays.fill(variances, sum / variances.length);
    }

    @Override
    int variancesPerComponent(int dimensions) {
      return 1;
    }
  };

  /** P, applied in place to the variances of one component or to the gradient of them. */
  abstract void project(double[] variances);

  abstract int variancesPerComponent(int dimensions);

  /** P, applied in place to all components. */
  void project(Theta theta) {
    for (double[] variances : theta.variances) {
      project(variances);
    }
  }
}
