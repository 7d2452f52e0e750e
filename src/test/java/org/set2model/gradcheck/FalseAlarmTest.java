package org.set2model.gradcheck;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class FalseAlarmTest {

  private static final int CHECKS = 10_000;

  @Test
  void tenThousandRightGradientsNeverDisagree() {
    var random = new SplittableRandom(20);
    for (int i = 0; i < CHECKS; i++) {
      int kind = i % KnownGradient.KINDS;
      KnownGradient known =
          KnownGradient.of(kind, random.nextInt(1, 5), random.nextInt(1, 6), random.nextLong());
      Report report = GradientCheck.of(known.function(), known.x()).seed(i).check(known.gradient());
      assertTrue(report.verdict() != Verdict.DISAGREE, () -> known.name() + ": " + report);
    }
  }

  @Test
  void aThousandRightGradientsOfManyEntriesNeverDisagree() {
    var random = new SplittableRandom(21);
    for (int i = 0; i < CHECKS / 10; i++) {
      int kind = i % KnownGradient.KINDS;
      if (kind != 6) {
        KnownGradient known =
            KnownGradient.of(
                kind, random.nextInt(5, 20), random.nextInt(14, 30), random.nextLong());
        Report report =
            GradientCheck.of(known.function(), known.x()).seed(i).check(known.gradient());
        assertTrue(report.verdict() != Verdict.DISAGREE, () -> known.name() + ": " + report);
      }
    }
  }
}
