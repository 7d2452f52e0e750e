package org.set2model.mixture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.junit.jupiter.api.Test;
import org.set2model.autodiff.Tape;
import org.set2model.autodiff.Variable;

class MixtureFitTest {

  private static final double[][] POINTS = {
    {0.1, 1.2}, {0.4, -0.3}, {1.9, 0.8}, {2.3, 1.1}, {2.0, -1.4}, {-0.7, 0.5}, {1.5, 0.2}
  };
  private static final double[][] THETA = {{0.4, 0, 0.5, 1, 0.5}, {0.6, 2, 0, 0.8, 1.2}};

  @Property(tries = 60, seed = "41")
  void productsAgreeWithDifferences(
      @ForAll @IntRange(min = 1, max = 12) int points,
      @ForAll @IntRange(min = 1, max = 5) int dimensions,
      @ForAll @IntRange(min = 1, max = 3) int components,
      @ForAll @IntRange(min = 0, max = 6) int iterations,
      @ForAll boolean withPrior,
      @ForAll long seed) {
    var fit = new RandomFit(points, dimensions, components, withPrior, seed);
    RandomFit.assertProductsAgree(new MixtureFit(iterations), RandomFit.arguments(fit.inputs));
  }

  @Property(tries = 30, seed = "42")
  void equalsTheStepsOnATape(
      @ForAll @IntRange(min = 1, max = 20) int points,
      @ForAll @IntRange(min = 1, max = 4) int components,
      @ForAll @IntRange(min = 0, max = 8) int iterations,
      @ForAll long seed) {
    var fit = new RandomFit(points, 3, components, true, seed);
    DMatrixRMaj upstream = fit.uniform(components, 7, -1, 1);
    var fused = new MixtureFit(iterations).evaluate(fit.inputs);
    DMatrixRMaj[] products = fused.vectorJacobianProducts(9, upstream);

    Tape tape = new Tape();
    Variable[] leaves = new Variable[9];
    for (int i = 0; i < 9; i++) {
      leaves[i] = tape.leaf(fit.inputs[i]);
    }
    Prior prior = new Prior(leaves[2], leaves[3], leaves[4], leaves[5], leaves[6], leaves[7]);
    Variable theta = leaves[8];
    for (int t = 0; t < iterations; t++) {
      theta =
          ExpectationMaximizationStep.expectationMaximizationStep(
              leaves[0], leaves[1], prior, theta);
    }
    assertTrue(MatrixFeatures_DDRM.isEquals(theta.value(), fused.value()));
    var gradients = tape.backward(theta, upstream);
    for (int i = 0; i < 9; i++) {
      assertEquals(0, RandomFit.largestDifference(gradients.of(leaves[i]), products[i]), 1e-11);
    }
  }

  /** Of twelve steps of 30,000 x 4 responsibilities eight can be kept. */
  @Test
  void stepsAreTakenBackToTheSameBitsWhetherResponsibilitiesAreKeptOrNot() {
    var fit = new RandomFit(30_000, 1, 4, true, 1);
    PointSet set = PointSet.of(fit.inputs[0], fit.inputs[1]);
    PriorValues prior = PriorValues.of(fit.inputs, 2, 1);
    var kernel = new StepKernel(set, prior, Covariance.DIAGONAL, 4);
    Theta theta = Theta.of(fit.inputs[RandomFit.THETA]);
    KeptResponsibilities some = KeptResponsibilities.some();
    KeptResponsibilities none = KeptResponsibilities.none();
    for (int t = 0; t < 12; t++) {
      kernel.expectation(theta);
      some.keep(theta, kernel.workspace);
      none.keep(theta, kernel.workspace);
    }
    Theta elsewhere = Theta.copyOf(fit.uniform(4, 3, 1, 2));
    for (int t = 0; t < 12; t++) {
      kernel.expectation(theta);
      Maximization.masses(kernel.workspace);
      double[] masses = kernel.workspace.masses.clone();
      double[] shares = kernel.workspace.shares[1].clone();
      kernel.expectation(elsewhere);
      assertFalse(none.restore(t, kernel.workspace));
      assertEquals(t < 8, some.restore(t, kernel.workspace));
      kernel.expectation(elsewhere);
      kernel.restore(t, theta, some);
      assertArrayEquals(masses, kernel.workspace.masses);
      assertArrayEquals(shares, kernel.workspace.shares[1]);
    }
  }

  /**
   * scikit-learn 1.2.1: GaussianMixture(2, covariance_type='diag', reg_covar=1e-3, max_iter=4,
   * tol=0) with the weights, means and precisions of theta_0 given.
   */
  @Test
  void fourStepsWithFloorEqualScikitLearn() {
    DMatrixRMaj theta =
        MixtureFit.mixtureFit(
                constant(POINTS),
                Variable.constant(PointSet.unitWeights(7)),
                Prior.floorOnly(2, 1e-3),
                constant(THETA),
                4)
            .value();
    double[] expected = {
      0.4435391497211923, -0.012579691345137006, 0.459280498229999, 0.29362783636610273,
      0.3665756967825199, 0.5564608502788077, 1.9354607902639087, 0.173042035721462,
      0.0804346603701448, 0.9568923192979353
    };
    assertArrayEquals(expected, theta.data, 1e-13);
    double[] scores =
        new Mixture(theta)
            .logLikelihoods(new DMatrixRMaj(new double[][] {{0, 0}, {5, -3}, {100, 50}}));
    assertEquals(-1.824334431374823, scores[0], 1e-12);
    assertEquals(-60.628066208734346, scores[1], 1e-11);
    assertEquals(-20381.75906132877, scores[2], 1e-8);
    var points = new DMatrixRMaj(POINTS);
    assertEquals(-2.253479989279156, new Mixture(theta).meanLogLikelihood(points), 1e-13);
    assertEquals(49.061911191406, new Mixture(theta).bayesianInformationCriterion(points), 1e-11);
  }

  /**
   * scikit-learn 1.2.1: GaussianMixture(2, covariance_type='spherical', reg_covar=1e-3, max_iter=4,
   * tol=0) with weights 0.4 and 0.6, the means of theta_0 and precisions 1 / 0.75 and 1 given.
   */
  @Test
  void fourSphericalStepsWithFloorEqualScikitLearn() {
    var start = new DMatrixRMaj(new double[][] {{0.4, 0, 0.5, 0.75, 0.75}, {0.6, 2, 0, 1, 1}});
    Fit fit =
        Fit.of(
            new DMatrixRMaj(POINTS),
            PointSet.unitWeights(7),
            Prior.floorOnly(2, 1e-3),
            start,
            FitOptions.unrolled(2, 4).withCovariance(Covariance.SPHERICAL));
    double[] expected = {
      0.35523184114723216, -0.1451064264091531, 0.5849379013245765, 0.27334456033806465,
      0.27334456033806465, 0.6447681588527678, 1.7416725361287884, 0.14301486680071754,
      0.5991225769779838, 0.5991225769779838
    };
    assertArrayEquals(expected, fit.parameters().data, 1e-13);
    double[] scores =
        fit.mixture().logLikelihoods(new DMatrixRMaj(new double[][] {{0, 0}, {5, -3}, {100, 50}}));
    assertEquals(-2.121700970147883, scores[0], 1e-12);
    assertEquals(-18.868832361183006, scores[1], 1e-11);
    assertEquals(-10133.59585816314, scores[2], 1e-8);
    double criterion = fit.mixture().bayesianInformationCriterion(new DMatrixRMaj(POINTS));
    assertEquals(49.207510614174055, criterion, 1e-11);
  }

  /**
   * The same steps with the full prior, composed and differentiated by PyTorch 1.13.0 in double.
   */
  @Test
  void fourStepsWithPriorAndTheirGradientsEqualTorch() {
    DMatrixRMaj[] inputs = {
      new DMatrixRMaj(POINTS),
      new DMatrixRMaj(7, 1, true, 1, 0.5, 2, 1, 0.7, 1.3, 0.2),
      RandomFit.scalar(0.5),
      RandomFit.scalar(0.8),
      RandomFit.scalar(1.5),
      new DMatrixRMaj(1, 2, true, 0.3, -0.2),
      new DMatrixRMaj(1, 2, true, 0.9, 0.4),
      RandomFit.scalar(0.05),
      new DMatrixRMaj(THETA)
    };
    var upstream =
        new DMatrixRMaj(new double[][] {{0.3, -1, 0.5, 0.7, -0.2}, {0.9, 0.4, -0.6, 0.1, 0.8}});
    double[] value = {
      0.40892322006389464, 0.1730955667604337, 0.45133475251827, 0.9901545127312751,
      0.44245852398264607, 0.5910767799361054, 1.4579713929757905, 0.32640338471797853,
      0.9533838309140007, 0.7879254035988761
    };
    double[][] gradients = {
      {
        -0.3231674978750944, 0.04642306275265875, 0.01505540156573274, -0.01852461415010465,
        0.3689270088056419, 0.045752673397250546, 0.14037123538554086, 0.09190049433841135,
        0.1167032973728424, -0.5047234514205207, -0.8055311562807176, 0.2350681865507151,
        0.046414592668973506, -0.0230568205186573
      },
      {
        -0.08899902440078365,
        -0.2720383078738615,
        -0.08127144405929168,
        0.001004668249047388,
        0.6850956780004525,
        0.22806201894881434,
        -0.13729777176912708
      },
      {-0.016946289606312313},
      {-0.3228037594341864},
      {-0.0635436628814629},
      {-0.10134689757681306, 0.027516617320617557},
      {0.1475737533217676, 0.07476512078421962},
      {0.7775503835357853},
      {
        -0.07601797346096566, -0.07436795757943684, -0.02232996088091132, -0.05867002201683318,
        0.02151189290245577, 0.0506786489739771, 0.016941973513330415, 0.021973812610540655,
        -0.04095436786692091, -0.004609097650606263
      }
    };
    var evaluation = new MixtureFit(4).evaluate(inputs);
    assertArrayEquals(value, evaluation.value().data, 1e-14);
    DMatrixRMaj[] products = evaluation.vectorJacobianProducts(9, upstream);
    for (int i = 0; i < 9; i++) {
      assertArrayEquals(gradients[i], products[i].data, 1e-14, "input " + i);
    }
  }

  @Property(tries = 30, seed = "43")
  void shiftingAndScalingThePointsShiftsAndScalesTheMixture(
      @ForAll @IntRange(min = 2, max = 20) int points,
      @ForAll @IntRange(min = 1, max = 4) int dimensions,
      @ForAll long seed) {
    var fit = new RandomFit(points, dimensions, 1, false, seed);
    DMatrixRMaj x = fit.inputs[RandomFit.POINTS];
    for (double scale : new double[] {1e-8, 2, 1e8}) {
      double shift = 3 * scale;
      var moved = x.copy();
      for (int i = 0; i < x.getNumElements(); i++) {
        moved.data[i] = scale * x.data[i] + shift;
      }
      DMatrixRMaj theta =
          MixtureFit.fit(
                  Variable.constant(x),
                  Prior.constant(dimensions, 1, 0.5, 2, 0.1, 0.7, 0.01),
                  2,
                  5,
                  seed)
              .value();
      DMatrixRMaj movedTheta =
          MixtureFit.fit(
                  Variable.constant(moved),
                  Prior.constant(
                      dimensions,
                      1,
                      0.5,
                      2,
                      0.1 * scale + shift,
                      0.7 * scale * scale,
                      0.01 * scale * scale),
                  2,
                  5,
                  seed)
              .value();
      for (int k = 0; k < 2; k++) {
        assertEquals(theta.get(k, 0), movedTheta.get(k, 0), 1e-9);
        for (int j = 0; j < dimensions; j++) {
          int v = 1 + dimensions + j;
          assertEquals(theta.get(k, 1 + j), (movedTheta.get(k, 1 + j) - shift) / scale, 1e-9);
          assertEquals(theta.get(k, v), movedTheta.get(k, v) / (scale * scale), 1e-9);
        }
      }
    }
  }

  /** What the convenience does: the derivative through start and steps together. */
  @Test
  void gradientThroughStartAndStepsAgreesWithDifferences() {
    var fit = new RandomFit(9, 3, 1, true, 44);
    DMatrixRMaj upstream = fit.uniform(3, 7, -1, 1);
    Tape tape = new Tape();
    Variable points = tape.leaf(fit.inputs[RandomFit.POINTS]);
    Variable theta = MixtureFit.fit(points, fit.prior(), 3, 6, 5);
    DMatrixRMaj gradient = tape.backward(theta, upstream).of(points);
    double h = 1e-5;
    for (int i = 0; i < 27; i++) {
      double difference = 0;
      for (int sign : new int[] {1, -1}) {
        DMatrixRMaj moved = fit.inputs[RandomFit.POINTS].copy();
        moved.data[i] += sign * h;
        DMatrixRMaj value = MixtureFit.fit(Variable.constant(moved), fit.prior(), 3, 6, 5).value();
        for (int e = 0; e < value.getNumElements(); e++) {
          difference += sign * upstream.data[e] * value.data[e] / (2 * h);
        }
      }
      assertEquals(difference, gradient.data[i], 1e-8);
    }
  }

  @Test
  void theNumberOfComponentsIsCappedByTheDistinctPoints() {
    var points = new DMatrixRMaj(new double[][] {{1, 2}, {3, 4}, {1, 2}, {3, 4}, {1, 2}});
    Prior prior = Prior.floorOnly(2, 0.1);
    assertEquals(2, MixtureFit.fit(Variable.constant(points), prior, 4, 3, 1).rows());
    var twins = new DMatrixRMaj(new double[][] {{1, 2}, {1, 2}});
    DMatrixRMaj theta = MixtureFit.fit(Variable.constant(twins), prior, 4, 3, 1).value();
    assertArrayEquals(new double[] {1, 1, 2, 0.1, 0.1}, theta.data, 1e-16);
  }

  @Test
  void negativeIterationsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new MixtureFit(-1));
  }

  private static Variable constant(double[][] rows) {
    return Variable.constant(new DMatrixRMaj(rows));
  }
}
