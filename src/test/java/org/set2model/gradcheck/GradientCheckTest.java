package org.set2model.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.EntryLocation;

public class GradientCheckTest {

  @Property(seed = "1", tries = 300)
  void rightGradientsNeverDisagree(
      @ForAll @IntRange(max = KnownGradient.KINDS - 1) int kind,
      @ForAll @IntRange(min = 1, max = 4) int rows,
      @ForAll @IntRange(min = 1, max = 5) int columns,
      @ForAll long seed) {
    KnownGradient known = KnownGradient.of(kind, rows, columns, seed);
    Report report = GradientCheck.of(known.function(), known.x()).check(known.gradient());
    assertTrue(report.verdict() != Verdict.DISAGREE, () -> known.name() + ": " + report);
  }

  @Property(seed = "2", tries = 200)
  void rightGradientsOfWellConditionedFunctionsAgree(
      @ForAll @IntRange(max = KnownGradient.SMOOTH_KINDS - 1) int kind,
      @ForAll @IntRange(min = 1, max = 4) int rows,
      @ForAll @IntRange(min = 1, max = 5) int columns,
      @ForAll long seed) {
    KnownGradient known = KnownGradient.of(kind, rows, columns, seed);
    assumeFalse(
        known.name().equals("large offset") || known.name().equals("long sum"),
        "their smallest derivatives may drown in rounding, which is UNRESOLVED");
    GradientCheck.of(known.function(), known.x()).assertAgrees(known.gradient());
  }

  @Test
  void derivativesHiddenByRoundingAreUnresolved() {
    DMatrixRMaj x = matrix(1, 1, 0.5);
    Report report =
        GradientCheck.of(y -> 1e14 + Math.sin(y.data[0]), x).check(matrix(1, 1, Math.cos(0.5)));
    assertEquals(Verdict.UNRESOLVED, report.verdict());
  }

  @Test
  void roundingInsideTheFunctionIsMeasuredAndNotJustThatOfItsValue() {
    DMatrixRMaj x = matrix(1, 1, 1e-3);
    Report report =
        GradientCheck.of(y -> (1e12 + Math.sin(y.data[0])) - 1e12, x)
            .check(matrix(1, 1, Math.cos(1e-3)));
    assertEquals(Verdict.UNRESOLVED, report.verdict(), report::toString);
    assertTrue(report.worst().get().uncertainty() > 1e-14, report::toString);
  }

  @Test
  void featuresFarBelowTheScaleOfTheEntryAreNotMistakenForAWrongClaim() {
    DMatrixRMaj zero = matrix(1, 1, 0);
    Report report =
        GradientCheck.of(y -> y.data[0] * Math.exp(-Math.pow(y.data[0] / 1e-8, 2)), zero)
            .check(matrix(1, 1, 1));
    assertTrue(report.verdict() != Verdict.DISAGREE, report::toString);
  }

  @Test
  void stepsThatAreMultiplesOfAPeriodDoNotDeceive() {
    for (double frequency : new double[] {1, 16, 1024, 1e5}) {
      double omega = 2 * Math.PI * frequency;
      GradientCheck.of(y -> Math.sin(omega * y.data[0]), matrix(1, 1, 1))
          .assertAgrees(matrix(1, 1, omega * Math.cos(omega)));
    }
  }

  @Test
  void severalNamedArgumentsAreChecked() {
    DMatrixRMaj a = KnownGradient.gaussian(2, 3, new SplittableRandom(1));
    DMatrixRMaj b = KnownGradient.gaussian(2, 3, new SplittableRandom(2));
    GradientCheck check =
        GradientCheck.of(in -> dot(in[0], in[1]), Argument.of("left", a), Argument.of("right", b));
    check.assertAgrees(b, a);
    Report swapped = check.check(a, b);
    assertEquals(Verdict.DISAGREE, swapped.verdict());
  }

  @Test
  void reportNamesTheWorstEntryAndPrintsACounterexample() {
    DMatrixRMaj x = matrix(2, 2, 0.1, 2, -3, 0.30000000000000004);
    DMatrixRMaj wrong = matrix(2, 2, 0.2, 4, -6.006, 0.6000000000000001);
    GradientCheck check = GradientCheck.of(in -> dot(in[0], in[0]), Argument.of("weights", x));
    Report report = check.check(wrong);
    assertEquals(new EntryLocation("weights", 1, 0), report.worst().get().place().get());
    assertEquals(-6, report.worst().get().numerical(), 1e-9);
    assertEquals(1e-3, report.worstRelativeError(), 1e-5);
    String text = assertThrows(AssertionError.class, () -> check.assertAgrees(wrong)).getMessage();
    assertTrue(
        text.contains(
            "DMatrixRMaj weights = new DMatrixRMaj(2, 2, true, 0.1, 2.0, -3.0,"
                + " 0.30000000000000004);"),
        text);
    assertTrue(text.contains("double claimed = -6.006; // with respect to weights[1, 0]"), text);
  }

  @Test
  void taylorRemainderOfARightGradientIsOfOrderTwoAndOfAWrongOneOfOrderOne() {
    DMatrixRMaj x = matrix(1, 2, 0.3, 1.2);
    GradientCheck check = GradientCheck.of(y -> Math.exp(y.data[0]) + Math.exp(y.data[1]), x);
    DMatrixRMaj right = matrix(1, 2, Math.exp(0.3), Math.exp(1.2));
    assertEquals(2, check.check(right).remainderOrder(), 0.1);
    DMatrixRMaj wrong = matrix(1, 2, 1.1 * Math.exp(0.3), Math.exp(1.2));
    assertEquals(1, check.check(wrong).remainderOrder(), 0.1);
  }

  @Test
  void claimsThatAreNotFiniteDisagree() {
    for (double claim : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      Report report = GradientCheck.of(y -> y.data[0], matrix(1, 1, 1)).check(matrix(1, 1, claim));
      assertEquals(Verdict.DISAGREE, report.verdict());
    }
  }

  @Test
  void functionsThatAreNotFiniteAreUnresolved() {
    DMatrixRMaj one = matrix(1, 1, 1);
    assertUnfit(GradientCheck.of(y -> Double.NaN, one), "not finite");
    Report isolated =
        GradientCheck.of(y -> y.data[0] == 1 ? 0 : Double.NaN, one).check(matrix(1, 1, 0));
    assertEquals(Verdict.UNRESOLVED, isolated.verdict());
    assertTrue(isolated.toString().contains("not finite around the point"), isolated::toString);
    Report halfDefined =
        GradientCheck.of(y -> y.data[0] > 1 ? Double.NaN : y.data[0], one).check(one);
    assertEquals(Verdict.UNRESOLVED, halfDefined.verdict());
  }

  @Test
  void functionsMayRejectPointsOutsideTheirDomain() {
    GradientCheck.of(
            y -> {
              if (!(y.data[0] > 0)) {
                throw new IllegalArgumentException("x must be > 0");
              }
              return Math.log(y.data[0]) + 10 / y.data[0];
            },
            matrix(1, 1, 1e-3))
        .assertAgrees(matrix(1, 1, 1e3 - 1e7));
  }

  @Test
  void functionsThatAreNotDeterministicAreUnresolved() {
    var random = new SplittableRandom(1);
    assertUnfit(
        GradientCheck.of(y -> y.data[0] + 1e-3 * random.nextDouble(), matrix(1, 1, 1)),
        "not deterministic");
  }

  @Test
  void functionsThatChangeTheirArgumentAreUnresolved() {
    assertUnfit(
        GradientCheck.of(
            in -> {
              double value = in[1].data[0];
              in[1].data[0] = 0;
              return value;
            },
            Argument.of("kept", matrix(1, 1, 1)),
            Argument.of("spoilt", matrix(1, 1, 1))),
        "changes its argument 'spoilt'");
  }

  @Test
  void wrongShapesAreRejected() {
    GradientCheck check = GradientCheck.of(y -> y.data[0], matrix(1, 2, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> check.check(matrix(2, 1, 1, 0)));
    assertThrows(IllegalArgumentException.class, () -> check.check(new DMatrixRMaj[0]));
    assertThrows(IllegalArgumentException.class, () -> check.check((DMatrixRMaj) null));
  }

  @Test
  void sameSeedGivesTheSameReport() {
    KnownGradient known = KnownGradient.of(2, 10, 20, 5);
    GradientCheck check = GradientCheck.of(known.function(), known.x()).seed(9);
    assertEquals(
        check.check(known.gradient()).toString(), check.check(known.gradient()).toString());
  }

  private static void assertUnfit(GradientCheck check, String defect) {
    int arguments = defect.contains("spoilt") ? 2 : 1;
    DMatrixRMaj[] zeros = new DMatrixRMaj[arguments];
    Arrays.fill(zeros, matrix(1, 1, 0));
    Report report = check.check(zeros);
    assertEquals(Verdict.UNRESOLVED, report.verdict());
    assertTrue(report.defect().contains(defect), report::toString);
  }

  private static double dot(DMatrixRMaj a, DMatrixRMaj b) {
    double sum = 0;
    for (int i = 0; i < a.getNumElements(); i++) {
      sum += a.data[i] * b.data[i];
    }
    return sum;
  }

  public static DMatrixRMaj matrix(int rows, int columns, double... entries) {
    return new DMatrixRMaj(rows, columns, true, entries);
  }
}
