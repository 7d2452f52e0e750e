package org.set2model.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.set2model.network.Linear;

class ReferenceTest {

  private static final double DIGITS_ENOUGH = 1e-20;

  private static final int EVERY = 6;

  /** Were too few digits carried anywhere, more of them would give another result. */
  @Test
  void isTheSameInFiftyAndInEightyDigitsForSomeFunctions() {
    List<Subject> subjects = Subject.all();
    for (int i = 0; i < subjects.size(); i += EVERY) {
      assertSameInFiftyAndInEightyDigits(subjects.get(i));
    }
  }

  @Tag("slow")
  @Test
  void isTheSameInFiftyAndInEightyDigitsForAllFunctions() {
    Subject.all().forEach(ReferenceTest::assertSameInFiftyAndInEightyDigits);
  }

  private static void assertSameInFiftyAndInEightyDigits(Subject subject) {
    Point point = subject.point(Input.of(0));
    Reference fifty = reference(point, 50);
    Reference eighty = reference(point, 80);
    assertClose(subject, fifty.value(), eighty.value(), false);
    for (int i = 0; i < fifty.arguments().size(); i++) {
      assertClose(subject, fifty.arguments().get(i), eighty.arguments().get(i), true);
    }
  }

  private static Reference reference(Point point, int digits) {
    return Reference.of(point.operation(), point.inputs(), point.upstream(), new Decimals(digits));
  }

  /** Relative to the error that double precision is allowed: a number or what is left of it. */
  private static void assertClose(
      Subject subject, Scalars fifty, Scalars eighty, boolean gradients) {
    for (int i = 0; i < fifty.entries().length; i++) {
      Scalar a = fifty.entries()[i];
      Scalar b = eighty.entries()[i];
      BigDecimal x = gradients ? gradient(a) : a.value;
      BigDecimal y = gradients ? gradient(b) : b.value;
      double unit = gradients ? a.gradientBound : Math.max(a.size, a.bound);
      assertTrue(
          Scalar.size(x.subtract(y)) <= DIGITS_ENOUGH * unit,
          () -> subject + ": " + x + " and " + y);
    }
  }

  private static BigDecimal gradient(Scalar leaf) {
    return leaf.gradient == null ? BigDecimal.ZERO : leaf.gradient;
  }

  /** 0.1 + 0.2 2 = 0.5: in double precision the inputs are off, and so is the exact sum of them. */
  @Test
  void errorsAreThoseAgainstTheExactResultOfTheRoundedInputs() {
    DMatrixRMaj x = new DMatrixRMaj(new double[][] {{0.1, 0.2}});
    DMatrixRMaj w = new DMatrixRMaj(new double[][] {{1, 2}});
    DMatrixRMaj b = new DMatrixRMaj(1, 1);
    DMatrixRMaj one = new DMatrixRMaj(new double[][] {{1}});
    var point =
        new Point(new Linear(), List.of("x", "w", "b"), new DMatrixRMaj[] {x, w, b}, one, "");
    Reference reference = reference(point, 50);
    BigDecimal exact = new BigDecimal(0.1).add(new BigDecimal(0.2).multiply(BigDecimal.valueOf(2)));
    BigDecimal error = exact.subtract(reference.value().scalar().value);
    assertEquals(0, Scalar.size(error), 1e-49);
    assertEquals(2, reference.arguments().get(0).get(0, 1).gradient.doubleValue());
    assertEquals(0.2, reference.arguments().get(1).get(0, 1).gradient.doubleValue());
  }

  @Test
  void anErrorIsMeasuredInUnitsInTheLastPlace() {
    var decimals = new Decimals(50);
    Scalars exact = Scalars.empty(1, 3);
    exact.set(0, 0, Scalar.constant(new BigDecimal(8), 16));
    exact.set(0, 1, Scalar.constant(new BigDecimal("0.5"), 16));
    exact.set(0, 2, Scalar.constant(BigDecimal.ZERO, 16));
    double ulp = Math.ulp(0.5);
    double[] computed = {8 + Math.ulp(8.0), 0.5 + 48 * ulp, 3 * Math.ulp(8.0)};
    var part = new Part("value", new int[] {0, 1, 2});
    Errors errors = Errors.ofValue(computed, exact, part, decimals);
    assertEquals(48, errors.entry());
    assertEquals(1 + 48 * 48, errors.entrySquares());
    assertEquals(2, errors.entryCount());
    assertEquals(3, errors.block());
    assertEquals(1 + 9 + 9, errors.blockSquares());
    assertEquals(3 * Math.ulp(8.0) / (16 * Scalar.ROUNDING_UNIT), errors.share());
    assertEquals(1, errors.allowed());
  }

  @Test
  void notANumberIsAnErrorWithoutBound() {
    Scalars exact = Scalars.of(Scalar.constant(BigDecimal.ONE, 1));
    var part = new Part("value", new int[] {0});
    for (double computed : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
      Errors errors = Errors.ofValue(new double[] {computed}, exact, part, new Decimals(50));
      assertEquals(Double.POSITIVE_INFINITY, errors.block());
      assertEquals(Double.POSITIVE_INFINITY, errors.share());
    }
  }

  @Test
  void figuresAreReadAsTheyAreWritten() {
    var figures =
        new Figures(
            "f",
            "d x",
            0.12,
            1.5,
            27,
            1.3e5,
            new Input(17, List.of(3, 40)),
            0,
            2,
            3e10,
            0.5,
            Input.of(9));
    assertEquals(figures, Figures.parse(figures.toMarkdown()));
    assertTrue(Figures.isRow(figures.toMarkdown()));
    assertTrue(Figures.HEAD.stream().noneMatch(Figures::isRow));
  }
}
