package org.set2model.mixture;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Tangent;
import org.set2model.autodiff.UnreliableGradientException;
import org.set2model.autodiff.Variable;

/**
 * Expectation maximization from given parameters, differentiated in one of the ways of {@link
 * Differentiation}.
 *
 * <p>Inputs: as of {@link ExpectationMaximizationStep}, the last being theta_0. Value: theta_T, K x
 * (1+2D), T being given, or decided by a tolerance as {@link Fit} says:
 *
 * <pre>  theta_(t+1) = T(theta_t, X, a, prior),   t = 0..T-1</pre>
 *
 * Vector-Jacobian product, with the upstream gradient g:
 *
 * <ul>
 *   <li>UNROLLED: with {@code g_T = g}, for t = T-1..0 the product of the step at theta_t gives
 *       {@code g_t} from {@code g_(t+1)}, and its gradients with respect to X, a and the prior are
 *       summed. It is exact for the function computed, converged or not, where T is given, and
 *       wherever the number of steps does not change where a tolerance decides it. The theta_t are
 *       kept, and of the responsibilities the first 2^20 (8 MB), the others being computed again:
 *       memory O(T K D + N (K + D) + min(T N K, 2^20)).
 *   <li>IMPLICIT: {@code (I - dT/dtheta)^T u = g}, {@code dX = (dT/dX)^T u} and likewise for a and
 *       the prior; zero for theta_0.
 *   <li>KKT: {@code dX = -(d2l/dtheta dX)^T u}, u from the bordered system [S2M, eq. 12-15], and
 *       likewise for a and the prior; zero for theta_0. The prior's strengths and the floor must be
 *       zero; the gradient with respect to them is one-sided.
 * </ul>
 *
 * An implicit product throws an {@link UnreliableGradientException} where it would not be exact:
 * the fit has not met its tolerance, a component is empty, or the system cannot be solved.
 *
 * <p>Proof: catalog entries {@code mixture fit, unrolled}, {@code mixture fit, implicit} and {@code
 * mixture fit, KKT}.
 */
public final class MixtureFit implements Operation {

  private static final int THETA = 2 + Prior.PARTS;

  private final FitOptions options;
  private final Consumer<AdjointReport> reports;

  /**
   * A given number of steps with diagonal covariance, unrolled.
   *
   * @param iterations number of steps T >= 0
   */
  public MixtureFit(int iterations) {
    this(FitOptions.unrolled(1, iterations));
  }

  /**
   * A fit with these options, of which those of the start are not used.
   *
   * @param options covariance, number of steps or tolerance, differentiation and solver
   */
  public MixtureFit(FitOptions options) {
    this(options, report -> {});
  }

  /**
   * A fit that tells how far its gradients can be trusted.
   *
   * @param reports receives a report for each product in an implicit mode
   */
  public MixtureFit(FitOptions options, Consumer<AdjointReport> reports) {
    this.options = options;
    this.reports = reports;
  }

  /**
   * Runs a given number of steps from given parameters, with diagonal covariance, unrolled.
   *
   * @param points N x D
   * @param exampleWeights N x 1
   * @param theta K x (1+2D)
   * @return theta_T, K x (1+2D)
   */
  public static Variable mixtureFit(
      Variable points, Variable exampleWeights, Prior prior, Variable theta, int iterations) {
    return new MixtureFit(iterations).apply(prior.inputs(points, exampleWeights, theta));
  }

  /** Fits from given parameters with the given options. */
  public static Variable mixtureFit(
      Variable points, Variable exampleWeights, Prior prior, Variable theta, FitOptions options) {
    return new MixtureFit(options).apply(prior.inputs(points, exampleWeights, theta));
  }

  /** The same, with a report for each product in an implicit mode. */
  public static Variable mixtureFit(
      Variable points,
      Variable exampleWeights,
      Prior prior,
      Variable theta,
      FitOptions options,
      Consumer<AdjointReport> reports) {
    return new MixtureFit(options, reports).apply(prior.inputs(points, exampleWeights, theta));
  }

  /**
   * Fits a mixture: the best of the seeded starts ({@link SeededStart}, {@link MixtureStart}), then
   * the steps; or a {@link GaussianFit} for one component.
   *
   * @param points N x D
   * @param exampleWeights N x 1
   * @return theta, K x (1+2D) with K capped by the number of distinct points of positive weight
   */
  public static Variable fit(
      Variable points, Variable exampleWeights, Prior prior, FitOptions options) {
    Covariance covariance = options.covariance();
    int[] indices = Restarts.chooseIndices(points.value(), exampleWeights.value(), prior, options);
    if (indices.length == 1) {
      return GaussianFit.gaussianFit(points, exampleWeights, prior, covariance);
    }
    Variable start = MixtureStart.mixtureStart(points, exampleWeights, prior, covariance, indices);
    return mixtureFit(points, exampleWeights, prior, start, options);
  }

  /**
   * Fits a mixture of diagonal covariance from one start, unrolled.
   *
   * @param points N x D
   * @param exampleWeights N x 1
   * @param components K >= 1; capped by the number of distinct points of positive weight
   * @param iterations number of steps T >= 0
   * @param seed for the choice of the start
   * @return theta, K x (1+2D) with the capped K
   */
  public static Variable fit(
      Variable points,
      Variable exampleWeights,
      Prior prior,
      int components,
      int iterations,
      long seed) {
    return fit(
        points,
        exampleWeights,
        prior,
        FitOptions.unrolled(components, iterations).withStarts(1, seed));
  }

  /** Fits a mixture to points that count once each, with the given options. */
  public static Variable fit(Variable points, Prior prior, FitOptions options) {
    Variable ones = Variable.constant(PointSet.unitWeights(points.rows()));
    return fit(points, ones, prior, options);
  }

  /**
   * Fits a mixture of diagonal covariance to points that count once each, from one start, unrolled.
   */
  public static Variable fit(
      Variable points, Prior prior, int components, int iterations, long seed) {
    return fit(points, prior, FitOptions.unrolled(components, iterations).withStarts(1, seed));
  }

  @Override
  public String name() {
    String limit = options.iterations() + " iterations";
    return switch (options.differentiation()) {
      case UNROLLED -> "mixture fit of " + limit;
      case IMPLICIT -> "mixture fit, implicit, of at most " + limit;
      case KKT -> "mixture fit, KKT, of at most " + limit;
    };
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    PointSet set = PointSet.of(inputs[0], inputs[1]);
    PriorValues prior = PriorValues.of(inputs, 2, set.dimensions);
    Theta start = StepKernel.read(inputs[THETA], set);
    var kernel = new StepKernel(set, prior, options.covariance(), start.components());
    KeptResponsibilities kept =
        options.differentiation() == Differentiation.UNROLLED
            ? KeptResponsibilities.some()
            : KeptResponsibilities.none();
    Fit fit = Fit.run(kernel, start, options, theta -> kept.keep(theta, kernel.workspace));
    return new Evaluation(
        fit.parameters(),
        (gradient, into) -> {
          Theta upstream = Theta.copyOf(gradient);
          var totals = new FitGradient(set, into);
          Theta toStart = pull(kernel, fit, kept, upstream, totals);
          totals.deliver(into);
          if (into.wants(THETA)) {
            into.add(THETA, toStart.toMatrix());
          }
        });
  }

  /** Adds the product to {@code totals} and returns the gradient with respect to the start. */
  private Theta pull(
      StepKernel kernel, Fit fit, KeptResponsibilities kept, Theta upstream, FitGradient totals) {
    if (options.differentiation() == Differentiation.UNROLLED) {
      return unroll(kernel, fit.thetas(), kept, upstream, totals);
    }
    if (!fit.converged()) {
      throw new UnreliableGradientException(
          String.format(
              "the fit has not converged (parameter residual %.1e > %.1e after %d iterations): allow"
                  + " more iterations, or differentiate with UNROLLED",
              fit.parameterResidual(), options.tolerance(), fit.iterations()));
    }
    FixedPoint at = new FixedPoint(kernel, fit.theta());
    if (options.differentiation() == Differentiation.KKT) {
      reports.accept(LagrangianAdjoint.pull(at, upstream, options.solver(), totals));
    } else {
      reports.accept(FixedPointAdjoint.pull(at, upstream, options.solver(), totals));
    }
    return new Theta(upstream.components(), upstream.dimensions());
  }

  private static Theta unroll(
      StepKernel kernel,
      List<Theta> thetas,
      KeptResponsibilities kept,
      Theta upstream,
      FitGradient totals) {
    Theta toNext = upstream;
    Theta toThis = new Theta(upstream.components(), upstream.dimensions());
    for (int t = thetas.size() - 2; t >= 0; t--) {
      kernel.restore(t, thetas.get(t), kept);
      kernel.pull(thetas.get(t), thetas.get(t + 1), toNext, toThis, totals);
      Theta spare = toNext;
      toNext = toThis;
      toThis = spare;
    }
    return toNext;
  }

  /**
   * {@inheritDoc} As many steps as the fit takes are made along the tangents.
   *
   * @throws UnsupportedOperationException unless the fit is differentiated unrolled
   */
  @Override
  public Tangent tangent() {
    if (options.differentiation() != Differentiation.UNROLLED) {
      throw new UnsupportedOperationException(
          name() + " has no rule for tangents: differentiate with UNROLLED");
    }
    var step = new ExpectationMaximizationStep(options.covariance());
    return Tangent.ofComposition(
        this,
        inputs -> {
          Variable[] at = inputs.clone();
          int steps = steps(Arrays.stream(inputs).map(Variable::value).toArray(DMatrixRMaj[]::new));
          for (int t = 0; t < steps; t++) {
            at[THETA] = step.apply(at);
          }
          return at[THETA];
        });
  }

  private int steps(DMatrixRMaj... inputs) {
    if (options.tolerance() == 0) {
      return options.iterations();
    }
    PointSet set = PointSet.of(inputs[0], inputs[1]);
    PriorValues prior = PriorValues.of(inputs, 2, set.dimensions);
    Theta start = StepKernel.read(inputs[THETA], set);
    var kernel = new StepKernel(set, prior, options.covariance(), start.components());
    return Fit.run(kernel, start, options).iterations();
  }
}
