package org.set2model.mixture;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * GMRES for {@code A x = b} (Y. Saad, M. H. Schultz, SIAM J. Sci. Stat. Comput. 7, 1986,
 * doi:10.1137/0907058): the x in the Krylov space {@code span(b, A b, ..., A^(m-1) b)} that makes
 * {@code |b - A x|} smallest.
 *
 * <p>Arnoldi's process gives an orthonormal basis V of the space with {@code A V_m = V_(m+1) H}, H
 * being (m+1) x m and zero below its first subdiagonal; Givens rotations make H triangular as it
 * grows, {@code Q H = R}, and the rotated right-hand side {@code Q (|b| e_1) = s} ends in the norm
 * of the residual. Then {@code x = V_m R^-1 s}. Every vector is orthogonalized twice, which keeps
 * the basis orthogonal to rounding.
 *
 * <p>There is no restart: the space grows until the residual is rounding, at most to 300
 * dimensions. The condition estimate is that of R, whose singular values lie between those of A.
 */
final class GeneralizedMinimalResidual {

  private static final int MOST_PRODUCTS = 300;
  private static final double ROUNDING = 1e-14;

  private final UnaryOperator<double[]> matvec;
  private final double[][] basis;

  /** Columns of R, one for each dimension of the space. */
  private final double[][] triangle;

  private final double[] cosine;
  private final double[] sine;

  /** s: the right-hand side in the basis, rotated. */
  private final double[] rotated;

  private GeneralizedMinimalResidual(UnaryOperator<double[]> matvec, double[] b, double norm) {
    int most = Math.min(b.length, MOST_PRODUCTS);
    this.matvec = matvec;
    basis = new double[most + 1][];
    triangle = new double[most][];
    cosine = new double[most];
    sine = new double[most];
    rotated = new double[most + 1];
    rotated[0] = norm;
    basis[0] = divided(b, norm);
  }

  static LinearSolution solve(UnaryOperator<double[]> matvec, double[] b) {
    double norm = LinearSolution.norm(b);
    if (!(norm > 0)) {
      return LinearSolution.zero(b.length);
    }
    var solver = new GeneralizedMinimalResidual(matvec, b, norm);
    int m = 0;
    boolean grows = true;
    while (grows && m < solver.triangle.length && Math.abs(solver.rotated[m]) > ROUNDING * norm) {
      grows = solver.extend(m);
      m++;
    }
    double condition = solver.condition(m);
    double[] x =
        condition < Double.POSITIVE_INFINITY ? solver.combination(m) : new double[b.length];
    return LinearSolution.of(matvec, b, x, condition, m);
  }

  /** Adds dimension m to the space; false if the space cannot grow beyond. */
  private boolean extend(int m) {
    double[] v = matvec.apply(basis[m]);
    double before = LinearSolution.norm(v);
    double[] h = new double[m + 2];
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i <= m; i++) {
        double along = LinearSolution.dot(basis[i], v);
        h[i] += along;
        LinearSolution.add(-along, basis[i], v);
      }
    }
    h[m + 1] = LinearSolution.norm(v);
    boolean grows = h[m + 1] > ROUNDING * before;
    if (grows) {
      basis[m + 1] = divided(v, h[m + 1]);
    } else {
      h[m + 1] = 0;
    }
    rotate(h, m);
    return grows;
  }

  /**
   * Applies all earlier rotations to a new column of H, and one more that clears its last entry.
   */
  private void rotate(double[] h, int m) {
    for (int i = 0; i < m; i++) {
      double above = cosine[i] * h[i] + sine[i] * h[i + 1];
      h[i + 1] = cosine[i] * h[i + 1] - sine[i] * h[i];
      h[i] = above;
    }
    double length = Math.hypot(h[m], h[m + 1]);
    cosine[m] = length > 0 ? h[m] / length : 1;
    sine[m] = length > 0 ? h[m + 1] / length : 0;
    h[m] = length;
    rotated[m + 1] = -sine[m] * rotated[m];
    rotated[m] *= cosine[m];
    triangle[m] = Arrays.copyOf(h, m + 1);
  }

  /** Infinite if R is singular. */
  private double condition(int m) {
    DMatrixRMaj r = new DMatrixRMaj(m, m);
    for (int j = 0; j < m; j++) {
      if (!(triangle[j][j] > 0)) {
        return Double.POSITIVE_INFINITY;
      }
      for (int i = 0; i <= j; i++) {
        r.set(i, j, triangle[j][i]);
      }
    }
    return NormOps_DDRM.conditionP2(r);
  }

  /** {@code V_m R^-1 s}, by back substitution. */
  private double[] combination(int m) {
    double[] y = Arrays.copyOf(rotated, m);
    double[] x = new double[basis[0].length];
    for (int j = m - 1; j >= 0; j--) {
      y[j] /= triangle[j][j];
      for (int i = 0; i < j; i++) {
        y[i] -= triangle[j][i] * y[j];
      }
      LinearSolution.add(y[j], basis[j], x);
    }
    return x;
  }

  private static double[] divided(double[] v, double by) {
    double[] quotient = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      quotient[i] = v[i] / by;
    }
    return quotient;
  }
}
