package org.set2model.gradcheck;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Functions with kinks, jumps and joints, at the point and at all distances from it. */
final class KinkedFamilies {

  private KinkedFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.accurate("absolute value at zero", KinkedFamilies::absolute),
        Family.accurate("small kink on a curved function", KinkedFamilies::smallKink),
        Family.accurate("ReLU at zero", KinkedFamilies::rectifierAtZero),
        Family.accurate("ReLU near zero", KinkedFamilies::rectifierNearZero),
        Family.accurate("|x - 1| at 1e-12 to 1e-3 of 1", KinkedFamilies::nearKink),
        Family.accurate("maximum", draw -> maximum(draw, false)),
        Family.accurate("maximum with ties", draw -> maximum(draw, true)),
        Family.accurate("weighted order statistics", KinkedFamilies::sorted),
        Family.accurate("median", KinkedFamilies::median),
        Family.accurate("norm at zero", KinkedFamilies::normAtZero),
        Family.accurate("norm near zero", KinkedFamilies::normNearZero),
        Family.accurate("ReLU network", draw -> network(draw, 1)),
        Family.accurate("ReLU network, all dead", draw -> network(draw, -1)),
        Family.accurate("hinge loss", KinkedFamilies::hinge),
        Family.accurate("kinks among 65 to 1000 entries", KinkedFamilies::many).rarer(0.1),
        Family.accurate("distant kinks, 65 to 1000 entries", KinkedFamilies::manyNear).rarer(0.1));
  }

  private static Example absolute(Draw draw) {
    double[] a = draw.uniform(1, 5, 0.2, 2).data;
    double[] b = draw.gaussians(5);
    DMatrixRMaj x = draw.gaussian(1, draw.integer(1, 5));
    x.data[draw.integer(0, x.numCols - 1)] = 0;
    return Example.kinkedSum(
        x,
        (t, i) -> a[i] * Math.abs(t) + Math.exp(b[i] * t),
        (t, i) -> a[i] * (t > 0 ? 1 : -1) + b[i] * Math.exp(b[i] * t),
        (t, i) -> a[i] * (t < 0 ? -1 : 1) + b[i] * Math.exp(b[i] * t));
  }

  private static Example smallKink(Draw draw) {
    double size = draw.power(-8, -1);
    return Example.kinkedSum(
        new DMatrixRMaj(1, draw.integer(1, 3)),
        (t, i) -> Math.exp(t) + size * Math.abs(t),
        (t, i) -> Math.exp(t) + size * (t > 0 ? 1 : -1),
        (t, i) -> Math.exp(t) + size * (t < 0 ? -1 : 1));
  }

  private static Example rectifierAtZero(Draw draw) {
    double leak = draw.of(0, 0, 0.01);
    DMatrixRMaj x = draw.gaussian(1, draw.integer(1, 5));
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] = draw.chance(0.5) ? 0 : x.data[i];
    }
    return Example.kinkedSum(
            x,
            (t, i) -> (i + 1) * Math.max(t, leak * t),
            (t, i) -> (i + 1) * (t > 0 ? 1 : leak),
            (t, i) -> (i + 1) * (t < 0 ? leak : 1))
        .slope(1);
  }

  private static Example rectifierNearZero(Draw draw) {
    DMatrixRMaj x = draw.powers(1, draw.integer(1, 5), -12, 1);
    return Example.sum(x, (t, i) -> (i + 1) * Math.max(t, 0), (t, i) -> t > 0 ? i + 1 : 0).slope(1);
  }

  private static Example nearKink(Draw draw) {
    DMatrixRMaj x = new DMatrixRMaj(1, draw.of(1, 1, 2, 4));
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] = 1 + draw.sign() * draw.power(-12, -3);
    }
    return Example.sum(x, (t, i) -> Math.abs(t - 1), (t, i) -> Math.signum(t - 1));
  }

  private static Example maximum(Draw draw, boolean ties) {
    int n = draw.of(2, 3, 5, 10, 64);
    DMatrixRMaj x = draw.uniform(1, n, -3, 3);
    int tied = ties ? draw.integer(2, Math.min(n, 4)) : 1;
    double top = 4 + draw.uniform(0, 1);
    for (int k = 0; k < tied; k++) {
      x.data[n - 1 - k] = top;
    }
    if (!ties) {
      x.data[0] = top - draw.power(-10, 0);
    }
    DMatrixRMaj low = new DMatrixRMaj(1, n);
    DMatrixRMaj high = new DMatrixRMaj(1, n);
    for (int k = 0; k < tied; k++) {
      low.data[n - 1 - k] = ties ? 0 : 1;
      high.data[n - 1 - k] = 1;
    }
    return Example.of(x, y -> Arrays.stream(y.data).max().getAsDouble(), high).between(low, high);
  }

  private static Example sorted(Draw draw) {
    int n = draw.integer(2, 8);
    double[] weights = draw.gaussians(n);
    DMatrixRMaj x = draw.gaussian(1, n);
    int tie = draw.integer(0, n - 1);
    int other = draw.integer(0, n - 1);
    x.data[tie] = x.data[other] + (draw.chance(0.5) ? 0 : draw.power(-8, -1));
    double[] ordered = x.data.clone();
    Arrays.sort(ordered);
    DMatrixRMaj low = new DMatrixRMaj(1, n);
    DMatrixRMaj high = new DMatrixRMaj(1, n);
    for (int i = 0; i < n; i++) {
      int first = Arrays.binarySearch(ordered, x.data[i]);
      int last = first;
      while (first > 0 && ordered[first - 1] == x.data[i]) {
        first--;
      }
      while (last < n - 1 && ordered[last + 1] == x.data[i]) {
        last++;
      }
      low.data[i] = weights[first];
      high.data[i] = weights[last];
    }
    return Example.of(
            x,
            y -> {
              double[] sorted = y.data.clone();
              Arrays.sort(sorted);
              return SmoothFamilies.dot(weights, sorted);
            },
            high)
        .between(low, high);
  }

  private static Example median(Draw draw) {
    int n = 2 * draw.integer(1, 6) + 1;
    DMatrixRMaj x = draw.gaussian(1, n);
    double[] ordered = x.data.clone();
    Arrays.sort(ordered);
    DMatrixRMaj gradient = new DMatrixRMaj(1, n);
    for (int i = 0; i < n; i++) {
      gradient.data[i] = x.data[i] == ordered[n / 2] ? 1 : 0;
    }
    return Example.of(
        x,
        y -> {
          double[] sorted = y.data.clone();
          Arrays.sort(sorted);
          return sorted[n / 2];
        },
        gradient);
  }

  private static Example normAtZero(Draw draw) {
    int n = draw.integer(1, 5);
    double factor = draw.power(-3, 3);
    DMatrixRMaj high = new DMatrixRMaj(1, n);
    DMatrixRMaj low = new DMatrixRMaj(1, n);
    Arrays.fill(high.data, factor);
    Arrays.fill(low.data, -factor);
    return Example.of(
            new DMatrixRMaj(1, n),
            y -> factor * Math.sqrt(SmoothFamilies.dot(y.data, y.data)),
            high)
        .between(low, high);
  }

  /** A vector much shorter than other entries are. */
  private static Example normNearZero(Draw draw) {
    int n = draw.integer(2, 5);
    double size = draw.power(-9, -1);
    DMatrixRMaj x = draw.gaussian(1, n);
    double squares = 0;
    for (int i = 0; i < n - 1; i++) {
      x.data[i] *= size;
      squares += x.data[i] * x.data[i];
    }
    DMatrixRMaj gradient = new DMatrixRMaj(1, n);
    for (int i = 0; i < n; i++) {
      gradient.data[i] = i < n - 1 ? x.data[i] / Math.sqrt(squares) : 1;
    }
    return Example.of(
        x,
        y -> {
          double sum = 0;
          for (int i = 0; i < n - 1; i++) {
            sum += y.data[i] * y.data[i];
          }
          return Math.sqrt(sum) + y.data[n - 1];
        },
        gradient);
  }

  /** One hidden layer; a negative sign of its scores' offset kills all units. */
  private static Example network(Draw draw, int sign) {
    int hidden = draw.integer(3, 20);
    DMatrixRMaj x = draw.gaussian(1, draw.integer(1, 8));
    DMatrixRMaj w = draw.gaussian(hidden, x.numCols);
    double[] out = draw.gaussians(hidden);
    double offset = sign < 0 ? -20 : 0;
    DMatrixRMaj gradient = x.createLike();
    for (int h = 0; h < hidden; h++) {
      if (score(w, h, x) + offset > 0) {
        for (int i = 0; i < x.numCols; i++) {
          gradient.data[i] += out[h] * w.get(h, i);
        }
      }
    }
    return Example.of(
        x,
        y -> {
          double sum = 2;
          for (int h = 0; h < hidden; h++) {
            sum += out[h] * Math.max(0, score(w, h, y) + offset);
          }
          return sum;
        },
        gradient);
  }

  private static double score(DMatrixRMaj w, int row, DMatrixRMaj x) {
    double sum = 0;
    for (int i = 0; i < x.numCols; i++) {
      sum += w.get(row, i) * x.data[i];
    }
    return sum;
  }

  private static Example hinge(Draw draw) {
    int points = draw.integer(2, 10);
    DMatrixRMaj data = draw.gaussian(points, draw.integer(1, 5));
    DMatrixRMaj w = draw.gaussian(1, data.numCols);
    DMatrixRMaj gradient = w.createLike();
    for (int k = 0; k < points; k++) {
      if (score(data, k, w) < 1) {
        for (int j = 0; j < w.numCols; j++) {
          gradient.data[j] -= data.get(k, j);
        }
      }
    }
    return Example.of(
        w,
        y -> {
          double sum = 0;
          for (int k = 0; k < points; k++) {
            sum += Math.max(0, 1 - score(data, k, y));
          }
          return sum;
        },
        gradient);
  }

  private static Example many(Draw draw) {
    int n = draw.of(65, 200, 1000);
    DMatrixRMaj x = draw.gaussian(1, n);
    for (int k = draw.integer(1, 4); k > 0; k--) {
      x.data[draw.integer(0, n - 1)] = 0;
    }
    return Example.kinkedSum(
        x,
        (t, i) -> Math.abs(t) + 0.1 * t * t,
        (t, i) -> (t > 0 ? 1 : -1) + 0.2 * t,
        (t, i) -> (t < 0 ? -1 : 1) + 0.2 * t);
  }

  private static Example manyNear(Draw draw) {
    int n = draw.of(65, 200, 1000);
    double nearest = draw.of(-6, -3, -1);
    return Example.sum(
        draw.powers(1, n, nearest, 1),
        (t, i) -> Math.abs(t) + 0.1 * t * t,
        (t, i) -> Math.signum(t) + 0.2 * t);
  }
}
