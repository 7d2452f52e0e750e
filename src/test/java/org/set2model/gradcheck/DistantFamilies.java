package org.set2model.gradcheck;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Smooth functions far from the origin, and interpolated in tables. */
final class DistantFamilies {

  private DistantFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.accurate("sine at 1e3 to 1e8", DistantFamilies::farSine),
        Family.accurate("softplus of x - c, c to 1e8", DistantFamilies::farSoftplus),
        Family.accurate("variance of entries at 1e6", DistantFamilies::farVariance),
        Family.accurate("linear interpolation in a table", DistantFamilies::table),
        Family.accurate("cubic interpolation in a table", DistantFamilies::cubicTable),
        Family.accurate("exponential near overflow", DistantFamilies::overflow),
        Family.accurate("NaN outside the domain", DistantFamilies::notANumber),
        Family.accurate("angle near its cut", DistantFamilies::angle),
        Family.accurate("sawtooth", DistantFamilies::sawtooth));
  }

  /** Entries that are much larger than the period. */
  private static Example farSine(Draw draw) {
    return Example.sum(
        draw.powers(1, draw.integer(1, 3), 3, 8), (t, i) -> 2 + Math.sin(t), (t, i) -> Math.cos(t));
  }

  private static Example farSoftplus(Draw draw) {
    double center = draw.power(1, 8);
    DMatrixRMaj x = new DMatrixRMaj(1, draw.integer(1, 3));
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] = center + 2 * draw.gaussian();
    }
    return Example.sum(
        x, (t, i) -> EvenFamilies.softplus(t - center), (t, i) -> EvenFamilies.sigmoid(t - center));
  }

  private static Example farVariance(Draw draw) {
    int n = draw.integer(2, 8);
    DMatrixRMaj x = draw.gaussian(1, n);
    double offset = draw.of(1e3, 1e6, 0);
    for (int i = 0; i < n; i++) {
      x.data[i] = offset + Math.rint(1024 * x.data[i]) / 1024;
    }
    DMatrixRMaj gradient = new DMatrixRMaj(1, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        gradient.data[i] += 2 * (x.data[i] - x.data[j]) / n;
      }
    }
    return Example.of(
            x,
            y -> {
              double sum = 0;
              for (double one : y.data) {
                for (double other : y.data) {
                  sum += EvenFamilies.square(one - other) / (2 * n);
                }
              }
              return sum;
            },
            gradient)
        .slope(1);
  }

  /** Values at multiples of a spacing, joined by straight lines. */
  private static Example table(Draw draw) {
    double spacing = draw.of(1, 1, 0.25, 1.0 / 1024, 1.0 / 8);
    DMatrixRMaj x = new DMatrixRMaj(1, draw.integer(1, 3));
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] = spacing * (draw.integer(-2000, 2000) + draw.uniform(0.001, 0.999));
    }
    return Example.sum(
        x,
        (t, i) -> {
          double left = spacing * Math.floor(t / spacing);
          return entry(left) + (t - left) / spacing * (entry(left + spacing) - entry(left));
        },
        (t, i) -> {
          double left = spacing * Math.floor(t / spacing);
          return (entry(left + spacing) - entry(left)) / spacing;
        });
  }

  /** A rational number that is exact enough for differences. */
  private static double entry(double place) {
    return 4 + Math.rint(0x1p40 * Math.sin(0.7 * place)) / 0x1p40;
  }

  /** Joined by cubics whose slopes at the ends are the central quotients. */
  private static Example cubicTable(Draw draw) {
    DMatrixRMaj x = new DMatrixRMaj(1, draw.integer(1, 3));
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] = draw.integer(-5, 5) + draw.of(0, draw.uniform(0, 1), draw.power(-8, -1));
    }
    return Example.sum(
        x,
        (t, i) -> {
          double[] c = cubic(Math.floor(t));
          double u = t - Math.floor(t);
          return c[0] + u * (c[1] + u * (c[2] + u * c[3]));
        },
        (t, i) -> {
          double[] c = cubic(Math.floor(t));
          double u = t - Math.floor(t);
          return c[1] + u * (2 * c[2] + u * 3 * c[3]);
        });
  }

  private static double[] cubic(double left) {
    double y0 = entry(left);
    double y1 = entry(left + 1);
    double s0 = (y1 - entry(left - 1)) / 2;
    double s1 = (entry(left + 2) - y0) / 2;
    return new double[] {y0, s0, 3 * (y1 - y0) - 2 * s0 - s1, 2 * (y0 - y1) + s0 + s1};
  }

  private static Example overflow(Draw draw) {
    return Example.sum(
        draw.uniform(1, draw.integer(1, 3), 650, 709),
        (t, i) -> Math.exp(t),
        (t, i) -> Math.exp(t));
  }

  private static Example notANumber(Draw draw) {
    DMatrixRMaj x = new DMatrixRMaj(1, draw.integer(1, 3));
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] = draw.power(-9, 1);
    }
    return Example.sum(x, (t, i) -> 1 + Math.sqrt(t), (t, i) -> 0.5 / Math.sqrt(t));
  }

  /** Of a point near the negative half-axis, where the angle jumps. */
  private static Example angle(Draw draw) {
    double u = -draw.power(-1, 1);
    double v = draw.sign() * draw.power(-7, 0);
    double squares = u * u + v * v;
    return Example.of(
        new DMatrixRMaj(1, 2, true, u, v),
        y -> Math.atan2(y.data[1], y.data[0]),
        new DMatrixRMaj(1, 2, true, -v / squares, u / squares));
  }

  private static Example sawtooth(Draw draw) {
    double period = draw.of(1, 0.1, 1e-3);
    DMatrixRMaj x = new DMatrixRMaj(1, draw.integer(1, 3));
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] = period * (draw.integer(-9, 9) + draw.uniform(0.05, 0.95));
    }
    return Example.sum(x, (t, i) -> t / period - Math.floor(t / period), (t, i) -> 1 / period);
  }
}
