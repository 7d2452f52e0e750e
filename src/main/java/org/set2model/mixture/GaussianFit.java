package org.set2model.mixture;

import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Contributions;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Tangent;
import org.set2model.autodiff.Variable;

/**
 * The Gaussian of diagonal or spherical covariance that fits weighted points best, in closed form
 * [S2M, eq. 9-10], regularised by a {@link Prior}.
 *
 * <p>Inputs: X (N x D), example weights a (N x 1), the prior's alpha, kappa, nu (1 x 1), m, s2 (1 x
 * D), eps (1 x 1). Value: theta = [1, mu, phi], 1 x (1+2D), with {@code A = sum_n a_n}:
 *
 * <pre>
 *   mu_j  = (sum_n a_n x_nj + kappa m_j) / (A + kappa)
 *   phi_j = (sum_n a_n (x_nj - mu_j)^2 + kappa (mu_j - m_j)^2 + nu s2_j) / (A + nu) + eps</pre>
 *
 * It is the maximisation step of a mixture of one component, whose share in every point is the
 * point's weight. Vector-Jacobian product, with {@code rho_j = Gmu_j / (A + kappa)}, {@code gamma_j
 * = Gphi_j / (A + nu)}, {@code d = x_nj - mu_j}:
 *
 * <pre>
 *   dx_nj = a_n (rho_j + 2 gamma_j d)
 *   da_n  = sum_j [ rho_j d + gamma_j (d^2 - (phi_j - eps)) ]</pre>
 *
 * and the prior's as at {@link ExpectationMaximizationStep}. For spherical covariance {@code phi_j}
 * and {@code Gphi_j} are replaced by their averages over dimensions. The weight is constant, and so
 * is its gradient zero. An IllegalArgumentException is thrown when a variance vanishes because the
 * points coincide and neither floor nor variance prior holds it up.
 */
public final class GaussianFit implements Operation {

  private final Covariance covariance;

  /** The fit of a Gaussian with diagonal covariance. */
  public GaussianFit() {
    this(Covariance.DIAGONAL);
  }

  /** The fit of a Gaussian with this covariance. */
  public GaussianFit(Covariance covariance) {
    this.covariance = covariance;
  }

  /**
   * The fit.
   *
   * @param points N x D
   * @param exampleWeights N x 1
   * @return theta, 1 x (1+2D)
   */
  public static Variable gaussianFit(Variable points, Variable exampleWeights, Prior prior) {
    return new GaussianFit().apply(prior.inputs(points, exampleWeights));
  }

  /** The fit to points that count once each. */
  public static Variable gaussianFit(Variable points, Prior prior) {
    return gaussianFit(points, Variable.constant(PointSet.unitWeights(points.rows())), prior);
  }

  /** The fit of a Gaussian with the given covariance. */
  public static Variable gaussianFit(
      Variable points, Variable exampleWeights, Prior prior, Covariance covariance) {
    return new GaussianFit(covariance).apply(prior.inputs(points, exampleWeights));
  }

  @Override
  public String name() {
    return covariance == Covariance.DIAGONAL ? "Gaussian fit" : "Gaussian fit, spherical";
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    PointSet set = PointSet.of(inputs[0], inputs[1]);
    PriorValues prior = PriorValues.of(inputs, 2, set.dimensions);
    Theta theta = fit(set, prior, covariance);
    return new Evaluation(
        theta.toMatrix(),
        (gradient, wanted) -> {
          var totals = new FitGradient(set, wanted);
          pull(set, prior, covariance, theta, Theta.copyOf(gradient), totals);
          totals.deliver(wanted);
        });
  }

  /** {@inheritDoc} Its formulas are those of {@link MaximizationTangent}. */
  @Override
  public Tangent tangent() {
    return new Tangent(
        this,
        (inputs, tangents) -> {
          MaximizationTangent along = along(inputs, tangents);
          Theta change = along.thetaChange(covariance);
          // The only weight is 1, whatever the masses' changes are rounded to.
          change.weights[0] = 0;
          return new Evaluation(
              change.toMatrix(),
              (gradient, wanted) -> pull(along, covariance, Theta.copyOf(gradient), wanted));
        });
  }

  /** The fit along tangents of its inputs. */
  static MaximizationTangent along(DMatrixRMaj[] inputs, DMatrixRMaj[] tangents) {
    PointSet set = PointSet.of(inputs[0], inputs[1]);
    var none = new Theta(1, set.dimensions);
    return new MaximizationTangent(
        set,
        PointSet.rows(tangents[0]),
        PriorValues.of(inputs, 2, set.dimensions),
        PriorValues.changesOf(tangents, 2),
        new double[][] {set.weights},
        new double[][] {tangents[1].data},
        none,
        none);
  }

  /** Delivers the gradients of {@code <upstream, theta'>}; {@code upstream} is used up. */
  static void pull(
      MaximizationTangent along, Covariance covariance, Theta upstream, Contributions wanted) {
    upstream.weights[0] = 0;
    covariance.project(upstream);
    var totals = new FitGradient(along.set(), wanted);
    double[][] discarded = new double[1][along.set().size];
    along.pull(upstream, new double[][] {totals.weights}, discarded, totals);
    totals.deliver(wanted);
  }

  /** theta of one component. */
  static Theta fit(PointSet set, PriorValues prior, Covariance covariance) {
    Theta theta = new Theta(1, set.dimensions);
    Maximization.evaluate(set, prior, covariance, workspace(set), theta, theta);
    // As (A + alpha) / (A + alpha), with A summed in two orders, it would be off by rounding.
    theta.weights[0] = 1;
    return theta;
  }

  /** Adds the product to {@code totals}; {@code upstream} is used up. */
  static void pull(
      PointSet set,
      PriorValues prior,
      Covariance covariance,
      Theta theta,
      Theta upstream,
      FitGradient totals) {
    // The weight is (A + alpha) / (A + alpha): what flows to a_n directly and through A cancels,
    // so leave it out.
    upstream.weights[0] = 0;
    covariance.project(upstream);
    Workspace w = workspace(set);
    Theta toNothing = new Theta(1, set.dimensions);
    Maximization.pull(set, prior, w, theta, upstream, toNothing, totals);
    totals.addPoints(w.terms, set);
    for (int n = 0; n < set.size; n++) {
      totals.weights[n] += w.sensitivities[0][n];
    }
  }

  /** The only component has all of every point. */
  private static Workspace workspace(PointSet set) {
    var w = new Workspace(1, set.size, set.dimensions);
    System.arraycopy(set.weights, 0, w.shares[0], 0, set.size);
    Maximization.masses(w);
    return w;
  }
}
