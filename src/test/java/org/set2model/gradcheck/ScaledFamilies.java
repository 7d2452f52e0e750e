package org.set2model.gradcheck;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.set2model.gradcheck.argument.Argument;

/** Entries, influences and values of very different size. */
final class ScaledFamilies {

  private ScaledFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.accurate("tiny entries, linear", draw -> tinyLinear(draw, draw.of(3, 3, 65))),
        Family.accurate("tiny entries, exponential", draw -> tinyExponential(draw, draw.of(3, 65))),
        Family.accurate("tiny entries, logistic regression", ScaledFamilies::tinyLogistic),
        Family.accurate("tiny entries, n = 1000", draw -> tinyExponential(draw, 1000)).rarer(0.1),
        Family.accurate("arctan of 1e-100 to 1e100", ScaledFamilies::arctan).rarer(0.5),
        Family.accurate("arctan of one entry", ScaledFamilies::arctanAlone).rarer(0.5),
        Family.accurate("c exp x, c 1e-6 to 1e6, n = 1 to 8", draw -> unequal(draw, draw.of(1, 8))),
        Family.accurate("c exp x, n = 64, 65", draw -> unequal(draw, draw.of(64, 65))).rarer(0.3),
        Family.accurate("c exp x, n = 1000", draw -> unequal(draw, 1000)).rarer(0.05),
        Family.accurate("equal exp x, n = 65 to 1000", ScaledFamilies::many).rarer(0.2),
        Family.accurate("offset of 1e3 to 1e8", draw -> offset(draw, draw.power(3, 8))).rarer(0.5),
        Family.accurate("offset of 1e10", draw -> offset(draw, 1e10)).rarer(0.1),
        Family.accurate("tanh(x / s), s 1e-8 to 1e8", ScaledFamilies::mixedScales),
        Family.accurate("a tanh(x / s), slopes alike", ScaledFamilies::alikeSlopes),
        Family.accurate("values of 1e-200 to 1e200", ScaledFamilies::extremeValues),
        Family.accurate("entries of 1e-200 to 1e200", ScaledFamilies::extremeEntries),
        Family.accurate("squares of 1e-4 to 1e4", ScaledFamilies::squares),
        Family.accurate("sums that ignore entries", ScaledFamilies::ignored),
        Family.accurate("fast beside slow", ScaledFamilies::fastBesideSlow),
        Family.accurate("large beside small arguments", ScaledFamilies::arguments));
  }

  private static DMatrixRMaj withTinyEntries(Draw draw, int n) {
    DMatrixRMaj x = draw.gaussian(1, n);
    for (int k = draw.integer(1, 3); k > 0; k--) {
      x.data[draw.integer(0, n - 1)] = draw.of(1e-12, 1e-30, 0.1 + 0.2 - 0.3, -1e-20, 1e-300);
    }
    return x;
  }

  private static Example tinyLinear(Draw draw, int n) {
    double slope = draw.of(3, -0.1);
    return Example.sum(withTinyEntries(draw, n), (t, i) -> slope * t, (t, i) -> slope);
  }

  private static Example tinyExponential(Draw draw, int n) {
    double[] a = draw.powers(1, n, -0.3, 0.3).data;
    return Example.sum(
        withTinyEntries(draw, n),
        (t, i) -> Math.exp(a[i] * t),
        (t, i) -> a[i] * Math.exp(a[i] * t));
  }

  private static Example tinyLogistic(Draw draw) {
    int features = draw.integer(2, 8);
    int points = draw.integer(2, 20);
    DMatrixRMaj data = draw.gaussian(points, features);
    DMatrixRMaj w = withTinyEntries(draw, features);
    return LearningFamilies.logistic(data, w);
  }

  private static Example arctan(Draw draw) {
    DMatrixRMaj x = draw.powers(1, draw.integer(2, 6), -100, draw.of(0, 100));
    return Example.sum(x, (t, i) -> Math.atan(t), (t, i) -> 1 / (1 + t * t));
  }

  private static Example arctanAlone(Draw draw) {
    DMatrixRMaj x = draw.powers(1, 1, -100, 20);
    return Example.sum(x, (t, i) -> Math.atan(t), (t, i) -> 1 / (1 + t * t));
  }

  private static Example unequal(Draw draw, int n) {
    double[] c = draw.powers(1, n, -6, 6).data;
    boolean positive = draw.chance(0.5);
    for (int i = 0; i < n && positive; i++) {
      c[i] = Math.abs(c[i]);
    }
    return Example.sum(
        draw.gaussian(1, n), (t, i) -> c[i] * Math.exp(t), (t, i) -> c[i] * Math.exp(t));
  }

  private static Example many(Draw draw) {
    int n = draw.of(65, 200, 1000);
    return Example.sum(draw.gaussian(1, n), (t, i) -> Math.exp(t), (t, i) -> Math.exp(t));
  }

  private static Example offset(Draw draw, double size) {
    double[] a = draw.uniform(1, 5, 0.5, 2).data;
    return Example.sum(
        draw.gaussian(1, draw.integer(1, 5)),
        (t, i) -> (i == 0 ? size : 0) + Math.exp(a[i] * t),
        (t, i) -> a[i] * Math.exp(a[i] * t));
  }

  private static Example mixedScales(Draw draw) {
    int n = draw.integer(1, 6);
    double[] s = draw.powers(1, n, -8, 8).data;
    DMatrixRMaj x = draw.gaussian(1, n);
    for (int i = 0; i < n; i++) {
      x.data[i] *= s[i];
    }
    return Example.sum(
        x,
        (t, i) -> 2 + Math.tanh(t / s[i]),
        (t, i) -> 1 / (s[i] * Math.pow(Math.cosh(t / s[i]), 2)));
  }

  /** Steep where it is small: derivatives are alike, the values are not. */
  private static Example alikeSlopes(Draw draw) {
    int n = draw.integer(1, 4);
    double[] s = draw.powers(1, n, -4, 0).data;
    DMatrixRMaj x = draw.gaussian(1, n);
    for (int i = 0; i < n; i++) {
      x.data[i] *= s[i];
    }
    return Example.sum(
        x, (t, i) -> s[i] * Math.tanh(t / s[i]), (t, i) -> Math.pow(Math.cosh(t / s[i]), -2));
  }

  private static Example extremeValues(Draw draw) {
    double size = draw.power(-200, 200);
    return Example.sum(
        draw.gaussian(1, draw.integer(1, 4)),
        (t, i) -> size * Math.exp(t),
        (t, i) -> size * Math.exp(t));
  }

  private static Example extremeEntries(Draw draw) {
    double size = draw.power(-200, 200);
    DMatrixRMaj x = draw.gaussian(1, draw.integer(1, 4));
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] *= size;
    }
    return Example.sum(x, (t, i) -> Math.exp(t / size), (t, i) -> Math.exp(t / size) / size);
  }

  private static Example squares(Draw draw) {
    DMatrixRMaj x = draw.powers(1, draw.integer(1, 6), -4, 4);
    return Example.sum(x, (t, i) -> t * t, (t, i) -> 2 * t);
  }

  private static Example ignored(Draw draw) {
    int n = draw.of(2, 5, 8, 65, 100);
    DMatrixRMaj x = draw.gaussian(1, n);
    for (int i = 0; i < n; i++) {
      x.data[i] = draw.chance(0.2) ? 0 : x.data[i];
    }
    return Example.sum(
        x, (t, i) -> i % 2 == 0 ? 0 : Math.exp(t), (t, i) -> i % 2 == 0 ? 0 : Math.exp(t));
  }

  private static Example fastBesideSlow(Draw draw) {
    int n = draw.integer(2, 5);
    double[] frequency = draw.powers(1, n, -2, 3).data;
    return Example.sum(
        draw.gaussian(1, n),
        (t, i) -> 3 + Math.sin(frequency[i] * t),
        (t, i) -> frequency[i] * Math.cos(frequency[i] * t));
  }

  /** Two arguments, in units of which one is much smaller. */
  private static Example arguments(Draw draw) {
    double size = draw.power(-8, 8);
    DMatrixRMaj x = draw.gaussian(2, 2);
    DMatrixRMaj y = draw.gaussian(1, 3);
    DMatrixRMaj gx = new DMatrixRMaj(2, 2);
    DMatrixRMaj gy = new DMatrixRMaj(1, 3);
    for (int i = 0; i < 3; i++) {
      y.data[i] *= size;
    }
    double sumX = Math.exp(x.data[0]) + Math.exp(x.data[1]) + x.data[2] + x.data[3];
    double sumY = Math.cos(y.data[0] / size) + 2 + y.data[1] / size + y.data[2] / size;
    gx.setTo(new DMatrixRMaj(2, 2, true, Math.exp(x.data[0]), Math.exp(x.data[1]), 1, 1));
    for (int i = 0; i < 4; i++) {
      gx.data[i] *= sumY;
    }
    gy.setTo(new DMatrixRMaj(1, 3, true, -Math.sin(y.data[0] / size), 1, 1));
    for (int i = 0; i < 3; i++) {
      gy.data[i] *= sumX / size;
    }
    return Example.of(
        in -> {
          double[] u = in[0].data;
          double[] v = in[1].data;
          return (Math.exp(u[0]) + Math.exp(u[1]) + u[2] + u[3])
              * (Math.cos(v[0] / size) + 2 + v[1] / size + v[2] / size);
        },
        List.of(Argument.of("x", x), Argument.of("y", y)),
        gx,
        gy);
  }
}
