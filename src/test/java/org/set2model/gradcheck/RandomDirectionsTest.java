package org.set2model.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.gradcheck.argument.EntryLocation;

class RandomDirectionsTest {

  private static final int ENTRIES = 1000;

  @Test
  void aHundredThousandEntriesTakeSomeHundredEvaluations() {
    DMatrixRMaj x = KnownGradient.gaussian(1000, 100, new SplittableRandom(1));
    KnownGradient known =
        KnownGradient.sum("cubic", x, (t, i) -> t * t * (1 + t), (t, i) -> t * (2 + 3 * t));
    Report report = GradientCheck.of(known.function(), x).acceptRelative().check(known.gradient());
    assertEquals(Verdict.AGREE, report.verdict(), report::toString);
    assertTrue(report.count(Evidence.RELATIVE) <= 4, report::toString);
    assertTrue(report.evaluations() <= 400, report::toString);
  }

  @Property(seed = "1", tries = 60)
  void oneWrongEntryAmongAThousandIsNamed(
      @ForAll @IntRange(max = 6) int bug,
      @ForAll @IntRange(max = ENTRIES - 1) int entry,
      @ForAll long seed) {
    KnownGradient known = spread(seed);
    DMatrixRMaj wrong = known.gradient().copy();
    if (bug == 0) {
      wrong.data[entry] = 0;
    } else {
      wrong.data[entry] *= bug == 6 ? -1 : 1 + Math.pow(10, -bug);
    }
    Report report = GradientCheck.of(known.function(), known.x()).seed(seed).check(wrong);
    assertEquals(Verdict.DISAGREE, report.verdict(), report::toString);
    assertEquals(
        new EntryLocation("x", entry / 100, entry % 100),
        report.worst().get().place().orElse(null),
        report::toString);
  }

  @Property(seed = "2", tries = 30)
  void manyWrongEntriesAreFound(@ForAll long seed) {
    KnownGradient known = spread(seed);
    DMatrixRMaj wrong = known.gradient().copy();
    for (int i = 0; i < ENTRIES; i++) {
      wrong.data[i] *= 1 + (i % 2 == 0 ? 1e-4 : -1e-4);
    }
    Report report = GradientCheck.of(known.function(), known.x()).seed(seed).check(wrong);
    assertEquals(Verdict.DISAGREE, report.verdict(), report::toString);
  }

  @Property(seed = "3", tries = 30)
  void rightGradientsAgree(
      @ForAll @IntRange(max = KnownGradient.SMOOTH_KINDS - 1) int kind, @ForAll long seed) {
    assumeTrue(kind != 6, "the quadratic form of 1000 variables takes too long");
    KnownGradient known = KnownGradient.of(kind, 10, 20, seed);
    Report report =
        GradientCheck.of(known.function(), known.x()).seed(seed).check(known.gradient());
    assertTrue(report.verdict() != Verdict.DISAGREE, () -> known.name() + report);
  }

  @Test
  void entriesWithKinksAreIsolatedFromThoseThatMustMatchExactly() {
    DMatrixRMaj x = KnownGradient.gaussian(10, 20, new SplittableRandom(4));
    x.data[17] = 0;
    x.data[100] = 0;
    KnownGradient known =
        KnownGradient.sum("absolute", x, (t, i) -> Math.abs(t), (t, i) -> t < 0 ? -1 : 1);
    GradientCheck check = GradientCheck.of(known.function(), x);
    check.assertAgrees(known.gradient());
    DMatrixRMaj wrong = known.gradient().copy();
    wrong.data[16] *= 1.0001;
    assertEquals(Verdict.DISAGREE, check.check(wrong).verdict());
  }

  @Test
  void aGradientOfZerosAgreesOnlyWithAConstant() {
    DMatrixRMaj x = KnownGradient.gaussian(10, 20, new SplittableRandom(4));
    DMatrixRMaj zeros = new DMatrixRMaj(10, 20);
    GradientCheck.of(y -> 7, x).assertAgrees(zeros);
    Report report = GradientCheck.of(y -> y.data[3], x).check(zeros);
    assertEquals(Verdict.DISAGREE, report.verdict());
    assertEquals(new EntryLocation("x", 0, 3), report.worst().get().place().get());
  }

  /** Slopes over two decades. */
  private static KnownGradient spread(long seed) {
    var random = new SplittableRandom(seed);
    double[] slope = new double[ENTRIES];
    for (int i = 0; i < ENTRIES; i++) {
      slope[i] = Math.pow(10, -2 * random.nextDouble());
    }
    return KnownGradient.sum(
        "spread",
        KnownGradient.gaussian(10, 100, random),
        (t, i) -> slope[i] * Math.sin(t + i) + slope[i] * 1.5 * t,
        (t, i) -> slope[i] * Math.cos(t + i) + slope[i] * 1.5);
  }
}
