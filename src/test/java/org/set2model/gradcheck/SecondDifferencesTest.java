package org.set2model.gradcheck;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SecondDifferencesTest {

  private static final int POINTS = 20;

  @Test
  void theUncertaintyBoundsTheError() {
    int all = 0;
    int beyond = 0;
    for (int family = 0; family < KnownHessian.FAMILIES; family++) {
      for (int seed = 0; seed < POINTS; seed++) {
        KnownHessian known =
            KnownHessian.of(family, 1 + seed % 6, new SplittableRandom(seed).nextLong());
        Report report = known.check().seed(seed).check(known.right());
        for (Finding finding : report.findings()) {
          if (finding.subject().startsWith("second difference")) {
            all++;
            beyond += finding.difference() > finding.uncertainty() ? 1 : 0;
            assertTrue(finding.difference() <= 2 * finding.tolerance(), finding::toString);
          }
        }
      }
    }
    int count = beyond;
    int total = all;
    assertTrue(total > 3000, () -> "findings: " + total);
    assertTrue(count <= 0.002 * total, () -> count + " of " + total + " beyond their uncertainty");
  }

  @Test
  void smoothFunctionsAreResolvedToSevenDigits() {
    KnownHessian known = KnownHessian.of(2, 4, 1);
    Report report = known.check().check(known.right());
    double worst =
        report.findings().stream()
            .filter(finding -> finding.subject().startsWith("second difference in"))
            .mapToDouble(finding -> finding.uncertainty() / Math.abs(finding.numerical()))
            .max()
            .orElseThrow();
    assertTrue(worst < 1e-7, () -> "relative uncertainty " + worst);
  }
}
