package org.set2model.gradcheck;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Ordinary smooth functions. */
final class SmoothFamilies {

  private SmoothFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.accurate("constant", SmoothFamilies::constant),
        Family.accurate(
            "linear",
            draw -> {
              double[] a = draw.gaussians(20);
              return Example.sum(some(draw), (t, i) -> a[i] * t + 3, (t, i) -> a[i]);
            }),
        Family.accurate("polynomial in factors at a root", SmoothFamilies::factors),
        Family.coarse("polynomial by Horner at a root", SmoothFamilies::horner),
        Family.accurate(
            "exponentials",
            draw -> {
              double[] a = draw.gaussians(20);
              return Example.sum(
                  some(draw), (t, i) -> Math.exp(a[i] * t), (t, i) -> a[i] * Math.exp(a[i] * t));
            }),
        Family.accurate(
            "logarithms",
            draw -> {
              DMatrixRMaj x = some(draw);
              for (int i = 0; i < x.getNumElements(); i++) {
                x.data[i] = draw.power(-4, 4);
              }
              return Example.sum(x, (t, i) -> 12 + Math.log(t), (t, i) -> 1 / t);
            }),
        Family.accurate("sin 10^3 x", draw -> sine(draw, 1e3)),
        Family.coarse("sin 10^6 x", draw -> sine(draw, 1e6)),
        Family.accurate("ratio", SmoothFamilies::ratio),
        Family.accurate("composition", SmoothFamilies::composition),
        Family.accurate("log-sum-exp", SmoothFamilies::logSumExp),
        Family.accurate("norm", SmoothFamilies::norm),
        Family.accurate("product", SmoothFamilies::product),
        Family.accurate("sum of 10^4 terms", draw -> longSum(draw, 10_000)).rarer(0.3),
        Family.accurate("sum of 10^5 terms", draw -> longSum(draw, 100_000)).rarer(0.05),
        Family.coarse("sum of 10^6 terms", draw -> longSum(draw, 1_000_000)).rarer(0.005));
  }

  private static DMatrixRMaj some(Draw draw) {
    return draw.gaussian(draw.integer(1, 4), draw.integer(1, 5));
  }

  private static Example constant(Draw draw) {
    DMatrixRMaj x = some(draw);
    double value = draw.of(0, 3.25, -1e-20, 1e10);
    if (draw.chance(0.5)) {
      return Example.of(x, y -> value, x.createLike());
    }
    DMatrixRMaj gradient = x.createLike();
    gradient.data[0] = Math.cos(x.data[0]);
    return Example.of(x, y -> 2 + Math.sin(y.data[0]), gradient);
  }

  private static Example factors(Draw draw) {
    int degree = draw.integer(1, 9);
    double[] roots = draw.gaussians(degree);
    double x = draw.chance(0.5) ? roots[0] : draw.gaussian();
    double derivative = 0;
    for (int k = 0; k < degree; k++) {
      double product = 1;
      for (int j = 0; j < degree; j++) {
        product *= j == k ? 1 : x - roots[j];
      }
      derivative += product;
    }
    return Example.of(
        new DMatrixRMaj(1, 1, true, x),
        y -> {
          double product = 1;
          for (double root : roots) {
            product *= y.data[0] - root;
          }
          return product;
        },
        new DMatrixRMaj(1, 1, true, derivative));
  }

  /** Integer coefficients, expanded from integer roots, so that they are exact. */
  private static Example horner(Draw draw) {
    int degree = draw.integer(2, 9);
    double[] roots = new double[degree];
    double[] coefficients = new double[degree + 1];
    coefficients[0] = 1;
    for (int k = 0; k < degree; k++) {
      roots[k] = draw.integer(-4, 4);
      for (int j = k + 1; j > 0; j--) {
        coefficients[j] = coefficients[j - 1] - roots[k] * coefficients[j];
      }
      coefficients[0] *= -roots[k];
    }
    double derivative = 1;
    for (int k = 1; k < degree; k++) {
      derivative *= roots[0] - roots[k];
    }
    return Example.of(
            new DMatrixRMaj(1, 1, true, roots[0]),
            y -> {
              double sum = 0;
              for (int k = degree; k >= 0; k--) {
                sum = sum * y.data[0] + coefficients[k];
              }
              return sum;
            },
            new DMatrixRMaj(1, 1, true, derivative))
        .slope(1);
  }

  private static Example sine(Draw draw, double frequency) {
    return Example.sum(
        some(draw),
        (t, i) -> 2 + Math.sin(frequency * t),
        (t, i) -> {
          double angle = frequency * t;
          double rounding = Math.fma(frequency, t, -angle);
          return frequency * (Math.cos(angle) - rounding * Math.sin(angle));
        });
  }

  private static Example ratio(Draw draw) {
    int n = draw.integer(2, 6);
    double[] a = draw.uniform(1, n, 0.5, 2).data;
    double[] b = draw.uniform(1, n, 0.5, 2).data;
    DMatrixRMaj x = draw.uniform(1, n, 0.1, 3);
    double over = dot(a, x.data);
    double under = dot(b, x.data);
    DMatrixRMaj gradient = new DMatrixRMaj(1, n);
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int j = 0; j < n; j++) {
        sum += (a[i] * b[j] - a[j] * b[i]) * x.data[j];
      }
      gradient.data[i] = sum / (under * under);
    }
    return Example.of(x, y -> dot(a, y.data) / dot(b, y.data), gradient);
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static Example composition(Draw draw) {
    double[] a = draw.gaussians(4);
    DMatrixRMaj x = draw.gaussian(2, 2);
    double inner = dot(a, x.data);
    double sine = Math.sin(inner);
    double outer = Math.exp(sine) + Math.sqrt(2 + sine);
    double slope =
        (1 - square(Math.tanh(outer)))
            * (Math.exp(sine) + 0.5 / Math.sqrt(2 + sine))
            * Math.cos(inner);
    DMatrixRMaj gradient = new DMatrixRMaj(2, 2);
    for (int i = 0; i < 4; i++) {
      gradient.data[i] = slope * a[i];
    }
    return Example.of(
        x,
        y -> {
          double s = Math.sin(dot(a, y.data));
          return Math.tanh(Math.exp(s) + Math.sqrt(2 + s));
        },
        gradient);
  }

  private static double square(double t) {
    return t * t;
  }

  private static Example logSumExp(Draw draw) {
    DMatrixRMaj x = draw.gaussian(1, draw.integer(2, 12));
    double spread = draw.of(1, 5, 0.01);
    double offset = draw.of(3, 100, -30);
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] = offset + spread * x.data[i];
    }
    double value = logSumExp(x);
    DMatrixRMaj gradient = x.createLike();
    for (int i = 0; i < x.numCols; i++) {
      gradient.data[i] = Math.exp(x.data[i] - value);
    }
    return Example.of(x, SmoothFamilies::logSumExp, gradient);
  }

  static double logSumExp(DMatrixRMaj y) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double entry : y.data) {
      largest = Math.max(largest, entry);
    }
    double sum = 0;
    for (double entry : y.data) {
      sum += Math.exp(entry - largest);
    }
    return largest + Math.log(sum);
  }

  private static Example norm(Draw draw) {
    DMatrixRMaj x = some(draw);
    double size = draw.power(-20, 20);
    for (int i = 0; i < x.getNumElements(); i++) {
      x.data[i] *= size;
    }
    double value = Math.sqrt(dot(x.data, x.data));
    DMatrixRMaj gradient = x.createLike();
    for (int i = 0; i < x.getNumElements(); i++) {
      gradient.data[i] = x.data[i] / value;
    }
    return Example.of(x, y -> Math.sqrt(dot(y.data, y.data)), gradient);
  }

  private static Example product(Draw draw) {
    int n = draw.of(2, 5, 20, 50);
    DMatrixRMaj x = draw.powers(1, n, -0.5, 0.5);
    DMatrixRMaj gradient = x.createLike();
    for (int i = 0; i < n; i++) {
      gradient.data[i] = productWithout(x.data, i);
    }
    return Example.of(x, y -> productWithout(y.data, -1), gradient);
  }

  private static double productWithout(double[] x, int left) {
    double product = 1;
    for (int i = 0; i < x.length; i++) {
      product *= i == left ? 1 : x[i];
    }
    return product;
  }

  private static Example longSum(Draw draw, int terms) {
    DMatrixRMaj x = draw.gaussian(1, draw.integer(1, 4));
    int n = x.numCols;
    double[] a = draw.gaussians(n);
    DMatrixRMaj gradient = x.createLike();
    for (int k = 0; k < terms; k++) {
      gradient.data[k % n] += a[k % n] * Math.exp(a[k % n] * x.data[k % n]) / (1 + k % 7);
    }
    return Example.of(
        x,
        y -> {
          double sum = 0;
          for (int k = 0; k < terms; k++) {
            sum += Math.exp(a[k % n] * y.data[k % n]) / (1 + k % 7);
          }
          return sum;
        },
        gradient);
  }
}
