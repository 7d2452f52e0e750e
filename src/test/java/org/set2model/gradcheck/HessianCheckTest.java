package org.set2model.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.set2model.gradcheck.GradientCheckTest.matrix;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.set2model.gradcheck.argument.Argument;

class HessianCheckTest {

  private static final DMatrixRMaj X = matrix(1, 2, 0.7, -0.4);

  /** {@code exp(x0) sin(x1)}. */
  private static double value(DMatrixRMaj x) {
    return Math.exp(x.data[0]) * Math.sin(x.data[1]);
  }

  private static DMatrixRMaj gradient(DMatrixRMaj x) {
    double e = Math.exp(x.data[0]);
    return matrix(1, 2, e * Math.sin(x.data[1]), e * Math.cos(x.data[1]));
  }

  private static DMatrixRMaj hessian(DMatrixRMaj x) {
    DMatrixRMaj g = gradient(x);
    return matrix(2, 2, g.data[0], g.data[1], g.data[1], -g.data[0]);
  }

  private static HessianCheck check() {
    return HessianCheck.of(HessianCheckTest::value, HessianCheckTest::gradient, X);
  }

  private static DMatrixRMaj[] product(DMatrixRMaj[] in, DMatrixRMaj[] v) {
    return new DMatrixRMaj[] {CommonOps_DDRM.mult(v[0], hessian(in[0]), null)};
  }

  @Test
  void rightHessiansAndProductsAgree() {
    check().assertAgrees(hessian(X));
    check().assertAgrees(HessianCheckTest::product);
    check().seed(4).assertAgrees(HessianCheckTest::product);
  }

  @Test
  void everythingThatIsVerifiedIsListed() {
    List<String> subjects =
        check().check(hessian(X)).findings().stream().map(Finding::subject).toList();
    for (String subject :
        List.of(
            "gradient: x[0, 0]",
            "gradient of x[0, 1] with respect to x[0, 0]",
            "symmetry in x[0, 1] and x[0, 0]",
            "second difference along x[0, 1]",
            "second difference in x[0, 1] and x[0, 0]")) {
      assertTrue(subjects.contains(subject), () -> subject + " is not in " + subjects);
    }
  }

  @Test
  void secondDifferencesAreGivenInUnitsOfTheHessian() {
    Report report = check().check(hessian(X));
    Finding mixed = finding(report, "second difference in x[0, 1] and x[0, 0]");
    assertEquals(hessian(X).get(0, 1), mixed.claimed(), 1e-15);
    assertEquals(hessian(X).get(0, 1), mixed.numerical(), 1e-8);
    assertTrue(Math.abs(mixed.numerical() - hessian(X).get(0, 1)) <= mixed.uncertainty());
  }

  private static Finding finding(Report report, String subject) {
    return report.findings().stream()
        .filter(finding -> finding.subject().equals(subject))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no finding on " + subject));
  }

  @Test
  void aWrongEntryIsNamed() {
    DMatrixRMaj wrong = hessian(X);
    wrong.set(1, 0, 1.00001 * wrong.get(1, 0));
    Report report = check().check(wrong);
    assertEquals(Verdict.DISAGREE, report.verdict());
    assertEquals(
        "gradient of x[0, 1] with respect to x[0, 0]", report.worst().orElseThrow().subject());
    assertEquals(Verdict.DISAGREE, finding(report, "symmetry in x[0, 1] and x[0, 0]").verdict());
  }

  @Test
  void aGradientThatIsWrongAwayFromThePointIsFoundByTheFunctionOnly() {
    DMatrixRMaj wrong = hessian(X);
    wrong.add(0, 1, 1e-3);
    wrong.add(1, 0, 1e-3);
    Report report =
        HessianCheck.of(
                HessianCheckTest::value,
                x -> {
                  DMatrixRMaj g = gradient(x);
                  g.data[0] += 1e-3 * (x.data[1] - X.data[1]);
                  g.data[1] += 1e-3 * (x.data[0] - X.data[0]);
                  return g;
                },
                X)
            .check(wrong);
    assertEquals(Verdict.DISAGREE, report.verdict());
    assertEquals(
        Verdict.DISAGREE, finding(report, "second difference in x[0, 1] and x[0, 0]").verdict());
    assertTrue(
        report.findings().stream()
            .filter(finding -> finding.verdict() == Verdict.DISAGREE)
            .allMatch(finding -> finding.subject().startsWith("second difference")));
  }

  @Test
  void aGradientThatIsWrongAtThePointIsNamed() {
    Report report =
        HessianCheck.of(
                HessianCheckTest::value,
                x -> {
                  DMatrixRMaj g = gradient(x);
                  g.data[1] *= 1.0001;
                  return g;
                },
                X)
            .check(hessian(X));
    assertEquals(Verdict.DISAGREE, finding(report, "gradient: x[0, 1]").verdict());
  }

  /** Newton's method does not care, but a Hessian it is not. */
  @Test
  void aTriangleDisagrees() {
    DMatrixRMaj wrong = hessian(X);
    wrong.set(0, 1, 2 * wrong.get(0, 1));
    wrong.set(1, 0, 0);
    assertEquals(Verdict.DISAGREE, check().check(wrong).verdict());
  }

  @Test
  void severalArgumentsOfDifferentShapesAreNumberedThrough() {
    DMatrixRMaj a = matrix(2, 2, 1, 2, -0.5, 0.3);
    DMatrixRMaj b = matrix(2, 1, -0.8, 1.3);
    HessianCheck form =
        HessianCheck.of(
            in -> CommonOps_DDRM.dot(in[1], CommonOps_DDRM.mult(in[0], in[1], null)),
            in ->
                new DMatrixRMaj[] {
                  CommonOps_DDRM.multTransB(in[1], in[1], null),
                  CommonOps_DDRM.add(
                      CommonOps_DDRM.mult(in[0], in[1], null),
                      CommonOps_DDRM.multTransA(in[0], in[1], null),
                      null)
                },
            Argument.of("a", a),
            Argument.of("b", b));
    form.assertAgrees(
        (in, v) -> {
          DMatrixRMaj outer = CommonOps_DDRM.multTransB(v[1], in[1], null);
          DMatrixRMaj symmetric =
              CommonOps_DDRM.add(in[0], CommonOps_DDRM.transpose(in[0], null), null);
          DMatrixRMaj change = CommonOps_DDRM.add(v[0], CommonOps_DDRM.transpose(v[0], null), null);
          return new DMatrixRMaj[] {
            CommonOps_DDRM.add(outer, CommonOps_DDRM.transpose(outer, null), null),
            CommonOps_DDRM.add(
                CommonOps_DDRM.mult(change, in[1], null),
                CommonOps_DDRM.mult(symmetric, v[1], null),
                null)
          };
        });
    assertThrows(IllegalArgumentException.class, () -> form.check(new DMatrixRMaj(5, 5)));
  }

  @Test
  void whatSecondDifferencesCannotResolveIsSaidAndLeftToTheCaller() {
    HessianCheck offset = HessianCheck.of(x -> 1e8 + value(x), HessianCheckTest::gradient, X);
    Report report = offset.check(hessian(X));
    assertEquals(Verdict.UNRESOLVED, report.verdict());
    assertEquals(
        Evidence.STRICT, finding(report, "gradient of x[0, 1] with respect to x[0, 0]").evidence());
    Finding second = finding(report, "second difference along x[0, 0]");
    assertEquals(Evidence.RELATIVE, second.evidence());
    assertTrue(second.reason().startsWith("verified by differences of the gradient only"));
    assertTrue(second.verifiedError() > 1e-5 && second.verifiedError() < 1e-3, second::toString);
    offset.acceptRelative().assertAgrees(hessian(X));
    DMatrixRMaj wrong = hessian(X);
    wrong.set(0, 0, 1.001 * wrong.get(0, 0));
    assertEquals(Verdict.DISAGREE, offset.acceptRelative().check(wrong).verdict());
  }

  @Test
  void onAKinkOfTheGradientThereIsNoSecondDifference() {
    HessianCheck huber =
        HessianCheck.of(
            x -> Math.max(x.data[0], 0) * x.data[0] + x.data[0],
            x -> matrix(1, 1, 2 * Math.max(x.data[0], 0) + 1),
            matrix(1, 1, 0));
    for (double slope : new double[] {0, 1.5, 2}) {
      Report report = huber.check(matrix(1, 1, slope));
      assertEquals(Verdict.AGREE, report.verdict(), report::toString);
      assertEquals(1, report.count(Evidence.KINK));
    }
    assertEquals(Verdict.DISAGREE, huber.check(matrix(1, 1, 2.1)).verdict());
  }

  @Test
  void aProductThatKeepsStateIsNamed() {
    int[] calls = {0};
    Report report =
        check()
            .check(
                (in, v) -> {
                  DMatrixRMaj[] product = product(in, v);
                  CommonOps_DDRM.scale(1 + 1e-13 * calls[0]++, product[0]);
                  return product;
                });
    assertTrue(report.defect().startsWith("the product keeps state"), report.defect());
  }

  @Test
  void resultsOfAnotherNumberOrShapeAreRejected() {
    assertThrows(
        IllegalArgumentException.class,
        () -> check().check((in, v) -> new DMatrixRMaj[] {in[0], in[0]}));
    assertThrows(
        IllegalArgumentException.class,
        () -> check().check((in, v) -> new DMatrixRMaj[] {new DMatrixRMaj(2, 1)}));
  }

  @Test
  void manyVariablesAgreeAndAWrongRowOfTheProductIsFound() {
    KnownHessian known = KnownHessian.of(2, 70, 1);
    DMatrixRMaj right = known.right();
    known.check().acceptRelative().assertAgrees(right);
    DMatrixRMaj wrong = right.copy();
    wrong.set(60, 12, 1.1 * wrong.get(60, 12));
    wrong.set(12, 60, 1.1 * wrong.get(12, 60));
    Report report = known.check().acceptRelative().check(wrong);
    assertEquals(Verdict.DISAGREE, report.verdict());
    Finding worst = report.worst().orElseThrow();
    assertTrue(
        worst.subject().equals("gradient of x[0, 12] with respect to x[0, 60]")
            || worst.subject().equals("gradient of x[0, 60] with respect to x[0, 12]"),
        worst::subject);
  }
}
