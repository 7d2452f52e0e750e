package org.set2model.gradcheck;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;

/** Functions whose rounding is uneven, or comes from iterations that stop early. */
final class UnsteadyFamilies {

  private UnsteadyFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.coarse("noise that grows with the distance", UnsteadyFamilies::growing),
        Family.coarse("noise beyond a distance", draw -> beyond(draw, true)),
        Family.coarse("noise within a distance", draw -> beyond(draw, false)),
        Family.coarse("noise in one entry's term", UnsteadyFamilies::oneNoisyTerm),
        Family.coarse("nearest entry in a table", UnsteadyFamilies::nearest),
        Family.coarse("root by bisection", UnsteadyFamilies::bisection),
        Family.accurate("root by Newton's method", UnsteadyFamilies::newton),
        Family.coarse("series that stops at a term", UnsteadyFamilies::series),
        Family.coarse("chaotic iteration", UnsteadyFamilies::chaos),
        Family.coarse("variance by the mean of squares", UnsteadyFamilies::variance),
        Family.coarse("network in float", UnsteadyFamilies::floatNetwork),
        Family.coarse("softmax loss in float", UnsteadyFamilies::floatSoftmax),
        Family.coarse("log cosh by its formula", UnsteadyFamilies::logCosh),
        Family.coarse("log(1 + e^x) by its formula", UnsteadyFamilies::plainSoftplus),
        Family.coarse("GELU in float", UnsteadyFamilies::floatGelu));
  }

  private static Example exponentials(Draw draw) {
    double[] a = draw.uniform(1, 4, 0.3, 2).data;
    return Example.sum(
        draw.gaussian(1, draw.integer(1, 4)),
        (t, i) -> Math.exp(a[i] * t),
        (t, i) -> a[i] * Math.exp(a[i] * t));
  }

  private static double distance(Example example, DMatrixRMaj[] in) {
    DMatrixRMaj x = example.x();
    double largest = 0;
    for (int i = 0; i < x.numCols; i++) {
      largest = Math.max(largest, Math.abs(in[0].data[i] - x.data[i]));
    }
    return largest;
  }

  private static Example growing(Draw draw) {
    Example example = exponentials(draw);
    double share = draw.power(-9, -3);
    ToDoubleFunction<DMatrixRMaj[]> exact = example.function();
    return example.computing(
        in ->
            exact.applyAsDouble(in) + share * distance(example, in) * CoarseFamilies.noise(in[0]));
  }

  private static Example beyond(Draw draw, boolean outside) {
    Example example = exponentials(draw);
    double size = draw.power(-10, -3);
    double radius = draw.power(-10, -1);
    ToDoubleFunction<DMatrixRMaj[]> exact = example.function();
    return example.computing(
        in ->
            exact.applyAsDouble(in)
                + (distance(example, in) > radius == outside
                    ? size * CoarseFamilies.noise(in[0])
                    : 0));
  }

  /** The others are exact, but they are added to it. */
  private static Example oneNoisyTerm(Draw draw) {
    double size = draw.power(-10, -4);
    double[] a = draw.uniform(1, 4, 0.3, 2).data;
    return Example.sum(
            draw.gaussian(1, draw.integer(2, 4)),
            (t, i) -> Math.exp(a[i] * t),
            (t, i) -> a[i] * Math.exp(a[i] * t))
        .computing(
            in -> {
              double sum = size * CoarseFamilies.noise(new DMatrixRMaj(1, 1, true, in[0].data[0]));
              for (int i = 0; i < in[0].numCols; i++) {
                sum += Math.exp(a[i] * in[0].data[i]);
              }
              return sum;
            });
  }

  private static Example nearest(Draw draw) {
    double spacing = draw.power(-6, -2);
    DMatrixRMaj x = new DMatrixRMaj(1, draw.integer(1, 3));
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] = spacing * Math.rint(2 * draw.gaussian() / spacing);
    }
    return Example.sum(
        x, (t, i) -> 2 + Math.sin(spacing * Math.rint(t / spacing)), (t, i) -> Math.cos(t));
  }

  /** The cube root of 1 + exp x, found in an interval that is halved to a width. */
  private static Example bisection(Draw draw) {
    double width = draw.of(1e-12, 1e-8, 1e-5);
    return Example.sum(
        draw.gaussian(1, draw.integer(1, 3)),
        (t, i) -> {
          double target = 1 + Math.exp(t);
          double low = 0;
          double high = 100;
          while (high - low > width) {
            double middle = (low + high) / 2;
            if (middle * middle * middle < target) {
              low = middle;
            } else {
              high = middle;
            }
          }
          return (low + high) / 2;
        },
        (t, i) -> Math.exp(t) / (3 * Math.pow(Math.cbrt(1 + Math.exp(t)), 2)));
  }

  private static Example newton(Draw draw) {
    double tolerance = draw.of(1e-9, 1e-14);
    return Example.sum(
        draw.gaussian(1, draw.integer(1, 3)),
        (t, i) -> {
          double target = 1 + Math.exp(t);
          double root = target;
          double step = 1;
          while (Math.abs(step) > tolerance * root) {
            step = (root * root * root - target) / (3 * root * root);
            root -= step;
          }
          return root;
        },
        (t, i) -> Math.exp(t) / (3 * Math.pow(Math.cbrt(1 + Math.exp(t)), 2)));
  }

  /** The exponential, summed until terms are below a tolerance. */
  private static Example series(Draw draw) {
    // At 1e-6 the series would be another function, with another derivative.
    double tolerance = draw.of(1e-9, 1e-12);
    return Example.sum(
        draw.gaussian(1, draw.integer(1, 3)),
        (t, i) -> {
          double sum = 1;
          double term = 1;
          for (int k = 1; Math.abs(term) > tolerance; k++) {
            term *= t / k;
            sum += term;
          }
          return sum;
        },
        (t, i) -> Math.exp(t));
  }

  /** The logistic map, whose derivatives grow as 2^k and rounding with them. */
  private static Example chaos(Draw draw) {
    int iterations = draw.integer(1, 25);
    double start = draw.uniform(0.1, 0.9);
    double value = start;
    double slope = 1;
    for (int k = 0; k < iterations; k++) {
      slope *= 4 * (1 - 2 * value);
      value = 4 * value * (1 - value);
    }
    return Example.of(
        new DMatrixRMaj(1, 1, true, start),
        y -> {
          double x = y.data[0];
          for (int k = 0; k < iterations; k++) {
            x = 4 * x * (1 - x);
          }
          return 1 + x;
        },
        new DMatrixRMaj(1, 1, true, slope));
  }

  private static Example variance(Draw draw) {
    int n = draw.integer(2, 6);
    double offset = draw.of(1e2, 1e4, 1e6);
    DMatrixRMaj x = draw.gaussian(1, n);
    for (int i = 0; i < n; i++) {
      x.data[i] = offset + Math.rint(1024 * x.data[i]) / 1024;
    }
    DMatrixRMaj gradient = new DMatrixRMaj(1, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        gradient.data[i] += 2 * (x.data[i] - x.data[j]) / (n * n);
      }
    }
    return Example.of(
            x,
            y -> {
              double sum = 0;
              double squares = 0;
              for (double entry : y.data) {
                sum += entry;
                squares += entry * entry;
              }
              return squares / n - sum / n * (sum / n);
            },
            gradient)
        .slope(1);
  }

  /** A hidden layer of tanh with all numbers but the inputs in single precision. */
  private static Example floatNetwork(Draw draw) {
    int inputs = draw.integer(1, 8);
    int hidden = draw.integer(2, 10);
    float[][] w = new float[hidden][inputs];
    float[] out = new float[hidden];
    DMatrixRMaj x = draw.gaussian(1, inputs);
    DMatrixRMaj gradient = new DMatrixRMaj(1, inputs);
    for (int h = 0; h < hidden; h++) {
      out[h] = (float) draw.gaussian();
      double score = 0;
      for (int i = 0; i < inputs; i++) {
        x.data[i] = (float) x.data[i];
        w[h][i] = (float) (draw.gaussian() / Math.sqrt(inputs));
        score += w[h][i] * x.data[i];
      }
      double slope = out[h] / Math.pow(Math.cosh(score), 2);
      for (int i = 0; i < inputs; i++) {
        gradient.data[i] += slope * w[h][i];
      }
    }
    return Example.of(
        x,
        y -> {
          float sum = 0;
          for (int h = 0; h < hidden; h++) {
            float score = 0;
            for (int i = 0; i < inputs; i++) {
              score += w[h][i] * (float) y.data[i];
            }
            sum += out[h] * (float) Math.tanh(score);
          }
          return sum;
        },
        gradient);
  }

  private static Example floatSoftmax(Draw draw) {
    int n = draw.of(2, 5, 10, 100);
    DMatrixRMaj x = draw.gaussian(1, n);
    for (int i = 0; i < n; i++) {
      x.data[i] = (float) x.data[i];
    }
    double value = SmoothFamilies.logSumExp(x);
    DMatrixRMaj gradient = new DMatrixRMaj(1, n);
    for (int i = 0; i < n; i++) {
      gradient.data[i] = Math.exp(x.data[i] - value) - (i == 0 ? 1 : 0);
    }
    return Example.of(
        x,
        y -> {
          float largest = Float.NEGATIVE_INFINITY;
          for (double entry : y.data) {
            largest = Math.max(largest, (float) entry);
          }
          float sum = 0;
          for (double entry : y.data) {
            sum += (float) Math.exp((float) entry - largest);
          }
          return largest + (float) Math.log(sum) - (float) y.data[0];
        },
        gradient);
  }

  private static Example logCosh(Draw draw) {
    DMatrixRMaj x = draw.powers(1, draw.integer(1, 3), -8, 1);
    x.data[0] = draw.of(0, x.data[0]);
    return Example.sum(x, (t, i) -> Math.log(Math.cosh(t)), (t, i) -> Math.tanh(t)).slope(1);
  }

  private static Example plainSoftplus(Draw draw) {
    return Example.sum(
        draw.uniform(1, draw.integer(1, 3), -40, 40),
        (t, i) -> Math.log(1 + Math.exp(t)),
        (t, i) -> EvenFamilies.sigmoid(t));
  }

  private static Example floatGelu(Draw draw) {
    DMatrixRMaj x = draw.gaussian(1, draw.integer(1, 5));
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] = (float) x.data[i];
    }
    double c = 2 * Math.sqrt(2 / Math.PI);
    return Example.sum(
            x,
            (t, i) -> 0,
            (t, i) -> {
              double u = c * (t + 0.044715 * t * t * t);
              return EvenFamilies.sigmoid(u)
                  * (1 + t * EvenFamilies.sigmoid(-u) * c * (1 + 3 * 0.044715 * t * t));
            })
        .computing(
            in -> {
              float sum = 0;
              for (double entry : in[0].data) {
                float t = (float) entry;
                float u = (float) (c / 2) * (t + 0.044715f * t * t * t);
                sum += 0.5f * t * (1 + (float) Math.tanh(u));
              }
              return sum;
            });
  }
}
