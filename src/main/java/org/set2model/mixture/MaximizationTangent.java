package org.set2model.mixture;

/**
 * The change of the maximization step when the shares {@code c_nk}, the points, the prior and, for
 * empty components, the previous parameters change, and the change of its product. A prime marks a
 * rate of change.
 *
 * <p>With the letters of {@link Maximization}, {@code d = x_nj - mu_kj}, {@code o = mu_kj - m_j},
 * {@code M_k = N_k + kappa}, {@code B_k = N_k + nu}, {@code H = A + K alpha}, {@code A = sum_k
 * N_k}:
 *
 * <pre>
 *   w'_k   = (N'_k + alpha' - w_k H') / H
 *   mu'_kj = (sum_n [ c'_nk d + c_nk x'_nj ] - kappa' o + kappa m'_j) / M_k
 *   d'     = x'_nj - mu'_kj,   o' = mu'_kj - m'_j
 *   V'_kj  = (sum_n [ c'_nk (d^2 - V_kj) + 2 c_nk d d' ] + kappa' o^2 + 2 kappa o o'
 *             + nu' (s2_j - V_kj) + nu s2'_j) / B_k
 *   phi'   = V' + eps',  averaged over dimensions if spherical</pre>
 *
 * Differentiating the lines of the product along the same rates, with the upstream gradient G held
 * fixed, gives the gradients of {@code <G, theta'>}:
 *
 * <pre>
 *   omega'_k = -(sum_l Gw_l w'_l + H' omega_k) / H
 *   rho'     = -rho (N'_k + kappa') / M_k,   gamma' = -gamma (N'_k + nu') / B_k
 *   to c_nk:  omega'_k + sum_j [ rho' d + rho d' + gamma' (d^2 - V) + gamma (2 d d' - V') ]
 *   to x_nj:  sum_k [ c'_nk (rho + 2 gamma d) + c_nk (rho' + 2 gamma' d + 2 gamma d') ]
 *   to alpha: sum_k omega'_k
 *   to kappa: sum_kj [ -rho' o - rho o' + gamma' o^2 + 2 gamma o o' ]
 *   to nu:    sum_kj [ gamma' (s2_j - V) + gamma (s2'_j - V') ]
 *   to m_j:   sum_k [ kappa' (rho - 2 gamma o) + kappa (rho' - 2 gamma' o - 2 gamma o') ]
 *   to s2_j:  sum_k [ nu' gamma + nu gamma' ]
 *   to eps:   0,  as the step is linear in it</pre>
 *
 * Here V is not averaged: as gamma does not depend on j where it would be, no sum over j changes.
 * The sums are plain loops, for clarity: a Hessian is asked for far less often than a gradient.
 */
final class MaximizationTangent {

  /** What the step makes of its inputs: weights, means, and V in the place of the variances. */
  private final Theta next;

  /** How these change. */
  private final Theta change;

  private final PointSet set;
  private final double[][] pointChanges;
  private final PriorValues prior;
  private final PriorValues priorChange;
  private final double[][] shares;
  private final double[][] shareChanges;
  private final double[] masses;
  private final double[] massChanges;
  private final double total;
  private final double totalChange;

  /**
   * Makes the step along the changes.
   *
   * @param pointChanges one row for each point
   * @param priorChange changes of the prior, of any sign
   * @param shares {@code c_nk}, one row for each component
   * @param shareChanges their changes
   * @param previous read for empty components only
   * @param previousChange its change
   */
  MaximizationTangent(
      PointSet set,
      double[][] pointChanges,
      PriorValues prior,
      PriorValues priorChange,
      double[][] shares,
      double[][] shareChanges,
      Theta previous,
      Theta previousChange) {
    this.set = set;
    this.pointChanges = pointChanges;
    this.prior = prior;
    this.priorChange = priorChange;
    this.shares = shares;
    this.shareChanges = shareChanges;
    int components = previous.components();
    next = new Theta(components, set.dimensions);
    change = new Theta(components, set.dimensions);
    masses = new double[components];
    massChanges = new double[components];
    total = set.totalWeight + components * prior.alpha();
    double sumOfChanges = components * priorChange.alpha();
    for (int k = 0; k < components; k++) {
      for (int n = 0; n < set.size; n++) {
        masses[k] += shares[k][n];
        massChanges[k] += shareChanges[k][n];
      }
      sumOfChanges += massChanges[k];
    }
    totalChange = sumOfChanges;
    for (int k = 0; k < components; k++) {
      next.weights[k] = (masses[k] + prior.alpha()) / total;
      change.weights[k] =
          (massChanges[k] + priorChange.alpha() - next.weights[k] * totalChange) / total;
      for (int j = 0; j < set.dimensions; j++) {
        if (hasMean(k)) {
          mean(k, j);
        } else {
          next.means[k][j] = previous.means[k][j];
          change.means[k][j] = previousChange.means[k][j];
        }
        if (hasVariances(k)) {
          spread(k, j);
        } else {
          change.variances[k][j] = previousChange.variances[k][j];
        }
      }
    }
  }

  PointSet set() {
    return set;
  }

  private boolean hasMean(int k) {
    return !Maximization.isEmpty(masses[k] + prior.kappa(), set);
  }

  private boolean hasVariances(int k) {
    return !Maximization.isEmpty(masses[k] + prior.nu(), set);
  }

  private void mean(int k, int j) {
    double sum = prior.kappa() * prior.mean()[j];
    for (int n = 0; n < set.size; n++) {
      sum += shares[k][n] * set.rows[n][j];
    }
    double mass = masses[k] + prior.kappa();
    double mean = sum / mass;
    double o = mean - prior.mean()[j];
    double sumOfChanges = prior.kappa() * priorChange.mean()[j] - priorChange.kappa() * o;
    for (int n = 0; n < set.size; n++) {
      sumOfChanges +=
          shareChanges[k][n] * (set.rows[n][j] - mean) + shares[k][n] * pointChanges[n][j];
    }
    next.means[k][j] = mean;
    change.means[k][j] = sumOfChanges / mass;
  }

  private void spread(int k, int j) {
    double o = next.means[k][j] - prior.mean()[j];
    double sum = prior.kappa() * o * o + prior.nu() * prior.variance()[j];
    for (int n = 0; n < set.size; n++) {
      double d = set.rows[n][j] - next.means[k][j];
      sum += shares[k][n] * d * d;
    }
    double mass = masses[k] + prior.nu();
    double spread = sum / mass;
    double sumOfChanges =
        priorChange.kappa() * o * o
            + 2 * prior.kappa() * o * (change.means[k][j] - priorChange.mean()[j])
            + priorChange.nu() * (prior.variance()[j] - spread)
            + prior.nu() * priorChange.variance()[j];
    for (int n = 0; n < set.size; n++) {
      double d = set.rows[n][j] - next.means[k][j];
      double dChange = pointChanges[n][j] - change.means[k][j];
      sumOfChanges += shareChanges[k][n] * (d * d - spread) + 2 * shares[k][n] * d * dChange;
    }
    next.variances[k][j] = spread;
    change.variances[k][j] = sumOfChanges / mass;
  }

  /** The change of theta. */
  Theta thetaChange(Covariance covariance) {
    Theta result = new Theta(next.components(), next.dimensions());
    for (int k = 0; k < next.components(); k++) {
      result.weights[k] = change.weights[k];
      double floorChange = hasVariances(k) ? priorChange.floor() : 0;
      for (int j = 0; j < next.dimensions(); j++) {
        result.means[k][j] = change.means[k][j];
        result.variances[k][j] = change.variances[k][j] + floorChange;
      }
    }
    covariance.project(result);
    return result;
  }

  /**
   * The gradients of {@code <upstream, theta'>}.
   *
   * @param upstream averaged over dimensions, if the covariance is spherical
   * @param toShares receives the gradient with respect to {@code c_nk}
   * @param toShareChanges receives the gradient with respect to {@code c'_nk}
   * @param totals receives the gradients with respect to points and prior
   */
  void pull(Theta upstream, double[][] toShares, double[][] toShareChanges, FitGradient totals) {
    double common = 0;
    double commonChange = 0;
    for (int k = 0; k < next.components(); k++) {
      common += upstream.weights[k] * next.weights[k];
      commonChange += upstream.weights[k] * change.weights[k];
    }
    for (int k = 0; k < next.components(); k++) {
      double omega = (upstream.weights[k] - common) / total;
      double omegaChange = -(commonChange + totalChange * omega) / total;
      totals.alpha += omegaChange;
      for (int n = 0; n < set.size; n++) {
        toShareChanges[k][n] += omega;
        toShares[k][n] += omegaChange;
      }
      for (int j = 0; j < next.dimensions(); j++) {
        pull(k, j, upstream, toShares[k], toShareChanges[k], totals);
      }
    }
  }

  private void pull(
      int k,
      int j,
      Theta upstream,
      double[] toShares,
      double[] toShareChanges,
      FitGradient totals) {
    double meanMass = masses[k] + prior.kappa();
    double rho = hasMean(k) ? upstream.means[k][j] / meanMass : 0;
    double rhoChange = rho == 0 ? 0 : -rho * (massChanges[k] + priorChange.kappa()) / meanMass;
    double mass = masses[k] + prior.nu();
    double gamma = hasVariances(k) ? upstream.variances[k][j] / mass : 0;
    double gammaChange = gamma == 0 ? 0 : -gamma * (massChanges[k] + priorChange.nu()) / mass;
    double spread = next.variances[k][j];
    double spreadChange = change.variances[k][j];
    for (int n = 0; n < set.size; n++) {
      double d = set.rows[n][j] - next.means[k][j];
      double dChange = pointChanges[n][j] - change.means[k][j];
      toShareChanges[n] += rho * d + gamma * (d * d - spread);
      toShares[n] +=
          rhoChange * d
              + rho * dChange
              + gammaChange * (d * d - spread)
              + gamma * (2 * d * dChange - spreadChange);
      if (totals.points != null) {
        totals.points[j][n] +=
            shareChanges[k][n] * (rho + 2 * gamma * d)
                + shares[k][n] * (rhoChange + 2 * gammaChange * d + 2 * gamma * dChange);
      }
    }
    double o = next.means[k][j] - prior.mean()[j];
    double oChange = change.means[k][j] - priorChange.mean()[j];
    totals.kappa += -rhoChange * o - rho * oChange + gammaChange * o * o + 2 * gamma * o * oChange;
    totals.nu +=
        gammaChange * (prior.variance()[j] - spread)
            + gamma * (priorChange.variance()[j] - spreadChange);
    totals.priorMean[j] +=
        priorChange.kappa() * (rho - 2 * gamma * o)
            + prior.kappa() * (rhoChange - 2 * gammaChange * o - 2 * gamma * oChange);
    totals.priorVariance[j] += priorChange.nu() * gamma + prior.nu() * gammaChange;
  }
}
