package org.set2model.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.set2model.gradcheck.GradientCheckTest.matrix;

import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.Domain;
import org.set2model.gradcheck.argument.EntryLocation;

class JacobianVectorCheckTest {

  private static final DMatrixRMaj A = KnownGradient.gaussian(3, 4, new SplittableRandom(1));
  private static final DMatrixRMaj B = KnownGradient.gaussian(4, 2, new SplittableRandom(2));

  private static DMatrixRMaj product(DMatrixRMaj[] in) {
    return CommonOps_DDRM.mult(in[0], in[1], null);
  }

  private static DMatrixRMaj tangent(DMatrixRMaj[] in, DMatrixRMaj[] v) {
    return CommonOps_DDRM.add(
        CommonOps_DDRM.mult(v[0], in[1], null), CommonOps_DDRM.mult(in[0], v[1], null), null);
  }

  private static JacobianVectorCheck check() {
    return JacobianVectorCheck.of(
        JacobianVectorCheckTest::product, Argument.of("a", A), Argument.of("b", B));
  }

  private static Report checkSpoiled(UnaryOperator<DMatrixRMaj> bug) {
    return check().check((in, v) -> bug.apply(tangent(in, v)));
  }

  @Test
  void rightProductsAgree() {
    check().assertAgrees(JacobianVectorCheckTest::tangent);
    check().seed(7).assertAgrees(JacobianVectorCheckTest::tangent);
  }

  @Test
  void aWrongEntryIsNamedWithOutputAndInput() {
    Report report =
        check()
            .check(
                (in, v) -> {
                  DMatrixRMaj y = tangent(in, v);
                  y.add(2, 1, 1e-5 * v[0].get(2, 3) * in[1].get(3, 1));
                  return y;
                });
    assertEquals(Verdict.DISAGREE, report.verdict());
    Finding worst = report.worst().orElseThrow();
    assertEquals(new EntryLocation("a", 2, 3), worst.place().orElseThrow());
    assertEquals("value[2, 1] with respect to a[2, 3]", worst.subject());
    assertEquals(B.get(3, 1), worst.numerical(), 1e-9 * Math.abs(B.get(3, 1)));
    assertEquals(
        1, report.findings().stream().filter(f -> f.verdict() == Verdict.DISAGREE).count());
  }

  @Test
  void aMissingTermDisagrees() {
    Report report = check().check((in, v) -> CommonOps_DDRM.mult(v[0], in[1], null));
    assertEquals(Verdict.DISAGREE, report.verdict());
    assertEquals("b", report.worst().orElseThrow().place().orElseThrow().argument());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1e6})
  void clippingIsFoundAtTangentsThatAreLarge(double limit) {
    Report report = checkSpoiled(y -> each(y, t -> Math.max(-limit, Math.min(limit, t))));
    assertEquals(Verdict.DISAGREE, report.verdict(), report::toString);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 1e-8})
  void flushingIsFoundAtTangentsThatAreSmall(double limit) {
    Report report = checkSpoiled(y -> each(y, t -> Math.abs(t) < limit ? 0 : t));
    assertEquals(Verdict.DISAGREE, report.verdict(), report::toString);
  }

  @Test
  void aProductThatIsNotAdditiveDisagrees() {
    Report report =
        check()
            .check(
                (in, v) -> {
                  boolean both =
                      CommonOps_DDRM.elementMaxAbs(v[0]) > 0
                          && CommonOps_DDRM.elementMaxAbs(v[1]) > 0;
                  DMatrixRMaj y = tangent(in, v);
                  CommonOps_DDRM.scale(both ? 1.001 : 1, y);
                  return y;
                });
    assertEquals(Verdict.DISAGREE, report.verdict());
    assertTrue(report.worst().orElseThrow().reason().startsWith("the product is not linear"));
  }

  @Test
  void staleResultsDisagree() {
    DMatrixRMaj[] first = new DMatrixRMaj[1];
    Report report =
        check()
            .check(
                (in, v) -> {
                  first[0] = first[0] == null ? tangent(in, v) : first[0];
                  return first[0].copy();
                });
    assertEquals(Verdict.DISAGREE, report.verdict());
  }

  @Test
  void stateIsNamed() {
    int[] calls = {0};
    assertDefect(
        "the product keeps state: the same tangents give another result after other calls",
        (in, v) -> {
          DMatrixRMaj y = tangent(in, v);
          CommonOps_DDRM.scale(1 + 1e-12 * calls[0]++, y);
          return y;
        });
  }

  @Test
  void whatTheProductSpoilsIsNamed() {
    assertDefect(
        "the product changes its input 'b'",
        (in, v) -> {
          DMatrixRMaj y = tangent(in, v);
          in[1].data[0]++;
          return y;
        });
    assertDefect(
        "the product changes the tangent of 'a'",
        (in, v) -> {
          DMatrixRMaj y = tangent(in, v);
          v[0].data[0]++;
          return y;
        });
  }

  @Test
  void aRecycledResultIsNamed() {
    DMatrixRMaj recycled = new DMatrixRMaj(3, 2);
    assertDefect(
        "a call of the product changes the result of the call before",
        (in, v) -> {
          recycled.setTo(tangent(in, v));
          return recycled;
        });
  }

  @Test
  void aResultThatIsTheTangentItselfIsNamed() {
    Report report =
        JacobianVectorCheck.of(in -> in[0].copy(), Argument.of("a", A)).check((in, v) -> v[0]);
    assertEquals("the product hands out a matrix that it was given for 'a'", report.defect());
    assertEquals(Verdict.UNRESOLVED, report.verdict());
  }

  @Test
  void anInputThatIsKeptIsNamed() {
    DMatrixRMaj[] kept = new DMatrixRMaj[1];
    assertDefect(
        "the product keeps state: the same tangents give another result after other calls",
        (in, v) -> {
          kept[0] = kept[0] == null ? in[1] : kept[0];
          return tangent(new DMatrixRMaj[] {in[0], kept[0]}, v);
        });
  }

  private static void assertDefect(
      String defect, BiFunction<DMatrixRMaj[], DMatrixRMaj[], DMatrixRMaj> product) {
    Report report = check().check(product);
    assertEquals(defect, report.defect());
    assertEquals(Verdict.UNRESOLVED, report.verdict());
  }

  @Test
  void aFunctionThatIsNotDeterministicIsUnresolved() {
    int[] calls = {0};
    Report report =
        JacobianVectorCheck.of(in -> each(in[0], t -> t + 1e-9 * calls[0]++), Argument.of("a", A))
            .check((in, v) -> v[0].copy());
    assertTrue(report.defect().startsWith("the function is not deterministic"));
  }

  @Test
  void resultsOfAnotherShapeAreRejected() {
    assertThrows(IllegalArgumentException.class, () -> check().check((in, v) -> v[0].copy()));
    assertThrows(IllegalArgumentException.class, () -> check().check((in, v) -> null));
  }

  @Test
  void resultsThatAreNotFiniteDisagree() {
    Report report =
        checkSpoiled(
            y -> {
              y.data[3] = Double.NaN;
              return y;
            });
    assertEquals(Verdict.DISAGREE, report.verdict());
  }

  @Test
  void smallOutputsAreVerifiedBesideLargeOnes() {
    DMatrixRMaj x = matrix(1, 4, 1e8, 1, 1e-8, -3e-8);
    JacobianVectorCheck cubes =
        JacobianVectorCheck.of(in -> each(in[0], t -> t * t * t), Argument.of("x", x));
    cubes.assertAgrees((in, v) -> cubeTangent(in[0], v[0], 1));
    Report report = cubes.check((in, v) -> cubeTangent(in[0], v[0], 1.00001));
    assertEquals(
        4, report.findings().stream().filter(f -> f.verdict() == Verdict.DISAGREE).count());
  }

  private static DMatrixRMaj cubeTangent(DMatrixRMaj x, DMatrixRMaj v, double factor) {
    DMatrixRMaj y = x.copy();
    for (int i = 0; i < y.getNumElements(); i++) {
      y.data[i] = factor * 3 * x.data[i] * x.data[i] * v.data[i];
    }
    return y;
  }

  @Test
  void tangentsStayInTheDomain() {
    DMatrixRMaj p = matrix(1, 3, 0.2, 0.5, 0.3);
    JacobianVectorCheck.of(
            in -> each(requireSimplex(in[0]), t -> t * Math.log(t)),
            Argument.in(Domain.simplex(), "p", p))
        .assertAgrees(
            (in, v) -> {
              assertEquals(0, CommonOps_DDRM.elementSum(v[0]), 1e-15 * norm(v[0]));
              DMatrixRMaj y = v[0].copy();
              for (int i = 0; i < y.getNumElements(); i++) {
                y.data[i] *= Math.log(in[0].data[i]) + 1;
              }
              return y;
            });
  }

  private static double norm(DMatrixRMaj x) {
    return CommonOps_DDRM.elementMaxAbs(x);
  }

  private static DMatrixRMaj requireSimplex(DMatrixRMaj p) {
    if (!(Math.abs(CommonOps_DDRM.elementSum(p) - 1) < 1e-9)) {
      throw new IllegalArgumentException("not on the simplex");
    }
    return p;
  }

  @Test
  void anySlopeBetweenThoseOfAKinkAgrees() {
    DMatrixRMaj x = matrix(1, 3, 0, -1, 2);
    JacobianVectorCheck leaky =
        JacobianVectorCheck.of(in -> each(in[0], t -> Math.max(t, 0.1 * t)), Argument.of("x", x));
    for (double atZero : new double[] {0.1, 0.5, 1}) {
      leaky.assertAgrees(
          (in, v) -> matrix(1, 3, atZero * v[0].data[0], 0.1 * v[0].data[1], v[0].data[2]));
    }
    assertEquals(
        Verdict.DISAGREE,
        leaky
            .check((in, v) -> matrix(1, 3, 1.5 * v[0].data[0], 0.1 * v[0].data[1], v[0].data[2]))
            .verdict());
  }

  /** 300 coordinates, so that blocks of them are moved. */
  private static final DMatrixRMaj LARGE = KnownGradient.gaussian(20, 15, new SplittableRandom(3));

  private static DMatrixRMaj mixed(DMatrixRMaj[] in) {
    DMatrixRMaj y = CommonOps_DDRM.mult(in[1], each(in[0], Math::sin), null);
    return y;
  }

  private static DMatrixRMaj mixedTangent(DMatrixRMaj[] in, DMatrixRMaj[] v) {
    DMatrixRMaj inner = v[0].copy();
    for (int i = 0; i < inner.getNumElements(); i++) {
      inner.data[i] *= Math.cos(in[0].data[i]);
    }
    return CommonOps_DDRM.add(
        CommonOps_DDRM.mult(v[1], each(in[0], Math::sin), null),
        CommonOps_DDRM.mult(in[1], inner, null),
        null);
  }

  private static JacobianVectorCheck checkOfMany() {
    return JacobianVectorCheck.of(
        JacobianVectorCheckTest::mixed,
        Argument.of("x", LARGE),
        Argument.of("w", KnownGradient.gaussian(1, 20, new SplittableRandom(4))));
  }

  @Test
  void manyCoordinatesAgree() {
    checkOfMany().assertAgrees(JacobianVectorCheckTest::mixedTangent);
  }

  @Test
  void aWrongEntryAmongManyIsTraced() {
    Report report =
        checkOfMany()
            .check(
                (in, v) -> {
                  DMatrixRMaj y = mixedTangent(in, v);
                  double own = in[1].data[7] * Math.cos(in[0].get(7, 4)) * v[0].get(7, 4);
                  y.data[4] += 1e-3 * own;
                  return y;
                });
    assertEquals(Verdict.DISAGREE, report.verdict());
    Finding worst = report.worst().orElseThrow();
    assertEquals("value[0, 4] with respect to x[7, 4]", worst.subject());
    double right = Math.cos(LARGE.get(7, 4));
    assertEquals(1e-3, worst.difference() / Math.abs(worst.numerical()), 1e-6);
    assertEquals(
        right,
        worst.numerical() / KnownGradient.gaussian(1, 20, new SplittableRandom(4)).data[7],
        1e-6 * Math.abs(right));
  }

  @Test
  void smallArgumentsAmongLargeOnesAreMovedEntryByEntry() {
    Report report =
        checkOfMany()
            .check(
                (in, v) -> {
                  DMatrixRMaj[] changed = {v[0], v[1].copy()};
                  changed[1].data[13] *= 1.0001;
                  return mixedTangent(in, changed);
                });
    assertEquals(new EntryLocation("w", 0, 13), report.worst().orElseThrow().place().orElseThrow());
  }

  @Test
  void oneWrongAmongManyOutputsIsNamed() {
    DMatrixRMaj x = matrix(1, 2, 0.3, -1.1);
    JacobianVectorCheck many = JacobianVectorCheck.of(in -> waves(in[0]), Argument.of("x", x));
    many.assertAgrees((in, v) -> wavesTangent(in[0], v[0]));
    Report report =
        many.check(
            (in, v) -> {
              DMatrixRMaj y = wavesTangent(in[0], v[0]);
              y.data[2221] *= 0.999;
              return y;
            });
    assertEquals(Verdict.DISAGREE, report.verdict());
    assertTrue(
        report.findings().stream()
            .anyMatch(
                f ->
                    f.verdict() == Verdict.DISAGREE
                        && f.subject().equals("value[2221, 0] with respect to x[0, 1]")));
  }

  private static DMatrixRMaj waves(DMatrixRMaj x) {
    DMatrixRMaj y = new DMatrixRMaj(3000, 1);
    for (int k = 0; k < y.numRows; k++) {
      y.data[k] = Math.sin(x.data[0] + 1e-3 * k * x.data[1]);
    }
    return y;
  }

  private static DMatrixRMaj wavesTangent(DMatrixRMaj x, DMatrixRMaj v) {
    DMatrixRMaj y = new DMatrixRMaj(3000, 1);
    for (int k = 0; k < y.numRows; k++) {
      y.data[k] = Math.cos(x.data[0] + 1e-3 * k * x.data[1]) * (v.data[0] + 1e-3 * k * v.data[1]);
    }
    return y;
  }

  @Test
  void theFunctionIsCalledOnceForEachPoint() {
    int[] calls = {0};
    Report report =
        JacobianVectorCheck.of(
                in -> {
                  calls[0]++;
                  return product(in);
                },
                Argument.of("a", A),
                Argument.of("b", B))
            .check(JacobianVectorCheckTest::tangent);
    assertEquals(calls[0], report.evaluations() + 2);
    assertTrue(calls[0] < 60 * 25, () -> "calls: " + calls[0]);
  }

  private interface Scalar {
    double of(double t);
  }

  private static DMatrixRMaj each(DMatrixRMaj x, Scalar f) {
    DMatrixRMaj y = x.copy();
    for (int i = 0; i < y.getNumElements(); i++) {
      y.data[i] = f.of(x.data[i]);
    }
    return y;
  }
}
