package org.set2model.gradcheck;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.set2model.gradcheck.argument.Domain;

/** Functions of more entries than are checked one by one. */
final class ManyFamilies {

  private ManyFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.accurate("n: sqrt(1+x^2) at its minimum", ManyFamilies::even).rarer(0.3),
        Family.accurate("n: even in some entries", ManyFamilies::someEven).rarer(0.3),
        Family.accurate("n: quadratic form", ManyFamilies::chain).rarer(0.3),
        Family.accurate("n: log-sum-exp", ManyFamilies::logSumExp).rarer(0.3),
        Family.accurate("n: logistic regression", ManyFamilies::logistic).rarer(0.3),
        Family.accurate("n: network of tanh", ManyFamilies::network).rarer(0.3),
        Family.accurate("n: some entries ignored", ManyFamilies::ignored).rarer(0.3),
        Family.accurate("n: sines of many frequencies", ManyFamilies::sines).rarer(0.3),
        Family.accurate("n: simplex, quadratic", ManyFamilies::simplex).rarer(0.3),
        Family.accurate("n: symmetric, trace of the cube", ManyFamilies::symmetric).rarer(0.2),
        Family.accurate("n: box, entries on edges", ManyFamilies::box).rarer(0.3),
        Family.accurate("n: ReLU units", ManyFamilies::rectifiers).rarer(0.2),
        Family.accurate("n: median and extremes", ManyFamilies::extremes).rarer(0.2),
        Family.accurate("n: entries of 1e-6 to 1e6", ManyFamilies::scaled).rarer(0.2),
        Family.accurate("n: all but a few negligible", ManyFamilies::negligible).rarer(0.1),
        Family.coarse("n: in float", ManyFamilies::single).rarer(0.1));
  }

  private static int size(Draw draw) {
    return draw.of(65, 65, 70, 100, 200, 500);
  }

  private static Example even(Draw draw) {
    return Example.sum(
        new DMatrixRMaj(1, size(draw)),
        (t, i) -> Math.sqrt(1 + t * t),
        (t, i) -> t / Math.sqrt(1 + t * t));
  }

  private static Example someEven(Draw draw) {
    DMatrixRMaj x = draw.gaussian(1, size(draw));
    double share = draw.of(0.02, 0.5);
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] = draw.chance(share) ? 0 : x.data[i];
    }
    return Example.sum(x, (t, i) -> Math.sqrt(1 + t * t), (t, i) -> t / Math.sqrt(1 + t * t));
  }

  /** The sum of (x_i - x_i+1 + c_i)^2, which a common shift does not change. */
  private static Example chain(Draw draw) {
    int n = size(draw);
    double[] c = draw.gaussians(n);
    DMatrixRMaj x = draw.gaussian(n / 5, 5);
    int entries = x.getNumElements();
    DMatrixRMaj gradient = x.createLike();
    for (int i = 0; i + 1 < entries; i++) {
      double link = 2 * (x.data[i] - x.data[i + 1] + c[i]);
      gradient.data[i] += link;
      gradient.data[i + 1] -= link;
    }
    return Example.of(
        x,
        y -> {
          double sum = 0;
          for (int i = 0; i + 1 < entries; i++) {
            sum += EvenFamilies.square(y.data[i] - y.data[i + 1] + c[i]);
          }
          return sum;
        },
        gradient);
  }

  private static Example logSumExp(Draw draw) {
    DMatrixRMaj x = draw.gaussian(1, size(draw));
    double spread = draw.of(1, 3);
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] *= spread;
    }
    double value = SmoothFamilies.logSumExp(x);
    DMatrixRMaj gradient = x.createLike();
    for (int i = 0; i < x.numCols; i++) {
      gradient.data[i] = Math.exp(x.data[i] - value);
    }
    return Example.of(x, SmoothFamilies::logSumExp, gradient);
  }

  private static Example logistic(Draw draw) {
    int n = size(draw);
    DMatrixRMaj data = draw.gaussian(draw.integer(5, 40), n);
    DMatrixRMaj w = draw.gaussian(1, n);
    for (int i = 0; i < n; i++) {
      w.data[i] /= 8;
    }
    return LearningFamilies.logistic(data, w);
  }

  private static Example network(Draw draw) {
    return LearningFamilies.network(draw, draw.of(8, 10, 20), draw.of(9, 12, 30));
  }

  private static Example ignored(Draw draw) {
    double share = draw.of(0.05, 0.5, 0.95);
    int n = size(draw);
    double[] weight = new double[n];
    for (int i = 0; i < n; i++) {
      weight[i] = draw.chance(share) ? 0 : 1;
    }
    return Example.sum(
        draw.gaussian(1, n),
        (t, i) -> 0.1 + weight[i] * Math.exp(t),
        (t, i) -> weight[i] * Math.exp(t));
  }

  private static Example sines(Draw draw) {
    int n = size(draw);
    double[] frequency = draw.powers(1, n, -1, 2).data;
    return Example.sum(
        draw.gaussian(1, n),
        (t, i) -> 2 + Math.sin(frequency[i] * t),
        (t, i) -> frequency[i] * Math.cos(frequency[i] * t));
  }

  private static Example simplex(Draw draw) {
    int n = size(draw);
    double[] c = draw.gaussians(n);
    DMatrixRMaj p = draw.uniform(1, n, 0.1, 1);
    double sum = 0;
    for (int i = 1; i < n; i++) {
      p.data[i] /= n;
      sum += p.data[i];
    }
    p.data[0] = 1 - sum;
    return Example.sum(p, (t, i) -> 1 + c[i] * (t + t * t), (t, i) -> c[i] * (1 + 2 * t))
        .in(Domain.simplex());
  }

  private static Example symmetric(Draw draw) {
    return ConstrainedFamilies.cube(draw, draw.integer(12, 16));
  }

  private static Example box(Draw draw) {
    int n = size(draw);
    double[] a = draw.gaussians(n);
    DMatrixRMaj x = draw.uniform(1, n, 0, 1);
    for (int i = 0; i < n; i++) {
      x.data[i] = draw.of(x.data[i], x.data[i], 0, 1);
    }
    return Example.sum(x, (t, i) -> Math.exp(a[i] * t), (t, i) -> a[i] * Math.exp(a[i] * t))
        .in(Domain.box(0, 1));
  }

  private static Example rectifiers(Draw draw) {
    int n = size(draw);
    double nearest = draw.of(-8, -4, -2);
    DMatrixRMaj x = draw.powers(1, n, nearest, 0.5);
    return Example.sum(
            x, (t, i) -> 0.1 + Math.max(0, t) + 0.05 * t * t, (t, i) -> (t > 0 ? 1 : 0) + 0.1 * t)
        .slope(1);
  }

  /** Most entries do not matter, unless they move far. */
  private static Example extremes(Draw draw) {
    int n = 2 * (size(draw) / 2) + 1;
    DMatrixRMaj x = draw.gaussian(1, n);
    double[] ordered = x.data.clone();
    Arrays.sort(ordered);
    DMatrixRMaj gradient = new DMatrixRMaj(1, n);
    for (int i = 0; i < n; i++) {
      gradient.data[i] =
          x.data[i] == ordered[0]
              ? 3
              : x.data[i] == ordered[n / 2] ? 1 : x.data[i] == ordered[n - 1] ? -2 : 0;
    }
    return Example.of(
        x,
        y -> {
          double[] sorted = y.data.clone();
          Arrays.sort(sorted);
          return 3 * sorted[0] + sorted[n / 2] - 2 * sorted[n - 1];
        },
        gradient);
  }

  private static Example scaled(Draw draw) {
    int n = size(draw);
    DMatrixRMaj x = draw.powers(1, n, -6, 6);
    double[] size = x.data.clone();
    return Example.sum(
        x, (t, i) -> 1 + Math.sin(t / size[i]), (t, i) -> Math.cos(t / size[i]) / size[i]);
  }

  private static Example negligible(Draw draw) {
    int n = size(draw);
    double small = draw.power(-12, -3);
    return Example.sum(
        draw.gaussian(1, n),
        (t, i) -> (i < 5 ? 1 : small) * Math.exp(t),
        (t, i) -> (i < 5 ? 1 : small) * Math.exp(t));
  }

  private static Example single(Draw draw) {
    Example example = draw.chance(0.5) ? logSumExp(draw) : ignored(draw);
    var exact = example.function();
    return example.computing(in -> (float) exact.applyAsDouble(in));
  }
}
