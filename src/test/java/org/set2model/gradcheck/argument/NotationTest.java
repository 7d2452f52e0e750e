package org.set2model.gradcheck.argument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.set2model.gradcheck.GradientCheck;

/** Arguments and gradients as arrays or matrices. */
class NotationTest {

  @Test
  void vectorsAreChecked() {
    double[] x = {2, 3};
    GradientCheck check = GradientCheck.of(v -> v[0] * v[0] * v[1], x);
    check.assertAgrees(12, 4);
    check.assertAgrees(new double[] {12, 4});
    check.assertAgrees(new DMatrixRMaj(1, 2, true, 12, 4));
    String text = check.check(12, 5).toString();
    assertTrue(text.contains("at x[1]: claimed 5.0"), text);
    assertTrue(text.contains("double[] x = {2.0, 3.0};"), text);
  }

  @Test
  void rowsAreChecked() {
    double[][] x = {{1, 2, 3}, {4, 5, 6}};
    GradientCheck check = GradientCheck.of(m -> m[0][2] * m[1][0], x);
    check.assertAgrees(new double[][] {{0, 0, 4}, {3, 0, 0}});
    check.assertAgrees(new DMatrixRMaj(2, 3, true, 0, 0, 4, 3, 0, 0));
    String text = check.check(new double[][] {{0, 0, 4}, {2, 0, 0}}).toString();
    assertTrue(text.contains("at x[1][0]: claimed 2.0"), text);
    assertTrue(text.contains("double[][] x = {{1.0, 2.0, 3.0}, {4.0, 5.0, 6.0}};"), text);
  }

  @Test
  void matricesAreChecked() {
    DMatrixRMaj x = new DMatrixRMaj(2, 2, true, 1, 2, 3, 4);
    GradientCheck check = GradientCheck.of(m -> m.get(0, 1) * m.get(1, 0), x);
    check.assertAgrees(new DMatrixRMaj(2, 2, true, 0, 3, 2, 0));
    String text = check.check(new DMatrixRMaj(2, 2, true, 0, 3, 3, 0)).toString();
    assertTrue(text.contains("at x[1, 0]: claimed 3.0"), text);
  }

  @Test
  void severalVectorsHaveAGradientEach() {
    GradientCheck check =
        GradientCheck.of(
            in -> in[0].data[0] * Math.log(in[1].data[0]) + in[0].data[1],
            Argument.of("mean", 2, 5),
            Argument.in(Domain.positive(), "variance", 0.5));
    check.assertAgrees(new double[] {Math.log(0.5), 1}, new double[] {4});
    String text = check.check(new double[] {Math.log(0.5), 1}, new double[] {3}).toString();
    assertTrue(text.contains("at variance[0]: claimed 3.0"), text);
  }

  @Test
  void aFunctionMayKeepTheArrayItGets() {
    double[][] kept = new double[1][];
    GradientCheck.of(
            v -> {
              kept[0] = v;
              return v[0] * v[0];
            },
            3)
        .assertAgrees(6);
    assertEquals(1, kept[0].length);
  }

  @Test
  void shapesThatDoNotFitAreRejectedWithTheRemedy() {
    GradientCheck vector = GradientCheck.of(v -> v[0], 1, 2);
    assertEquals(
        "gradient of 'x' (3 entries) must have its shape (2 entries)",
        message(() -> vector.check(1, 2, 3)));
    assertEquals(
        "2 gradients are claimed for 1 arguments; claim one for each",
        message(() -> vector.check(new double[] {1}, new double[] {2})));
    assertEquals(
        "row 1 of 'x' has 1 entries, but row 0 has 2; all must have as many",
        message(() -> GradientCheck.of(m -> m[0][0], new double[][] {{1, 2}, {3}})));
    GradientCheck rows = GradientCheck.of(m -> m[0][0], new double[][] {{1, 2}, {3, 4}});
    assertEquals(
        "gradient of 'x' (1 x 2) must have its shape (2 x 2)",
        message(() -> rows.check(new double[][] {{1, 2}})));
  }

  private static String message(Executable executable) {
    return assertThrows(IllegalArgumentException.class, executable).getMessage();
  }
}
