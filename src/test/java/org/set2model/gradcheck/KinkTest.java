package org.set2model.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.set2model.gradcheck.GradientCheckTest.matrix;

import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.gradcheck.argument.Argument;

class KinkTest {

  private static Report check(ToDoubleFunction<DMatrixRMaj> f, double x, double claimed) {
    return GradientCheck.of(f, matrix(1, 1, x)).check(matrix(1, 1, claimed));
  }

  @Test
  void anySubgradientAgreesAndNothingElse() {
    for (double slope : new double[] {-1, -0.3, 0, 1}) {
      Report report = check(y -> Math.abs(y.data[0]), 0, slope);
      assertEquals(Verdict.AGREE, report.verdict(), report::toString);
      assertTrue(report.worst().get().kink());
    }
    for (double slope : new double[] {-1.00001, 1.00001, 2}) {
      assertEquals(Verdict.DISAGREE, check(y -> Math.abs(y.data[0]), 0, slope).verdict());
    }
  }

  @Test
  void kinksOnCurvedFunctionsAreSeen() {
    ToDoubleFunction<DMatrixRMaj> f = y -> Math.exp(y.data[0]) + 0.01 * Math.max(y.data[0], 0);
    assertEquals(Verdict.AGREE, check(f, 0, 1).verdict());
    assertEquals(Verdict.AGREE, check(f, 0, 1.01).verdict());
    assertEquals(Verdict.DISAGREE, check(f, 0, 0.999).verdict());
    assertEquals(Verdict.DISAGREE, check(f, 0, 1.011).verdict());
  }

  @Test
  void besideAKinkOnlyTheSlopeOfThatSideAgrees() {
    for (double distance : new double[] {1e-1, 1e-3, 1e-6}) {
      ToDoubleFunction<DMatrixRMaj> f = y -> Math.max(y.data[0] - 1, 0);
      double above = 1 + distance;
      assertEquals(Verdict.AGREE, check(f, above, 1).verdict());
      assertEquals(Verdict.DISAGREE, check(f, above, 0).verdict());
      assertEquals(Verdict.DISAGREE, check(f, above, 0.5).verdict());
      assertEquals(Verdict.DISAGREE, check(f, 1 - distance, 1).verdict());
    }
  }

  @Test
  void kinksAtTheRoundingOfTheArgumentAreNeverDecidedWrongly() {
    ToDoubleFunction<DMatrixRMaj> f = y -> Math.max(y.data[0] - 1, 0);
    for (double claimed : new double[] {0, 0.5}) {
      Report report = check(f, 1 + 1e-10, claimed);
      assertTrue(report.verdict() != Verdict.AGREE, report::toString);
    }
    Report right = check(f, 1 + 1e-10, 1);
    assertTrue(right.verdict() != Verdict.DISAGREE, right::toString);
  }

  @Test
  void tiesOfAMaximumAcceptEitherBranch() {
    DMatrixRMaj tied = matrix(1, 3, 2, 2, -1);
    GradientCheck check = GradientCheck.of(y -> maximum(y), tied);
    check.assertAgrees(matrix(1, 3, 1, 0, 0));
    check.assertAgrees(matrix(1, 3, 0, 1, 0));
    check.assertAgrees(matrix(1, 3, 0.5, 0.5, 0));
    assertEquals(Verdict.DISAGREE, check.check(matrix(1, 3, 1, 0, 0.1)).verdict());
    assertEquals(Verdict.DISAGREE, check.check(matrix(1, 3, -0.1, 1, 0)).verdict());
  }

  @Test
  void branchFingerprintsKeepStepsOnOneBranch() {
    ToDoubleFunction<DMatrixRMaj[]> f = in -> Math.abs(Math.sin(in[0].data[0]));
    double x = 1e-4;
    Report report =
        GradientCheck.of(f, Argument.of("x", matrix(1, 1, x)))
            .branches(in -> in[0].data[0] > 0)
            .check(matrix(1, 1, Math.cos(x)));
    assertEquals(Verdict.AGREE, report.verdict(), report::toString);
    Report atTheKink =
        GradientCheck.of(f, Argument.of("x", matrix(1, 1, 0)))
            .branches(in -> new long[] {(long) Math.signum(in[0].data[0])})
            .check(matrix(1, 1, 0.5));
    assertEquals(Verdict.AGREE, atTheKink.verdict(), atTheKink::toString);
    assertTrue(atTheKink.worst().get().kink());
  }

  private static double maximum(DMatrixRMaj y) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double entry : y.data) {
      largest = Math.max(largest, entry);
    }
    return largest;
  }
}
