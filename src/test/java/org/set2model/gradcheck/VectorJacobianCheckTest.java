package org.set2model.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.set2model.gradcheck.GradientCheckTest.matrix;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.set2model.gradcheck.argument.Argument;

class VectorJacobianCheckTest {

  private static final DMatrixRMaj A = KnownGradient.gaussian(3, 4, new SplittableRandom(1));
  private static final DMatrixRMaj B = KnownGradient.gaussian(4, 2, new SplittableRandom(2));

  private static DMatrixRMaj product(DMatrixRMaj[] in) {
    return CommonOps_DDRM.mult(in[0], in[1], null);
  }

  private static DMatrixRMaj[] pullBack(DMatrixRMaj[] in, DMatrixRMaj upstream) {
    return new DMatrixRMaj[] {
      CommonOps_DDRM.multTransB(upstream, in[1], null),
      CommonOps_DDRM.multTransA(in[0], upstream, null)
    };
  }

  private static VectorJacobianCheck check() {
    return VectorJacobianCheck.of(
        VectorJacobianCheckTest::product, Argument.of("a", A), Argument.of("b", B));
  }

  @Test
  void rightProductsAgreeForRandomAndGivenUpstream() {
    check().assertAgrees(VectorJacobianCheckTest::pullBack);
    check().seed(5).assertAgrees(VectorJacobianCheckTest::pullBack);
    check()
        .upstream(matrix(3, 2, 1, 0, 0, 1e-8, 1e8, -1))
        .assertAgrees(VectorJacobianCheckTest::pullBack);
  }

  @Test
  void productsThatIgnoreTheUpstreamGradientDisagree() {
    Report report =
        check()
            .check(
                (in, upstream) -> {
                  CommonOps_DDRM.fill(upstream = upstream.copy(), 1);
                  return pullBack(in, upstream);
                });
    assertEquals(Verdict.DISAGREE, report.verdict());
  }

  @Test
  void smallOutputsAreVerifiedBesideLargeOnes() {
    DMatrixRMaj x = matrix(1, 4, 1e8, 1, 1e-8, -3e-8);
    VectorJacobianCheck cubes = VectorJacobianCheck.of(in -> cube(in[0]), Argument.of("x", x));
    cubes.assertAgrees((in, upstream) -> new DMatrixRMaj[] {cubePullBack(in[0], upstream, 1)});
    Report report =
        cubes.check((in, upstream) -> new DMatrixRMaj[] {cubePullBack(in[0], upstream, 1.00001)});
    assertEquals(Verdict.DISAGREE, report.verdict());
    assertEquals(4, report.findings().stream().filter(VectorJacobianCheckTest::isWrong).count());
  }

  private static boolean isWrong(Finding finding) {
    return finding.place().isPresent() && finding.verdict() == Verdict.DISAGREE;
  }

  @Test
  void upstreamOfAnotherShapeIsRejected() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            check()
                .upstream(new DMatrixRMaj(2, 3))
                .check((in, upstream) -> new DMatrixRMaj[] {A, B}));
  }

  @Test
  void failureIsAnAssertionErrorWithTheReport() {
    AssertionError error =
        assertThrows(
            AssertionError.class,
            () -> check().assertAgrees((in, upstream) -> new DMatrixRMaj[] {A, B}));
    assertTrue(error.getMessage().contains("DMatrixRMaj b = new DMatrixRMaj(4, 2, true, "));
  }

  private static DMatrixRMaj cube(DMatrixRMaj x) {
    DMatrixRMaj y = x.copy();
    for (int i = 0; i < y.getNumElements(); i++) {
      y.data[i] = x.data[i] * x.data[i] * x.data[i];
    }
    return y;
  }

  private static DMatrixRMaj cubePullBack(DMatrixRMaj x, DMatrixRMaj upstream, double factor) {
    DMatrixRMaj gradient = x.copy();
    for (int i = 0; i < x.getNumElements(); i++) {
      gradient.data[i] = factor * 3 * x.data[i] * x.data[i] * upstream.data[i];
    }
    return gradient;
  }
}
