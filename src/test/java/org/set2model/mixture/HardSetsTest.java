package org.set2model.mixture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.autodiff.Tape;
import org.set2model.autodiff.UnreliableGradientException;
import org.set2model.autodiff.Variable;

/** Sets on which careless fits divide by zero: everything must stay finite, gradients included. */
class HardSetsTest {

  private static final int ITERATIONS = 20;

  @Test
  void onePoint() {
    assertFinite(points(1, 5, i -> 0.3 * i), Prior.ofVariance(5, 1, 0.1, 0), 3);
    assertFinite(points(1, 5, i -> 0.3 * i), Prior.floorOnly(5, 1e-6), 3);
  }

  @Test
  void identicalPoints() {
    assertFinite(points(8, 3, i -> i % 3), Prior.floorOnly(3, 1e-6), 3);
    assertFinite(points(8, 3, i -> i % 3), Prior.constant(3, 1, 1, 1, 0, 1, 0), 3);
  }

  @Test
  void fewerPointsThanComponentsAndDimensions() {
    var random = new SplittableRandom(1);
    assertFinite(points(2, 9, i -> random.nextDouble()), Prior.floorOnly(9, 1e-6), 5);
    assertFinite(points(5, 40, i -> random.nextDouble()), Prior.ofVariance(40, 1, 1, 0), 4);
  }

  @Test
  void manyDimensions() {
    var random = new SplittableRandom(2);
    assertFinite(
        points(30, 512, i -> 2 * random.nextDouble() - 1), Prior.ofVariance(512, 1, 0.1, 1e-6), 3);
  }

  @Test
  void nearlyCoincidentPointsAndOneFarAway() {
    var random = new SplittableRandom(3);
    DMatrixRMaj points = points(10, 2, i -> 1 + 1e-12 * random.nextDouble());
    points.set(9, 0, 1e6);
    assertFinite(points, Prior.floorOnly(2, 1e-10), 3);
    assertFinite(points, Prior.ofVariance(2, 2, 1, 0), 3);
  }

  @Test
  void scalesFromTinyToHuge() {
    for (double scale : new double[] {1e-8, 1e8}) {
      var random = new SplittableRandom(4);
      DMatrixRMaj points = points(12, 4, i -> scale * (random.nextDouble() + i % 2));
      double variance = scale * scale;
      assertFinite(points, Prior.floorOnly(4, 1e-6 * variance), 3);
      assertFinite(points, Prior.constant(4, 1, 1, 1, 0, variance, 0), 3);
    }
  }

  @Test
  void emptyAndCoincidentComponents() {
    var random = new SplittableRandom(5);
    DMatrixRMaj points = points(6, 2, i -> random.nextDouble());
    double[][] thetas = {
      {0.5, 0.2, 0.2, 1, 1}, {0.5, 0.2, 0.2, 1, 1}, {0, 0.1, 0, 1, 1}, {1e-30, 900, 900, 1, 1}
    };
    for (Prior prior :
        new Prior[] {Prior.floorOnly(2, 1e-3), Prior.constant(2, 1, 1, 1, 0, 1, 0)}) {
      Tape tape = new Tape();
      Variable x = tape.leaf(points);
      Variable start = tape.leaf(new DMatrixRMaj(thetas));
      Variable ones = Variable.constant(PointSet.unitWeights(6));
      Variable theta = MixtureFit.mixtureFit(x, ones, prior, start, ITERATIONS);
      for (int c = 0; c < 5; c++) {
        assertEquals(theta.value().get(0, c), theta.value().get(1, c), 0, "coincident for ever");
      }
      assertFinite("theta", theta.value());
      var gradients = tape.backward(theta, signs(4, 5));
      assertFinite("points", gradients.of(x));
      assertFinite("theta_0", gradients.of(start));
    }
  }

  /** Shares between 1e-196 and zero, by way of numbers whose inverse overflows. */
  @Test
  void componentWhoseMassUnderflows() {
    var points = new DMatrixRMaj(new double[][] {{0}, {0.01}, {-0.01}, {0.02}});
    for (double distance = 30; distance < 40; distance += 0.125) {
      Tape tape = new Tape();
      Variable x = tape.leaf(points);
      Variable start = tape.leaf(new DMatrixRMaj(new double[][] {{0.5, 0, 1}, {0.5, distance, 1}}));
      Variable ones = Variable.constant(PointSet.unitWeights(4));
      Variable theta = MixtureFit.mixtureFit(x, ones, Prior.floorOnly(1, 1e-8), start, 1);
      assertFinite("theta", theta.value());
      var gradients = tape.backward(theta, signs(2, 3));
      assertFinite("points", gradients.of(x));
      assertFinite("theta_0", gradients.of(start));
    }
  }

  private static void assertFinite(DMatrixRMaj points, Prior prior, int components) {
    Tape tape = new Tape();
    Variable x = tape.leaf(points);
    Variable theta = MixtureFit.fit(x, prior, components, ITERATIONS, 1);
    Variable scores = LogDensity.logDensity(theta, x);
    assertFinite("theta", theta.value());
    assertFinite("scores", scores.value());
    double sum = 0;
    for (int k = 0; k < theta.rows(); k++) {
      sum += theta.value().get(k, 0);
    }
    assertEquals(1, sum, 1e-14);
    assertFinite("gradient", tape.backward(scores, signs(points.numRows, 1)).of(x));
    for (Covariance covariance : Covariance.values()) {
      for (Differentiation mode : Differentiation.values()) {
        FitOptions options = FitOptions.implicit(components, 2000, mode).withCovariance(covariance);
        assertFiniteOrRefused(points, prior, options);
      }
    }
  }

  /** An implicit gradient that can't be trusted is refused with a remedy. */
  private static void assertFiniteOrRefused(DMatrixRMaj points, Prior prior, FitOptions options) {
    Tape tape = new Tape();
    Variable x = tape.leaf(points);
    Variable ones = Variable.constant(PointSet.unitWeights(points.numRows));
    Variable theta = MixtureFit.fit(x, ones, prior, options);
    assertFinite("theta", theta.value());
    DMatrixRMaj gradient;
    try {
      gradient = tape.backward(theta, signs(theta.rows(), theta.columns())).of(x);
    } catch (UnreliableGradientException refused) {
      assertNotEquals(Differentiation.UNROLLED, options.differentiation());
      assertTrue(refused.getMessage().matches("(?s).*(UNROLLED|IMPLICIT).*"));
      return;
    }
    assertFinite(options.toString(), gradient);
  }

  private static void assertFinite(String what, DMatrixRMaj matrix) {
    for (int i = 0; i < matrix.getNumElements(); i++) {
      assertTrue(Double.isFinite(matrix.data[i]), what + " " + i + ": " + matrix.data[i]);
    }
  }

  private static DMatrixRMaj signs(int rows, int columns) {
    var matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < rows * columns; i++) {
      matrix.data[i] = i % 3 == 0 ? -1 : 1;
    }
    return matrix;
  }

  private static DMatrixRMaj points(int rows, int columns, IntToDoubleFunction value) {
    var matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < rows * columns; i++) {
      matrix.data[i] = value.applyAsDouble(i);
    }
    return matrix;
  }
}
