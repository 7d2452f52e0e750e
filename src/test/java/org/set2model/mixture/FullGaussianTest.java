package org.set2model.mixture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.set2model.autodiff.Tape;
import org.set2model.autodiff.Variable;
import org.set2model.gradcheck.argument.Argument;

/** The Gaussian of full covariance: fit, log-density and model. */
class FullGaussianTest {

  private static final double[][] POINTS = {
    {0.1, 1.2}, {0.4, -0.3}, {1.9, 0.8}, {2.3, 1.1}, {2.0, -1.4}, {-0.7, 0.5}, {1.5, 0.2}
  };

  @Property(tries = 60, seed = "151")
  void fitsProductsAgreeWithDifferences(
      @ForAll @IntRange(min = 1, max = 20) int points,
      @ForAll @IntRange(min = 1, max = 6) int dimensions,
      @ForAll boolean withPrior,
      @ForAll long seed) {
    var fit = new RandomFit(points, dimensions, 1, withPrior, seed);
    RandomFit.assertProductsAgree(new FullGaussianFit(), RandomFit.arguments(fit.withoutTheta()));
  }

  @Property(tries = 60, seed = "152")
  void densitysProductsAgreeWithDifferences(
      @ForAll @IntRange(min = 1, max = 20) int queries,
      @ForAll @IntRange(min = 1, max = 6) int dimensions,
      @ForAll long seed) {
    var fit = new RandomFit(dimensions + 5, dimensions, 1, true, seed);
    RandomFit.assertProductsAgree(
        new FullGaussianLogDensity(),
        Argument.of("parameters", new FullGaussianFit().value(fit.withoutTheta())),
        Argument.of("queries", fit.uniform(queries, dimensions, -2, 2)));
  }

  @Property(tries = 40, seed = "153")
  void meanAndDiagonalAreThoseOfTheDiagonalFit(
      @ForAll @IntRange(min = 1, max = 20) int points,
      @ForAll @IntRange(min = 1, max = 8) int dimensions,
      @ForAll boolean withPrior,
      @ForAll long seed) {
    var fit = new RandomFit(points, dimensions, 1, withPrior, seed);
    DMatrixRMaj full = new FullGaussianFit().value(fit.withoutTheta());
    DMatrixRMaj diagonal = new GaussianFit().value(fit.withoutTheta());
    for (int i = 0; i < dimensions; i++) {
      assertEquals(diagonal.get(0, 1 + i), full.get(0, i), 1e-14);
      assertEquals(diagonal.get(0, 1 + dimensions + i), full.get(1 + i, i), 1e-13);
      for (int j = 0; j < i; j++) {
        assertEquals(full.get(1 + i, j), full.get(1 + j, i));
      }
    }
  }

  @Property(tries = 40, seed = "154")
  void densityOfADiagonalCovarianceIsThatOfTheMixture(
      @ForAll @IntRange(min = 1, max = 10) int dimensions, @ForAll long seed) {
    var fit = new RandomFit(10, dimensions, 1, false, seed);
    DMatrixRMaj theta = fit.inputs[RandomFit.THETA];
    var full = new DMatrixRMaj(1 + dimensions, dimensions);
    for (int j = 0; j < dimensions; j++) {
      full.set(0, j, theta.get(0, 1 + j));
      full.set(1 + j, j, theta.get(0, 1 + dimensions + j));
    }
    DMatrixRMaj queries = fit.inputs[RandomFit.POINTS];
    double[] expected = new Mixture(theta).logLikelihoods(queries);
    assertArrayEquals(expected, new FullGaussian(full).logLikelihoods(queries), 1e-12);
  }

  /** PyTorch 1.13.0a0: formulas of the moments, distributions.MultivariateNormal, autograd. */
  @Test
  void fitDensityAndTheirGradientsEqualTorch() {
    Tape tape = new Tape();
    Variable x = tape.leaf(new DMatrixRMaj(POINTS));
    Variable a = tape.leaf(new DMatrixRMaj(7, 1, true, 1, .5, 2, 1, .7, 1.3, .2));
    Variable alpha = tape.leaf(RandomFit.scalar(0.5));
    Variable kappa = tape.leaf(RandomFit.scalar(0.8));
    Variable nu = tape.leaf(RandomFit.scalar(1.5));
    Variable m = tape.leaf(new DMatrixRMaj(1, 2, true, 0.3, -0.2));
    Variable s2 = tape.leaf(new DMatrixRMaj(1, 2, true, 0.9, 0.4));
    Variable floor = tape.leaf(RandomFit.scalar(0.05));
    Variable z = tape.leaf(new DMatrixRMaj(new double[][] {{0, 0}, {5, -3}, {1, 2}}));
    Prior prior = new Prior(alpha, kappa, nu, m, s2, floor);
    Variable gaussian = FullGaussianFit.fullGaussianFit(x, a, prior);
    assertArrayEquals(
        new double[] {
          0.9906666666666666,
          0.44000000000000006,
          1.3363837398373983,
          -0.005146341463414596,
          -0.005146341463414596,
          0.6426829268292683
        },
        gaussian.value().data,
        1e-14);
    Variable scores = FullGaussianLogDensity.logDensity(gaussian, z);
    assertArrayEquals(
        new double[] {-2.282232496127826, -16.900297378291256, -3.655284701635515},
        scores.value().data,
        1e-13);
    var gradients = tape.backward(scores, new DMatrixRMaj(3, 1, true, 0.3, -1, 0.7));
    assertArrayEquals(
        new double[] {
          2.009178753222059, -3.0710829536157824, -0.6236188811997005, 0.9649849895922364,
          -1.373137324582663, 3.262162994881385, -0.5240005056127334, 1.5317622797154167,
          -3.5709953859012207, 5.8100580321529565, 1.9346554371536249, -3.351673233039585,
          -0.28733493364200013, 0.5226207463756011
        },
        gradients.of(x).data,
        1e-13);
    assertArrayEquals(
        new double[] {
          0.03867507315757179,
          1.0088009526044526,
          1.5170244462302445,
          1.749337179222848,
          -9.696655926445246,
          0.6169775723284295,
          0.6684175435349015
        },
        gradients.of(a).data,
        1e-13);
    assertEquals(0, gradients.of(alpha).data[0]);
    assertEquals(-0.27844658145027584, gradients.of(kappa).data[0], 1e-13);
    assertEquals(0.49880029319654584, gradients.of(nu).data[0], 1e-13);
    assertArrayEquals(
        new double[] {-0.756119511609874, 1.1519117524270164}, gradients.of(m).data, 1e-13);
    assertArrayEquals(
        new double[] {-0.7968181735527622, -2.2067575417800924}, gradients.of(s2).data, 1e-13);
    assertEquals(-16.419547243819604, gradients.of(floor).data[0], 1e-12);
    assertArrayEquals(
        new double[] {
          0.22318903663692524,
          0.20717620063492947,
          2.979615730066215,
          -5.328702128309526,
          -0.011432414530632791,
          -1.6992186808146474
        },
        gradients.of(z).data,
        1e-13);
  }

  /** scikit-learn 1.2.1: GaussianMixture(1, covariance_type='full', reg_covar=1e-3). */
  @Test
  void meanLikelihoodAndInformationCriterionEqualScikitLearn() {
    var points = new DMatrixRMaj(POINTS);
    var gaussian = fitted(points, Prior.floorOnly(2, 1e-3));
    assertEquals(1.071428571428571, gaussian.mean(0), 1e-14);
    assertEquals(-0.14999999999999994, gaussian.covariance(0, 1), 1e-14);
    assertEquals(0.715285714285714, gaussian.covariance(1, 1), 1e-14);
    assertEquals(-2.7077110532200135, gaussian.meanLogLikelihood(points), 1e-13);
    assertEquals(47.63750549035676, gaussian.bayesianInformationCriterion(points), 1e-12);
    assertEquals(5, gaussian.freeParameters());
  }

  private static FullGaussian fitted(DMatrixRMaj points, Prior prior) {
    Variable ones = Variable.constant(PointSet.unitWeights(points.numRows));
    return new FullGaussian(
        FullGaussianFit.fullGaussianFit(Variable.constant(points), ones, prior).value());
  }

  @Test
  void samplesHaveTheMomentsAndRepeat() {
    var gaussian =
        new FullGaussian(new DMatrixRMaj(new double[][] {{3, -1}, {4, 1.2}, {1.2, 0.5}}));
    DMatrixRMaj sample = gaussian.sample(100_000, 9);
    assertArrayEquals(sample.data, gaussian.sample(100_000, 9).data);
    double[] moments = fitted(sample, Prior.floorOnly(2, 0)).parameters().data;
    assertArrayEquals(new double[] {3, -1, 4, 1.2, 1.2, 0.5}, moments, 0.06);
  }

  @Test
  void fewerPointsThanDimensionsNeedARegularization() {
    var random = new SplittableRandom(155);
    DMatrixRMaj points = ClusteredFit.normal(3, 5, 1, random);
    String message =
        assertThrows(IllegalArgumentException.class, () -> fitted(points, Prior.floorOnly(5, 0)))
            .getMessage();
    assertTrue(message.contains("floor"), message);
    assertTrue(Double.isFinite(fitted(points, Prior.floorOnly(5, 1e-6)).meanLogLikelihood(points)));
    assertTrue(
        Double.isFinite(fitted(points, Prior.ofVariance(5, 1, 1, 0)).meanLogLikelihood(points)));
  }

  @Test
  void scalesOfDimensionsMayDiffer() {
    var random = new SplittableRandom(156);
    DMatrixRMaj points = ClusteredFit.normal(30, 3, 1, random);
    DMatrixRMaj scaled = points.copy();
    double[] scales = {1e-8, 1, 1e8};
    for (int n = 0; n < 30; n++) {
      for (int j = 0; j < 3; j++) {
        scaled.set(n, j, scales[j] * points.get(n, j));
      }
    }
    Prior none = Prior.floorOnly(3, 0);
    // The scales multiply to one, so that densities stay as they are.
    assertArrayEquals(
        fitted(points, none).logLikelihoods(points),
        fitted(scaled, none).logLikelihoods(scaled),
        1e-11);
  }

  @Test
  void manyDimensionsAndFarQueries() {
    var random = new SplittableRandom(157);
    DMatrixRMaj points = ClusteredFit.normal(20, 512, 1, random);
    Tape tape = new Tape();
    Variable x = tape.leaf(points);
    Variable ones = Variable.constant(PointSet.unitWeights(20));
    Variable gaussian =
        FullGaussianFit.fullGaussianFit(x, ones, Prior.ofVariance(512, 1, 0.1, 1e-6));
    Variable scores = FullGaussianLogDensity.logDensity(gaussian, x);
    var upstream = PointSet.unitWeights(20);
    assertTrue(
        Double.isFinite(CommonOps_DDRM.elementSumAbs(tape.backward(scores, upstream).of(x))));
    var far = new DMatrixRMaj(1, 512);
    far.fill(1e100);
    double[] score = new FullGaussian(gaussian.value()).logLikelihoods(far);
    assertTrue(score[0] < -1e150 && Double.isFinite(score[0]));
  }

  @Test
  void badParametersAreNamed() {
    assertRefused("not positive definite", new double[][] {{0, 0}, {1, 2}, {2, 1}});
    assertRefused("must be finite", new double[][] {{0, 0}, {1, 0}, {0, Double.NaN}});
    assertRefused("(1+D) x D", new double[][] {{0, 0}, {1, 0}});
    var gaussian = new FullGaussian(new DMatrixRMaj(new double[][] {{0}, {1}}));
    assertThrows(
        IllegalArgumentException.class, () -> gaussian.logLikelihoods(new DMatrixRMaj(1, 2)));
    assertThrows(
        IllegalArgumentException.class,
        () -> gaussian.logLikelihoods(new DMatrixRMaj(1, 1, true, 1e200)));
  }

  private static void assertRefused(String part, double[][] parameters) {
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> new FullGaussian(new DMatrixRMaj(parameters)))
            .getMessage();
    assertTrue(message.contains(part), message);
  }
}
