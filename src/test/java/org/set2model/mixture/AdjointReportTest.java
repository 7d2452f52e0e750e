package org.set2model.mixture;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.set2model.autodiff.UnreliableGradientException;

class AdjointReportTest {

  @Test
  void aSystemThatWasSolvedIsReliable() {
    var report = new AdjointReport(1e-13, 1e-12, 1e5, 30);
    assertSame(report, report.requireReliable());
  }

  @Test
  void aSystemThatWasSolvedBadlyIsRefusedThoughItsConditionIsGood() {
    assertRefused(new AdjointReport(1e-13, 1e-6, 10, 300), "residual");
    assertRefused(new AdjointReport(1e-13, Double.NaN, 10, 300), "residual");
  }

  @Test
  void anIllConditionedSystemIsRefusedThoughItsResidualIsSmall() {
    assertRefused(new AdjointReport(1e-13, 1e-15, 1e10, 30), "condition number");
    assertRefused(new AdjointReport(1e-13, 1e-15, Double.NaN, 30), "condition number");
  }

  private static void assertRefused(AdjointReport report, String part) {
    String message =
        assertThrows(UnreliableGradientException.class, report::requireReliable).getMessage();
    assertTrue(message.contains(part), message);
  }
}
