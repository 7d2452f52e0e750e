package org.set2model.mixture;

import org.set2model.autodiff.UnreliableGradientException;

/**
 * How far an implicit gradient can be trusted.
 *
 * @param fixedPointResidual the {@linkplain Fit#parameterResidual() parameter residual} of one more
 *     step from the fitted theta
 * @param solverResidual {@code |b - A u| / |b|} of the linear system
 * @param condition estimate of the condition number of A, in the units of complete information
 *     (which make it about the largest ratio of complete to observed information)
 * @param products how often A was applied, each at the price of one step's product
 */
public record AdjointReport(
    double fixedPointResidual, double solverResidual, double condition, int products) {

  private static final double LARGEST_CONDITION = 1e8;
  private static final double LARGEST_RESIDUAL = 1e-9;

  static AdjointReport of(FixedPoint at, LinearSolution solution) {
    return new AdjointReport(
        at.residual, solution.residual(), solution.condition(), solution.matvecs());
  }

  /**
   * Returns this if the gradient can be trusted.
   *
   * @throws UnreliableGradientException if the system is ill-conditioned or was not solved
   */
  AdjointReport requireReliable() {
    if (!(condition <= LARGEST_CONDITION)) {
      throw new UnreliableGradientException(
          String.format(
              "the fixed point is not isolated (condition number %.1e > %.0e), as where components"
                  + " coincide: fit fewer components, give a prior, or differentiate with UNROLLED",
              condition, LARGEST_CONDITION));
    }
    if (!(solverResidual <= LARGEST_RESIDUAL)) {
      throw new UnreliableGradientException(
          String.format(
              "the linear system was solved to a residual of %.1e only (at most %.0e is required):"
                  + " use LinearSolver.LU, or differentiate with UNROLLED",
              solverResidual, LARGEST_RESIDUAL));
    }
    return this;
  }
}
