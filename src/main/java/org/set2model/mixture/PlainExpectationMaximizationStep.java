package org.set2model.mixture;

import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;

/**
 * One step of expectation maximization in plain sums: the lines (1) to (15) of {@link
 * ExpectationMaximizationStep} in their order, each as a loop, with the same inputs and value.
 *
 * <p>It is there to be read, and to be held against. It computes densities and not their
 * logarithms, so every point must be near enough to a component for its density not to underflow
 * (38 standard deviations, in one dimension), and knows no empty components: {@code N_k + kappa}
 * and {@code N_k + nu} must be positive. Otherwise an IllegalArgumentException is thrown, as for
 * inputs that the fast form refuses.
 *
 * <p>Proof: catalog entry {@code plain expectation-maximization step}.
 */
public final class PlainExpectationMaximizationStep implements Operation {

  private static final int THETA = 2 + Prior.PARTS;

  private final Covariance covariance;

  /** A step with this covariance. */
  public PlainExpectationMaximizationStep(Covariance covariance) {
    this.covariance = covariance;
  }

  @Override
  public String name() {
    return "plain expectation-maximization step";
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    PointSet set = PointSet.of(inputs[0], inputs[1]);
    PriorValues prior = PriorValues.of(inputs, 2, set.dimensions);
    var step = new Step(covariance, set, prior, StepKernel.read(inputs[THETA], set));
    return new Evaluation(
        step.next.toMatrix(),
        (gradient, into) -> {
          var totals = new FitGradient(set, into);
          Theta toTheta = step.pull(Theta.copyOf(gradient), totals);
          totals.deliver(into);
          if (into.wants(THETA)) {
            into.add(THETA, toTheta.toMatrix());
          }
        });
  }

  /** Line (1): {@code l_k = log N(x; mu_k, phi_k)}. */
  static double logDensity(Theta theta, int k, double[] x) {
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      double d = x[j] - theta.means[k][j];
      double variance = theta.variances[k][j];
      sum += Math.log(2 * Math.PI * variance) + d * d / variance;
    }
    return -0.5 * sum;
  }

  /** The density of line (2): {@code p = sum_k w_k exp(l_k)}. */
  static double density(Theta theta, double[] x) {
    double sum = 0;
    for (int k = 0; k < theta.components(); k++) {
      sum += theta.weights[k] * Math.exp(logDensity(theta, k, x));
    }
    return sum;
  }

  /** One application: all that the lines define, for n in rows and k in columns. */
  private static final class Step {

    private final Covariance covariance;
    private final PointSet set;
    private final PriorValues prior;
    private final Theta theta;
    private final int components;

    /** {@code exp(l_nk) / p_n}. */
    private final double[][] ratios;

    private final double[][] responsibilities;
    private final double[][] shares;

    /** {@code N_k}. */
    private final double[] masses;

    /** {@code V_kj}, for spherical covariance their average over j. */
    private final double[][] spreads;

    final Theta next;

    Step(Covariance covariance, PointSet set, PriorValues prior, Theta theta) {
      this.covariance = covariance;
      this.set = set;
      this.prior = prior;
      this.theta = theta;
      components = theta.components();
      ratios = new double[set.size][components];
      responsibilities = new double[set.size][components];
      shares = new double[set.size][components];
      masses = new double[components];
      spreads = new double[components][set.dimensions];
      next = new Theta(components, set.dimensions);
      expectation();
      for (int k = 0; k < components; k++) {
        maximization(k);
      }
    }

    /** Lines (1) to (3). */
    private void expectation() {
      for (int n = 0; n < set.size; n++) {
        double p = density(theta, set.rows[n]);
        if (!(p > 0)) {
          throw new IllegalArgumentException(
              "density of point " + n + " (" + p + ") must be > 0: take the fast step");
        }
        for (int k = 0; k < components; k++) {
          double density = Math.exp(logDensity(theta, k, set.rows[n]));
          ratios[n][k] = density / p;
          responsibilities[n][k] = theta.weights[k] * density / p;
          shares[n][k] = set.weights[n] * responsibilities[n][k];
          masses[k] += shares[n][k];
        }
      }
    }

    /** Lines (4) to (6) of a component. */
    private void maximization(int k) {
      next.weights[k] =
          (masses[k] + prior.alpha()) / (set.totalWeight + components * prior.alpha());
      double ofMean = positive(k, masses[k] + prior.kappa());
      double ofVariance = positive(k, masses[k] + prior.nu());
      for (int j = 0; j < set.dimensions; j++) {
        double mean = prior.kappa() * prior.mean()[j];
        for (int n = 0; n < set.size; n++) {
          mean += shares[n][k] * set.rows[n][j];
        }
        mean /= ofMean;
        double offset = mean - prior.mean()[j];
        double spread = prior.kappa() * offset * offset + prior.nu() * prior.variance()[j];
        for (int n = 0; n < set.size; n++) {
          double d = set.rows[n][j] - mean;
          spread += shares[n][k] * d * d;
        }
        next.means[k][j] = mean;
        spreads[k][j] = spread / ofVariance;
      }
      covariance.project(spreads[k]);
      for (int j = 0; j < set.dimensions; j++) {
        next.variances[k][j] = positive(k, spreads[k][j] + prior.floor());
      }
    }

    private static double positive(int k, double number) {
      if (!(number > 0)) {
        throw new IllegalArgumentException(
            "mass and variances of component " + k + " (" + number + ") must be > 0: give a prior");
      }
      return number;
    }

    /**
     * Lines (7) to (15).
     *
     * @param upstream gradient with respect to theta'; used up
     * @param totals receives the gradients with respect to points, example weights and prior
     * @return that with respect to theta
     */
    Theta pull(Theta upstream, FitGradient totals) {
      covariance.project(upstream);
      double[] omega = new double[components];
      double[][] rho = new double[components][set.dimensions];
      double[][] gamma = new double[components][set.dimensions];
      slopes(upstream, omega, rho, gamma);
      Theta toTheta = new Theta(components, set.dimensions);
      for (int n = 0; n < set.size; n++) {
        double[] e = pullPoint(n, omega, rho, gamma, totals, toTheta.weights);
        for (int k = 0; k < components; k++) {
          pullDensity(n, k, e[k], rho[k], gamma[k], totals, toTheta);
        }
      }
      pullPrior(upstream, omega, rho, gamma, totals);
      return toTheta;
    }

    /** Line (7). */
    private void slopes(Theta upstream, double[] omega, double[][] rho, double[][] gamma) {
      double common = 0;
      for (int k = 0; k < components; k++) {
        common += upstream.weights[k] * next.weights[k];
      }
      for (int k = 0; k < components; k++) {
        omega[k] = (upstream.weights[k] - common) / (set.totalWeight + components * prior.alpha());
        for (int j = 0; j < set.dimensions; j++) {
          rho[k][j] = upstream.means[k][j] / (masses[k] + prior.kappa());
          gamma[k][j] = upstream.variances[k][j] / (masses[k] + prior.nu());
        }
      }
    }

    /** Lines (8) to (11) of a point; returns its {@code e_nk}. */
    private double[] pullPoint(
        int n,
        double[] omega,
        double[][] rho,
        double[][] gamma,
        FitGradient totals,
        double[] toWeights) {
      double[] b = omega.clone();
      double average = 0;
      for (int k = 0; k < components; k++) {
        for (int j = 0; j < set.dimensions; j++) {
          double d = set.rows[n][j] - next.means[k][j];
          b[k] += rho[k][j] * d + gamma[k][j] * (d * d - spreads[k][j]);
        }
        average += responsibilities[n][k] * b[k];
      }
      totals.weights[n] = average;
      double[] e = new double[components];
      for (int k = 0; k < components; k++) {
        double h = set.weights[n] * (b[k] - average);
        e[k] = responsibilities[n][k] * h;
        toWeights[k] += h * ratios[n][k];
      }
      return e;
    }

    /** Lines (12) to (14): the terms of a point and a component. */
    private void pullDensity(
        int n, int k, double e, double[] rho, double[] gamma, FitGradient totals, Theta toTheta) {
      for (int j = 0; j < set.dimensions; j++) {
        double phi = theta.variances[k][j];
        double d = set.rows[n][j] - theta.means[k][j];
        toTheta.means[k][j] += e * d / phi;
        toTheta.variances[k][j] += 0.5 * e * (d * d / phi - 1) / phi;
        if (totals.points != null) {
          double ofNext = set.rows[n][j] - next.means[k][j];
          totals.points[j][n] += shares[n][k] * (rho[j] + 2 * gamma[j] * ofNext) - e * d / phi;
        }
      }
    }

    /** Line (15). */
    private void pullPrior(
        Theta upstream, double[] omega, double[][] rho, double[][] gamma, FitGradient totals) {
      for (int k = 0; k < components; k++) {
        totals.alpha += omega[k];
        for (int j = 0; j < set.dimensions; j++) {
          double offset = next.means[k][j] - prior.mean()[j];
          totals.kappa += gamma[k][j] * offset * offset - rho[k][j] * offset;
          totals.nu += gamma[k][j] * (prior.variance()[j] - spreads[k][j]);
          totals.priorMean[j] += prior.kappa() * (rho[k][j] - 2 * gamma[k][j] * offset);
          totals.priorVariance[j] += prior.nu() * gamma[k][j];
          totals.floor += upstream.variances[k][j];
        }
      }
    }
  }
}
