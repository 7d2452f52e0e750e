package org.set2model.mixture;

import java.util.Arrays;

/**
 * Second derivatives of the log-likelihood {@code l = sum_n a_n log p(x_n; theta)} of a mixture of
 * diagonal Gaussians, as products with a direction {@code v = (vw, vmu, vphi)} in the space of
 * theta.
 *
 * <p>With {@code d = x_nj - mu_kj}, the change of the log joint density along v and its deviation
 * from the average over components are
 *
 * <pre>
 *   sigma_nk = vw_k / w_k + sum_j [ d vmu_kj / phi_kj + 1/2 (d^2 / phi_kj - 1) vphi_kj / phi_kj ]
 *   tau_nk   = c_nk ( sigma_nk - sigma_n ),   sigma_n = sum_l r_nl sigma_nl = v . dlog p_n/dtheta
 * </pre>
 *
 * and with {@code M1_kj = sum_n c_nk d}, {@code M2_kj = sum_n c_nk d^2} (at a stationary point 0
 * and {@code N_k phi_kj})
 *
 * <pre>
 *   (H v)_w   = sum_n tau_nk / w_k                               - N_k vw_k / w_k^2
 *   (H v)_mu  = sum_n tau_nk d / phi_kj                          - N_k vmu_kj / phi_kj - M1_kj vphi_kj / phi_kj^2
 *   (H v)_phi = 1/2 sum_n tau_nk (d^2 / phi_kj - 1) / phi_kj
 *               - M1_kj vmu_kj / phi_kj^2 - (M2_kj / phi_kj - N_k / 2) vphi_kj / phi_kj^2
 *   d(v . dl/dtheta)/dx_nj = sum_k [ c_nk (vmu_kj / phi_kj + d vphi_kj / phi_kj^2) - tau_nk d / phi_kj ]
 *   d(v . dl/dtheta)/da_n  = sigma_n</pre>
 *
 * The sums over tau are those of {@link Expectation#pull} with tau in the place of e.
 */
final class LikelihoodHessian {

  private final StepKernel kernel;
  private final Theta theta;
  private final double[][] first;
  private final double[][] second;

  /** At the theta at which the kernel's workspace holds shares and masses. */
  LikelihoodHessian(StepKernel kernel, Theta theta) {
    this.kernel = kernel;
    this.theta = theta;
    first = new double[theta.components()][theta.dimensions()];
    second = new double[theta.components()][theta.dimensions()];
    PointSet set = kernel.set;
    Loops.addMoments(set.rows, set.size, kernel.workspace.shares, theta.means, first, second);
  }

  /** {@code H v}. */
  Theta times(Theta v) {
    Theta product = new Theta(theta.components(), theta.dimensions());
    kernel.workspace.terms.clear();
    deviations(v);
    Expectation.pull(kernel.set.rows, kernel.set.size, theta, kernel.workspace, product);
    for (int k = 0; k < theta.components(); k++) {
      double mass = kernel.workspace.masses[k];
      product.weights[k] -= mass * v.weights[k] / theta.weights[k] / theta.weights[k];
      for (int j = 0; j < theta.dimensions(); j++) {
        double phi = theta.variances[k][j];
        double vmu = v.means[k][j] / phi;
        double vphi = v.variances[k][j] / phi / phi;
        double m1 = first[k][j];
        double m2 = second[k][j];
        product.means[k][j] -= mass * vmu + m1 * vphi;
        product.variances[k][j] -= m1 * vmu / phi + (m2 / phi - 0.5 * mass) * vphi;
      }
    }
    return product;
  }

  /** Adds the derivatives of {@code v . dl/dtheta} with respect to points and example weights. */
  void addDataMatvec(Theta v, FitGradient totals) {
    PointTerms terms = kernel.workspace.terms;
    terms.clear();
    for (int k = 0; k < theta.components(); k++) {
      int term = terms.add(kernel.workspace.shares[k], theta.means[k]);
      for (int j = 0; j < theta.dimensions(); j++) {
        double phi = theta.variances[k][j];
        terms.constants[term][j] = v.means[k][j] / phi;
        terms.slopes[term][j] = v.variances[k][j] / phi / phi;
      }
    }
    double[] average = deviations(v);
    for (int n = 0; n < kernel.set.size; n++) {
      totals.weights[n] += average[n];
    }
    Theta discarded = new Theta(theta.components(), theta.dimensions());
    Expectation.pull(kernel.set.rows, kernel.set.size, theta, kernel.workspace, discarded);
    totals.addPoints(terms, kernel.set);
  }

  /**
   * Leaves {@code a_n (sigma_nk - sigma_n)} in the sensitivities of the workspace.
   *
   * @return {@code sigma_n}, in a buffer of the workspace
   */
  private double[] deviations(Theta v) {
    PointSet set = kernel.set;
    double[][] slope = kernel.workspace.perParameter;
    double[][] curvature = kernel.workspace.perParameter2;
    double[][] sigma = kernel.workspace.sensitivities;
    for (int k = 0; k < theta.components(); k++) {
      double constant = v.weights[k] / theta.weights[k];
      for (int j = 0; j < theta.dimensions(); j++) {
        double phi = theta.variances[k][j];
        slope[k][j] = v.means[k][j] / phi;
        curvature[k][j] = 0.5 * v.variances[k][j] / phi / phi;
        constant -= 0.5 * v.variances[k][j] / phi;
      }
      Arrays.fill(sigma[k], 0, set.size, constant);
    }
    Loops.addQuadratics(set.columns, set.size, theta.means, slope, curvature, sigma);
    return kernel.centerSensitivities();
  }
}
