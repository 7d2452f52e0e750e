package org.set2model.mixture;

import java.util.Arrays;

/**
 * The maximization step: the parameters of each component from the shares {@code c_nk} it has in
 * the points, lines (4) to (6) of {@link ExpectationMaximizationStep}. With {@code A = sum_n a_n}
 * and {@code N_k = sum_n c_nk}:
 *
 * <pre>
 *   (4)  w_k    = (N_k + alpha) / (A + K alpha)
 *   (5)  mu_kj  = (sum_n c_nk x_nj + kappa m_j) / (N_k + kappa)
 *   (6)  V_kj   = (sum_n c_nk (x_nj - mu_kj)^2 + kappa (mu_kj - m_j)^2 + nu s2_j) / (N_k + nu)
 *        phi_kj = V_kj + eps
 *   (6s) phi_kj = (1/D) sum_i V_ki + eps      for spherical covariance</pre>
 *
 * A component is empty with respect to its mean (variances) when {@code N_k + kappa} ({@code N_k +
 * nu}) is not above 1e-200 A. It then keeps the previous mean (variances), without adding eps, and
 * the gradient passes through to them. Such a share of the points is lost in rounding, and the
 * quotient's derivative would overflow.
 *
 * <p>A component that has collapsed on one point, or on points that coincide, is refused: its
 * likelihood is unbounded. It is recognized by a standard deviation below the rounding of the mean.
 */
final class Maximization {

  private static final double EMPTY = 1e-200;

  /** Four units in the last place: what the mean of points that coincide may be off by. */
  private static final double ROUNDING = 0x1p-50;

  private Maximization() {}

  /**
   * Fills {@code next} from the shares {@code c_nk} and masses {@code N_k} of the workspace.
   *
   * @param previous read for empty components only
   * @throws IllegalArgumentException if a variance vanishes or overflows
   */
  static void evaluate(
      PointSet set,
      PriorValues prior,
      Covariance covariance,
      StepBuffers w,
      Theta previous,
      Theta next) {
    int components = next.components();
    double total = set.totalWeight + components * prior.alpha();
    // Sums go to buffers, because previous and next may be one.
    double[][] sums = w.perParameter;
    clear(sums);
    Loops.addScaled(set.rows, set.size, w.shares, sums);
    for (int k = 0; k < components; k++) {
      next.weights[k] = (w.masses[k] + prior.alpha()) / total;
      if (isEmpty(w.masses[k] + prior.kappa(), set)) {
        System.arraycopy(previous.means[k], 0, next.means[k], 0, set.dimensions);
      } else {
        mean(sums[k], w.masses[k], prior, next.means[k]);
      }
    }
    clear(sums);
    Loops.addSquares(set.rows, set.size, w.shares, next.means, sums);
    for (int k = 0; k < components; k++) {
      boolean empty = isEmpty(w.masses[k] + prior.nu(), set);
      if (empty) {
        System.arraycopy(previous.variances[k], 0, next.variances[k], 0, set.dimensions);
      } else {
        variance(sums[k], w.masses[k], prior, next.means[k], next.variances[k]);
      }
      covariance.project(next.variances[k]);
      if (!empty) {
        requireProper(k, next.means[k], next.variances[k]);
      }
    }
  }

  private static void clear(double[][] sums) {
    for (double[] sum : sums) {
      Arrays.fill(sum, 0);
    }
  }

  /** From {@code sum_n c_nk x_nj}. */
  private static void mean(double[] sum, double mass, PriorValues prior, double[] mean) {
    double total = mass + prior.kappa();
    for (int j = 0; j < mean.length; j++) {
      mean[j] = (sum[j] + prior.kappa() * prior.mean()[j]) / total;
    }
  }

  /** From {@code sum_n c_nk (x_nj - mu_kj)^2}. */
  private static void variance(
      double[] squares, double mass, PriorValues prior, double[] mean, double[] variance) {
    double total = mass + prior.nu();
    for (int j = 0; j < mean.length; j++) {
      double offset = mean[j] - prior.mean()[j];
      double sum = squares[j] + prior.kappa() * offset * offset + prior.nu() * prior.variance()[j];
      variance[j] = sum / total + prior.floor();
    }
  }

  /**
   * The vector-Jacobian product, lines (7), (8) and (15), and the first half of (14). Upstream
   * gradients {@code Gw, Gmu, Gphi}; with
   *
   * <pre>
   *   (7)  omega_k = (Gw_k - sum_l Gw_l w_l) / H,   H = A + K alpha,
   *        rho_kj = Gmu_kj / (N_k + kappa),   gamma_kj = Gphi_kj / (N_k + nu)</pre>
   *
   * (zero where the component is empty), {@code d = x_nj - mu_kj} and mu, V, phi the results,
   *
   * <pre>
   *   (8)  dL/dc_nk  = b_nk = omega_k + sum_j [ rho_kj d + gamma_kj (d^2 - V_kj) ]
   *   (14) dL/dx_nj  = sum_k c_nk (rho_kj + 2 gamma_kj d)
   *   (15) dL/dalpha = sum_k omega_k
   *        dL/dkappa = sum_kj [ rho_kj (m_j - mu_kj) + gamma_kj (mu_kj - m_j)^2 ]
   *        dL/dnu    = sum_kj gamma_kj (s2_j - V_kj)
   *        dL/dm_j   = kappa sum_k [ rho_kj - 2 gamma_kj (mu_kj - m_j) ]
   *        dL/ds2_j  = nu sum_k gamma_kj
   *        dL/deps   = sum_kj Gphi_kj over the components that are not empty</pre>
   *
   * The variance depends on the mean too, but not to first order, because the mean minimizes its
   * numerator: {@code sum_n c_nk (x_nj - mu_kj) = kappa (mu_kj - m_j)}. For spherical covariance
   * {@code Gphi} has to be averaged over dimensions by the caller; {@code V_kj = phi_kj - eps} then
   * is the average too, which changes none of the sums over j, as gamma does not depend on j. Reads
   * shares and masses of the workspace and writes {@code b_nk} to its sensitivities and {@code
   * dL/dx_nj} to its terms; adds all else to {@code totals}.
   *
   * <p>With {@code w_k = (N_k + alpha) / H} and {@code A = sum_k N_k}, omega is the derivative with
   * respect to N_k, the one through A included. As weights sum to one whatever the inputs, what
   * their upstream gradients have in common must have no effect: taking it out first leaves no
   * rounding of it.
   *
   * @param upstream gradient with respect to {@code next}
   * @param toPrevious receives what passes through empty components
   */
  static void pull(
      PointSet set,
      PriorValues prior,
      StepBuffers w,
      Theta next,
      Theta upstream,
      Theta toPrevious,
      FitGradient totals) {
    int components = next.components();
    double h = set.totalWeight + components * prior.alpha();
    double common = 0;
    for (int k = 0; k < components; k++) {
      common += upstream.weights[k] * next.weights[k];
    }
    double[][] rhos = new double[components][];
    double[][] gammas = w.perParameter;
    for (int k = 0; k < components; k++) {
      double omega = (upstream.weights[k] - common) / h;
      totals.alpha += omega;
      double mass = w.masses[k];
      int term = w.terms.add(w.shares[k], next.means[k]);
      double[] rho = w.terms.constants[term];
      double[] gamma = gammas[k];
      rhos[k] = rho;
      divide(set, upstream.means[k], mass + prior.kappa(), rho, toPrevious.means[k]);
      divide(set, upstream.variances[k], mass + prior.nu(), gamma, toPrevious.variances[k]);
      double[] slope = w.terms.slopes[term];
      for (int j = 0; j < slope.length; j++) {
        slope[j] = 2 * gamma[j];
      }
      if (!isEmpty(mass + prior.nu(), set)) {
        totals.floor += Arrays.stream(upstream.variances[k]).sum();
      }
      double spread = pullPrior(k, prior, next, rho, gamma, totals);
      Arrays.fill(w.sensitivities[k], 0, set.size, omega - spread);
    }
    Loops.addQuadratics(set.columns, set.size, next.means, rhos, gammas, w.sensitivities);
  }

  /**
   * Line (15) of one component for kappa, nu, m and s2.
   *
   * @return {@code sum_j gamma_kj V_kj}
   */
  private static double pullPrior(
      int k, PriorValues prior, Theta next, double[] rho, double[] gamma, FitGradient totals) {
    double toKappa = 0;
    double toNu = 0;
    double sumOfSpreads = 0;
    for (int j = 0; j < rho.length; j++) {
      double spread = next.variances[k][j] - prior.floor();
      double offset = next.means[k][j] - prior.mean()[j];
      toKappa += offset * (gamma[j] * offset - rho[j]);
      toNu += gamma[j] * (prior.variance()[j] - spread);
      sumOfSpreads += gamma[j] * spread;
      totals.priorMean[j] += prior.kappa() * (rho[j] - 2 * gamma[j] * offset);
      totals.priorVariance[j] += prior.nu() * gamma[j];
    }
    totals.kappa += toKappa;
    totals.nu += toNu;
    return sumOfSpreads;
  }

  /** {@code upstream / mass}; zero, and {@code upstream} passed through, for an empty component. */
  private static void divide(
      PointSet set, double[] upstream, double mass, double[] quotient, double[] toPrevious) {
    if (isEmpty(mass, set)) {
      LinearSolution.add(1, upstream, toPrevious);
      Arrays.fill(quotient, 0);
      return;
    }
    for (int j = 0; j < upstream.length; j++) {
      quotient[j] = upstream[j] / mass;
    }
  }

  static boolean isEmpty(double mass, PointSet set) {
    return mass <= EMPTY * set.totalWeight;
  }

  static void requireProper(int k, double[] mean, double[] variance) {
    for (int j = 0; j < variance.length; j++) {
      double noise = ROUNDING * mean[j];
      if (!(variance[j] >= Theta.SMALLEST_VARIANCE
          && variance[j] > noise * noise
          && variance[j] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            String.format(
                "variance of component %d, dimension %d (%s) is not finite and above the rounding of"
                    + " the mean (%s): the points of the component coincide there or are too far"
                    + " apart; give a floor > 0, or a variance prior of positive strength and"
                    + " variance, or scale the points",
                k, j, variance[j], mean[j]));
      }
    }
  }

  /** {@code N_k = sum_n c_nk}. */
  static void masses(StepBuffers w) {
    for (int k = 0; k < w.masses.length; k++) {
      w.masses[k] = Loops.sum(w.shares[k]);
    }
  }
}
