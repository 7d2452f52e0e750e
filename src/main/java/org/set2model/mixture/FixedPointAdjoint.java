package org.set2model.mixture;

import org.set2model.autodiff.UnreliableGradientException;

/**
 * The way back through the fixed point {@code theta* = T(theta*, X, a, prior)}. Differentiating it,
 * {@code (I - dT/dtheta) dtheta* = dT/dX dX + ...}, so with {@code g = dL/dtheta*}
 *
 * <pre>
 *   (I - dT/dtheta)^T u = g
 *   dL/dX = (dT/dX)^T u,   and likewise for a and the prior</pre>
 *
 * Each product with {@code (dT/dtheta)^T} is the product of one step. Solved in the {@linkplain
 * FixedPoint units} s of complete information: with {@code v = s u},
 *
 * <pre>  v - s (dT/dtheta)^T (v / s) = s g.</pre>
 *
 * The weights need no care. {@code sum_k w'_k = 1} whatever theta is, so that the step's derivative
 * maps into the plane tangent to the simplex, and a constant added to the weights' part of g is
 * added to u too and lost in {@code (dT/dX)^T}. Scaling all weights changes nothing, so that the
 * derivative is zero in that direction. Both give the eigenvalue 0 to dT/dtheta, far from the 1
 * that would make the system singular.
 */
final class FixedPointAdjoint {

  private FixedPointAdjoint() {}

  /**
   * The product of the whole fit.
   *
   * @param upstream g
   * @param totals receives the gradients
   * @throws UnreliableGradientException if they cannot be computed to the accuracy promised
   */
  static AdjointReport pull(
      FixedPoint at, Theta upstream, LinearSolver solver, FitGradient totals) {
    StepKernel kernel = at.kernel;
    FitGradient discarded = FitGradient.withoutPoints(kernel.set);
    Theta toTheta = new Theta(at.theta.components(), at.theta.dimensions());
    LinearSolution solution =
        solver.solve(
            v -> {
              kernel.pull(at.theta, at.image, at.overUnits(v), toTheta, discarded);
              double[] result = v.clone();
              LinearSolution.add(-1, at.timesUnits(toTheta), result);
              return result;
            },
            at.timesUnits(upstream));
    AdjointReport report = AdjointReport.of(at, solution).requireReliable();
    // A solver is accurate relative to the largest unknown. One turn of the equation itself,
    // u = g + (dT/dtheta)^T u, makes the small ones as accurate.
    kernel.pull(at.theta, at.image, at.overUnits(solution.x()), toTheta, discarded);
    double[] v = at.timesUnits(upstream);
    LinearSolution.add(1, at.timesUnits(toTheta), v);
    kernel.pull(at.theta, at.image, at.overUnits(v), toTheta, totals);
    return report;
  }
}
