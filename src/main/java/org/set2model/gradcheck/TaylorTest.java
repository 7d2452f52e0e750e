package org.set2model.gradcheck;

import java.util.SplittableRandom;
import org.set2model.gradcheck.argument.CompensatedSum;
import org.set2model.gradcheck.argument.Coordinates;
import org.set2model.gradcheck.line.Line;

/**
 * The Taylor remainder test: with the right gradient g, {@code r(h) = |f(x + hv) - f(x) - h g.v|}
 * falls as {@code h^2}, with a wrong one as h. It needs no choice of step and no difference
 * quotient, only the order of decrease.
 *
 * @param order the smallest of the last two observed orders of decrease; NaN if the remainder is
 *     rounding only, as for a linear function
 * @param direction the verdict of the extrapolated derivative along the same direction, which
 *     decides whether an order near 1 is due to the gradient or to kinks nearby
 */
record TaylorTest(double order, Finding direction) {

  /** Orders below this one contradict a right gradient. */
  static final double DUBIOUS_ORDER = 1.5;

  private static final int STEPS = 9;
  private static final double FIRST_STEP = 0.25;
  private static final double RATIO = 4;

  /** How far a remainder has to stand out of rounding. */
  private static final double SIGNIFICANCE = 8;

  /** Runs the test along a random direction through all entries. */
  static TaylorTest run(LineChecks lines, SplittableRandom random) {
    double[] coefficients = lines.coordinates().randomCoefficients(random);
    double order = order(lines, coefficients);
    Finding direction =
        order < DUBIOUS_ORDER
            ? lines.judgeDirection("a direction through all entries", coefficients, 0, 0)
            : null;
    return new TaylorTest(order, direction);
  }

  /** Whether the gradient is wrong along the direction. */
  boolean contradicts() {
    return direction != null && direction.verdict() == Verdict.DISAGREE;
  }

  private static double order(LineChecks lines, double[] coefficients) {
    Coordinates coordinates = lines.coordinates();
    Line line = lines.direction(coefficients);
    double claimed = coordinates.claimedAlong(coefficients);
    double step = Math.min(FIRST_STEP, line.extent().longestStep());
    if (line.extent().above() == 0) {
      step = -step;
    }
    double previous = Double.NaN;
    double order = Double.NaN;
    double orderBefore = Double.NaN;
    for (int i = 0; i < STEPS; i++, step /= RATIO) {
      Line.Sample sample = line.at(step);
      var remainder = new CompensatedSum();
      remainder.add(sample.change());
      remainder.addProduct(-step, claimed);
      double size = Math.abs(remainder.value());
      if (size <= SIGNIFICANCE * sample.noise()) {
        break;
      }
      double observed = Math.log(previous / size) / Math.log(RATIO);
      if (!Double.isNaN(observed)) {
        orderBefore = order;
        order = observed;
      }
      previous = size;
    }
    return Double.isNaN(orderBefore) ? order : Math.max(order, orderBefore);
  }
}
