package org.set2model.mixture;

/**
 * How a mixture is fitted and differentiated.
 *
 * @param covariance of the components
 * @param components K >= 1, capped by the number of distinct points; without effect on a fit from a
 *     given start, which has its own K
 * @param iterations steps at most, T >= 0
 * @param tolerance the fit stops when a step's {@linkplain Fit#parameterResidual() parameter
 *     residual} is at most this; zero to run exactly T steps
 * @param starts number of seeded starts, the fit of highest objective being kept
 * @param seed of the first start; the others take the numbers that follow
 * @param differentiation the way back
 * @param solver of the linear system of the implicit ways
 */
public record FitOptions(
    Covariance covariance,
    int components,
    int iterations,
    double tolerance,
    int starts,
    long seed,
    Differentiation differentiation,
    LinearSolver solver) {

  /** As many components as there are distinct points. */
  public static final int ONE_PER_POINT = Integer.MAX_VALUE;

  /** Tolerance of {@link #implicit}. */
  private static final double TIGHT = 1e-12;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is violated, or an implicit mode has no tolerance
   */
  public FitOptions {
    requireAtLeast(1, "components", components);
    requireAtLeast(0, "iterations", iterations);
    requireAtLeast(1, "starts", starts);
    if (!(tolerance >= 0 && tolerance < 1)) {
      throw new IllegalArgumentException("tolerance (" + tolerance + ") must be in [0, 1)");
    }
    if (differentiation != Differentiation.UNROLLED && !(tolerance > 0)) {
      throw new IllegalArgumentException(
          "tolerance ("
              + tolerance
              + ") must be positive for a fit that is differentiated at its"
              + " fixed point; 1e-12 is a good choice");
    }
  }

  /** Exactly T steps from one start of seed 0, diagonal covariance, unrolled. */
  public static FitOptions unrolled(int components, int iterations) {
    return new FitOptions(
        Covariance.DIAGONAL,
        components,
        iterations,
        0,
        1,
        0,
        Differentiation.UNROLLED,
        LinearSolver.AUTOMATIC);
  }

  /** At most T steps to a residual of 1e-12, else as {@link #unrolled}. */
  public static FitOptions implicit(int components, int iterations, Differentiation mode) {
    return unrolled(components, iterations).withTolerance(TIGHT).withDifferentiation(mode);
  }

  /**
   * A component on every distinct point, left at its start: equal weights, and the variance of a
   * strong prior for all. The fit is a kernel density estimate.
   */
  public static FitOptions kernelDensity() {
    return unrolled(ONE_PER_POINT, 0);
  }

  /** Whether these are the options of {@link #kernelDensity}. */
  public boolean isKernelDensity() {
    return components == ONE_PER_POINT && iterations == 0;
  }

  /** The same with components of another covariance. */
  public FitOptions withCovariance(Covariance other) {
    return new FitOptions(
        other, components, iterations, tolerance, starts, seed, differentiation, solver);
  }

  /** The same with another tolerance, in [0, 1). */
  public FitOptions withTolerance(double other) {
    return new FitOptions(
        covariance, components, iterations, other, starts, seed, differentiation, solver);
  }

  /** The same with other seeded starts. */
  public FitOptions withStarts(int number, long firstSeed) {
    return new FitOptions(
        covariance, components, iterations, tolerance, number, firstSeed, differentiation, solver);
  }

  /** The same with another way back. */
  public FitOptions withDifferentiation(Differentiation other) {
    return new FitOptions(
        covariance, components, iterations, tolerance, starts, seed, other, solver);
  }

  /** The same with another solver of the linear system. */
  public FitOptions withSolver(LinearSolver other) {
    return new FitOptions(
        covariance, components, iterations, tolerance, starts, seed, differentiation, other);
  }

  private static void requireAtLeast(int least, String role, int value) {
    if (value < least) {
      throw new IllegalArgumentException(role + " (" + value + ") must be >= " + least);
    }
  }
}
