package org.set2model.mixture;

import java.util.function.UnaryOperator;

/**
 * The Neumann series of a linear system {@code A x = b}:
 *
 * <pre>
 *   x_0 = 0,   r_i = b - A x_i,   x_(i+1) = x_i + r_i      so that  x_i = sum_(j&lt;i) (I - A)^j b
 * </pre>
 *
 * It ends when the residual is rounding, when it has grown a million times, or after 100 000 terms.
 */
final class NeumannSeries {

  private static final int MOST_TERMS = 100_000;
  private static final double ROUNDING = 1e-14;

  /** A residual that no longer falls below this does so because of rounding. */
  private static final double SMALL = 1e-10;

  private static final double DIVERGENCE = 1e6;

  private NeumannSeries() {}

  static LinearSolution solve(UnaryOperator<double[]> matvec, double[] b) {
    double size = LinearSolution.norm(b);
    if (!(size > 0)) {
      return LinearSolution.zero(b.length);
    }
    double[] x = new double[b.length];
    double[] r = b.clone();
    double norm = size;
    double rate = 0;
    int terms = 0;
    boolean stalled = false;
    while (!stalled && norm > ROUNDING * size && norm < DIVERGENCE * size && terms < MOST_TERMS) {
      LinearSolution.add(1, r, x);
      r = b.clone();
      LinearSolution.add(-1, matvec.apply(x), r);
      double before = norm;
      norm = LinearSolution.norm(r);
      terms++;
      stalled = norm >= before && norm < SMALL * size;
      rate = stalled ? rate : norm / before;
    }
    // The slowest term decays like the largest eigenvalue of I - A, which is 1 - the smallest of A.
    double condition = norm < SMALL * size && rate < 1 ? 1 / (1 - rate) : Double.POSITIVE_INFINITY;
    return new LinearSolution(x, norm / size, condition, terms);
  }
}
