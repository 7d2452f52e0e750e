package org.set2model.gradcheck;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Right Hessians and Jacobian-vector products are never refused, and seldom left open. */
class SecondOrderFalseAlarmTest {

  /** Of the unresolved ones the share that may stay so where relative evidence is accepted. */
  private static final double SETTLED = 0.2;

  // The last arguments are shares of the checks that may be unresolved.

  @Test
  void rightHessiansNeverDisagree() {
    checkHessians(6, 1, 7, 0.02);
  }

  @Test
  void rightProductsNeverDisagree() {
    checkProducts(6, 1, 9, 0.02);
  }

  @Test
  @Tag("slow")
  void thousandsOfRightHessiansNeverDisagree() {
    checkHessians(400, 1, 13, 0.02);
  }

  @Test
  @Tag("slow")
  void rightHessiansOfManyVariablesNeverDisagree() {
    checkHessians(5, 65, 90, 0.1);
  }

  @Test
  @Tag("slow")
  void thousandsOfRightProductsNeverDisagree() {
    checkProducts(400, 1, 21, 0.02);
  }

  @Test
  @Tag("slow")
  void rightProductsOfManyVariablesNeverDisagree() {
    checkProducts(5, 65, 150, 0.1);
  }

  private static void checkHessians(int each, int fewest, int largest, double share) {
    int unresolved = 0;
    int unresolvedAllTheSame = 0;
    for (int family = 0; family < KnownHessian.FAMILIES; family++) {
      var random = new SplittableRandom(family);
      for (int i = 0; i < each; i++) {
        KnownHessian known =
            KnownHessian.of(family, random.nextInt(fewest, largest + 1), random.nextLong());
        Report report = known.check().seed(i).check(known.right());
        assertTrue(report.verdict() != Verdict.DISAGREE, () -> known.name() + ": " + report);
        unresolved += report.verdict() == Verdict.UNRESOLVED ? 1 : 0;
        Report relative = known.check().seed(i).acceptRelative().check(known.right());
        assertTrue(relative.verdict() != Verdict.DISAGREE, () -> known.name() + ": " + relative);
        unresolvedAllTheSame += relative.verdict() == Verdict.UNRESOLVED ? 1 : 0;
      }
    }
    double most = share * each * KnownHessian.FAMILIES;
    assertFew("Hessians", unresolved, most);
    assertFew("Hessians, with acceptRelative,", unresolvedAllTheSame, SETTLED * most);
  }

  private static void checkProducts(int each, int fewest, int most, double share) {
    int unresolved = 0;
    for (int family = 0; family < KnownJacobian.FAMILIES; family++) {
      var random = new SplittableRandom(family);
      for (int i = 0; i < each; i++) {
        KnownJacobian known =
            KnownJacobian.of(
                family,
                random.nextInt(fewest, most + 1),
                random.nextInt(1, most + 1),
                random.nextLong());
        Report report = known.check(known.jacobian(), i);
        assertTrue(report.verdict() != Verdict.DISAGREE, () -> known.name() + ": " + report);
        unresolved += report.verdict() == Verdict.UNRESOLVED ? 1 : 0;
      }
    }
    assertFew("products", unresolved, share * each * KnownJacobian.FAMILIES);
  }

  private static void assertFew(String what, int unresolved, double most) {
    assertTrue(
        unresolved <= most,
        () -> unresolved + " right " + what + " are unresolved, at most " + most + " may be");
  }
}
