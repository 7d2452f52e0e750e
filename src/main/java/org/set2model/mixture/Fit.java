package org.set2model.mixture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import org.ejml.data.DMatrixRMaj;

/**
 * A mixture fitted by expectation maximization, and how the fit went. Immutable.
 *
 * <p>The loop: {@code theta_(t+1) = T(theta_t)} until t reaches {@link FitOptions#iterations()} or
 * the parameter residual, which is free of units,
 *
 * <pre>  max_kj ( |w'_k - w_k|,  |mu'_kj - mu_kj| / sqrt(phi'_kj),  |phi'_kj - phi_kj| / phi'_kj )
 * </pre>
 *
 * is at most a positive {@link FitOptions#tolerance()}. It is a residual of parameters, not of the
 * likelihood, because a gradient depends on how near the parameters are to the fixed point, and a
 * likelihood is flat there. It cannot become smaller than the rounding of the means in standard
 * deviations, {@code 1e-16 |mu| / sqrt(phi)}.
 */
public final class Fit {

  private static final double MONOTONE_TOLERANCE = 1e-9;

  private final Theta theta;
  private final List<Theta> path;
  private final Covariance covariance;
  private final int iterations;
  private final boolean converged;
  private final double parameterResidual;
  private final double[] objective;
  private final double totalWeight;

  private Fit(
      Theta theta,
      List<Theta> path,
      StepKernel kernel,
      FitOptions options,
      int iterations,
      double residual) {
    this.theta = theta;
    this.path = path;
    this.covariance = kernel.covariance;
    this.iterations = iterations;
    this.converged = options.tolerance() > 0 && residual <= options.tolerance();
    this.parameterResidual = residual;
    this.objective = new double[0];
    this.totalWeight = kernel.set.totalWeight;
  }

  private Fit(Fit fit, double[] objective) {
    this.theta = fit.theta;
    this.path = fit.path;
    this.covariance = fit.covariance;
    this.iterations = fit.iterations;
    this.converged = fit.converged;
    this.parameterResidual = fit.parameterResidual;
    this.objective = objective;
    this.totalWeight = fit.totalWeight;
  }

  /**
   * Fits from the best of the seeded starts, without a tape.
   *
   * @param points N x D
   * @param exampleWeights N x 1, not negative
   */
  public static Fit of(
      DMatrixRMaj points, DMatrixRMaj exampleWeights, Prior prior, FitOptions options) {
    PointSet set = PointSet.of(points, exampleWeights);
    return Restarts.best(set, PriorValues.of(prior, set.dimensions), options).fit();
  }

  /**
   * Fits from given parameters, without a tape.
   *
   * @param start theta_0, K x (1+2D)
   */
  public static Fit of(
      DMatrixRMaj points,
      DMatrixRMaj exampleWeights,
      Prior prior,
      DMatrixRMaj start,
      FitOptions options) {
    PointSet set = PointSet.of(points, exampleWeights);
    Theta theta = StepKernel.read(start, set);
    PriorValues values = PriorValues.of(prior, set.dimensions);
    return run(
        new StepKernel(set, values, options.covariance(), theta.components()), theta, options);
  }

  /** Fits, and computes the objective at every theta. */
  static Fit run(StepKernel kernel, Theta start, FitOptions options) {
    DoubleStream.Builder objective = DoubleStream.builder();
    Fit fit = run(kernel, start, options, theta -> objective.add(kernel.objective(theta)));
    kernel.expectation(fit.theta);
    objective.add(kernel.objective(fit.theta));
    return new Fit(fit, objective.build().toArray());
  }

  /**
   * The loop, without the objective. Keeps all thetas if the fit is to be unrolled.
   *
   * @param afterExpectation gets every theta from which a step is made while the kernel's workspace
   *     holds the responsibilities there
   */
  static Fit run(
      StepKernel kernel, Theta start, FitOptions options, Consumer<Theta> afterExpectation) {
    List<Theta> path =
        options.differentiation() == Differentiation.UNROLLED ? new ArrayList<>() : null;
    double residual = Double.POSITIVE_INFINITY;
    Theta theta = start;
    Theta spare = null;
    int t = 0;
    while (t < options.iterations() && !(residual <= options.tolerance())) {
      kernel.expectation(theta);
      afterExpectation.accept(theta);
      Theta next = spare == null ? new Theta(theta.components(), theta.dimensions()) : spare;
      kernel.maximization(theta, next);
      t++;
      if (options.tolerance() > 0 || t == options.iterations()) {
        residual = next.distanceFrom(theta);
      }
      if (path == null) {
        spare = theta == start ? null : theta;
      } else {
        path.add(theta);
      }
      theta = next;
    }
    if (path != null) {
      path.add(theta);
    }
    return new Fit(theta, path, kernel, options, t, residual);
  }

  /** The fitted model. */
  public Mixture mixture() {
    return new Mixture(theta.toMatrix(), covariance);
  }

  /** theta_T, K x (1+2D). */
  public DMatrixRMaj parameters() {
    return theta.toMatrix();
  }

  /** How many steps were run, T. */
  public int iterations() {
    return iterations;
  }

  /** Whether a positive tolerance was met. */
  public boolean converged() {
    return converged;
  }

  /** The residual of the last step, see the class; infinite if there was none. */
  public double parameterResidual() {
    return parameterResidual;
  }

  /**
   * The penalized log-likelihood F of {@link ExpectationMaximizationStep} at theta_0 .. theta_T.
   */
  public double[] objective() {
    return objective.clone();
  }

  /**
   * The most by which a step lowered the objective, for each unit of example weight; zero if none
   * did. Without floor it is rounding, with one it is bounded as {@link
   * ExpectationMaximizationStep} says.
   */
  public double largestFall() {
    double largest = 0;
    for (int t = 0; t < iterations; t++) {
      largest = Math.max(largest, (objective[t] - objective[t + 1]) / totalWeight);
    }
    return largest;
  }

  /** Whether no step lowered the objective by more than rounding. */
  public boolean isMonotone() {
    double size = 1 + Math.abs(objective[iterations]) / totalWeight;
    return largestFall() <= MONOTONE_TOLERANCE * size;
  }

  /**
   * theta_0 .. theta_T, each K x (1+2D).
   *
   * @throws IllegalStateException unless the fit was unrolled: the implicit modes don't keep them
   */
  public List<DMatrixRMaj> path() {
    return thetas().stream().map(Theta::toMatrix).toList();
  }

  List<Theta> thetas() {
    if (path == null) {
      throw new IllegalStateException("only a fit with Differentiation.UNROLLED keeps its path");
    }
    return path;
  }

  Theta theta() {
    return theta;
  }
}
