package org.set2model.gradcheck;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Formulas in which an intermediate result is rounded more coarsely than the value. Between two of
 * its roundings such a function is smooth, with another slope.
 */
final class QuantizedFamilies {

  private QuantizedFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.coarse("(1 - cos x) / x^2 by its formula", QuantizedFamilies::cosine),
        Family.coarse("log(1 + x) by its formula", QuantizedFamilies::logarithm),
        Family.coarse("sqrt(x + 1) - sqrt x, x to 1e12", QuantizedFamilies::roots),
        Family.coarse("angle of near vectors by arccos", QuantizedFamilies::arccosine),
        Family.coarse("cosine distance of near vectors", QuantizedFamilies::cosineDistance),
        Family.coarse("distance by the Gram matrix", QuantizedFamilies::gram),
        Family.coarse("least squares near an exact fit", QuantizedFamilies::nearFit),
        Family.coarse("(sqrt x - 1)^2 near 1", QuantizedFamilies::rootsNearOne),
        Family.coarse("log-sum-exp among subnormals", QuantizedFamilies::subnormal),
        Family.coarse("values among subnormals", QuantizedFamilies::tinyValues),
        Family.coarse("seconds since 1970", QuantizedFamilies::epoch),
        Family.coarse("pi / 2 - arctan x", QuantizedFamilies::arctan),
        Family.coarse("sigmoid as 1 - sigmoid", QuantizedFamilies::complement),
        Family.coarse("entropy with 1e-12 added", QuantizedFamilies::guardedEntropy),
        Family.coarse("half precision", QuantizedFamilies::half),
        Family.coarse("mean of pixels of 0 to 255", QuantizedFamilies::pixels));
  }

  private static Example cosine(Draw draw) {
    return Example.sum(
            draw.powers(1, draw.integer(1, 3), -7, 0),
            (t, i) -> (1 - Math.cos(t)) / (t * t),
            (t, i) -> {
              double sum = 0;
              double term = -1.0 / 24;
              for (int k = 1; k < 15; k++) {
                sum += 2 * k * term * Math.pow(t, 2 * k - 1);
                term /= -(2 * k + 3) * (2 * k + 4);
              }
              return sum;
            })
        .slope(0.1);
  }

  private static Example logarithm(Draw draw) {
    return Example.sum(
        draw.powers(1, draw.integer(1, 3), -14, -0.1),
        (t, i) -> Math.log(1 + t),
        (t, i) -> 1 / (1 + t));
  }

  private static Example roots(Draw draw) {
    DMatrixRMaj x = new DMatrixRMaj(1, draw.integer(1, 3));
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] = draw.power(0, 12);
    }
    return Example.sum(
        x,
        (t, i) -> Math.sqrt(t + 1) - Math.sqrt(t),
        (t, i) -> -0.5 / (Math.sqrt(t) * Math.sqrt(t + 1) * (Math.sqrt(t) + Math.sqrt(t + 1))));
  }

  /** Two unit vectors at small angles from the first axis; x holds their angles. */
  private static Example arccosine(Draw draw) {
    double apart = draw.power(-7, 0);
    DMatrixRMaj x = new DMatrixRMaj(1, 2, true, 0.3, 0.3 + apart);
    return Example.of(
        x,
        y -> {
          double product =
              Math.cos(y.data[0]) * Math.cos(y.data[1]) + Math.sin(y.data[0]) * Math.sin(y.data[1]);
          return Math.acos(Math.min(1, product));
        },
        new DMatrixRMaj(1, 2, true, -1, 1));
  }

  private static Example cosineDistance(Draw draw) {
    double apart = draw.power(-7, 0);
    double a = draw.gaussian();
    DMatrixRMaj x = new DMatrixRMaj(1, 2, true, a, a + apart);
    double sine = Math.sin(x.data[1] - x.data[0]);
    return Example.of(
        x,
        y ->
            1
                - (Math.cos(y.data[0]) * Math.cos(y.data[1])
                    + Math.sin(y.data[0]) * Math.sin(y.data[1])),
        new DMatrixRMaj(1, 2, true, -sine, sine));
  }

  private static Example gram(Draw draw) {
    double apart = draw.power(-6, 0);
    double offset = draw.of(1, 10, 1e3);
    DMatrixRMaj x = new DMatrixRMaj(2, 2);
    for (int d = 0; d < 2; d++) {
      x.set(0, d, offset + draw.gaussian());
      x.set(1, d, x.get(0, d) + apart * draw.gaussian());
    }
    DMatrixRMaj gradient = new DMatrixRMaj(2, 2);
    for (int d = 0; d < 2; d++) {
      double difference = 2 * (x.get(0, d) - x.get(1, d));
      gradient.set(0, d, difference);
      gradient.set(1, d, -difference);
    }
    return Example.of(
        x,
        y -> {
          double a = y.data[0] * y.data[0] + y.data[1] * y.data[1];
          double b = y.data[2] * y.data[2] + y.data[3] * y.data[3];
          return a + b - 2 * (y.data[0] * y.data[2] + y.data[1] * y.data[3]);
        },
        gradient);
  }

  /** Exponential curves through points that they nearly meet; residuals are exact differences. */
  private static Example nearFit(Draw draw) {
    double miss = draw.power(-8, -1);
    int points = draw.integer(1, 6);
    DMatrixRMaj x = draw.gaussian(1, 2);
    double[] at = draw.gaussians(points);
    double[] target = new double[points];
    DMatrixRMaj gradient = new DMatrixRMaj(1, 2);
    for (int k = 0; k < points; k++) {
      double curve = x.data[0] + Math.exp(x.data[1] * at[k]);
      target[k] = curve - miss * draw.gaussian();
      double residual = curve - target[k];
      gradient.data[0] += 2 * residual;
      gradient.data[1] += 2 * residual * at[k] * Math.exp(x.data[1] * at[k]);
    }
    return Example.of(
        x,
        y -> {
          double sum = 0;
          for (int k = 0; k < points; k++) {
            double residual = y.data[0] + Math.exp(y.data[1] * at[k]) - target[k];
            sum += residual * residual;
          }
          return sum;
        },
        gradient);
  }

  private static Example rootsNearOne(Draw draw) {
    DMatrixRMaj x = new DMatrixRMaj(1, draw.integer(1, 3));
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] = 1 + draw.sign() * draw.power(-8, -1);
    }
    return Example.sum(
        x,
        (t, i) -> EvenFamilies.square(Math.sqrt(t) - 1),
        (t, i) -> (t - 1) / (Math.sqrt(t) * (Math.sqrt(t) + 1)));
  }

  /** Without taking the largest term away, as many programs do. */
  private static Example subnormal(Draw draw) {
    DMatrixRMaj x = draw.uniform(1, draw.integer(1, 4), -742, -700);
    double total = SmoothFamilies.logSumExp(x);
    DMatrixRMaj gradient = x.createLike();
    for (int i = 0; i < x.numCols; i++) {
      gradient.data[i] = Math.exp(x.data[i] - total);
    }
    return Example.of(
        x,
        y -> {
          double sum = 0;
          for (double entry : y.data) {
            sum += Math.exp(entry);
          }
          return Math.log(sum);
        },
        gradient);
  }

  private static Example tinyValues(Draw draw) {
    double size = draw.power(-320, -300);
    return Example.sum(
        draw.gaussian(1, draw.integer(1, 3)),
        (t, i) -> size * Math.exp(t),
        (t, i) -> size * Math.exp(t));
  }

  private static Example epoch(Draw draw) {
    double start = 1.7e9;
    double period = draw.of(1, 60, 86_400);
    DMatrixRMaj x = new DMatrixRMaj(1, 1, true, start + Math.rint(draw.uniform(0, 1e5)));
    double phase = draw.uniform(0, 6);
    return Example.sum(
        x,
        (t, i) -> 2 + Math.sin(phase + (t - start) / period),
        (t, i) -> Math.cos(phase + (t - start) / period) / period);
  }

  private static Example arctan(Draw draw) {
    DMatrixRMaj x = new DMatrixRMaj(1, draw.integer(1, 2));
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] = draw.power(0, 8);
    }
    return Example.sum(x, (t, i) -> Math.PI / 2 - Math.atan(t), (t, i) -> -1 / (1 + t * t));
  }

  private static Example complement(Draw draw) {
    return Example.sum(
        draw.uniform(1, draw.integer(1, 2), 0, 36),
        (t, i) -> 1 - 1 / (1 + Math.exp(-t)),
        (t, i) -> -EvenFamilies.sigmoid(t) * EvenFamilies.sigmoid(-t));
  }

  /** Of probabilities near 0, whose logarithm is kept finite. */
  private static Example guardedEntropy(Draw draw) {
    DMatrixRMaj x = new DMatrixRMaj(1, draw.integer(1, 3));
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] = draw.power(-14, 0);
    }
    return Example.sum(
        x, (t, i) -> 1 - t * Math.log(t + 1e-12), (t, i) -> -Math.log(t + 1e-12) - t / (t + 1e-12));
  }

  private static Example half(Draw draw) {
    double[] a = draw.uniform(1, 8, 0.3, 1).data;
    return Example.sum(
            draw.gaussian(1, draw.integer(1, 8)),
            (t, i) -> Math.exp(a[i] * t),
            (t, i) -> a[i] * Math.exp(a[i] * t))
        .computing(
            in -> {
              double sum = 0;
              for (int i = 0; i < in[0].numCols; i++) {
                sum = half(sum + half(Math.exp(a[i] * in[0].data[i])));
              }
              return sum;
            });
  }

  /** With 11 significant bits. */
  private static double half(double value) {
    double unit = Math.ulp(value) * 0x1p42;
    return Math.rint(value / unit) * unit;
  }

  private static Example pixels(Draw draw) {
    int n = draw.integer(1, 6);
    DMatrixRMaj x = draw.uniform(1, n, 0, 1);
    for (int i = 0; i < n; i++) {
      x.data[i] = Math.rint(255 * x.data[i]) / 255;
    }
    return Example.sum(
        x, (t, i) -> EvenFamilies.square(Math.rint(255 * t) / 255 + 1), (t, i) -> 2 * (t + 1));
  }
}
