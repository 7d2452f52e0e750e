package org.set2model.gradcheck;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Smooth functions where central differences are zero or the derivative vanishes. */
final class EvenFamilies {

  private EvenFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.accurate(
            "sqrt(1+x^2) at its minimum",
            draw ->
                Example.sum(
                    someZero(draw),
                    (t, i) -> Math.sqrt(1 + t * t),
                    (t, i) -> t / Math.sqrt(1 + t * t))),
        Family.accurate("smoothed L1", EvenFamilies::smoothedL1),
        Family.accurate(
            "log cosh by log1p",
            draw ->
                Example.sum(
                        someZero(draw),
                        (t, i) -> 0.5 * Math.log1p(Math.sinh(t) * Math.sinh(t)),
                        (t, i) -> Math.tanh(t))
                    .slope(1)),
        Family.accurate(
            "1 + log cosh by its formula",
            draw ->
                Example.sum(
                    someZero(draw),
                    (t, i) ->
                        1 + Math.abs(t) + Math.log1p(Math.exp(-2 * Math.abs(t))) - Math.log(2),
                    (t, i) -> Math.tanh(t))),
        Family.accurate("logistic regression on mirrored data", EvenFamilies::mirrored),
        Family.accurate("Gaussian bumps", EvenFamilies::bumps),
        Family.accurate(
            "cosine at zero",
            draw -> {
              double frequency = draw.of(1, 10, 1e3);
              return Example.sum(
                      someZero(draw),
                      (t, i) -> 3 + Math.cos(frequency * t),
                      (t, i) -> -frequency * Math.sin(frequency * t))
                  .slope(frequency);
            }),
        Family.accurate(
            "cosine at multiples of pi",
            draw -> {
              DMatrixRMaj x = new DMatrixRMaj(1, draw.integer(1, 4));
              for (int i = 0; i < x.numCols; i++) {
                x.data[i] = Math.PI * draw.integer(0, 3);
              }
              return Example.sum(x, (t, i) -> 2 + Math.cos(t), (t, i) -> -Math.sin(t)).slope(1);
            }),
        Family.accurate(
            "powers at zero",
            draw -> {
              int power = draw.integer(2, 6);
              double offset = draw.of(0, 1);
              return Example.sum(
                      someZero(draw),
                      (t, i) -> offset + Math.pow(t, power),
                      (t, i) -> power * Math.pow(t, power - 1))
                  .slope(1);
            }),
        Family.accurate("sin(x)/x", draw -> cardinalSine(draw)),
        Family.accurate(
            "Runge function",
            draw ->
                Example.sum(
                        someZero(draw),
                        (t, i) -> 1 / (1 + 25 * t * t),
                        (t, i) -> -50 * t / ((1 + 25 * t * t) * (1 + 25 * t * t)))
                    .slope(1)),
        Family.accurate(
            "x tanh x",
            draw ->
                Example.sum(
                        someZero(draw),
                        (t, i) -> t * Math.tanh(t),
                        (t, i) -> Math.tanh(t) + t / Math.pow(Math.cosh(t), 2))
                    .slope(1)),
        Family.accurate("nearly even", EvenFamilies::nearlyEven),
        Family.accurate("equal entries less their mean", EvenFamilies::spread),
        Family.accurate(
            "x |x| at and near zero",
            draw ->
                Example.sum(
                        nearZero(draw),
                        (t, i) -> 1 + t * Math.abs(t) + (i + 1) * t,
                        (t, i) -> 2 * Math.abs(t) + i + 1)
                    .slope(1)),
        Family.accurate(
            "x |x| alone",
            draw ->
                Example.sum(nearZero(draw), (t, i) -> t * Math.abs(t), (t, i) -> 2 * Math.abs(t))
                    .slope(1)),
        Family.accurate(
            "|x|^1.5",
            draw ->
                Example.sum(
                        nearZero(draw),
                        (t, i) -> 1 + Math.pow(Math.abs(t), 1.5),
                        (t, i) -> 1.5 * Math.signum(t) * Math.sqrt(Math.abs(t)))
                    .slope(1)),
        Family.accurate("exp(-1/x^2)", EvenFamilies::flat),
        Family.accurate("x^2 sin(1/x)", EvenFamilies::wild).rarer(0.5));
  }

  /** One to five entries, at least one of them zero. */
  private static DMatrixRMaj someZero(Draw draw) {
    DMatrixRMaj x = draw.gaussian(1, draw.integer(1, 5));
    int zero = draw.integer(0, x.numCols - 1);
    for (int i = 0; i < x.numCols; i++) {
      if (i == zero || draw.chance(0.3)) {
        x.data[i] = 0;
      }
    }
    return x;
  }

  private static DMatrixRMaj nearZero(Draw draw) {
    DMatrixRMaj x = someZero(draw);
    for (int i = 0; i < x.numCols; i++) {
      if (draw.chance(0.4)) {
        x.data[i] = draw.sign() * draw.power(-12, 0);
      }
    }
    return x;
  }

  private static Example smoothedL1(Draw draw) {
    double epsilon = Math.pow(10, -draw.integer(0, 10));
    DMatrixRMaj x = draw.chance(0.5) ? someZero(draw) : new DMatrixRMaj(1, 3, true, 1, 0, -2);
    return Example.sum(
            x,
            (t, i) -> Math.sqrt(t * t + epsilon * epsilon),
            (t, i) -> t / Math.sqrt(t * t + epsilon * epsilon))
        .slope(1);
  }

  /** Points that come with their mirror images: the gradient at zero weights is zero. */
  private static Example mirrored(Draw draw) {
    int pairs = draw.integer(1, 6);
    int features = draw.integer(1, 6);
    DMatrixRMaj data = draw.gaussian(pairs, features);
    return Example.of(
        new DMatrixRMaj(1, features),
        w -> {
          double loss = 0;
          for (int k = 0; k < pairs; k++) {
            double score = 0;
            for (int j = 0; j < features; j++) {
              score += data.get(k, j) * w.data[j];
            }
            loss += softplus(score) + softplus(-score);
          }
          return loss;
        },
        new DMatrixRMaj(1, features));
  }

  static double softplus(double t) {
    return Math.max(t, 0) + Math.log1p(Math.exp(-Math.abs(t)));
  }

  static double sigmoid(double t) {
    return t >= 0 ? 1 / (1 + Math.exp(-t)) : Math.exp(t) / (1 + Math.exp(t));
  }

  private static Example bumps(Draw draw) {
    double width = Math.pow(10, -draw.integer(0, 4));
    int n = draw.integer(1, 4);
    double[] centers = draw.gaussians(n);
    DMatrixRMaj x = new DMatrixRMaj(1, n);
    for (int i = 0; i < n; i++) {
      x.data[i] = centers[i] + (draw.chance(0.5) ? 0 : width * draw.gaussian());
    }
    return Example.sum(
            x,
            (t, i) -> 1 + Math.exp(-0.5 * square((t - centers[i]) / width)),
            (t, i) ->
                -(t - centers[i])
                    / (width * width)
                    * Math.exp(-0.5 * square((t - centers[i]) / width)))
        .slope(1 / width);
  }

  static double square(double t) {
    return t * t;
  }

  private static Example cardinalSine(Draw draw) {
    return Example.sum(
            someZero(draw),
            (t, i) -> t == 0 ? 1 : Math.sin(t) / t,
            (t, i) -> {
              if (Math.abs(t) > 0.5) {
                return (t * Math.cos(t) - Math.sin(t)) / (t * t);
              }
              double sum = 0;
              double term = -t / 6;
              for (int k = 1; k < 15; k++) {
                sum += 2 * k * term;
                term *= -t * t / ((2 * k + 2) * (2 * k + 3));
              }
              return sum;
            })
        .slope(1);
  }

  /** A minimum at a small part of its width from the point. */
  private static Example nearlyEven(Draw draw) {
    double width = draw.power(-6, 1);
    int n = draw.integer(1, 4);
    double[] minima = new double[n];
    for (int i = 0; i < n; i++) {
      minima[i] = width * draw.sign() * draw.power(-4, 0);
    }
    return Example.sum(
            new DMatrixRMaj(1, n),
            (t, i) -> Math.sqrt(width * width + square(t - minima[i])),
            (t, i) -> (t - minima[i]) / Math.sqrt(width * width + square(t - minima[i])))
        .slope(1);
  }

  private static Example spread(Draw draw) {
    int n = draw.integer(2, 8);
    DMatrixRMaj x = new DMatrixRMaj(1, n);
    Arrays.fill(x.data, draw.of(0, 1, 2.5, -3));
    return Example.of(
            x,
            y -> {
              double mean = 0;
              for (double entry : y.data) {
                mean += entry / y.numCols;
              }
              double sum = 1;
              for (double entry : y.data) {
                sum += square(entry - mean);
              }
              return sum;
            },
            new DMatrixRMaj(1, n))
        .slope(1);
  }

  private static Example flat(Draw draw) {
    double x = draw.chance(0.3) ? draw.of(0, 1e-3, 1e-8) : draw.sign() * draw.uniform(0.06, 2);
    return Example.sum(
            new DMatrixRMaj(1, 1, true, x),
            (t, i) -> Math.exp(-1 / (t * t)),
            (t, i) -> t == 0 ? 0 : 2 / (t * t * t) * Math.exp(-1 / (t * t)))
        .slope(1);
  }

  /** Differentiable at zero, with derivatives around it that do not converge. */
  private static Example wild(Draw draw) {
    DMatrixRMaj x = new DMatrixRMaj(1, 1, true, draw.chance(0.5) ? 0 : draw.power(-3, 0));
    return Example.sum(
            x,
            (t, i) -> 1 + (t == 0 ? 0 : t * t * Math.sin(1 / t)),
            (t, i) -> t == 0 ? 0 : 2 * t * Math.sin(1 / t) - Math.cos(1 / t))
        .slope(1);
  }
}
