package org.set2model.mixture;

import java.util.function.UnaryOperator;

/**
 * How a linear system {@code A x = b} is solved, A being known by its products with vectors.
 *
 * <p>n is the number of unknowns. All give {@link LinearSolution#residual()}, computed from its
 * definition, so that none can fail silently.
 */
public enum LinearSolver {
  /** LU for at most 64 unknowns, GMRES for more. */
  AUTOMATIC {
    @Override
    LinearSolution solve(UnaryOperator<double[]> matvec, double[] b) {
      return (b.length <= FEW_UNKNOWNS ? LU : GMRES).solve(matvec, b);
    }
  },

  /** n products to form A, then a dense factorization: O(n^3) time, O(n^2) memory. */
  LU {
    @Override
    LinearSolution solve(UnaryOperator<double[]> matvec, double[] b) {
      return DenseSolver.solve(matvec, b);
    }
  },

  /**
   * {@link GeneralizedMinimalResidual}: m matvecs, O(m^2 n) time, O(m n) memory, {@code m <= n}.
   */
  GMRES {
    @Override
    LinearSolution solve(UnaryOperator<double[]> matvec, double[] b) {
      return GeneralizedMinimalResidual.solve(matvec, b);
    }
  },

  /**
   * The Neumann series {@code x = b + (I - A) b + (I - A)^2 b + ...}, in O(n) memory: what one
   * would explain first, and what unrolling a converged fit amounts to. It converges where the
   * spectral radius of {@code I - A} is below one, as slowly as the fit did.
   */
  NEUMANN {
    @Override
    LinearSolution solve(UnaryOperator<double[]> matvec, double[] b) {
      return NeumannSeries.solve(matvec, b);
    }
  };

  private static final int FEW_UNKNOWNS = 64;

  /**
   * Solves the system as well as it can; whether that is well enough, the caller judges.
   *
   * @param matvec v to A v, a fresh array
   */
  abstract LinearSolution solve(UnaryOperator<double[]> matvec, double[] b);
}
