package org.set2model.mixture;

import org.set2model.autodiff.UnreliableGradientException;

/**
 * The way back through the paper's system [S2M, eq. 12-15]. The fitted theta* is stationary for the
 * Lagrangian {@code l(theta|X, a) + lambda (sum_k w_k - 1)}, with {@code lambda* = -A}.
 * Differentiating the conditions gives the system of the paper, and one adjoint solve replaces its
 * right-hand sides, of which there are as many as data: with {@code H = d2l/dtheta2} (the
 * constraint is linear and adds nothing) and {@code g = dL/dtheta*},
 *
 * <pre>
 *   [ H    1_w ] [  u  ]   [ g ]
 *   [ 1_w^T  0 ] [ eta ] = [ 0 ]         dL/dX = -(d2l/dtheta dX)^T u,   dL/da = -(d2l/dtheta da)^T u
 * </pre>
 *
 * where {@code 1_w} has ones at the weights and zeros elsewhere. There are K (1+2D) + 1 unknowns.
 * In the {@linkplain FixedPoint units} s, with {@code u = s v} and {@code eta = sqrt(A) eta~}, the
 * system is symmetric and free of scale, and its border is the unit vector {@code sqrt(w)}:
 *
 * <pre>
 *   s H (s v) + sqrt(w) eta~ = s g,      sqrt(w) . v = 0</pre>
 *
 * The system needs a prior and a floor of zero, because their fixed points are not stationary for
 * the likelihood. How the fit would answer to small ones is known all the same. A prior adds its
 * penalty to the Lagrangian; a floor moves the condition for {@code phi_kj} to {@code dl/dphi_kj +
 * N_k eps / (2 phi_kj^2) = 0}. So at zero, m and s2 have the gradient zero, and
 *
 * <pre>
 *   dalpha = -sum_k u_w / w_k
 *   dkappa = -sum_kj [ 1/2 (mu_kj - m_j)^2 u_phi / phi_kj^2 - (mu_kj - m_j) u_mu / phi_kj ]
 *   dnu    = -1/2 sum_kj (s2_j - phi_kj) u_phi / phi_kj^2
 *   deps   = -1/2 sum_kj N_k u_phi / phi_kj^2</pre>
 *
 * For spherical covariance theta moves in the subspace of equal variances. With P the {@linkplain
 * Covariance projection} on it, H and g are replaced by {@code P H P} and {@code P g}, and {@code
 * -(I - P)} makes the system regular outside.
 */
final class LagrangianAdjoint {

  private final FixedPoint at;
  private final LikelihoodHessian hessian;

  private LagrangianAdjoint(FixedPoint at) {
    this.at = at;
    this.hessian = new LikelihoodHessian(at.kernel, at.theta);
  }

  /**
   * The product of the whole fit.
   *
   * @param upstream g; used up
   * @param totals receives the gradients
   * @throws UnreliableGradientException if there is a prior or a floor, or the gradients cannot be
   *     computed to the accuracy promised
   */
  static AdjointReport pull(
      FixedPoint at, Theta upstream, LinearSolver solver, FitGradient totals) {
    if (!at.kernel.prior.isNone()) {
      throw new UnreliableGradientException(
          "KKT differentiates stationary points of the plain likelihood, which a fit with a prior or"
              + " a floor is not: differentiate with IMPLICIT");
    }
    var system = new LagrangianAdjoint(at);
    int size = at.units.length;
    at.kernel.covariance.project(upstream);
    double[] right = new double[size + 1];
    System.arraycopy(at.timesUnits(upstream), 0, right, 0, size);
    LinearSolution solution = solver.solve(system::times, right);
    AdjointReport report = AdjointReport.of(at, solution).requireReliable();
    double[] minus = new double[size];
    for (int i = 0; i < size; i++) {
      minus[i] = -solution.x()[i];
    }
    Theta direction = at.timesUnits(minus);
    at.kernel.covariance.project(direction);
    system.hessian.addDataMatvec(direction, totals);
    system.addPriorMatvec(direction, totals);
    return report;
  }

  /** The lines of the prior, with {@code v = -u}. */
  private void addPriorMatvec(Theta v, FitGradient totals) {
    PriorValues prior = at.kernel.prior;
    Theta theta = at.theta;
    for (int k = 0; k < theta.components(); k++) {
      totals.alpha += v.weights[k] / theta.weights[k];
      for (int j = 0; j < theta.dimensions(); j++) {
        double phi = theta.variances[k][j];
        double vphi = v.variances[k][j] / phi / phi;
        double offset = theta.means[k][j] - prior.mean()[j];
        totals.kappa += offset * (0.5 * offset * vphi - v.means[k][j] / phi);
        totals.nu += 0.5 * (prior.variance()[j] - phi) * vphi;
        totals.floor += 0.5 * at.kernel.workspace.masses[k] * vphi;
      }
    }
  }

  /** The product with the bordered matrix. */
  private double[] times(double[] v) {
    Covariance covariance = at.kernel.covariance;
    Theta direction = at.timesUnits(v);
    covariance.project(direction);
    Theta image = hessian.times(direction);
    covariance.project(image);
    int size = at.units.length;
    double[] result = new double[size + 1];
    System.arraycopy(at.timesUnits(image), 0, result, 0, size);
    // s is constant where P averages, so P v = P (s v) / s.
    double[] inside = at.overUnits(direction);
    for (int i = 0; i < size; i++) {
      result[i] -= v[i] - inside[i];
    }
    int stride = 1 + 2 * at.theta.dimensions();
    for (int k = 0; k < at.theta.components(); k++) {
      double root = Math.sqrt(at.theta.weights[k]);
      result[k * stride] += root * v[size];
      result[size] += root * v[k * stride];
    }
    return result;
  }
}
