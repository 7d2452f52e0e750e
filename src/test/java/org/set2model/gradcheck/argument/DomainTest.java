package org.set2model.gradcheck.argument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.set2model.gradcheck.GradientCheckTest.matrix;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.gradcheck.GradientCheck;
import org.set2model.gradcheck.Report;
import org.set2model.gradcheck.Verdict;

class DomainTest {

  private static GradientCheck on(Domain domain, DMatrixRMaj x, ToDoubleFunction<DMatrixRMaj> f) {
    return GradientCheck.of(in -> f.applyAsDouble(in[0]), Argument.in(domain, "x", x));
  }

  private static double require(boolean inside, double value) {
    if (!inside) {
      throw new AssertionError("left the domain");
    }
    return value;
  }

  @Test
  void positiveArgumentsStayPositive() {
    for (double x : new double[] {1e-8, 1e-3, 1, 1e8}) {
      on(
              Domain.positive(),
              matrix(1, 1, x),
              y -> require(y.data[0] > 0, Math.log(y.data[0]) + 3 * y.data[0] / x))
          .assertAgrees(matrix(1, 1, 4 / x));
    }
  }

  @Test
  void boxesAreNotLeftAndOneSidedDerivativesTakenOnTheirBounds() {
    DMatrixRMaj x = matrix(1, 4, 0, 1, 0.5, 1e-9);
    GradientCheck check =
        on(
            Domain.box(0, 1),
            x,
            y -> {
              double sum = 0;
              for (double entry : y.data) {
                sum += require(entry >= 0 && entry <= 1, Math.exp(entry));
              }
              return sum;
            });
    check.assertAgrees(matrix(1, 4, 1, Math.E, Math.exp(0.5), Math.exp(1e-9)));
    assertEquals(
        Verdict.DISAGREE,
        check.check(matrix(1, 4, 1.00001, Math.E, Math.exp(0.5), Math.exp(1e-9))).verdict());
  }

  @Test
  void simplexGradientsAreComparedUpToAConstant() {
    DMatrixRMaj x = matrix(1, 4, 0.1, 0.2, 0.3, 0.4);
    DMatrixRMaj gradient = new DMatrixRMaj(1, 4);
    for (int i = 0; i < 4; i++) {
      gradient.data[i] = Math.log(x.data[i]) + 1;
    }
    GradientCheck check = on(Domain.simplex(), x, DomainTest::negativeEntropy);
    check.assertAgrees(gradient);
    DMatrixRMaj shifted = gradient.copy();
    for (int i = 0; i < 4; i++) {
      shifted.data[i] += 17;
    }
    check.assertAgrees(shifted);
    shifted.data[2] *= 1.0001;
    Report report = check.check(shifted);
    assertEquals(Verdict.DISAGREE, report.verdict());
    assertEquals(new EntryLocation("x", 0, 2), report.worst().get().place().get());
  }

  @Test
  void zeroEntriesOfASimplexMoveInwards() {
    DMatrixRMaj x = matrix(3, 1, 0, 0.25, 0.75);
    on(Domain.simplex(), x, DomainTest::sumOfSquares).assertAgrees(matrix(3, 1, 0, 0.5, 1.5));
    assertEquals(
        Verdict.DISAGREE,
        on(Domain.simplex(), x, DomainTest::sumOfSquares)
            .check(matrix(3, 1, 0.1, 0.5, 1.5))
            .verdict());
  }

  @Test
  void largeSimplicesAreChecked() {
    int n = 300;
    var random = new SplittableRandom(3);
    DMatrixRMaj x = new DMatrixRMaj(1, n);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      x.data[i] = 0.1 + random.nextDouble();
      sum += x.data[i];
    }
    DMatrixRMaj gradient = new DMatrixRMaj(1, n);
    for (int i = 0; i < n; i++) {
      x.data[i] /= sum;
      gradient.data[i] = Math.log(x.data[i]);
    }
    GradientCheck check = on(Domain.simplex(), x, DomainTest::negativeEntropy);
    check.assertAgrees(gradient);
    gradient.data[123] *= 1.001;
    assertEquals(Verdict.DISAGREE, check.check(gradient).verdict());
  }

  @Test
  void symmetricArgumentsStaySymmetric() {
    DMatrixRMaj x = matrix(2, 2, 2, 0.5, 0.5, 1);
    GradientCheck check =
        on(
            Domain.symmetric(),
            x,
            y -> require(y.data[1] == y.data[2], y.data[0] * y.data[3] - y.data[1] * y.data[2]));
    check.assertAgrees(matrix(2, 2, 1, -0.5, -0.5, 2));
    check.assertAgrees(matrix(2, 2, 1, -1, 0, 2));
    assertEquals(Verdict.DISAGREE, check.check(matrix(2, 2, 1, -1, -1, 2)).verdict());
  }

  @Test
  void valuesOutsideTheirDomainAreRejected() {
    assertRejected(Domain.positive(), matrix(1, 1, 0));
    assertRejected(Domain.box(0, 1), matrix(1, 1, 1.5));
    assertRejected(Domain.simplex(), matrix(1, 2, 0.5, 0.6));
    assertRejected(Domain.simplex(), matrix(1, 2, -0.5, 1.5));
    assertRejected(Domain.symmetric(), matrix(2, 2, 1, 2, 3, 4));
    assertRejected(Domain.symmetric(), matrix(1, 2, 1, 2));
    assertRejected(Domain.unconstrained(), matrix(1, 1, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> Domain.box(1, Double.NaN));
  }

  private static void assertRejected(Domain domain, DMatrixRMaj x) {
    assertThrows(IllegalArgumentException.class, () -> Argument.in(domain, "x", x));
  }

  private static double negativeEntropy(DMatrixRMaj y) {
    double sum = 0;
    double total = 0;
    for (double entry : y.data) {
      sum += require(entry >= 0, entry * Math.log(entry));
      total += entry;
    }
    return require(Math.abs(total - 1) < 1e-12, sum);
  }

  private static double sumOfSquares(DMatrixRMaj y) {
    double sum = 0;
    for (double entry : y.data) {
      sum += require(entry >= 0, entry * entry);
    }
    return sum;
  }
}
