package org.set2model.mixture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.junit.jupiter.api.Test;
import org.set2model.autodiff.Tape;
import org.set2model.autodiff.Variable;
import org.set2model.gradcheck.VectorJacobianCheck;
import org.set2model.gradcheck.argument.Argument;

class ExpectationMaximizationStepTest {

  private static final ExpectationMaximizationStep STEP = new ExpectationMaximizationStep();

  @Property(tries = 100, seed = "11")
  void productsAgreeWithDifferences(
      @ForAll @IntRange(min = 1, max = 30) int points,
      @ForAll @IntRange(min = 1, max = 8) int dimensions,
      @ForAll @IntRange(min = 1, max = 4) int components,
      @ForAll boolean withPrior,
      @ForAll long seed) {
    var fit = new RandomFit(points, dimensions, components, withPrior, seed);
    RandomFit.assertProductsAgree(STEP, RandomFit.arguments(fit.inputs));
  }

  @Property(tries = 100, seed = "12")
  void equalsThePlainStepInValueAndProducts(
      @ForAll @IntRange(min = 1, max = 30) int points,
      @ForAll @IntRange(min = 1, max = 8) int dimensions,
      @ForAll @IntRange(min = 1, max = 4) int components,
      @ForAll boolean withPrior,
      @ForAll Covariance covariance,
      @ForAll long seed) {
    var fit = new RandomFit(points, dimensions, components, withPrior, seed);
    var plain = new PlainExpectationMaximizationStep(covariance).evaluate(fit.inputs);
    var fast = new ExpectationMaximizationStep(covariance).evaluate(fit.inputs);
    assertEquals(0, RandomFit.largestDifference(plain.value(), fast.value()), 2e-13);
    DMatrixRMaj upstream = fit.uniform(components, 1 + 2 * dimensions, -1, 1);
    DMatrixRMaj[] plainProducts = plain.vectorJacobianProducts(9, upstream);
    DMatrixRMaj[] products = fast.vectorJacobianProducts(9, upstream);
    for (int i = 0; i < 9; i++) {
      assertClose(plainProducts[i], products[i]);
    }
  }

  @Test
  void thePlainStepRefusesWhatItCannotCompute() {
    var fit = new RandomFit(7, 2, 2, false, 5);
    var plain = new PlainExpectationMaximizationStep(Covariance.DIAGONAL);
    DMatrixRMaj far = fit.inputs[RandomFit.POINTS].copy();
    far.set(3, 0, 1e6);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> plain.value(replaced(fit, RandomFit.POINTS, far)))
            .getMessage();
    assertTrue(message.contains("point 3"), message);
    fit.inputs[RandomFit.THETA].set(1, 1, 1e4);
    String empty =
        assertThrows(IllegalArgumentException.class, () -> plain.value(fit.inputs)).getMessage();
    assertTrue(empty.contains("component 1"), empty);
  }

  @Property(tries = 100, seed = "16")
  void equalsTheStepComposedOfPrimitivesInValueAndProducts(
      @ForAll @IntRange(min = 2, max = 60) int points,
      @ForAll @IntRange(min = 1, max = 32) int dimensions,
      @ForAll @IntRange(min = 1, max = 5) int components,
      @ForAll boolean withPrior,
      @ForAll Covariance covariance,
      @ForAll long seed) {
    var fit = new RandomFit(points, dimensions, components, withPrior, seed);
    DMatrixRMaj upstream = fit.uniform(components, 1 + 2 * dimensions, -1, 1);
    var fused = new ExpectationMaximizationStep(covariance).evaluate(fit.inputs);
    DMatrixRMaj[] products = fused.vectorJacobianProducts(9, upstream);
    Tape tape = new Tape();
    Variable[] leaves = new Variable[9];
    for (int i = 0; i < 9; i++) {
      leaves[i] = tape.leaf(fit.inputs[i]);
    }
    Variable composed = ComposedStep.of(covariance, leaves);
    assertClose(composed.value(), fused.value());
    var gradients = tape.backward(composed, upstream);
    for (int i = 0; i < 9; i++) {
      assertClose(gradients.of(leaves[i]), products[i]);
    }
  }

  @Property(tries = 60, seed = "17")
  void sphericalProductsAgreeWithDifferences(
      @ForAll @IntRange(min = 1, max = 30) int points,
      @ForAll @IntRange(min = 1, max = 8) int dimensions,
      @ForAll @IntRange(min = 1, max = 4) int components,
      @ForAll boolean withPrior,
      @ForAll long seed) {
    var fit = new RandomFit(points, dimensions, components, withPrior, seed);
    RandomFit.assertProductsAgree(
        new ExpectationMaximizationStep(Covariance.SPHERICAL), RandomFit.arguments(fit.inputs));
  }

  @Property(tries = 60, seed = "13")
  void withoutFloorTheObjectiveNeverDecreases(
      @ForAll @IntRange(min = 2, max = 30) int points,
      @ForAll @IntRange(min = 1, max = 4) int dimensions,
      @ForAll @IntRange(min = 1, max = 4) int components,
      @ForAll long seed) {
    var fit = new RandomFit(points, dimensions, components, true, seed);
    DMatrixRMaj[] inputs = RandomFit.replace(fit.inputs, RandomFit.FLOOR, RandomFit.scalar(0));
    double before = PlainObjective.of(inputs);
    for (int t = 0; t < 10; t++) {
      inputs = RandomFit.replace(inputs, RandomFit.THETA, STEP.value(inputs));
      double after = PlainObjective.of(inputs);
      assertTrue(after >= before - 1e-12 * Math.abs(before), before + " fell to " + after);
      before = after;
    }
  }

  /** The bound in the class documentation, 1/4 sum (N_k + nu) (eps/V)^2, and that it is needed. */
  @Test
  void withFloorTheObjectiveDecreasesWithinTheBound() {
    double largestFall = 0;
    for (long seed = 0; seed < 40; seed++) {
      var fit = new RandomFit(12, 3, 2, true, seed);
      double floor = fit.inputs[RandomFit.FLOOR].data[0];
      double nu = fit.inputs[RandomFit.NU].data[0];
      double alpha = fit.inputs[RandomFit.ALPHA].data[0];
      double total = CommonOps_DDRM.elementSum(fit.inputs[RandomFit.WEIGHTS]);
      DMatrixRMaj[] inputs = fit.inputs;
      for (int t = 0; t < 30; t++) {
        DMatrixRMaj next = STEP.value(inputs);
        double bound = 0;
        for (int k = 0; k < 2; k++) {
          double mass = next.get(k, 0) * (total + 2 * alpha) - alpha;
          for (int j = 0; j < 3; j++) {
            double u = floor / (next.get(k, 4 + j) - floor);
            bound += 0.25 * (mass + nu) * u * u;
          }
        }
        DMatrixRMaj[] after = RandomFit.replace(inputs, RandomFit.THETA, next);
        double fall = PlainObjective.of(inputs) - PlainObjective.of(after);
        assertTrue(fall <= bound + 1e-10, "fell by " + fall + ", bound " + bound);
        largestFall = Math.max(largestFall, fall);
        inputs = after;
      }
    }
    assertTrue(largestFall > 1e-6, "the floor never lowered the objective: " + largestFall);
  }

  @Property(tries = 30, seed = "14")
  void permutingPointsOrComponentsPermutesTheGradients(
      @ForAll @IntRange(min = 1, max = 13) int points,
      @ForAll @IntRange(min = 1, max = 4) int components,
      @ForAll long seed) {
    var fit = new RandomFit(points, 5, components, true, seed);
    DMatrixRMaj upstream = fit.uniform(components, 11, -1, 1);
    int[] pointOrder = RandomFit.rotation(points);
    int[] componentOrder = RandomFit.rotation(components);
    DMatrixRMaj[] permuted = fit.inputs.clone();
    permuted[RandomFit.POINTS] = RandomFit.permuteRows(fit.inputs[RandomFit.POINTS], pointOrder);
    permuted[RandomFit.WEIGHTS] = RandomFit.permuteRows(fit.inputs[RandomFit.WEIGHTS], pointOrder);
    permuted[RandomFit.THETA] = RandomFit.permuteRows(fit.inputs[RandomFit.THETA], componentOrder);
    assertClose(
        RandomFit.permuteRows(STEP.value(fit.inputs), componentOrder), STEP.value(permuted));

    DMatrixRMaj[] products = STEP.evaluate(fit.inputs).vectorJacobianProducts(9, upstream);
    DMatrixRMaj[] permutedProducts =
        STEP.evaluate(permuted)
            .vectorJacobianProducts(9, RandomFit.permuteRows(upstream, componentOrder));
    for (int i = 0; i < 9; i++) {
      DMatrixRMaj expected = products[i];
      if (i <= RandomFit.WEIGHTS) {
        expected = RandomFit.permuteRows(expected, pointOrder);
      } else if (i == RandomFit.THETA) {
        expected = RandomFit.permuteRows(expected, componentOrder);
      }
      assertClose(expected, permutedProducts[i]);
    }
  }

  private static void assertClose(DMatrixRMaj expected, DMatrixRMaj actual) {
    double size = CommonOps_DDRM.elementMaxAbs(expected);
    assertEquals(0, RandomFit.largestDifference(expected, actual), 1e-12 * (1 + size));
  }

  @Test
  void emptyComponentKeepsItsParametersAndPassesTheGradientThrough() {
    var fit = new RandomFit(7, 2, 2, false, 5);
    DMatrixRMaj theta = fit.inputs[RandomFit.THETA];
    theta.set(1, 1, 1e4);
    DMatrixRMaj next = STEP.value(fit.inputs);
    DMatrixRMaj upstream = fit.uniform(2, 5, -1, 1);
    DMatrixRMaj toTheta =
        STEP.evaluate(fit.inputs).vectorJacobianProducts(9, upstream)[RandomFit.THETA];
    assertEquals(0, next.get(1, 0));
    for (int j = 1; j < 5; j++) {
      assertEquals(theta.get(1, j), next.get(1, j));
      assertEquals(upstream.get(1, j), toTheta.get(1, j));
    }
    // Prior strengths stay at zero: any other makes the component jump to the prior's parameters.
    DMatrixRMaj[] given = fit.inputs;
    VectorJacobianCheck.of(
            in -> STEP.value(moved(given, in)),
            Argument.of("points", given[RandomFit.POINTS]),
            Argument.of("weights", given[RandomFit.WEIGHTS]),
            Argument.of("theta", theta))
        .assertAgrees(
            (in, g) -> {
              DMatrixRMaj[] all = STEP.evaluate(moved(given, in)).vectorJacobianProducts(9, g);
              return new DMatrixRMaj[] {
                all[RandomFit.POINTS], all[RandomFit.WEIGHTS], all[RandomFit.THETA]
              };
            });
  }

  /** All inputs, of which points, weights and theta are replaced. */
  private static DMatrixRMaj[] moved(DMatrixRMaj[] inputs, DMatrixRMaj[] by) {
    DMatrixRMaj[] moved = RandomFit.replace(inputs, RandomFit.POINTS, by[0]);
    moved = RandomFit.replace(moved, RandomFit.WEIGHTS, by[1]);
    return RandomFit.replace(moved, RandomFit.THETA, by[2]);
  }

  @Test
  void componentOfWeightZeroHasTheOneSidedDerivative() {
    var fit = new RandomFit(7, 2, 3, true, 6);
    fit.inputs[RandomFit.THETA].set(1, 0, 0);
    DMatrixRMaj upstream = fit.uniform(3, 5, -1, 1);
    double product =
        STEP.evaluate(fit.inputs).vectorJacobianProducts(9, upstream)[RandomFit.THETA].get(1, 0);
    double h = 1e-6;
    DMatrixRMaj moved = fit.inputs[RandomFit.THETA].copy();
    moved.set(1, 0, h);
    DMatrixRMaj near = STEP.value(RandomFit.replace(fit.inputs, RandomFit.THETA, moved));
    DMatrixRMaj farther = moved.copy();
    farther.set(1, 0, 2 * h);
    DMatrixRMaj far = STEP.value(RandomFit.replace(fit.inputs, RandomFit.THETA, farther));
    DMatrixRMaj here = STEP.value(fit.inputs);
    double difference = 0;
    for (int i = 0; i < 15; i++) {
      double slope = (4 * near.data[i] - 3 * here.data[i] - far.data[i]) / (2 * h);
      difference += upstream.data[i] * slope;
    }
    assertEquals(difference, product, 1e-6 * Math.abs(difference));
  }

  @Test
  void pointOfWeightZeroIsAsGoodAsAbsent() {
    var fit = new RandomFit(6, 3, 2, true, 7);
    fit.inputs[RandomFit.WEIGHTS].data[5] = 0;
    DMatrixRMaj[] fewer = fit.inputs.clone();
    int[] order = {0, 1, 2, 3, 4};
    fewer[RandomFit.POINTS] = RandomFit.permuteRows(fit.inputs[RandomFit.POINTS], order);
    fewer[RandomFit.WEIGHTS] = RandomFit.permuteRows(fit.inputs[RandomFit.WEIGHTS], order);
    assertEquals(0, RandomFit.largestDifference(STEP.value(fewer), STEP.value(fit.inputs)), 1e-14);
  }

  @Test
  void evaluatingTwiceGivesTheSameBitsAndLeavesInputsAlone() {
    var fit = new RandomFit(9, 6, 3, true, 8);
    DMatrixRMaj[] copies = new DMatrixRMaj[9];
    for (int i = 0; i < 9; i++) {
      copies[i] = fit.inputs[i].copy();
    }
    DMatrixRMaj upstream = fit.uniform(3, 13, -1, 1);
    DMatrixRMaj[] first = STEP.evaluate(fit.inputs).vectorJacobianProducts(9, upstream);
    DMatrixRMaj[] second = STEP.evaluate(fit.inputs).vectorJacobianProducts(9, upstream);
    for (int i = 0; i < 9; i++) {
      assertTrue(MatrixFeatures_DDRM.isEquals(first[i], second[i]));
      assertTrue(MatrixFeatures_DDRM.isEquals(copies[i], fit.inputs[i]));
    }
  }

  @Test
  void badInputsAreNamed() {
    var fit = new RandomFit(4, 3, 2, true, 9);
    fit.inputs[RandomFit.POINTS].set(2, 1, Double.NaN);
    assertMessage("row 2, column 1", fit.inputs);
    fit.inputs[RandomFit.POINTS].set(2, 1, 0);
    assertMessage("4 x 1", replaced(fit, RandomFit.WEIGHTS, new DMatrixRMaj(3, 1)));
    assertMessage("must be positive", replaced(fit, RandomFit.WEIGHTS, new DMatrixRMaj(4, 1)));
    assertMessage("weights (-1.0)", replaced(fit, RandomFit.ALPHA, RandomFit.scalar(-1)));
    assertMessage("floor", replaced(fit, RandomFit.FLOOR, RandomFit.scalar(Double.NaN)));
    assertMessage("1 x 3", replaced(fit, RandomFit.PRIOR_MEAN, new DMatrixRMaj(1, 2)));
    assertMessage("K x (1+2D)", replaced(fit, RandomFit.THETA, new DMatrixRMaj(2, 6)));
    assertMessage("1 + 2 * 3", replaced(fit, RandomFit.THETA, theta(0.5)));
    assertMessage("variance of component 0", replaced(fit, RandomFit.THETA, theta(0)));
  }

  private static DMatrixRMaj theta(double variance) {
    return new DMatrixRMaj(1, 3, true, 1, 0, variance);
  }

  private static DMatrixRMaj[] replaced(RandomFit fit, int index, DMatrixRMaj by) {
    return RandomFit.replace(fit.inputs, index, by);
  }

  private static void assertMessage(String part, DMatrixRMaj[] inputs) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> STEP.evaluate(inputs)).getMessage();
    assertTrue(message.contains(part), message);
  }
}
