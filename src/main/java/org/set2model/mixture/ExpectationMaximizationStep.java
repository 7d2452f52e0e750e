package org.set2model.mixture;

import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Tangent;
import org.set2model.autodiff.Variable;

/**
 * One step of expectation maximization, {@code theta' = T(theta, X, a, prior)}.
 *
 * <p>Inputs: X (N x D), example weights a (N x 1), the prior's alpha, kappa, nu (1 x 1), m, s2 (1 x
 * D), eps (1 x 1), and theta (K x (1+2D)). Value: theta', K x (1+2D).
 *
 * <pre>
 *   (1)  l_nk    = -1/2 sum_j [ log(2 pi phi_kj) + (x_nj - mu_kj)^2 / phi_kj ]
 *   (2)  r_nk    = w_k exp(l_nk) / p_n,   p_n = sum_l w_l exp(l_nl)
 *   (3)  c_nk    = a_n r_nk,   N_k = sum_n c_nk,   A = sum_n a_n
 *   (4)  w'_k    = (N_k + alpha) / H,   H = A + K alpha
 *   (5)  mu'_kj  = (sum_n c_nk x_nj + kappa m_j) / (N_k + kappa)
 *   (6)  phi'_kj = V_kj + eps,
 *        V_kj    = (sum_n c_nk (x_nj - mu'_kj)^2 + kappa (mu'_kj - m_j)^2 + nu s2_j) / (N_k + nu)
 *   (6s) phi'_kj = (1/D) sum_i V_ki + eps      for spherical covariance
 * </pre>
 *
 * The previous theta of a {@linkplain Covariance#SPHERICAL spherical} step need not have equal
 * variances.
 *
 * <p><b>Product.</b> Let {@code Gw, Gmu, Gphi} be the gradient of a scalar L with respect to
 * theta'. Backwards through the lines above, with {@code d' = x_nj - mu'_kj}, {@code d = x_nj -
 * mu_kj}, where nothing flows from phi' to mu', because mu' minimizes the numerator of V:
 *
 * <pre>
 *   (7)  omega_k = (Gw_k - sum_l Gw_l w'_l) / H,
 *        rho_kj  = Gmu_kj / (N_k + kappa),   gamma_kj = Gphi_kj / (N_k + nu)
 *   (8)  b_nk    = dL/dc_nk = omega_k + sum_j [ rho_kj d' + gamma_kj (d'^2 - V_kj) ]
 *   (9)  da_n    = sum_k r_nk b_nk
 *   (10) h_nk    = a_n (b_nk - sum_l r_nl b_nl),   e_nk = r_nk h_nk = dL/d(log w_k + l_nk)
 *   (11) dw_k    = sum_n h_nk exp(l_nk) / p_n      ( = sum_n e_nk / w_k  where w_k > 0 )
 *   (12) dmu_kj  = sum_n e_nk d / phi_kj
 *   (13) dphi_kj = 1/2 sum_n e_nk (d^2 / phi_kj - 1) / phi_kj
 *   (14) dx_nj   = sum_k [ c_nk (rho_kj + 2 gamma_kj d') - e_nk d / phi_kj ]
 *   (15) dalpha  = sum_k omega_k
 *        dkappa  = sum_kj [ rho_kj (m_j - mu'_kj) + gamma_kj (mu'_kj - m_j)^2 ]
 *        dnu     = sum_kj gamma_kj (s2_j - V_kj)
 *        dm_j    = kappa sum_k [ rho_kj - 2 gamma_kj (mu'_kj - m_j) ]
 *        ds2_j   = nu sum_k gamma_kj
 *        deps    = sum_kj Gphi_kj</pre>
 *
 * For spherical covariance {@code Gphi_kj} is first replaced by its average over j; the lines stay
 * as they are. They are derived, under the same numbers, in {@code em-step.md} of the site, and
 * {@link PlainExpectationMaximizationStep} is nothing but these lines. This is the fast form, equal
 * to it but for rounding: {@code Expectation.evaluate} has (1) and (2), {@code StepKernel} (3), (9)
 * and (10), {@code Maximization.evaluate} (4) to (6), {@code Maximization.pull} (7), (8) and (15),
 * {@code Expectation.pull} (11) to (13), and both leave terms of (14). Reading V off as {@code phi'
 * - eps} leaves an error of the rounding of phi', which the value has too.
 *
 * <p><b>Empty components.</b> A component with {@code N_k + kappa <= 1e-200 A} keeps its mean, one
 * with {@code N_k + nu <= 1e-200 A} keeps its variances, without adding eps; the gradient with
 * respect to them passes through to the previous ones, and the component's part in (7) to (15) is
 * zero. A component of weight zero stays empty unless alpha > 0; its weight has the gradient (11).
 *
 * <p><b>Objective.</b> When eps = 0 a step never lowers the penalized log-likelihood
 *
 * <pre>
 *   F = sum_n a_n log p(x_n) + alpha sum_k log w_k
 *       - 1/2 sum_kj [ nu (log phi_kj + s2_j / phi_kj) + kappa (mu_kj - m_j)^2 / phi_kj ]</pre>
 *
 * A floor moves the step off the maximum of the surrogate that EM climbs: in phi_kj the surrogate
 * is {@code -(N_k + nu)/2 (log phi + V/phi)}, so with {@code u = eps/V} it is missed by {@code (N_k
 * + nu)/2 (log(1+u) - u/(1+u)) <= (N_k + nu) u^2 / 4}. One step therefore lowers F by at most
 * {@code 1/4 sum_kj (N_k + nu) (eps/V_kj)^2}: of second order in eps, but not zero. The fixed point
 * is then not a stationary point of F.
 *
 * <p>An IllegalArgumentException is thrown for inputs outside the domain (see {@link Prior}, {@link
 * LogDensity}), and when a variance vanishes because a component's points coincide and neither
 * floor nor variance prior holds it up.
 *
 * <p>Proof: catalog entry {@code expectation-maximization step}.
 */
public final class ExpectationMaximizationStep implements Operation {

  private static final int THETA = 2 + Prior.PARTS;

  private final Covariance covariance;

  /** A step with diagonal covariance. */
  public ExpectationMaximizationStep() {
    this(Covariance.DIAGONAL);
  }

  /** A step with this covariance. */
  public ExpectationMaximizationStep(Covariance covariance) {
    this.covariance = covariance;
  }

  /**
   * One step with diagonal covariance.
   *
   * @param points N x D
   * @param exampleWeights N x 1
   * @param theta K x (1+2D)
   * @return theta', K x (1+2D)
   */
  public static Variable expectationMaximizationStep(
      Variable points, Variable exampleWeights, Prior prior, Variable theta) {
    return expectationMaximizationStep(points, exampleWeights, prior, theta, Covariance.DIAGONAL);
  }

  /** One step with the given covariance. */
  public static Variable expectationMaximizationStep(
      Variable points,
      Variable exampleWeights,
      Prior prior,
      Variable theta,
      Covariance covariance) {
    return new ExpectationMaximizationStep(covariance)
        .apply(prior.inputs(points, exampleWeights, theta));
  }

  @Override
  public String name() {
    return covariance == Covariance.DIAGONAL
        ? "expectation-maximization step"
        : "expectation-maximization step, spherical";
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    PointSet set = PointSet.of(inputs[0], inputs[1]);
    PriorValues prior = PriorValues.of(inputs, 2, set.dimensions);
    Theta theta = StepKernel.read(inputs[THETA], set);
    var kernel = new StepKernel(set, prior, covariance, theta.components());
    Theta next = new Theta(theta.components(), theta.dimensions());
    kernel.step(theta, next);
    return new Evaluation(
        next.toMatrix(),
        (gradient, into) -> {
          var totals = new FitGradient(set, into);
          var toTheta = new Theta(theta.components(), theta.dimensions());
          kernel.pull(theta, next, Theta.copyOf(gradient), toTheta, totals);
          totals.deliver(into);
          if (into.wants(THETA)) {
            into.add(THETA, toTheta.toMatrix());
          }
        });
  }

  /** {@inheritDoc} Its formulas are those of {@link StepTangent}. */
  @Override
  public Tangent tangent() {
    return new Tangent(
        this, (inputs, tangents) -> new StepTangent(covariance, inputs, tangents).evaluation());
  }
}
