package org.set2model.gradcheck;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.set2model.gradcheck.argument.Domain;

/** Functions near poles, branch points and the edges of where they are defined. */
final class SingularFamilies {

  private SingularFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.accurate("log |x - 1| near 1", draw -> logarithm(draw, 0)),
        Family.accurate("2 x + log |x - 1| near 1", draw -> logarithm(draw, 2)),
        Family.accurate("log-gamma near its poles", SingularFamilies::logGamma),
        Family.accurate("log-gamma of positive numbers", SingularFamilies::positiveLogGamma),
        Family.accurate(
            "cube root near zero",
            draw ->
                Example.sum(
                    draw.powers(1, draw.integer(1, 4), -9, 1),
                    (t, i) -> Math.cbrt(t),
                    (t, i) -> 1 / (3 * Math.cbrt(t) * Math.cbrt(t)))),
        Family.accurate("x + |x|^1.05 at zero", draw -> power(draw, 1.05, new DMatrixRMaj(1, 1)))
            .rarer(0.2),
        Family.accurate(
            "x + |x|^1.05 near zero",
            draw -> power(draw, 1.05, draw.powers(1, draw.integer(1, 3), -9, 0))),
        Family.accurate("1 + x + x^1.1 at an edge", draw -> atEdge(draw, 1.1)).rarer(0.2),
        Family.accurate("1 + x + x^1.5 at an edge", draw -> atEdge(draw, 1.5)),
        Family.accurate("1 + x + x^2.5 at an edge", draw -> atEdge(draw, 2.5)),
        Family.accurate("reciprocal near its pole", SingularFamilies::reciprocal),
        Family.accurate("tangent near its poles", SingularFamilies::tangent),
        Family.accurate("square root that throws", SingularFamilies::throwingRoot),
        Family.accurate("logarithm that throws", SingularFamilies::throwingLogarithm),
        Family.accurate("arcsine near 1", SingularFamilies::arcsine));
  }

  private static Example logarithm(Draw draw, double slope) {
    DMatrixRMaj x = new DMatrixRMaj(1, draw.of(1, 1, 1, 3));
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] = 1 + draw.sign() * draw.power(-9, -1);
    }
    return Example.sum(
        x, (t, i) -> slope * t + Math.log(Math.abs(t - 1)), (t, i) -> slope + 1 / (t - 1));
  }

  private static Example power(Draw draw, double exponent, DMatrixRMaj x) {
    return Example.sum(
        x,
        (t, i) -> t + Math.pow(Math.abs(t), exponent),
        (t, i) -> 1 + exponent * Math.signum(t) * Math.pow(Math.abs(t), exponent - 1));
  }

  private static Example atEdge(Draw draw, double exponent) {
    DMatrixRMaj x = new DMatrixRMaj(1, draw.integer(1, 3));
    for (int i = 1; i < x.numCols; i++) {
      x.data[i] = draw.uniform(0.1, 0.9);
    }
    return Example.sum(
            x,
            (t, i) -> 1 + t + Math.pow(t, exponent),
            (t, i) -> 1 + exponent * Math.pow(t, exponent - 1))
        .in(Domain.box(0, 1));
  }

  private static Example reciprocal(Draw draw) {
    double pole = draw.of(0, 1, -3);
    DMatrixRMaj x = draw.powers(1, draw.integer(1, 3), -6, 1);
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] += pole;
    }
    return Example.sum(x, (t, i) -> 1 / (t - pole), (t, i) -> -1 / ((t - pole) * (t - pole)));
  }

  /** At a distance d from its pole at a right angle, -1 / tan d. */
  private static Example tangent(Draw draw) {
    DMatrixRMaj x = new DMatrixRMaj(1, 1, true, Math.PI / 2 - draw.sign() * draw.power(-5, 0));
    return Example.sum(x, (t, i) -> Math.tan(t), (t, i) -> 1 / Math.pow(Math.cos(t), 2));
  }

  private static Example throwingRoot(Draw draw) {
    DMatrixRMaj x = new DMatrixRMaj(1, draw.integer(1, 4));
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] = 2 + draw.power(-12, 1);
    }
    return Example.sum(
        x,
        (t, i) -> {
          if (!(t >= 2)) {
            throw new IllegalArgumentException("x (" + t + ") must be >= 2");
          }
          return 1 + Math.sqrt(t - 2);
        },
        (t, i) -> 0.5 / Math.sqrt(t - 2));
  }

  private static Example throwingLogarithm(Draw draw) {
    DMatrixRMaj x = new DMatrixRMaj(1, draw.integer(1, 4));
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] = draw.power(-12, 1);
    }
    return Example.sum(
        x,
        (t, i) -> {
          if (!(t > 0)) {
            throw new ArithmeticException("logarithm of " + t);
          }
          return Math.log(t) * (i + 1);
        },
        (t, i) -> (i + 1) / t);
  }

  private static Example arcsine(Draw draw) {
    DMatrixRMaj x = new DMatrixRMaj(1, draw.integer(1, 3));
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] = draw.sign() * (1 - draw.power(-9, 0));
    }
    return Example.sum(x, (t, i) -> Math.asin(t), (t, i) -> 1 / Math.sqrt((1 - t) * (1 + t)));
  }

  private static Example logGamma(Draw draw) {
    DMatrixRMaj x = new DMatrixRMaj(1, draw.of(1, 1, 2));
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] = -draw.integer(0, 5) + draw.sign() * draw.power(-9, -1);
    }
    return Example.sum(x, (t, i) -> logGamma(t), (t, i) -> digamma(t));
  }

  private static Example positiveLogGamma(Draw draw) {
    DMatrixRMaj x = new DMatrixRMaj(1, draw.integer(1, 4));
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] = draw.of(draw.power(-8, -1), draw.uniform(3, 50), draw.power(1, 5));
    }
    return Example.sum(x, (t, i) -> logGamma(t), (t, i) -> digamma(t)).in(Domain.positive());
  }

  /**
   * Stirling's series (DLMF 5.11.1), to which arguments are raised by the recurrence; below zero,
   * reflection (DLMF 5.5.3) with the distance to the nearest pole, which is exact.
   */
  static double logGamma(double x) {
    if (x < 0.5 && Math.abs(x) > 0.1 || x < -0.1) {
      double toPole = x - Math.rint(x);
      return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * toPole))) - logGamma(1 - x);
    }
    double product = 1;
    double z = x;
    while (z < 16) {
      product *= z;
      z += 1;
    }
    double r = 1 / (z * z);
    double series =
        (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r * (1.0 / 1188))))) / z;
    return (z - 0.5) * Math.log(z)
        - z
        + 0.5 * Math.log(2 * Math.PI)
        + series
        - Math.log(Math.abs(product));
  }

  /** The derivative of {@link #logGamma}, DLMF 5.11.2 and 5.5.4. */
  static double digamma(double x) {
    if (x < 0.5 && Math.abs(x) > 0.1 || x < -0.1) {
      double toPole = x - Math.rint(x);
      return digamma(1 - x) - Math.PI / Math.tan(Math.PI * toPole);
    }
    double sum = 0;
    double z = x;
    while (z < 16) {
      sum -= 1 / z;
      z += 1;
    }
    double r = 1 / (z * z);
    return sum
        + Math.log(z)
        - 0.5 / z
        - r * (1.0 / 12 - r * (1.0 / 120 - r * (1.0 / 252 - r * (1.0 / 240 - r / 132))));
  }
}
