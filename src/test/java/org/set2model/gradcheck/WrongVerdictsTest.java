package org.set2model.gradcheck;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The verdicts that were wrong in the first edition are right. */
class WrongVerdictsTest {

  @TestFactory
  Stream<DynamicTest> theVerdictIsRightNow() {
    return WrongVerdicts.all().stream()
        .map(
            wrong ->
                DynamicTest.dynamicTest(
                    wrong.claim(),
                    () ->
                        wrong
                            .checks()
                            .get()
                            .forEach(
                                report ->
                                    assertTrue(
                                        wrong.allowed().contains(report.verdict()),
                                        () -> wrong.claim() + ": " + report))));
  }

  @Test
  void slopesThatContradictEachOtherAreNotSaidToBeMissing() {
    Report report =
        GradientCheck.of(
                x -> x.data[0] + Math.pow(Math.abs(x.data[0]), 1.05), new DMatrixRMaj(1, 1))
            .check(new DMatrixRMaj(1, 1, true, 1));
    assertFalse(report.toString().contains("not finite"), report::toString);
  }
}
