package org.set2model.mixture;

import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.UnreliableGradientException;

/**
 * A fitted theta taken as a fixed point {@code theta = T(theta)}, where the workspace of the kernel
 * holds responsibilities, shares and masses; and the units in which linear algebra is done there.
 *
 * <p>The units s are the standard deviations that the parameters would have if the responsibilities
 * were known (the inverse square roots of the complete-data information):
 *
 * <pre>
 *   s(w_k)    = sqrt( w_k / H ),                   H = A + K alpha
 *   s(mu_kj)  = sqrt( phi_kj / (N_k + kappa) )
 *   s(phi_kj) = phi_kj sqrt( 2 / (N_k + nu) )</pre>
 *
 * In these units everything is free of scale, and without floor {@code dT/dtheta} is symmetric with
 * eigenvalues in [0, 1) (see the site's {@code em-implicit.md}), which makes the condition number
 * of {@code I - dT/dtheta} the ratio of complete to observed information.
 */
final class FixedPoint {

  final StepKernel kernel;
  final Theta theta;

  /** {@code T(theta)}. */
  final Theta image;

  /** The parameter residual of the step from theta to its image. */
  final double residual;

  /** s, in the order of {@link Theta#toMatrix}. */
  final double[] units;

  /**
   * Evaluates one step at theta.
   *
   * @throws UnreliableGradientException if a component is empty: its parameters are where the start
   *     left them, not where the points want them
   */
  FixedPoint(StepKernel kernel, Theta theta) {
    this.kernel = kernel;
    this.theta = theta;
    image = new Theta(theta.components(), theta.dimensions());
    kernel.step(theta, image);
    residual = image.distanceFrom(theta);
    units = units(kernel, theta);
  }

  private static double[] units(StepKernel kernel, Theta theta) {
    PriorValues prior = kernel.prior;
    double total = kernel.set.totalWeight + theta.components() * prior.alpha();
    Theta units = new Theta(theta.components(), theta.dimensions());
    for (int k = 0; k < theta.components(); k++) {
      double mass = kernel.workspace.masses[k];
      double forMean = mass + prior.kappa();
      double forVariance = mass + prior.nu();
      if (!(theta.weights[k] > 0)
          || Maximization.isEmpty(forMean, kernel.set)
          || Maximization.isEmpty(forVariance, kernel.set)) {
        throw new UnreliableGradientException(
            "component "
                + k
                + " is empty, so the fit depends on where it started: differentiate it"
                + " with UNROLLED, fit fewer components, or give a prior");
      }
      units.weights[k] = Math.sqrt(theta.weights[k] / total);
      for (int j = 0; j < theta.dimensions(); j++) {
        double variance = theta.variances[k][j];
        units.means[k][j] = Math.sqrt(variance / forMean);
        units.variances[k][j] = variance * Math.sqrt(2 / forVariance);
      }
    }
    return units.toMatrix().data;
  }

  /** {@code s theta}, entry by entry. */
  double[] timesUnits(Theta vector) {
    double[] product = vector.toMatrix().data;
    for (int i = 0; i < units.length; i++) {
      product[i] *= units[i];
    }
    return product;
  }

  /** {@code theta / s}, entry by entry. */
  double[] overUnits(Theta vector) {
    double[] quotient = vector.toMatrix().data;
    for (int i = 0; i < units.length; i++) {
      quotient[i] /= units[i];
    }
    return quotient;
  }

  /** {@code s v}, entry by entry, of the first K (1+2D) entries. */
  Theta timesUnits(double[] v) {
    double[] product = new double[units.length];
    for (int i = 0; i < units.length; i++) {
      product[i] = v[i] * units[i];
    }
    return toTheta(product);
  }

  /** {@code v / s}, entry by entry. */
  Theta overUnits(double[] v) {
    double[] quotient = new double[units.length];
    for (int i = 0; i < units.length; i++) {
      quotient[i] = v[i] / units[i];
    }
    return toTheta(quotient);
  }

  private Theta toTheta(double[] data) {
    return Theta.copyOf(
        new DMatrixRMaj(theta.components(), 1 + 2 * theta.dimensions(), true, data));
  }
}
