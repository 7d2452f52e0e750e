package org.set2model.gradcheck;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Functions with jumps, joints and plateaus. */
final class JumpFamilies {

  private JumpFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.accurate("Huber", JumpFamilies::huber),
        Family.accurate("quadratic splines at their knots", JumpFamilies::spline),
        Family.accurate("clamp", JumpFamilies::clamp),
        Family.accurate("stairs", JumpFamilies::stairs).rarer(0.3),
        Family.accurate("jump near the point", JumpFamilies::jump),
        Family.accurate("plateau and parabola", JumpFamilies::plateau));
  }

  private static Example huber(Draw draw) {
    double delta = draw.of(1, 0.5, 1e-3);
    DMatrixRMaj x = draw.gaussian(1, draw.integer(1, 5));
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] = delta * draw.of(x.data[i], 1, -1, 1 + draw.sign() * draw.power(-9, -1), 3, 0);
    }
    return Example.sum(
            x,
            (t, i) -> Math.abs(t) <= delta ? 0.5 * t * t / delta : Math.abs(t) - 0.5 * delta,
            (t, i) -> Math.max(-1, Math.min(1, t / delta)))
        .slope(1);
  }

  /** Slopes are continuous, curvatures are not. */
  private static Example spline(Draw draw) {
    int knots = draw.integer(1, 6);
    double[] at = draw.gaussians(knots);
    double[] c = draw.powers(1, knots, -1, 1).data;
    double near = draw.of(0, draw.power(-8, -1));
    DMatrixRMaj x = new DMatrixRMaj(1, draw.integer(1, 3));
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] = draw.of(at[0] + draw.sign() * near, draw.gaussian());
    }
    return Example.sum(
            x,
            (t, i) -> {
              double sum = 1 + t;
              for (int k = 0; k < knots; k++) {
                sum += c[k] * EvenFamilies.square(Math.max(0, t - at[k]));
              }
              return sum;
            },
            (t, i) -> {
              double sum = 1;
              for (int k = 0; k < knots; k++) {
                sum += 2 * c[k] * Math.max(0, t - at[k]);
              }
              return sum;
            })
        .slope(1);
  }

  private static Example clamp(Draw draw) {
    DMatrixRMaj x = draw.gaussian(1, draw.integer(1, 5));
    return Example.sum(
            x, (t, i) -> Math.max(-0.7, Math.min(0.7, t)), (t, i) -> Math.abs(t) < 0.7 ? 1 : 0)
        .slope(1);
  }

  private static Example stairs(Draw draw) {
    DMatrixRMaj x = new DMatrixRMaj(1, draw.integer(1, 3));
    double step = draw.of(1, 0.1);
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] = step * (draw.integer(1, 9) + draw.of(0.5, 0.1, 0.9, 1e-3));
    }
    return Example.sum(x, (t, i) -> step * Math.floor(t / step), (t, i) -> 0).slope(1);
  }

  private static Example jump(Draw draw) {
    double[] a = draw.uniform(1, 3, 0.2, 1).data;
    DMatrixRMaj x = draw.gaussian(1, draw.integer(1, 3));
    double at = x.data[0] + draw.sign() * draw.power(-8, -1);
    double size = draw.power(-6, 1);
    return Example.sum(
        x,
        (t, i) -> Math.exp(a[i] * t) + (i == 0 && t > at ? size : 0),
        (t, i) -> a[i] * Math.exp(a[i] * t));
  }

  private static Example plateau(Draw draw) {
    DMatrixRMaj x = new DMatrixRMaj(1, draw.integer(1, 3));
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] = 1 + draw.of(0, draw.sign() * draw.power(-8, 0));
    }
    return Example.sum(
            x,
            (t, i) -> 1 + EvenFamilies.square(Math.max(0, t - 1)),
            (t, i) -> 2 * Math.max(0, t - 1))
        .slope(1);
  }
}
