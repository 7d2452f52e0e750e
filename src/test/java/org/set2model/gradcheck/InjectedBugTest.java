package org.set2model.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.set2model.gradcheck.argument.EntryLocation;

/** Wrong gradients are killed: the verdict is DISAGREE, and names the entry. */
class InjectedBugTest {

  private static final int POINTS = 12;

  @Property(seed = "1", tries = 5)
  void relativeErrorsDownToOneInAHundredThousandAreAlwaysKilled(
      @ForAll @IntRange(min = 1, max = 5) int exponent) {
    int[] verdicts = injectRelativeErrors(Math.pow(10, -exponent));
    assertEquals(0, verdicts[Verdict.AGREE.ordinal()]);
    assertEquals(0, verdicts[Verdict.UNRESOLVED.ordinal()]);
  }

  @Test
  void relativeErrorsOfOneInAMillionNeverAgreeAndAreMostlyKilled() {
    int[] verdicts = injectRelativeErrors(1e-6);
    assertEquals(0, verdicts[Verdict.AGREE.ordinal()]);
    assertTrue(verdicts[Verdict.DISAGREE.ordinal()] > 0.95 * total(verdicts));
  }

  /** Errors in one entry each, of all smooth functions whose every entry agrees before. */
  private static int[] injectRelativeErrors(double error) {
    int[] verdicts = new int[Verdict.values().length];
    for (int kind = 0; kind < KnownGradient.SMOOTH_KINDS; kind++) {
      for (int seed = 0; seed < POINTS; seed++) {
        KnownGradient known = KnownGradient.of(kind, 2, 3, seed);
        int entry = seed % known.gradient().getNumElements();
        GradientCheck check = GradientCheck.of(known.function(), known.x());
        if (known.gradient().data[entry] != 0
            && check.check(known.gradient()).verdict() == Verdict.AGREE) {
          DMatrixRMaj wrong = known.gradient().copy();
          wrong.data[entry] *= 1 + error;
          Report report = check.check(wrong);
          verdicts[report.verdict().ordinal()]++;
          if (report.verdict() == Verdict.DISAGREE) {
            assertEquals(
                new EntryLocation("x", entry / 3, entry % 3), report.worst().get().place().get());
          }
        }
      }
    }
    assertTrue(total(verdicts) > 0.8 * KnownGradient.SMOOTH_KINDS * POINTS - POINTS);
    return verdicts;
  }

  private static int total(int[] counts) {
    return counts[0] + counts[1] + counts[2];
  }

  @Test
  void signFlipsOfTinyEntriesAmongLargeOnesAreKilled() {
    KnownGradient known =
        KnownGradient.sum(
            "tiny slope",
            KnownGradient.gaussian(1, 8, new SplittableRandom(1)),
            (t, i) -> (i == 3 ? 4e-6 : 1) * Math.sin(t),
            (t, i) -> (i == 3 ? 4e-6 : 1) * Math.cos(t));
    assertKilled(
        known,
        g -> {
          g.data[3] = -g.data[3];
          return g;
        });
  }

  @Property(seed = "2", tries = 20)
  void structuralErrorsAreKilled(@ForAll long seed) {
    KnownGradient known = KnownGradient.of(6, 3, 3, seed);
    assertKilled(known, g -> CommonOps_DDRM.transpose(g, null));
    assertKilled(
        known,
        g -> {
          double first = g.data[0];
          g.data[0] = g.data[8];
          g.data[8] = first;
          return g;
        });
    assertKilled(
        known,
        g -> {
          g.data[4] = 0;
          return g;
        });
    assertKilled(
        known,
        g -> {
          CommonOps_DDRM.changeSign(g);
          return g;
        });
    assertKilled(
        known,
        g -> {
          CommonOps_DDRM.scale(2, g);
          return g;
        });
  }

  private static void assertKilled(KnownGradient known, UnaryOperator<DMatrixRMaj> bug) {
    GradientCheck check = GradientCheck.of(known.function(), known.x());
    check.assertAgrees(known.gradient());
    Report report = check.check(bug.apply(known.gradient().copy()));
    assertEquals(Verdict.DISAGREE, report.verdict(), report::toString);
  }
}
