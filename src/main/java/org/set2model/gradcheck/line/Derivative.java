package org.set2model.gradcheck.line;

/**
 * A numerical derivative along a line, with what is known of its error.
 *
 * @param value the derivative; at a kink, the mean of the one-sided slopes
 * @param uncertainty estimated bound of the value's error
 * @param rounding the part of the uncertainty that comes from rounding in the function
 * @param left slope from below; the value, where only one side is in the domain
 * @param right slope from above; the value, where only one side is in the domain
 * @param largestStep largest step that the value rests on
 * @param smallestStep smallest step that the value rests on
 * @param size largest magnitude of the function within the reach of the line
 */
public record Derivative(
    double value,
    double uncertainty,
    double rounding,
    Extrapolation.Estimate left,
    Extrapolation.Estimate right,
    double largestStep,
    double smallestStep,
    double size) {

  /** How far the jump has to stand out of its uncertainty. */
  private static final double SIGNIFICANCE = 4;

  public double jump() {
    return Math.abs(right.value() - left.value());
  }

  /** Infinite where the slopes of one side do not converge. */
  public double jumpUncertainty() {
    return left.uncertainty() + right.uncertainty();
  }

  /** Whether the slopes on the two sides differ by more than their uncertainty. */
  public boolean isKink() {
    return jump() > SIGNIFICANCE * jumpUncertainty() && jump() > SIGNIFICANCE * uncertainty;
  }

  /** The slope from below: the value, unless there is a kink. */
  double leftSlope() {
    return isKink() ? left.value() : value;
  }

  /** The slope from above: the value, unless there is a kink. */
  double rightSlope() {
    return isKink() ? right.value() : value;
  }

  double leftUncertainty() {
    return isKink() ? left.uncertainty() : uncertainty;
  }

  double rightUncertainty() {
    return isKink() ? right.uncertainty() : uncertainty;
  }

  /** Whether the value does not differ from 0 by more than its uncertainty. */
  public boolean isZero() {
    return Math.abs(value) <= uncertainty;
  }

  /** The smallest derivative that a claim may have: at a kink, any value between the slopes. */
  public double lowest() {
    return Math.min(leftSlope(), rightSlope());
  }

  /** The largest derivative that a claim may have: at a kink, any value between the slopes. */
  public double highest() {
    return Math.max(leftSlope(), rightSlope());
  }

  /** The smallest slope of either side that the uncertainties leave possible. */
  public double lowestPossible() {
    return Math.min(
        value,
        Math.min(
            left.value() - SIGNIFICANCE * left.uncertainty(),
            right.value() - SIGNIFICANCE * right.uncertainty()));
  }

  /** The largest slope of either side that the uncertainties leave possible. */
  public double highestPossible() {
    return Math.max(
        value,
        Math.max(
            left.value() + SIGNIFICANCE * left.uncertainty(),
            right.value() + SIGNIFICANCE * right.uncertainty()));
  }
}
