package org.set2model.mixture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.set2model.autodiff.Variable;

class GaussianFitTest {

  @Property(tries = 100, seed = "21")
  void productsAgreeWithDifferences(
      @ForAll @IntRange(min = 1, max = 30) int points,
      @ForAll @IntRange(min = 1, max = 8) int dimensions,
      @ForAll boolean withPrior,
      @ForAll long seed) {
    var fit = new RandomFit(points, dimensions, 1, withPrior, seed);
    RandomFit.assertProductsAgree(new GaussianFit(), RandomFit.arguments(fit.withoutTheta()));
  }

  @Property(tries = 60, seed = "22")
  void equalsTheMixtureOfOneComponentInValueAndProducts(
      @ForAll @IntRange(min = 1, max = 30) int points,
      @ForAll @IntRange(min = 1, max = 8) int dimensions,
      @ForAll boolean withPrior,
      @ForAll @IntRange(min = 1, max = 3) int iterations,
      @ForAll long seed) {
    var fit = new RandomFit(points, dimensions, 1, withPrior, seed);
    var closed = new GaussianFit().evaluate(fit.withoutTheta());
    var iterated = new MixtureFit(iterations).evaluate(fit.inputs);
    assertEquals(0, RandomFit.largestDifference(closed.value(), iterated.value()), 1e-13);
    DMatrixRMaj upstream = fit.uniform(1, 1 + 2 * dimensions, -1, 1);
    DMatrixRMaj[] closedProducts = closed.vectorJacobianProducts(8, upstream);
    DMatrixRMaj[] iteratedProducts = iterated.vectorJacobianProducts(9, upstream);
    for (int i = 0; i < 8; i++) {
      double size = 1 + CommonOps_DDRM.elementMaxAbs(closedProducts[i]);
      assertEquals(
          0, RandomFit.largestDifference(closedProducts[i], iteratedProducts[i]), 1e-13 * size);
    }
    assertEquals(0, CommonOps_DDRM.elementMaxAbs(iteratedProducts[8]), 1e-13);
  }

  /** No result may depend on whether the fit is a Gaussian's or a mixture's of one component. */
  @Property(tries = 200, seed = "24")
  void hasTheBitsOfTheMaximizationStepOfOneComponent(
      @ForAll @IntRange(min = 1, max = 700) int points,
      @ForAll @IntRange(min = 1, max = 12) int dimensions,
      @ForAll boolean withPrior,
      @ForAll Covariance covariance,
      @ForAll long seed) {
    var fit = new RandomFit(points, dimensions, 1, withPrior, seed);
    PointSet set = PointSet.of(fit.inputs[RandomFit.POINTS], fit.inputs[RandomFit.WEIGHTS]);
    PriorValues prior = PriorValues.of(fit.inputs, 2, dimensions);
    Theta theta = GaussianFit.fit(set, prior, covariance);
    StepBuffers w = workspaceOfOne(set);
    Theta next = new Theta(1, dimensions);
    Maximization.evaluate(set, prior, covariance, w, next, next);
    next.weights[0] = 1;
    assertArrayEquals(next.toMatrix().data, theta.toMatrix().data);

    DMatrixRMaj upstream = fit.uniform(1, 1 + 2 * dimensions, -1, 1);
    FitGradient own = FitGradient.withPoints(set);
    GaussianFit.pull(set, prior, covariance, theta, Theta.copyOf(upstream), own);
    FitGradient expected = FitGradient.withPoints(set);
    Theta gradient = Theta.copyOf(upstream);
    gradient.weights[0] = 0;
    covariance.project(gradient);
    Theta toPrevious = new Theta(1, dimensions);
    Maximization.pull(set, prior, w, next, gradient, toPrevious, expected);
    expected.addPoints(w.terms, set);
    assertArrayEquals(Arrays.copyOf(w.sensitivities[0], points), own.weights);
    for (int j = 0; j < dimensions; j++) {
      assertArrayEquals(expected.points[j], own.points[j]);
    }
    assertArrayEquals(expected.priorMean, own.priorMean);
    assertArrayEquals(expected.priorVariance, own.priorVariance);
    assertArrayEquals(
        new double[] {expected.alpha, expected.kappa, expected.nu, expected.floor},
        new double[] {own.alpha, own.kappa, own.nu, own.floor});
  }

  /** The only component has all of every point. */
  private static StepBuffers workspaceOfOne(PointSet set) {
    var w = new StepBuffers(1, set.size, set.dimensions);
    System.arraycopy(set.weights, 0, w.shares[0], 0, set.size);
    Maximization.masses(w);
    return w;
  }

  @Property(tries = 60, seed = "23")
  void sphericalProductsAgreeWithDifferences(
      @ForAll @IntRange(min = 1, max = 30) int points,
      @ForAll @IntRange(min = 1, max = 8) int dimensions,
      @ForAll boolean withPrior,
      @ForAll long seed) {
    var fit = new RandomFit(points, dimensions, 1, withPrior, seed);
    RandomFit.assertProductsAgree(
        new GaussianFit(Covariance.SPHERICAL), RandomFit.arguments(fit.withoutTheta()));
  }

  /** One dimension may collapse as long as not all do. */
  @Test
  void sphericalVarianceIsTheMeanOverDimensions() {
    var points = new DMatrixRMaj(new double[][] {{1, 10}, {2, 10}, {6, 10}});
    Variable ones = Variable.constant(PointSet.unitWeights(3));
    DMatrixRMaj theta =
        GaussianFit.gaussianFit(
                Variable.constant(points), ones, Prior.floorOnly(2, 0), Covariance.SPHERICAL)
            .value();
    assertArrayEquals(new double[] {1, 3, 10, 7.0 / 3, 7.0 / 3}, theta.data, 1e-13);
  }

  /** [S2M, eq. 9-10] on numbers that can be checked by hand. */
  @Test
  void withoutPriorGivesMeanAndMaximumLikelihoodVariance() {
    var points = new DMatrixRMaj(new double[][] {{1, 10}, {2, 10}, {6, 40}});
    DMatrixRMaj theta =
        GaussianFit.gaussianFit(Variable.constant(points), Prior.floorOnly(2, 0)).value();
    assertArrayEquals(new double[] {1, 3, 20, 14.0 / 3, 200}, theta.data, 1e-13);
  }

  @Test
  void onePointIsWellPosedUnderThePrior() {
    var point = new DMatrixRMaj(new double[][] {{5, -2}});
    Prior prior = Prior.constant(2, 0, 1, 3, 1, 0.25, 0.01);
    DMatrixRMaj theta = GaussianFit.gaussianFit(Variable.constant(point), prior).value();
    double first = (4 + 4 + 3 * 0.25) / 4 + 0.01;
    double second = (2.25 + 2.25 + 3 * 0.25) / 4 + 0.01;
    assertArrayEquals(new double[] {1, 3, -0.5, first, second}, theta.data, 1e-14);
  }

  @Test
  void coincidentPointsWithoutFloorOrPriorAreRefusedWithTheRemedy() {
    Variable twins = Variable.constant(new DMatrixRMaj(new double[][] {{1, 2}, {1, 3}}));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> GaussianFit.gaussianFit(twins, Prior.floorOnly(2, 0)))
            .getMessage();
    assertTrue(message.contains("dimension 0") && message.contains("floor"), message);
    DMatrixRMaj theta = GaussianFit.gaussianFit(twins, Prior.floorOnly(2, 1e-6)).value();
    assertEquals(1e-6, theta.get(0, 3));
  }
}
