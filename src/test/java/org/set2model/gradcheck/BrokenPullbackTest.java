package org.set2model.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.set2model.gradcheck.argument.Argument;

/**
 * Products that are right once, at one point, for one upstream gradient, and broken all the same.
 */
class BrokenPullbackTest {

  private static final DMatrixRMaj A = KnownGradient.gaussian(3, 4, new SplittableRandom(1));
  private static final DMatrixRMaj B = KnownGradient.gaussian(4, 2, new SplittableRandom(2));

  private static final String ELSEWHERE = "right at first, but not when all inputs have moved";
  private static final DMatrixRMaj ONES = CommonOps_DDRM.add(new DMatrixRMaj(3, 4), 1, null);

  /** A vector-Jacobian product. */
  private interface Product {
    DMatrixRMaj[] pull(DMatrixRMaj[] in, DMatrixRMaj upstream);
  }

  private static DMatrixRMaj value(DMatrixRMaj[] in) {
    return CommonOps_DDRM.mult(in[0], in[1], null);
  }

  private static DMatrixRMaj[] pull(DMatrixRMaj[] in, DMatrixRMaj upstream) {
    return new DMatrixRMaj[] {
      CommonOps_DDRM.multTransB(upstream, in[1], null),
      CommonOps_DDRM.multTransA(in[0], upstream, null)
    };
  }

  private static double dot(DMatrixRMaj x, DMatrixRMaj y) {
    return CommonOps_DDRM.elementSum(CommonOps_DDRM.elementMult(x, y, null));
  }

  private static Report check(Product product) {
    return VectorJacobianCheck.of(
            BrokenPullbackTest::value, Argument.of("a", A), Argument.of("b", B))
        .check(product::pull);
  }

  private static void assertFound(Verdict verdict, String defect, Product product) {
    Report report = check(product);
    assertEquals(verdict, report.verdict(), report::toString);
    assertTrue(report.defect().contains(defect), report::toString);
    assertTrue(report.toString().contains(defect), report::toString);
  }

  private static Product afterwards(DoubleUnaryOperator change) {
    return (in, upstream) -> {
      DMatrixRMaj[] gradients = pull(in, upstream);
      for (DMatrixRMaj gradient : gradients) {
        Arrays.setAll(gradient.data, i -> change.applyAsDouble(gradient.data[i]));
      }
      return gradients;
    };
  }

  @Test
  void clippingIsFoundHoweverLargeItsBound() {
    for (double bound : new double[] {1, 5, 1e3, 1e6}) {
      assertFound(
          Verdict.DISAGREE,
          "(are large numbers clipped?)",
          afterwards(g -> Math.max(-bound, Math.min(bound, g))));
    }
  }

  @Test
  void flushingIsFoundHoweverSmallItsBound() {
    for (double bound : new double[] {1e-1, 1e-3, 1e-6, 1e-8}) {
      assertFound(
          Verdict.DISAGREE,
          "(are small numbers set to zero?)",
          afterwards(g -> Math.abs(g) < bound ? 0 : g));
    }
  }

  @Test
  void clippingTheNormIsFound() {
    assertFound(
        Verdict.DISAGREE,
        "not linear: for -2^30 times the first upstream gradient it returns",
        (in, upstream) -> {
          double norm = Math.sqrt(dot(upstream, upstream));
          return pull(in, CommonOps_DDRM.divide(upstream, Math.max(1, norm / 100), null));
        });
  }

  @Test
  void aTermThatVanishesForTheFirstUpstreamGradientIsFound() {
    var first = new DMatrixRMaj[1];
    assertFound(
        Verdict.DISAGREE,
        ELSEWHERE,
        (in, upstream) -> {
          if (first[0] == null) {
            first[0] = upstream.copy();
          }
          // Right for all multiples of the first.
          double along = dot(upstream, first[0]);
          double rest = dot(upstream, upstream) - along * along / dot(first[0], first[0]);
          DMatrixRMaj[] gradients = pull(in, upstream);
          gradients[0].data[0] += Math.sqrt(Math.max(0, rest));
          return gradients;
        });
  }

  @Test
  void aResultKeptFromTheFirstCallIsFound() {
    var kept = new DMatrixRMaj[1][];
    assertFound(
        Verdict.DISAGREE,
        "keep its first result?",
        (in, upstream) -> {
          kept[0] = kept[0] == null ? pull(in, upstream) : kept[0];
          return new DMatrixRMaj[] {kept[0][0].copy(), kept[0][1].copy()};
        });
  }

  @Test
  void inputsKeptFromTheFirstCallAreFound() {
    var kept = new DMatrixRMaj[1][];
    assertFound(
        Verdict.DISAGREE,
        ELSEWHERE,
        (in, upstream) -> {
          if (kept[0] == null) {
            kept[0] = new DMatrixRMaj[] {in[0].copy(), in[1].copy()};
          }
          return pull(kept[0], upstream);
        });
    assertFound(
        Verdict.DISAGREE, ELSEWHERE, (in, upstream) -> pull(new DMatrixRMaj[] {A, B}, upstream));
  }

  @Test
  void inputsKeptByReferenceAreFound() {
    var kept = new DMatrixRMaj[1];
    assertFound(
        Verdict.DISAGREE,
        "(does it use a matrix that it was given in an earlier call?)",
        (in, upstream) -> {
          kept[0] = kept[0] == null ? in[1] : kept[0];
          return pull(new DMatrixRMaj[] {in[0], kept[0]}, upstream);
        });
  }

  @Test
  void aResultKeptForEachUpstreamGradientIsFoundWhenInputsMove() {
    var kept = new HashMap<String, DMatrixRMaj[]>();
    assertFound(
        Verdict.DISAGREE,
        ELSEWHERE,
        (in, upstream) -> {
          DMatrixRMaj[] known =
              kept.computeIfAbsent(Arrays.toString(upstream.data), key -> pull(in, upstream));
          return new DMatrixRMaj[] {known[0].copy(), known[1].copy()};
        });
  }

  @Test
  void resultsThatChangeFromCallToCallAreFound() {
    int[] calls = {0};
    assertFound(
        Verdict.DISAGREE,
        "keeps state: called again as at first",
        (in, upstream) -> {
          DMatrixRMaj[] gradients = pull(in, upstream);
          if (++calls[0] > 6) {
            CommonOps_DDRM.scale(1.001, gradients[1]);
          }
          return gradients;
        });
    DMatrixRMaj sum = new DMatrixRMaj(3, 4);
    assertFound(
        Verdict.DISAGREE,
        "not linear",
        (in, upstream) -> {
          DMatrixRMaj[] gradients = pull(in, upstream);
          CommonOps_DDRM.addEquals(sum, gradients[0]);
          gradients[0] = sum.copy();
          return gradients;
        });
  }

  @Test
  void productsThatSpoilWhatTheyAreGivenAreUnresolved() {
    assertFound(
        Verdict.UNRESOLVED,
        "the product changes its input 'b'",
        (in, upstream) -> {
          DMatrixRMaj[] gradients = pull(in, upstream);
          in[1].data[0]++;
          return gradients;
        });
    assertFound(
        Verdict.UNRESOLVED,
        "the product changes the upstream gradient",
        (in, upstream) -> {
          DMatrixRMaj[] gradients = pull(in, upstream);
          CommonOps_DDRM.scale(2, upstream);
          return gradients;
        });
  }

  @Test
  void matricesThatAreHandedOnAreUnresolved() {
    VectorJacobianCheck sum =
        VectorJacobianCheck.of(
            in -> CommonOps_DDRM.add(in[0], in[1], null),
            Argument.of("left", A),
            Argument.of("right", A));
    sum.assertAgrees((in, upstream) -> new DMatrixRMaj[] {upstream.copy(), upstream.copy()});
    Report handedOn = sum.check((in, upstream) -> new DMatrixRMaj[] {upstream, upstream.copy()});
    assertEquals(Verdict.UNRESOLVED, handedOn.verdict());
    assertEquals(
        "the matrix that the product returns for 'left' is the upstream gradient itself: return a"
            + " copy",
        handedOn.defect());
    Report shared =
        sum.check(
            (in, upstream) -> {
              DMatrixRMaj copy = upstream.copy();
              return new DMatrixRMaj[] {copy, copy};
            });
    assertEquals(Verdict.UNRESOLVED, shared.verdict());
    assertEquals(
        "the matrix that the product returns for 'right' is also that of 'left': return a copy",
        shared.defect());
    Report input =
        VectorJacobianCheck.of(
                in -> new DMatrixRMaj(1, 1, true, dot(in[0], in[0]) / 2), Argument.of("x", A))
            .check(
                (in, upstream) -> {
                  CommonOps_DDRM.scale(upstream.data[0], in[0]);
                  return new DMatrixRMaj[] {in[0]};
                });
    assertEquals(Verdict.UNRESOLVED, input.verdict());
    assertEquals("the product changes its input 'x': work on a copy", input.defect());
    Report constant =
        VectorJacobianCheck.of(
                in -> CommonOps_DDRM.elementMult(in[0], in[1], null),
                Argument.of("x", A),
                Argument.of("y", ONES))
            .upstream(ONES)
            .check((in, upstream) -> new DMatrixRMaj[] {upstream.copy(), in[0]});
    assertTrue(constant.defect().contains("not linear"), constant::toString);
  }

  @Test
  void aBufferThatLaterCallsOverwriteIsUnresolved() {
    DMatrixRMaj buffer = new DMatrixRMaj(3, 4);
    assertFound(
        Verdict.UNRESOLVED,
        "overwrites what an earlier one returned",
        (in, upstream) -> {
          DMatrixRMaj[] gradients = pull(in, upstream);
          buffer.setTo(gradients[0]);
          gradients[0] = buffer;
          return gradients;
        });
  }

  @Test
  void wrongNumberOrShapeOfResultsIsRejectedWithTheRemedy() {
    assertRejected("returns null for 2 inputs", (in, upstream) -> null);
    assertRejected(
        "returns 1 gradients for 2 inputs; return one gradient for each",
        (in, upstream) -> new DMatrixRMaj[] {in[0].copy()});
    assertRejected(
        "gradient of 'b' (null) must have its shape (4 x 2)",
        (in, upstream) -> new DMatrixRMaj[] {in[0].copy(), null});
    assertRejected(
        "gradient of 'a' (4 x 2) must have its shape (3 x 4)",
        (in, upstream) -> new DMatrixRMaj[] {in[1].copy(), in[0].copy()});
  }

  private static void assertRejected(String message, Product product) {
    String text = assertThrows(IllegalArgumentException.class, () -> check(product)).getMessage();
    assertTrue(text.contains(message), text);
  }

  @Test
  void layersThatKeepTheirInputsInTheForwardPassAgree() {
    var saved = new DMatrixRMaj[2];
    VectorJacobianCheck.of(
            in -> {
              saved[0] = in[0];
              saved[1] = in[1];
              return value(in);
            },
            Argument.of("a", A),
            Argument.of("b", B))
        .assertAgrees((in, upstream) -> pull(saved, upstream));
  }

  @Test
  void productsInSinglePrecisionAgreeWhenTold() {
    VectorJacobianCheck.of(BrokenPullbackTest::value, Argument.of("a", A), Argument.of("b", B))
        .claimAccurateTo(0x1p-22)
        .assertAgrees((in, upstream) -> afterwards(g -> (float) g).pull(in, upstream));
  }
}
