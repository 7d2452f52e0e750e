package org.set2model.gradcheck;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.Domain;

/** A function of one matrix at a point, with gradient and Hessian derived by hand. */
record KnownHessian(
    String name,
    ToDoubleFunction<double[]> value,
    Function<double[], double[]> gradient,
    Function<double[], double[][]> hessian,
    Argument argument) {

  /** Families that are smooth at every point. */
  static final int FAMILIES = 18;

  HessianCheck check() {
    return check(in -> gradient(in[0]));
  }

  /** The check with another gradient. */
  HessianCheck check(Function<DMatrixRMaj[], DMatrixRMaj> otherGradient) {
    return HessianCheck.of(
        in -> value.applyAsDouble(in[0].data),
        in -> new DMatrixRMaj[] {otherGradient.apply(in)},
        argument);
  }

  DMatrixRMaj gradient(DMatrixRMaj x) {
    return new DMatrixRMaj(x.numRows, x.numCols, true, gradient.apply(x.data));
  }

  /** At the point. */
  DMatrixRMaj right() {
    return new DMatrixRMaj(hessian.apply(argument.value().data));
  }

  /** A family of n variables or about as many; what is random about it is seeded. */
  static KnownHessian of(int family, int n, long seed) {
    var random = new SplittableRandom(seed);
    double[] x = KnownGradient.gaussian(1, n, random).data;
    double[] a = KnownGradient.gaussian(1, n, random).data;
    double[][] q = symmetric(n, random);
    return switch (family) {
      case 0 -> quadratic("quadratic form", x, q, 0);
      case 1 -> exponentials(x, a);
      case 2 -> logSumExp(x);
      case 3 -> logistic(x, KnownGradient.gaussian(3 * n, n, random));
      case 4 -> rosenbrock(n > 1 ? x : new double[] {x[0], a[0]});
      case 5 -> norm(x);
      case 6 -> logDeterminant(Math.max(1, (int) Math.sqrt(n)), random);
      case 7 -> illScaled(x, a, random);
      case 8 -> quadratic("quadratic form on an offset of 1e6", x, q, 1e6);
      case 9 -> trilinear(x, KnownGradient.gaussian(n, n, random));
      case 10 -> barrier(x, KnownGradient.gaussian(2 * n, n, random));
      case 11 -> reciprocal(x);
      case 12 -> sineOfForm(x, q);
      case 13 -> linear(x, a);
      case 14 -> logLikelihood(KnownGradient.gaussian(9, n, random), random);
      case 15 -> entropy(n, random);
      case 16 -> quadratic("huge entries", times(x, 1e8), q, 0);
      case 17 -> exponentialOfSum("tiny entries", times(x, 1e-8), times(a, 1e8));
      default -> throw new IllegalArgumentException("family " + family + " is not known");
    };
  }

  private static KnownHessian quadratic(String name, double[] x, double[][] q, double offset) {
    return free(name, x, y -> offset + form(q, y, y) / 2, y -> times(q, y), y -> q);
  }

  /** {@code sum_i exp(a_i x_i)}. */
  private static KnownHessian exponentials(double[] x, double[] a) {
    return free(
        "exponentials",
        x,
        y -> {
          double sum = 0;
          for (int i = 0; i < y.length; i++) {
            sum += Math.exp(a[i] * y[i]);
          }
          return sum;
        },
        y -> {
          double[] g = new double[y.length];
          Arrays.setAll(g, i -> a[i] * Math.exp(a[i] * y[i]));
          return g;
        },
        y -> matrix(y.length, (i, j) -> i == j ? a[i] * a[i] * Math.exp(a[i] * y[i]) : 0));
  }

  private static KnownHessian logSumExp(double[] x) {
    ToDoubleFunction<double[]> value =
        y -> {
          double largest = Arrays.stream(y).max().getAsDouble();
          double sum = 0;
          for (double entry : y) {
            sum += Math.exp(entry - largest);
          }
          return largest + Math.log(sum);
        };
    Function<double[], double[]> gradient =
        y -> {
          double total = value.applyAsDouble(y);
          return Arrays.stream(y).map(entry -> Math.exp(entry - total)).toArray();
        };
    return free(
        "log-sum-exp",
        x,
        value,
        gradient,
        y -> {
          double[] p = gradient.apply(y);
          return matrix(p.length, (i, j) -> (i == j ? p[i] : 0) - p[i] * p[j]);
        });
  }

  private static KnownHessian logistic(double[] x, DMatrixRMaj data) {
    double[][] rows = rows(data);
    return free(
        "logistic loss",
        x,
        y -> {
          double sum = 0;
          for (double[] row : rows) {
            double t = dot(row, y);
            sum += Math.max(-t, 0) + Math.log1p(Math.exp(-Math.abs(t)));
          }
          return sum;
        },
        y -> {
          double[] g = new double[y.length];
          for (double[] row : rows) {
            double share = 1 / (1 + Math.exp(dot(row, y)));
            for (int i = 0; i < g.length; i++) {
              g[i] -= share * row[i];
            }
          }
          return g;
        },
        y -> {
          double[][] h = new double[y.length][y.length];
          for (double[] row : rows) {
            double e = Math.exp(-Math.abs(dot(row, y)));
            addOuter(h, e / ((1 + e) * (1 + e)), row, row);
          }
          return h;
        });
  }

  private static KnownHessian rosenbrock(double[] x) {
    return free(
        "Rosenbrock",
        x,
        y -> {
          double sum = 0;
          for (int i = 0; i + 1 < y.length; i++) {
            double bend = y[i + 1] - y[i] * y[i];
            sum += 100 * bend * bend + (1 - y[i]) * (1 - y[i]);
          }
          return sum;
        },
        y -> {
          double[] g = new double[y.length];
          for (int i = 0; i + 1 < y.length; i++) {
            double bend = y[i + 1] - y[i] * y[i];
            g[i] += -400 * bend * y[i] - 2 * (1 - y[i]);
            g[i + 1] += 200 * bend;
          }
          return g;
        },
        y -> {
          double[][] h = new double[y.length][y.length];
          for (int i = 0; i + 1 < y.length; i++) {
            h[i][i] += -400 * (y[i + 1] - y[i] * y[i]) + 800 * y[i] * y[i] + 2;
            h[i + 1][i + 1] += 200;
            h[i][i + 1] -= 400 * y[i];
            h[i + 1][i] -= 400 * y[i];
          }
          return h;
        });
  }

  private static KnownHessian norm(double[] x) {
    return free(
        "norm",
        x,
        y -> Math.sqrt(dot(y, y)),
        y -> times(y, 1 / Math.sqrt(dot(y, y))),
        y -> {
          double norm = Math.sqrt(dot(y, y));
          return matrix(
              y.length, (i, j) -> ((i == j ? 1 : 0) - y[i] / norm * (y[j] / norm)) / norm);
        });
  }

  /** {@code log det S} on symmetric matrices: gradient and Hessian are those of all matrices. */
  private static KnownHessian logDeterminant(int d, SplittableRandom random) {
    DMatrixRMaj root = KnownGradient.gaussian(d, d, random);
    DMatrixRMaj s = CommonOps_DDRM.multTransB(root, root, null);
    for (int i = 0; i < d; i++) {
      s.add(i, i, 1);
      for (int j = 0; j < i; j++) {
        s.set(i, j, s.get(j, i));
      }
    }
    Function<double[], double[][]> inverse =
        y -> {
          DMatrixRMaj m = new DMatrixRMaj(d, d, true, y.clone());
          if (!CommonOps_DDRM.invert(m)) {
            throw new ArithmeticException("singular");
          }
          return rows(m);
        };
    return new KnownHessian(
        "log-determinant",
        y -> Math.log(CommonOps_DDRM.det(new DMatrixRMaj(d, d, true, y.clone()))),
        y -> {
          double[][] m = inverse.apply(y);
          double[] g = new double[d * d];
          Arrays.setAll(g, e -> m[e % d][e / d]);
          return g;
        },
        y -> {
          double[][] m = inverse.apply(y);
          return matrix(d * d, (e, f) -> -m[e % d][f / d] * m[f % d][e / d]);
        },
        Argument.in(Domain.symmetric(), "x", s));
  }

  private static KnownHessian illScaled(double[] x, double[] a, SplittableRandom random) {
    double[] scale = new double[x.length];
    double[] y = new double[x.length];
    for (int i = 0; i < scale.length; i++) {
      scale[i] = Math.pow(10, random.nextInt(-4, 5));
      y[i] = x[i] * scale[i];
    }
    double[] b = new double[x.length];
    Arrays.setAll(b, i -> a[i] / scale[i]);
    return exponentialOfSum("ill scaled", y, b);
  }

  /** {@code exp(b . x)}. */
  private static KnownHessian exponentialOfSum(String name, double[] x, double[] b) {
    return free(
        name,
        x,
        y -> Math.exp(dot(b, y)),
        y -> times(b, Math.exp(dot(b, y))),
        y -> {
          double e = Math.exp(dot(b, y));
          return matrix(y.length, (i, j) -> e * b[i] * b[j]);
        });
  }

  /** {@code sum_ij c_ij x_i^2 x_j}. */
  private static KnownHessian trilinear(double[] x, DMatrixRMaj coefficients) {
    double[][] c = rows(coefficients);
    return free(
        "cubic form",
        x,
        y -> {
          double sum = 0;
          for (int i = 0; i < y.length; i++) {
            sum += y[i] * y[i] * dot(c[i], y);
          }
          return sum;
        },
        y -> {
          double[] g = new double[y.length];
          for (int i = 0; i < y.length; i++) {
            g[i] += 2 * y[i] * dot(c[i], y);
            for (int j = 0; j < y.length; j++) {
              g[j] += c[i][j] * y[i] * y[i];
            }
          }
          return g;
        },
        y ->
            matrix(
                y.length,
                (i, j) ->
                    (i == j ? 2 * dot(c[i], y) : 0) + 2 * y[i] * c[i][j] + 2 * y[j] * c[j][i]));
  }

  /** {@code -sum_k log(b_k - a_k . x)}, at some distance from its walls. */
  private static KnownHessian barrier(double[] x, DMatrixRMaj normals) {
    double[][] a = rows(normals);
    double[] b = new double[a.length];
    Arrays.setAll(b, k -> dot(a[k], x) + 0.2 + 0.3 * k);
    return free(
        "barrier",
        x,
        y -> {
          double sum = 0;
          for (int k = 0; k < a.length; k++) {
            sum -= Math.log(b[k] - dot(a[k], y));
          }
          return sum;
        },
        y -> {
          double[] g = new double[y.length];
          for (int k = 0; k < a.length; k++) {
            double gap = b[k] - dot(a[k], y);
            for (int i = 0; i < g.length; i++) {
              g[i] += a[k][i] / gap;
            }
          }
          return g;
        },
        y -> {
          double[][] h = new double[y.length][y.length];
          for (int k = 0; k < a.length; k++) {
            double gap = b[k] - dot(a[k], y);
            addOuter(h, 1 / (gap * gap), a[k], a[k]);
          }
          return h;
        });
  }

  /** {@code 1 / (1 + x . x)}. */
  private static KnownHessian reciprocal(double[] x) {
    return free(
        "reciprocal",
        x,
        y -> 1 / (1 + dot(y, y)),
        y -> times(y, -2 / square(1 + dot(y, y))),
        y -> {
          double s = 1 + dot(y, y);
          return matrix(
              y.length, (i, j) -> (i == j ? -2 / (s * s) : 0) + 8 * y[i] * y[j] / (s * s * s));
        });
  }

  /** {@code sin(x . Q x / 2)}. */
  private static KnownHessian sineOfForm(double[] x, double[][] q) {
    return free(
        "sine of a form",
        x,
        y -> Math.sin(form(q, y, y) / 2),
        y -> times(times(q, y), Math.cos(form(q, y, y) / 2)),
        y -> {
          double t = form(q, y, y) / 2;
          double[] u = times(q, y);
          return matrix(y.length, (i, j) -> Math.cos(t) * q[i][j] - Math.sin(t) * u[i] * u[j]);
        });
  }

  private static KnownHessian linear(double[] x, double[] a) {
    return free("linear", x, y -> dot(a, y), y -> a.clone(), y -> new double[y.length][y.length]);
  }

  /** Of points under a diagonal Gaussian, in its means (n) followed by its variances (n). */
  private static KnownHessian logLikelihood(DMatrixRMaj points, SplittableRandom random) {
    double[][] z = rows(points);
    int n = points.numCols;
    double[] x = new double[2 * n];
    Arrays.setAll(x, i -> i < n ? 0.3 * random.nextGaussian() : random.nextDouble(0.5, 2));
    return free(
        "log-likelihood",
        x,
        y -> {
          double sum = 0;
          for (double[] row : z) {
            for (int j = 0; j < n; j++) {
              sum -= (Math.log(2 * Math.PI * y[n + j]) + square(row[j] - y[j]) / y[n + j]) / 2;
            }
          }
          return sum;
        },
        y -> {
          double[] g = new double[2 * n];
          for (double[] row : z) {
            for (int j = 0; j < n; j++) {
              double d = row[j] - y[j];
              g[j] += d / y[n + j];
              g[n + j] += (d * d / y[n + j] - 1) / (2 * y[n + j]);
            }
          }
          return g;
        },
        y -> {
          double[][] h = new double[2 * n][2 * n];
          for (double[] row : z) {
            for (int j = 0; j < n; j++) {
              double d = row[j] - y[j];
              double v = y[n + j];
              h[j][j] -= 1 / v;
              h[j][n + j] -= d / (v * v);
              h[n + j][j] -= d / (v * v);
              h[n + j][n + j] += (0.5 - d * d / v) / (v * v);
            }
          }
          return h;
        });
  }

  private static KnownHessian entropy(int n, SplittableRandom random) {
    double[] p = new double[Math.max(2, n)];
    Arrays.setAll(p, i -> random.nextDouble(0.2, 1));
    double sum = Arrays.stream(p).sum();
    return new KnownHessian(
        "entropy on the simplex",
        y -> -Arrays.stream(y).map(t -> t * Math.log(t)).sum(),
        y -> Arrays.stream(y).map(t -> -Math.log(t) - 1).toArray(),
        y -> matrix(y.length, (i, j) -> i == j ? -1 / y[i] : 0),
        Argument.in(Domain.simplex(), "x", new DMatrixRMaj(1, p.length, true, times(p, 1 / sum))));
  }

  private static KnownHessian free(
      String name,
      double[] x,
      ToDoubleFunction<double[]> value,
      Function<double[], double[]> gradient,
      Function<double[], double[][]> hessian) {
    return new KnownHessian(
        name, value, gradient, hessian, Argument.of("x", new DMatrixRMaj(1, x.length, true, x)));
  }

  private interface Entry {
    double at(int i, int j);
  }

  private static double[][] matrix(int n, Entry entry) {
    double[][] h = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        h[i][j] = entry.at(i, j);
      }
    }
    return h;
  }

  private static double[][] symmetric(int n, SplittableRandom random) {
    double[][] b = rows(KnownGradient.gaussian(n, n, random));
    return matrix(n, (i, j) -> b[Math.min(i, j)][Math.max(i, j)]);
  }

  private static double[][] rows(DMatrixRMaj matrix) {
    double[][] rows = new double[matrix.numRows][];
    Arrays.setAll(
        rows, i -> Arrays.copyOfRange(matrix.data, i * matrix.numCols, (i + 1) * matrix.numCols));
    return rows;
  }

  private static void addOuter(double[][] h, double factor, double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        h[i][j] += factor * a[i] * b[j];
      }
    }
  }

  private static double form(double[][] q, double[] x, double[] y) {
    return dot(x, times(q, y));
  }

  private static double[] times(double[][] q, double[] x) {
    return Arrays.stream(q).mapToDouble(row -> dot(row, x)).toArray();
  }

  private static double[] times(double[] x, double factor) {
    return Arrays.stream(x).map(t -> factor * t).toArray();
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  private static double square(double t) {
    return t * t;
  }
}
