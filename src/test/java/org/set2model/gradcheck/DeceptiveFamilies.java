package org.set2model.gradcheck;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Smooth functions with features that differences at other steps do not show, or misread. */
final class DeceptiveFamilies {

  /** The ratio of the checker's steps. */
  private static final double RATIO = 3.7;

  /** The checker's first step, as part of the entry. */
  private static final double FIRST = 0.2871;

  private DeceptiveFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.accurate("x^2 and a small fast ripple", DeceptiveFamilies::ripple),
        Family.accurate("x and a narrow bump", DeceptiveFamilies::bump),
        Family.accurate("x and a narrow step", DeceptiveFamilies::step),
        Family.accurate("log-periodic with the ratio of steps", DeceptiveFamilies::logPeriodic),
        Family.accurate("periodic with a step", DeceptiveFamilies::periodic),
        Family.accurate("smoothed maximum, temperature to 1e-9", DeceptiveFamilies::temperature),
        Family.accurate("flat but for a far wall", DeceptiveFamilies::wall),
        Family.accurate("slope that only the point lacks", DeceptiveFamilies::lacking),
        Family.accurate("two scales that cancel", DeceptiveFamilies::opposed));
  }

  /** With a slope of its own, though its height is near rounding. */
  private static Example ripple(Draw draw) {
    double frequency = draw.power(3, 8);
    double height = draw.power(-5, 0) / frequency;
    return Example.sum(
        draw.uniform(1, draw.integer(1, 3), 0.3, 2),
        (t, i) -> t * t + height * Math.sin(frequency * t),
        (t, i) -> {
          double angle = frequency * t;
          double rounding = Math.fma(frequency, t, -angle);
          return 2 * t + height * frequency * (Math.cos(angle) - rounding * Math.sin(angle));
        });
  }

  private static Example bump(Draw draw) {
    double width = draw.power(-7, -1);
    double height = width * draw.power(-3, 1);
    DMatrixRMaj x = draw.gaussian(1, draw.integer(1, 3));
    double center = x.data[0] + width * draw.uniform(-3, 3);
    return Example.sum(
        x,
        (t, i) -> 3 + t + height * Math.exp(-0.5 * EvenFamilies.square((t - center) / width)),
        (t, i) ->
            1
                - height
                    * (t - center)
                    / (width * width)
                    * Math.exp(-0.5 * EvenFamilies.square((t - center) / width)));
  }

  private static Example step(Draw draw) {
    double width = draw.power(-7, -1);
    double height = width * draw.power(-3, 2);
    DMatrixRMaj x = draw.gaussian(1, draw.integer(1, 3));
    double center = x.data[0] + width * draw.uniform(-4, 4);
    return Example.sum(
        x,
        (t, i) -> 3 + t + height * Math.tanh((t - center) / width),
        (t, i) -> 1 + height / width / EvenFamilies.square(Math.cosh((t - center) / width)));
  }

  /** Quotients are the same at all steps that shrink by one ratio, until they are small enough. */
  private static Example logPeriodic(Draw draw) {
    double size = draw.power(-6, -1);
    double height = draw.of(0.1, 0.01, 1e-3);
    double turns = 2 * Math.PI / Math.log(draw.of(RATIO, RATIO, 2, 10, 1.6));
    double center = draw.of(0, 1, -0.7);
    DMatrixRMaj x = new DMatrixRMaj(1, 1, true, center + draw.of(0, size * draw.gaussian()));
    return Example.sum(
        x,
        (t, i) -> {
          double d = t - center;
          return 2 + d * (1 + height * Math.sin(0.5 * turns * Math.log(d * d + size * size)));
        },
        (t, i) -> {
          double d = t - center;
          double angle = 0.5 * turns * Math.log(d * d + size * size);
          return 1
              + height
                  * (Math.sin(angle) + Math.cos(angle) * turns * d * d / (d * d + size * size));
        });
  }

  private static Example periodic(Draw draw) {
    DMatrixRMaj x = draw.gaussian(1, draw.integer(1, 3));
    double step = FIRST * Math.abs(x.data[0]) / Math.pow(RATIO, draw.integer(0, 6));
    double frequency = 2 * Math.PI * draw.integer(1, 3) / step;
    double height = draw.power(-4, 0) / frequency;
    double phase = draw.uniform(0, 6);
    double origin = x.data[0];
    return Example.sum(
        x,
        (t, i) -> t + height * Math.sin(frequency * (t - origin) + phase),
        (t, i) -> 1 + height * frequency * Math.cos(frequency * (t - origin) + phase));
  }

  /** T log sum exp(x / T), of entries that are tied or a few T apart. */
  private static Example temperature(Draw draw) {
    double temperature = draw.power(-9, 0);
    int n = draw.integer(2, 5);
    DMatrixRMaj x = new DMatrixRMaj(1, n);
    double top = draw.uniform(0.5, 2);
    for (int i = 0; i < n; i++) {
      x.data[i] = top + draw.of(0, temperature * draw.gaussian());
    }
    double[] e = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      e[i] = Math.exp((x.data[i] - x.data[0]) / temperature);
      sum += e[i];
    }
    DMatrixRMaj gradient = new DMatrixRMaj(1, n);
    for (int i = 0; i < n; i++) {
      gradient.data[i] = e[i] / sum;
    }
    return Example.of(
        x,
        y -> {
          double largest = Double.NEGATIVE_INFINITY;
          for (double entry : y.data) {
            largest = Math.max(largest, entry);
          }
          double total = 0;
          for (double entry : y.data) {
            total += Math.exp((entry - largest) / temperature);
          }
          return largest + temperature * Math.log(total);
        },
        gradient);
  }

  private static Example wall(Draw draw) {
    double distance = draw.power(-4, 0);
    DMatrixRMaj x = draw.uniform(1, draw.integer(1, 3), -1, 1);
    double edge = x.data[0] + draw.sign() * distance;
    double side = Math.signum(edge - x.data[0]);
    return Example.sum(
            x,
            (t, i) ->
                2 + (i == 0 ? 1e3 * Math.pow(Math.max(0, side * (t - edge)), 2) : Math.exp(t)),
            (t, i) -> i == 0 ? 0 : Math.exp(t))
        .slope(1);
  }

  /** Powers of the distance to the point, beside an ordinary entry. */
  private static Example lacking(Draw draw) {
    int power = draw.integer(2, 7);
    double size = draw.power(-3, 1);
    DMatrixRMaj x = draw.gaussian(1, 2);
    double center = x.data[0];
    return Example.sum(
            x,
            (t, i) -> i == 0 ? 1 + Math.pow((t - center) / size, power) : Math.exp(t),
            (t, i) -> i == 0 ? 0 : Math.exp(t))
        .slope(1);
  }

  /** Steep within a small width, and as steep the other way beyond. */
  private static Example opposed(Draw draw) {
    double width = draw.power(-6, -1);
    DMatrixRMaj x = new DMatrixRMaj(1, draw.integer(1, 3));
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] = 1 + width * draw.uniform(-1, 1);
    }
    return Example.sum(
        x,
        (t, i) -> 5 - t + 2 * width * Math.tanh((t - 1) / width),
        (t, i) -> -1 + 2 / EvenFamilies.square(Math.cosh((t - 1) / width)));
  }
}
