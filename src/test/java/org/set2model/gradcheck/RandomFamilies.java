package org.set2model.gradcheck;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Random formulas at random points. */
final class RandomFamilies {

  /** Spread of values that are called accurate, over evaluations with additional rounding. */
  private static final double ACCURATE = 1e-13;

  /** Spread of derivatives that can be called true. */
  private static final double TRUE = 1e-11;

  private static final int EVALUATIONS = 6;

  private RandomFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.accurate("random formula, shallow", draw -> formula(draw, 2, true)),
        Family.accurate("random formula, deep", draw -> formula(draw, 4, true)),
        Family.accurate("random formula, deeper", draw -> formula(draw, 6, true)),
        Family.coarse("random formula of any condition", draw -> formula(draw, 4, false)),
        Family.coarse("random formula in float", RandomFamilies::single));
  }

  private static Example formula(Draw draw, int depth, boolean accurate) {
    while (true) {
      int n = draw.integer(1, 4);
      DMatrixRMaj x = new DMatrixRMaj(1, n);
      double range = draw.of(0.1, 0.5, 3);
      for (int i = 0; i < n; i++) {
        x.data[i] = draw.of(draw.sign() * draw.power(-range, range), draw.gaussian(), 0, 1);
      }
      Formula formula = Formula.draw(draw, n, depth);
      double offset = draw.of(0, 1);
      if (isKnown(formula, x, draw, offset, accurate)) {
        return Dual.example(x, in -> formula.value(in, null).plus(offset));
      }
    }
  }

  /**
   * Whether additional rounding leaves the derivatives, and the value if need be, what they are.
   */
  private static boolean isKnown(
      Formula formula, DMatrixRMaj x, Draw draw, double offset, boolean accurate) {
    Example exact = Dual.example(x, in -> formula.value(in, null).plus(offset));
    double value = exact.function().applyAsDouble(new DMatrixRMaj[] {x});
    boolean known = Math.abs(value) > 1e-200 && Math.abs(value) < 1e200;
    for (int k = 0; k < EVALUATIONS && known; k++) {
      Example rounded = Dual.example(x, in -> formula.value(in, draw).plus(offset));
      double other = rounded.function().applyAsDouble(new DMatrixRMaj[] {x});
      known = !accurate || Math.abs(other - value) <= ACCURATE * Math.abs(value);
      for (int i = 0; i < x.numCols; i++) {
        double derivative = exact.gradient().data[i];
        known &= Math.abs(derivative) < 1e200;
        known &= Math.abs(rounded.gradient().data[i] - derivative) <= TRUE * Math.abs(derivative);
      }
    }
    return known;
  }

  private static Example single(Draw draw) {
    Example example = formula(draw, 3, true);
    var exact = example.function();
    return example.computing(in -> (float) exact.applyAsDouble(in));
  }
}
