package org.set2model.gradcheck;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.Domain;

/** Functions on the simplex, of symmetric matrices, of positive numbers, and in boxes. */
final class ConstrainedFamilies {

  private ConstrainedFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.accurate("simplex: quadratic", draw -> quadratic(draw, simplex(draw, -3))),
        Family.accurate(
            "simplex: quadratic, entries to 1e-300", draw -> quadratic(draw, simplex(draw, -300))),
        Family.accurate("simplex: linear", draw -> linear(draw, simplex(draw, -20))),
        Family.accurate("simplex: mixture", draw -> mixture(draw, simplex(draw, -3))),
        Family.accurate(
            "simplex: mixture, entries to 1e-300", draw -> mixture(draw, simplex(draw, -300))),
        Family.accurate("simplex: entropy", draw -> entropy(draw, simplex(draw, -3))),
        Family.accurate(
                "simplex: entropy, entries to 1e-9", draw -> entropy(draw, simplex(draw, -9)))
            .rarer(0.5),
        Family.accurate(
                "simplex: entropy, entries to 1e-300", draw -> entropy(draw, simplex(draw, -300)))
            .rarer(0.1),
        Family.accurate("simplex: divergence", draw -> divergence(draw, simplex(draw, -4))),
        Family.accurate("simplex: Dirichlet", draw -> dirichlet(draw, simplex(draw, -4))),
        Family.accurate(
                "simplex: Dirichlet, entries to 1e-12", draw -> dirichlet(draw, simplex(draw, -12)))
            .rarer(0.5),
        Family.accurate("symmetric: log determinant", ConstrainedFamilies::logDeterminant),
        Family.accurate("symmetric: Mahalanobis", ConstrainedFamilies::mahalanobis),
        Family.accurate("symmetric: trace of the cube", draw -> cube(draw, draw.integer(1, 4))),
        Family.accurate("box: edges", ConstrainedFamilies::box),
        Family.accurate("box: near edges", ConstrainedFamilies::nearEdges),
        Family.accurate("box: vanishing slope at the edge", ConstrainedFamilies::flatEdge),
        Family.accurate("positive: rates", ConstrainedFamilies::poisson));
  }

  /** Some entries are small, down to a power of ten, and some of them zero. */
  private static DMatrixRMaj simplex(Draw draw, int least) {
    int n = draw.integer(2, 7);
    DMatrixRMaj p = new DMatrixRMaj(1, n);
    double sum = 0;
    for (int i = 1; i < n; i++) {
      p.data[i] = draw.chance(0.5) ? draw.power(least, -2) : draw.uniform(0.02, 1) / n;
      sum += p.data[i];
    }
    p.data[0] = 1 - sum;
    return p;
  }

  private static DMatrixRMaj withZeros(Draw draw, DMatrixRMaj p) {
    if (draw.chance(0.3)) {
      int zero = draw.integer(1, p.numCols - 1);
      p.data[0] += p.data[zero];
      p.data[zero] = 0;
    }
    return p;
  }

  private static Example quadratic(Draw draw, DMatrixRMaj p) {
    double[] c = draw.gaussians(p.numCols);
    double[] b = draw.gaussians(p.numCols);
    return Example.sum(
            withZeros(draw, p),
            (t, i) -> 2 + c[i] * t * t + b[i] * t,
            (t, i) -> 2 * c[i] * t + b[i])
        .in(Domain.simplex());
  }

  private static Example linear(Draw draw, DMatrixRMaj p) {
    double[] b = draw.gaussians(p.numCols);
    return Example.sum(withZeros(draw, p), (t, i) -> b[i] * t, (t, i) -> b[i]).in(Domain.simplex());
  }

  private static Example mixture(Draw draw, DMatrixRMaj weights) {
    DMatrixRMaj p = withZeros(draw, weights);
    int points = draw.integer(1, 10);
    DMatrixRMaj likelihood = draw.uniform(points, p.numCols, 0.05, 2);
    DMatrixRMaj gradient = p.createLike();
    for (int n = 0; n < points; n++) {
      double total = mixed(likelihood, n, p);
      for (int k = 0; k < p.numCols; k++) {
        gradient.data[k] += likelihood.get(n, k) / total;
      }
    }
    return Example.of(
            p,
            y -> {
              double sum = 20;
              for (int n = 0; n < points; n++) {
                sum += Math.log(mixed(likelihood, n, y));
              }
              return sum;
            },
            gradient)
        .in(Domain.simplex());
  }

  private static double mixed(DMatrixRMaj likelihood, int row, DMatrixRMaj p) {
    double sum = 0;
    for (int k = 0; k < p.numCols; k++) {
      sum += likelihood.get(row, k) * p.data[k];
    }
    return sum;
  }

  private static Example entropy(Draw draw, DMatrixRMaj p) {
    return Example.sum(p, (t, i) -> t == 0 ? 0 : -t * Math.log(t), (t, i) -> -Math.log(t) - 1)
        .in(Domain.simplex());
  }

  private static Example divergence(Draw draw, DMatrixRMaj p) {
    double[] q = draw.uniform(1, p.numCols, 0.1, 1).data;
    return Example.sum(
            p,
            (t, i) -> 1 + (t == 0 ? 0 : t * Math.log(t / q[i])),
            (t, i) -> Math.log(t / q[i]) + 1)
        .in(Domain.simplex());
  }

  private static Example dirichlet(Draw draw, DMatrixRMaj p) {
    double[] alpha = draw.uniform(1, p.numCols, 0.3, 4).data;
    return Example.sum(p, (t, i) -> (alpha[i] - 1) * Math.log(t), (t, i) -> (alpha[i] - 1) / t)
        .in(Domain.simplex());
  }

  /** Eigenvalues of 1 and more. */
  private static DMatrixRMaj positiveDefinite(Draw draw, int n) {
    DMatrixRMaj root = draw.gaussian(n, n + 2);
    DMatrixRMaj s = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = i == j ? 1 : 0;
        for (int k = 0; k < n + 2; k++) {
          sum += root.get(i, k) * root.get(j, k) / n;
        }
        s.set(i, j, sum);
        s.set(j, i, sum);
      }
    }
    return s;
  }

  /** The lower factor of a matrix of which only the lower half is read. */
  private static double[][] cholesky(DMatrixRMaj s) {
    int n = s.numRows;
    double[][] l = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = s.get(i, j);
        for (int k = 0; k < j; k++) {
          sum -= l[i][k] * l[j][k];
        }
        if (i == j && !(sum > 0)) {
          throw new IllegalArgumentException("the matrix is not positive definite");
        }
        l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
      }
    }
    return l;
  }

  private static Example symmetric(
      DMatrixRMaj s, ToDoubleFunction<DMatrixRMaj> f, DMatrixRMaj gradient) {
    return Example.of(s, f, gradient).in(Domain.symmetric());
  }

  private static Example logDeterminant(Draw draw) {
    DMatrixRMaj s = positiveDefinite(draw, draw.integer(1, 5));
    return symmetric(
        s,
        y -> {
          double[][] l = cholesky(y);
          double sum = 1;
          for (int i = 0; i < l.length; i++) {
            sum += 2 * Math.log(l[i][i]);
          }
          return sum;
        },
        inverse(s));
  }

  private static DMatrixRMaj inverse(DMatrixRMaj s) {
    DMatrixRMaj inverse = s.createLike();
    CommonOps_DDRM.invert(s, inverse);
    return inverse;
  }

  /** As a function of both the vector and the matrix. */
  private static Example mahalanobis(Draw draw) {
    int n = draw.integer(1, 4);
    DMatrixRMaj s = positiveDefinite(draw, n);
    DMatrixRMaj x = draw.gaussian(n, 1);
    DMatrixRMaj solved = new DMatrixRMaj(n, 1);
    CommonOps_DDRM.mult(inverse(s), x, solved);
    DMatrixRMaj bySymmetric = new DMatrixRMaj(n, n);
    CommonOps_DDRM.multTransB(-1, solved, solved, bySymmetric);
    DMatrixRMaj byVector = solved.copy();
    CommonOps_DDRM.scale(2, byVector);
    return Example.of(
        in -> {
          double[][] l = cholesky(in[1]);
          double[] z = new double[n];
          double sum = 0;
          for (int i = 0; i < n; i++) {
            double rest = in[0].data[i];
            for (int k = 0; k < i; k++) {
              rest -= l[i][k] * z[k];
            }
            z[i] = rest / l[i][i];
            sum += z[i] * z[i];
          }
          return sum;
        },
        List.of(Argument.of("x", x), Argument.in(Domain.symmetric(), "s", s)),
        byVector,
        bySymmetric);
  }

  static Example cube(Draw draw, int n) {
    DMatrixRMaj s = positiveDefinite(draw, n);
    DMatrixRMaj gradient = new DMatrixRMaj(n, n);
    CommonOps_DDRM.mult(3, s, s, gradient);
    return symmetric(
        s,
        y -> {
          DMatrixRMaj square = new DMatrixRMaj(n, n);
          CommonOps_DDRM.mult(y, y, square);
          return SmoothFamilies.dot(square.data, y.data);
        },
        gradient);
  }

  private static Example box(Draw draw) {
    int n = draw.integer(1, 5);
    double[] a = draw.gaussians(n);
    DMatrixRMaj x = draw.uniform(1, n, 0, 1);
    for (int i = 0; i < n; i++) {
      x.data[i] = draw.of(x.data[i], 0, 1);
    }
    return Example.sum(
            x,
            (t, i) -> refuseOutside(t) + Math.exp(a[i] * t) + Math.sqrt(1 + t),
            (t, i) -> a[i] * Math.exp(a[i] * t) + 0.5 / Math.sqrt(1 + t))
        .in(Domain.box(0, 1));
  }

  private static double refuseOutside(double t) {
    if (!(t >= 0 && t <= 1)) {
      throw new IllegalArgumentException("the entry (" + t + ") must be in [0, 1]");
    }
    return 0;
  }

  private static Example nearEdges(Draw draw) {
    int n = draw.integer(1, 5);
    double[] a = draw.gaussians(n);
    DMatrixRMaj x = draw.uniform(1, n, 0, 1);
    for (int i = 0; i < n; i++) {
      double distance = draw.power(-12, -1);
      x.data[i] = draw.of(x.data[i], distance, 1 - distance);
    }
    return Example.sum(
            x, (t, i) -> refuseOutside(t) + Math.exp(a[i] * t), (t, i) -> a[i] * Math.exp(a[i] * t))
        .in(Domain.box(0, 1));
  }

  private static Example flatEdge(Draw draw) {
    int n = draw.integer(1, 4);
    int power = draw.integer(2, 4);
    DMatrixRMaj x = draw.uniform(1, n, 0, 1);
    x.data[0] = 0;
    return Example.sum(
            x,
            (t, i) -> refuseOutside(t) + 1 + Math.pow(t, power),
            (t, i) -> power * Math.pow(t, power - 1))
        .slope(1)
        .in(Domain.box(0, 1));
  }

  private static Example poisson(Draw draw) {
    int n = draw.integer(1, 6);
    double[] counts = new double[n];
    DMatrixRMaj rates = new DMatrixRMaj(1, n);
    for (int i = 0; i < n; i++) {
      counts[i] = draw.integer(0, 20);
      rates.data[i] = draw.power(-6, 3);
    }
    return Example.sum(rates, (t, i) -> t - counts[i] * Math.log(t), (t, i) -> 1 - counts[i] / t)
        .in(Domain.positive());
  }
}
