package org.set2model.mixture;

import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Contributions;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Variable;

/**
 * A given number of steps of expectation maximisation from given parameters, differentiated by
 * unrolling.
 *
 * <p>Inputs: as of {@link ExpectationMaximizationStep}, the last being theta_0. Value: theta_T, K x
 * (1+2D):
 *
 * <pre>  theta_(t+1) = T(theta_t, X, a, prior),   t = 0..T-1</pre>
 *
 * Vector-Jacobian product: with {@code g_T} the upstream gradient, for t = T-1..0 the product of
 * the step at theta_t gives {@code g_t} from {@code g_(t+1)}, and its gradients with respect to X,
 * a and the prior are summed. It is exact for the function computed, converged or not. Only the
 * theta_t are kept, the responsibilities are computed again: memory O(T K D + N (K + D)).
 */
public final class MixtureFit implements Operation {

  private static final int THETA = 2 + Prior.PARTS;

  private final int iterations;

  /**
   * @param iterations number of steps T >= 0
   */
  public MixtureFit(int iterations) {
    if (iterations < 0) {
      throw new IllegalArgumentException("iterations (" + iterations + ") must be >= 0");
    }
    this.iterations = iterations;
  }

  /**
   * Runs the steps from given parameters.
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

  /**
   * Fits a mixture: {@link SeededStart}, {@link MixtureStart}, then the steps; or a {@link
   * GaussianFit} for one component.
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
    int[] indices =
        SeededStart.chooseIndices(points.value(), exampleWeights.value(), components, seed);
    if (indices.length == 1) {
      return GaussianFit.gaussianFit(points, exampleWeights, prior);
    }
    Variable start = MixtureStart.mixtureStart(points, exampleWeights, prior, indices);
    return mixtureFit(points, exampleWeights, prior, start, iterations);
  }

  /** Fits a mixture to points that count once each. */
  public static Variable fit(
      Variable points, Prior prior, int components, int iterations, long seed) {
    Variable ones = Variable.constant(PointSet.unitWeights(points.rows()));
    return fit(points, ones, prior, components, iterations, seed);
  }

  @Override
  public String name() {
    return "mixture fit of " + iterations + " iterations";
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    PointSet set = PointSet.of(inputs[0], inputs[1]);
    PriorValues prior = PriorValues.of(inputs, 2, set.dimensions);
    Theta[] thetas = new Theta[iterations + 1];
    thetas[0] = ExpectationMaximizationStep.thetaFor(set, inputs[THETA]);
    Workspace w = ExpectationMaximizationStep.workspace(set, thetas[0]);
    for (int t = 0; t < iterations; t++) {
      thetas[t + 1] = new Theta(thetas[0].components(), set.dimensions);
      ExpectationMaximizationStep.step(set, prior, thetas[t], thetas[t + 1], w);
    }
    return new Evaluation(
        thetas[iterations].toMatrix(),
        (gradient, wanted) -> pull(set, prior, thetas, Theta.copyOf(gradient), w, wanted));
  }

  private static void pull(
      PointSet set,
      PriorValues prior,
      Theta[] thetas,
      Theta upstream,
      Workspace w,
      Contributions wanted) {
    var totals = new FitGradient(set, wanted);
    Theta toNext = upstream;
    Theta toThis = new Theta(upstream.components(), upstream.dimensions());
    for (int t = thetas.length - 2; t >= 0; t--) {
      ExpectationMaximizationStep.pull(
          set, prior, thetas[t], thetas[t + 1], toNext, toThis, totals, w);
      Theta spare = toNext;
      toNext = toThis;
      toThis = spare;
    }
    ExpectationMaximizationStep.deliver(totals, toNext, wanted);
  }

  /** {@inheritDoc} Keeps two thetas instead of all. */
  @Override
  public DMatrixRMaj value(DMatrixRMaj... inputs) {
    PointSet set = PointSet.of(inputs[0], inputs[1]);
    PriorValues prior = PriorValues.of(inputs, 2, set.dimensions);
    Theta theta = ExpectationMaximizationStep.thetaFor(set, inputs[THETA]);
    Theta next = new Theta(theta.components(), set.dimensions);
    Workspace w = ExpectationMaximizationStep.workspace(set, theta);
    for (int t = 0; t < iterations; t++) {
      ExpectationMaximizationStep.step(set, prior, theta, next, w);
      Theta spare = theta;
      theta = next;
      next = spare;
    }
    return theta.toMatrix();
  }
}
