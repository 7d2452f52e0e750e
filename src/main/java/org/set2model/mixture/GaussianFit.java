package org.set2model.mixture;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Contributions;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Tangent;
import org.set2model.autodiff.Variable;

/**
 * The Gaussian of diagonal or spherical covariance that fits weighted points best, in closed form
 * [S2M, eq. 9-10], regularized by a {@link Prior}.
 *
 * <p>Inputs: X (N x D), example weights a (N x 1), the prior's alpha, kappa, nu (1 x 1), m, s2 (1 x
 * D), eps (1 x 1). Value: theta = [1, mu, phi], 1 x (1+2D), with {@code A = sum_n a_n}:
 *
 * <pre>
 *   mu_j  = (sum_n a_n x_nj + kappa m_j) / (A + kappa)
 *   phi_j = (sum_n a_n (x_nj - mu_j)^2 + kappa (mu_j - m_j)^2 + nu s2_j) / (A + nu) + eps</pre>
 *
 * For spherical covariance {@code phi_j} is replaced by its average over j.
 *
 * <p>Vector-Jacobian product, with the upstream gradients Gmu and Gphi (their average over j for
 * spherical covariance), {@code rho_j = Gmu_j / (A + kappa)}, {@code gamma_j = Gphi_j / (A + nu)},
 * {@code d = x_nj - mu_j}, {@code o_j = mu_j - m_j}, {@code V_j = phi_j - eps}:
 *
 * <pre>
 *   dx_nj  = a_n (rho_j + 2 gamma_j d)
 *   da_n   = sum_j [ rho_j d + gamma_j (d^2 - V_j) ]
 *   dkappa = sum_j [ gamma_j o_j^2 - rho_j o_j ]
 *   dnu    = sum_j gamma_j (s2_j - V_j)
 *   dm_j   = kappa (rho_j - 2 gamma_j o_j)
 *   ds2_j  = nu gamma_j
 *   deps   = sum_j Gphi_j</pre>
 *
 * and zero for alpha. The variance does not depend on the mean to first order, because the mean
 * minimizes its numerator. The weight is constant, and so is its gradient zero. It is the
 * maximization step of a mixture of one component, whose share in every point is the point's
 * weight: the lines (4) to (6) of {@link ExpectationMaximizationStep}, with the same bits. An
 * IllegalArgumentException is thrown when a variance vanishes because the points coincide and
 * neither floor nor variance prior holds it up.
 *
 * <p>Proof: catalog entry {@code Gaussian fit}.
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
        (gradient, into) -> {
          var totals = new FitGradient(set, into);
          pull(set, prior, covariance, theta, Theta.copyOf(gradient), totals);
          totals.deliver(into);
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
              (gradient, into) -> pull(along, covariance, Theta.copyOf(gradient), into));
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
      MaximizationTangent along, Covariance covariance, Theta upstream, Contributions into) {
    upstream.weights[0] = 0;
    covariance.project(upstream);
    var totals = new FitGradient(along.set(), into);
    double[][] discarded = new double[1][along.set().size];
    along.pull(upstream, new double[][] {totals.weights}, discarded, totals);
    totals.deliver(into);
  }

  /** theta of one component. */
  static Theta fit(PointSet set, PriorValues prior, Covariance covariance) {
    Theta theta = new Theta(1, set.dimensions);
    double[] mean = theta.means[0];
    double[] variance = theta.variances[0];
    double total = total(set);
    theta.weights[0] = 1;
    for (int n = 0; n < set.size; n++) {
      LinearSolution.add(set.weights[n], set.rows[n], mean);
    }
    for (int j = 0; j < mean.length; j++) {
      mean[j] = (mean[j] + prior.kappa() * prior.mean()[j]) / (total + prior.kappa());
    }
    for (int n = 0; n < set.size; n++) {
      addSquares(set.weights[n], set.rows[n], mean, variance);
    }
    for (int j = 0; j < mean.length; j++) {
      double offset = mean[j] - prior.mean()[j];
      double sum = variance[j] + prior.kappa() * offset * offset + prior.nu() * prior.variance()[j];
      variance[j] = sum / (total + prior.nu()) + prior.floor();
    }
    covariance.project(variance);
    Maximization.requireProper(0, mean, variance);
    return theta;
  }

  /** A, in the order of a mixture's masses: the fit has the bits of a step of one component. */
  private static double total(PointSet set) {
    return Loops.sum(Arrays.copyOf(set.weights, Loops.padded(set.size)));
  }

  /** Adds the product to {@code totals}; {@code upstream} is used up. */
  static void pull(
      PointSet set,
      PriorValues prior,
      Covariance covariance,
      Theta theta,
      Theta upstream,
      FitGradient totals) {
    covariance.project(upstream);
    double total = total(set);
    double[] rho = new double[set.dimensions];
    double[] gamma = new double[set.dimensions];
    double sumOfSpreads = 0;
    for (int j = 0; j < rho.length; j++) {
      rho[j] = upstream.means[0][j] / (total + prior.kappa());
      gamma[j] = upstream.variances[0][j] / (total + prior.nu());
      double spread = theta.variances[0][j] - prior.floor();
      double offset = theta.means[0][j] - prior.mean()[j];
      sumOfSpreads += gamma[j] * spread;
      totals.kappa += offset * (gamma[j] * offset - rho[j]);
      totals.nu += gamma[j] * (prior.variance()[j] - spread);
      totals.priorMean[j] += prior.kappa() * (rho[j] - 2 * gamma[j] * offset);
      totals.priorVariance[j] += prior.nu() * gamma[j];
    }
    totals.floor += Arrays.stream(upstream.variances[0]).sum();
    for (int n = 0; n < set.size; n++) {
      totals.weights[n] -= sumOfSpreads;
    }
    for (int j = 0; j < rho.length; j++) {
      double[] x = set.columns[j];
      addQuadratics(x, theta.means[0][j], rho[j], gamma[j], totals.weights);
      if (totals.points != null) {
        addAffine(set.weights, x, theta.means[0][j], rho[j], 2 * gamma[j], totals.points[j]);
      }
    }
  }

  /** {@code sum_j += a (x_j - mean_j)^2}. */
  private static void addSquares(double a, double[] x, double[] mean, double[] sum) {
    for (int j = 0; j < sum.length; j++) {
      double d = x[j] - mean[j];
      sum[j] = Math.fma(a * d, d, sum[j]);
    }
  }

  /** {@code sum_n += d (slope + curvature d)}, {@code d = x_n - mean}. */
  private static void addQuadratics(
      double[] x, double mean, double slope, double curvature, double[] sum) {
    for (int n = 0; n < sum.length; n++) {
      double d = x[n] - mean;
      sum[n] = Math.fma(d, Math.fma(curvature, d, slope), sum[n]);
    }
  }

  /** {@code sum_n += a_n (constant + slope d)}, {@code d = x_n - mean}. */
  private static void addAffine(
      double[] a, double[] x, double mean, double constant, double slope, double[] sum) {
    for (int n = 0; n < sum.length; n++) {
      sum[n] = Math.fma(a[n], Math.fma(slope, x[n] - mean, constant), sum[n]);
    }
  }
}
