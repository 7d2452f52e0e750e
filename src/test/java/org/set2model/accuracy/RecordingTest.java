package org.set2model.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class RecordingTest {

  private static final Decimals DECIMALS = new Decimals(50);

  /** A function of two numbers, and the same in double precision. */
  private record Sample(String name, Extended extended, Plain plain) {}

  @FunctionalInterface
  private interface Extended {
    Scalar of(Scalar x, Scalar y, Recording r);
  }

  @FunctionalInterface
  private interface Plain {
    double of(double x, double y);
  }

  private static final List<Sample> SAMPLES =
      List.of(
          new Sample("plus", (x, y, r) -> r.plus(x, y), (x, y) -> x + y),
          new Sample("minus", (x, y, r) -> r.minus(x, y), (x, y) -> x - y),
          new Sample("times", (x, y, r) -> r.times(x, y), (x, y) -> x * y),
          new Sample("square", (x, y, r) -> r.square(x), (x, y) -> x * x),
          new Sample("over", (x, y, r) -> r.over(x, y), (x, y) -> x / y),
          new Sample("reciprocal", (x, y, r) -> r.over(Scalar.one(), y), (x, y) -> 1 / y),
          new Sample("exp", (x, y, r) -> r.exp(x), (x, y) -> Math.exp(x)),
          new Sample("log", (x, y, r) -> r.log(x), (x, y) -> Math.log(x)),
          new Sample("log1p", (x, y, r) -> r.log1p(x), (x, y) -> Math.log1p(x)),
          new Sample("sqrt", (x, y, r) -> r.sqrt(x), (x, y) -> Math.sqrt(x)),
          new Sample("sum", (x, y, r) -> r.sum(List.of(x, y, x)), (x, y) -> x + y + x),
          new Sample(
              "dot",
              (x, y, r) -> r.dot(List.of(x, y, x), List.of(y, y, r.constant(3))),
              (x, y) -> x * y + y * y + x * 3),
          new Sample(
              "composition that cancels",
              (x, y, r) -> {
                Scalar root = r.sqrt(r.plus(r.square(x), r.exp(y)));
                return r.log(r.over(r.plus(root, y), r.minus(root, r.log1p(x))));
              },
              (x, y) -> {
                double root = Math.sqrt(x * x + Math.exp(y));
                return Math.log((root + y) / (root - Math.log1p(x)));
              }));

  private static double number(SplittableRandom random) {
    return random.nextDouble(0.3, 2.5);
  }

  /** With steps of 1e-17, a central quotient in 50 digits has 30 right ones. */
  @Test
  void sweepGivesTheLimitOfDifferenceQuotients() {
    var random = new SplittableRandom(1);
    BigDecimal step = new BigDecimal("1e-17");
    for (Sample sample : SAMPLES) {
      double x = number(random);
      double y = number(random);
      var recording = new Recording(DECIMALS);
      Scalar[] leaves = {recording.leaf(x), recording.leaf(y)};
      Scalar value = sample.extended.of(leaves[0], leaves[1], recording);
      value.receive(BigDecimal.ONE, 0, DECIMALS);
      recording.sweep();
      for (int i = 0; i < 2; i++) {
        BigDecimal slope = leaves[i].gradient == null ? BigDecimal.ZERO : leaves[i].gradient;
        BigDecimal above = moved(sample, x, y, i, step);
        BigDecimal below = moved(sample, x, y, i, step.negate());
        BigDecimal quotient = above.subtract(below).divide(step.add(step), DECIMALS.context());
        double error = Scalar.size(quotient.subtract(slope));
        assertTrue(error < 1e-30, sample.name + ": " + slope + " against " + quotient);
      }
    }
  }

  private static BigDecimal moved(Sample sample, double x, double y, int input, BigDecimal step) {
    var recording = new Recording(DECIMALS);
    BigDecimal atX = new BigDecimal(x).add(input == 0 ? step : BigDecimal.ZERO);
    BigDecimal atY = new BigDecimal(y).add(input == 1 ? step : BigDecimal.ZERO);
    return sample.extended.of(Scalar.exact(atX), Scalar.exact(atY), recording).value;
  }

  @Test
  void doublePrecisionStaysWithinTheBoundAndOftenComesNearIt() {
    var random = new SplittableRandom(2);
    for (Sample sample : SAMPLES) {
      double largest = 0;
      for (int i = 0; i < 60; i++) {
        double x = number(random);
        double y = number(random);
        var recording = new Recording(DECIMALS);
        Scalar exact = sample.extended.of(recording.leaf(x), recording.leaf(y), recording);
        BigDecimal computed = new BigDecimal(sample.plain.of(x, y));
        double error = Scalar.size(exact.value.subtract(computed, DECIMALS.context()));
        largest = Math.max(largest, error / (Scalar.ROUNDING_UNIT * exact.bound));
      }
      assertTrue(largest <= 1, sample.name + ": " + largest + " of the bound");
      assertTrue(largest > 0.1, sample.name + ": " + largest + " of the bound");
    }
  }

  /** d/dx of (x - y)^2 / y, computed as the sweep does it. */
  @Test
  void derivativesInDoublePrecisionStayWithinTheirBound() {
    var random = new SplittableRandom(3);
    for (int i = 0; i < 60; i++) {
      double x = number(random);
      double y = number(random);
      var recording = new Recording(DECIMALS);
      Scalar leaf = recording.leaf(x);
      Scalar other = recording.leaf(y);
      Scalar value = recording.over(recording.square(recording.minus(leaf, other)), other);
      value.receive(BigDecimal.ONE, 0, DECIMALS);
      recording.sweep();
      double d = x - y;
      double toSquare = 1 / y;
      BigDecimal computed = new BigDecimal(toSquare * d + toSquare * d);
      double error = Scalar.size(leaf.gradient.subtract(computed));
      assertTrue(error <= Scalar.ROUNDING_UNIT * leaf.gradientBound);
      assertTrue(leaf.gradientBound < 20 * Math.abs(toSquare * d) + 1);
    }
  }

  @Test
  void comparisonThatRoundingCouldTurnIsUndecided() {
    var recording = new Recording(DECIMALS);
    Scalar third = recording.over(Scalar.one(), recording.leaf(3));
    Scalar near = recording.constant(1.0 / 3);
    assertFalse(recording.isGreater(near, third) || recording.isGreater(third, third));
    assertTrue(recording.isUndecided());
    var other = new Recording(DECIMALS);
    assertTrue(other.isGreater(other.leaf(Math.nextUp(1.0)), other.leaf(1)));
    assertFalse(other.isUndecided());
  }

  @Test
  void sizeIsTheAbsoluteValueToADozenDigits() {
    DoubleUnaryOperator size = x -> Scalar.size(new BigDecimal(x));
    for (double x : new double[] {1, -3.25, 1e-300, -7.7e-320, 1e300, 123456.789e-30}) {
      assertEquals(Math.abs(x), size.applyAsDouble(x), 1e-12 * Math.abs(x) + Double.MIN_VALUE);
    }
    assertEquals(0, Scalar.size(new BigDecimal("1e-5000")));
    assertEquals(Double.POSITIVE_INFINITY, Scalar.size(new BigDecimal("1e5000")));
    assertEquals(2.5e-7, Scalar.size(new BigDecimal("-2.5e-7")), 1e-19);
  }
}
