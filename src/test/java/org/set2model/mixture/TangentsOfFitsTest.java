package org.set2model.mixture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.set2model.autodiff.Gradients;
import org.set2model.autodiff.Tangents;
import org.set2model.autodiff.Tape;
import org.set2model.autodiff.Variable;
import org.set2model.gradcheck.GradientCheck;
import org.set2model.gradcheck.JacobianVectorCheck;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.Domain;

/** Derivatives in forward mode and of second order. */
class TangentsOfFitsTest {

  /** The composed step of primitives has other rounding. */
  private static final double ROUNDING = 1e-10;

  @Property(seed = "31", tries = 60)
  void aStepHasTheDerivativesOfItsComposition(
      @ForAll @IntRange(min = 1, max = 30) int points,
      @ForAll @IntRange(min = 1, max = 5) int dimensions,
      @ForAll @IntRange(min = 1, max = 4) int components,
      @ForAll boolean withPrior,
      @ForAll Covariance covariance,
      @ForAll long seed) {
    var fit = new RandomFit(points, dimensions, components, withPrior, seed);
    assertSameDerivatives(
        in -> ComposedStep.of(covariance, in),
        in -> new ExpectationMaximizationStep(covariance).apply(in),
        fit.inputs,
        seed);
  }

  @Property(seed = "32", tries = 20)
  void severalStepsHaveTheDerivativesOfTheirComposition(
      @ForAll @IntRange(min = 1, max = 4) int steps,
      @ForAll boolean toTolerance,
      @ForAll long seed) {
    var fit = new RandomFit(20, 3, 2, true, seed);
    FitOptions options = FitOptions.unrolled(2, steps).withTolerance(toTolerance ? 1e-300 : 0);
    assertSameDerivatives(
        in -> {
          Variable[] at = in.clone();
          for (int t = 0; t < steps; t++) {
            at[RandomFit.THETA] = ComposedStep.of(Covariance.DIAGONAL, at);
          }
          return at[RandomFit.THETA];
        },
        in -> new MixtureFit(options).apply(in),
        fit.inputs,
        seed);
  }

  /** Of the change along a random tangent, and of a random weighted sum's Hessian times it. */
  private static void assertSameDerivatives(
      Function<Variable[], Variable> expected,
      Function<Variable[], Variable> actual,
      DMatrixRMaj[] inputs,
      long seed) {
    var random = new SplittableRandom(seed);
    DMatrixRMaj[] v = gaussian(inputs, random);
    assertClose(
        Tangents.jacobianVectorProduct(expected, inputs, v),
        Tangents.jacobianVectorProduct(actual, inputs, v));
    DMatrixRMaj theta = inputs[RandomFit.THETA];
    DMatrixRMaj upstream = ClusteredFit.normal(theta.numRows, theta.numCols, 1, random);
    DMatrixRMaj[] expectedProducts =
        Tangents.hessianVectorProduct(in -> weighted(expected.apply(in), upstream), inputs, v);
    DMatrixRMaj[] products =
        Tangents.hessianVectorProduct(in -> weighted(actual.apply(in), upstream), inputs, v);
    double largest = 0;
    for (DMatrixRMaj product : expectedProducts) {
      largest = Math.max(largest, CommonOps_DDRM.elementMaxAbs(product));
    }
    for (int i = 0; i < products.length; i++) {
      assertTrue(
          RandomFit.largestDifference(expectedProducts[i], products[i]) <= ROUNDING * largest,
          "input " + i + ": " + expectedProducts[i] + " and " + products[i]);
    }
  }

  private static Variable weighted(Variable matrix, DMatrixRMaj weights) {
    Variable products = Primitive.multiply(matrix, Variable.constant(weights));
    return Primitive.product(
        Primitive.product(Primitive.ones(1, matrix.rows()), products),
        Primitive.ones(matrix.columns(), 1));
  }

  private static void assertClose(DMatrixRMaj expected, DMatrixRMaj actual) {
    double size = CommonOps_DDRM.elementMaxAbs(expected);
    assertTrue(
        RandomFit.largestDifference(expected, actual) <= ROUNDING * size,
        expected + " and " + actual);
  }

  private static DMatrixRMaj[] gaussian(DMatrixRMaj[] shapes, SplittableRandom random) {
    DMatrixRMaj[] result = new DMatrixRMaj[shapes.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = ClusteredFit.normal(shapes[i].numRows, shapes[i].numCols, 1, random);
    }
    return result;
  }

  @Property(seed = "33", tries = 40)
  void theLogDensitysHessianIsThatOfTheLikelihood(
      @ForAll @IntRange(min = 1, max = 300) int points,
      @ForAll @IntRange(min = 1, max = 5) int dimensions,
      @ForAll @IntRange(min = 1, max = 4) int components,
      @ForAll long seed) {
    var fit = new RandomFit(points, dimensions, components, false, seed);
    DMatrixRMaj theta = fit.inputs[RandomFit.THETA];
    DMatrixRMaj x = fit.inputs[RandomFit.POINTS];
    DMatrixRMaj a = fit.inputs[RandomFit.WEIGHTS];
    DMatrixRMaj v =
        ClusteredFit.normal(theta.numRows, theta.numCols, 1, new SplittableRandom(seed));
    PointSet set = PointSet.of(x, a);
    PriorValues none = PriorValues.of(Prior.floorOnly(dimensions, 0), dimensions);
    var kernel = new StepKernel(set, none, Covariance.DIAGONAL, components);
    kernel.expectation(Theta.of(theta));
    Maximization.masses(kernel.workspace);
    var hessian = new LikelihoodHessian(kernel, Theta.of(theta));
    DMatrixRMaj[] products =
        Tangents.hessianVectorProduct(
            in -> weighted(LogDensity.logDensity(in[0], Variable.constant(x)), a),
            new DMatrixRMaj[] {theta},
            new DMatrixRMaj[] {v});
    assertClose(hessian.times(Theta.copyOf(v)).toMatrix(), products[0]);
  }

  @Test
  void aComponentOfWeightZeroHasTangentsToo() {
    var fit = new RandomFit(4, 2, 2, false, 5);
    DMatrixRMaj theta = fit.inputs[RandomFit.THETA];
    theta.set(1, 0, 0);
    JacobianVectorCheck.of(
            in -> new LogDensity().value(theta(in[0], theta), fit.inputs[RandomFit.POINTS]),
            Argument.in(
                Domain.box(0, Double.POSITIVE_INFINITY),
                "weights",
                new DMatrixRMaj(2, 1, true, theta.get(0, 0), 0)))
        .assertAgrees(
            (in, v) ->
                new LogDensity()
                    .tangent()
                    .value(
                        theta(in[0], theta),
                        fit.inputs[RandomFit.POINTS],
                        theta(v[0], new DMatrixRMaj(2, 5)),
                        new DMatrixRMaj(4, 2)));
  }

  private static DMatrixRMaj theta(DMatrixRMaj weights, DMatrixRMaj rest) {
    DMatrixRMaj theta = rest.copy();
    theta.set(0, 0, weights.data[0]);
    theta.set(1, 0, weights.data[1]);
    return theta;
  }

  @Test
  void anEmptyComponentMovesAsBefore() {
    var fit = new RandomFit(6, 2, 2, false, 6);
    DMatrixRMaj[] inputs = fit.inputs;
    inputs[RandomFit.THETA].set(1, 0, 0);
    DMatrixRMaj[] v = gaussian(inputs, new SplittableRandom(6));
    v[RandomFit.THETA].set(1, 0, 0);
    v[RandomFit.KAPPA].data[0] = 0;
    v[RandomFit.NU].data[0] = 0;
    DMatrixRMaj change =
        Tangents.jacobianVectorProduct(
            in -> new ExpectationMaximizationStep().apply(in), inputs, v);
    for (int column = 1; column < 5; column++) {
      assertEquals(v[RandomFit.THETA].get(1, column), change.get(1, column));
    }
  }

  @Test
  void implicitFitsHaveNoTangent() {
    var options = FitOptions.implicit(2, 100, Differentiation.IMPLICIT);
    assertThrows(UnsupportedOperationException.class, () -> new MixtureFit(options).tangent());
  }

  /** Sizes of training: 1000 points of 64 dimensions and 5 components. */
  @Test
  void aStepOfRealSizeHasTheRightDerivativesAlongRandomDirections() {
    DMatrixRMaj[] inputs = new RandomFit(1000, 64, 5, true, 7).inputs;
    assertDerivatives(in -> new ExpectationMaximizationStep().apply(in), inputs, 7);
  }

  @Test
  void scoresUnderAGaussianOfRealSizeHaveTheRightDerivatives() {
    RandomFit fit = new RandomFit(1000, 64, 1, true, 8);
    DMatrixRMaj[] inputs = fit.inputs.clone();
    inputs[RandomFit.THETA] = new RandomFit(300, 64, 1, true, 9).inputs[RandomFit.POINTS];
    assertDerivatives(
        in ->
            LogDensity.logDensity(
                new GaussianFit().apply(in[0], in[1], in[2], in[3], in[4], in[5], in[6], in[7]),
                in[8]),
        inputs,
        8);
  }

  @Test
  void scoresUnderAMixtureOfRealSizeHaveTheRightDerivatives() {
    RandomFit fit = new RandomFit(1000, 64, 5, true, 10);
    DMatrixRMaj[] inputs = {fit.inputs[RandomFit.THETA], fit.inputs[RandomFit.POINTS]};
    assertDerivatives(in -> LogDensity.logDensity(in[0], in[1]), inputs, 10);
  }

  /**
   * The change of a weighted sum of outputs along v, and the change of its gradient's component
   * along v as the inputs move along w, against differences.
   */
  private static void assertDerivatives(
      Function<Variable[], Variable> function, DMatrixRMaj[] inputs, long seed) {
    var random = new SplittableRandom(seed);
    DMatrixRMaj[] v = small(inputs, random);
    DMatrixRMaj[] w = small(inputs, random);
    DMatrixRMaj change = Tangents.jacobianVectorProduct(function, inputs, v);
    DMatrixRMaj upstream = ClusteredFit.normal(change.numRows, change.numCols, 1, random);
    GradientCheck.of(
            t -> CommonOps_DDRM.dot(flat(upstream), flat(value(function, moved(inputs, t, v)))),
            new DMatrixRMaj(1, 1))
        .assertAgrees(scalar(CommonOps_DDRM.dot(flat(upstream), flat(change))));
    DMatrixRMaj[] product =
        Tangents.hessianVectorProduct(in -> weighted(function.apply(in), upstream), inputs, v);
    GradientCheck.of(
            t -> dot(gradients(function, upstream, moved(inputs, t, w)), v), new DMatrixRMaj(1, 1))
        .assertAgrees(scalar(dot(product, w)));
  }

  /** A hundredth of the inputs' size, so that weights and variances stay positive. */
  private static DMatrixRMaj[] small(DMatrixRMaj[] inputs, SplittableRandom random) {
    DMatrixRMaj[] tangents = gaussian(inputs, random);
    for (int i = 0; i < inputs.length; i++) {
      for (int e = 0; e < inputs[i].getNumElements(); e++) {
        tangents[i].data[e] *= 0.01 * inputs[i].data[e];
      }
    }
    return tangents;
  }

  private static DMatrixRMaj[] moved(DMatrixRMaj[] inputs, DMatrixRMaj t, DMatrixRMaj[] along) {
    DMatrixRMaj[] moved = new DMatrixRMaj[inputs.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = CommonOps_DDRM.add(inputs[i], t.data[0], along[i], null);
    }
    return moved;
  }

  private static DMatrixRMaj value(Function<Variable[], Variable> function, DMatrixRMaj[] inputs) {
    Variable[] constants = new Variable[inputs.length];
    for (int i = 0; i < constants.length; i++) {
      constants[i] = Variable.constant(inputs[i]);
    }
    return function.apply(constants).value();
  }

  private static DMatrixRMaj[] gradients(
      Function<Variable[], Variable> function, DMatrixRMaj upstream, DMatrixRMaj[] inputs) {
    Tape tape = new Tape();
    Variable[] leaves = new Variable[inputs.length];
    for (int i = 0; i < leaves.length; i++) {
      leaves[i] = tape.leaf(inputs[i]);
    }
    Gradients gradients = tape.backward(function.apply(leaves), upstream);
    DMatrixRMaj[] result = new DMatrixRMaj[inputs.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = gradients.of(leaves[i]);
    }
    return result;
  }

  private static double dot(DMatrixRMaj[] a, DMatrixRMaj[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += CommonOps_DDRM.dot(flat(a[i]), flat(b[i]));
    }
    return sum;
  }

  private static DMatrixRMaj flat(DMatrixRMaj x) {
    return new DMatrixRMaj(x.getNumElements(), 1, true, x.data);
  }

  private static DMatrixRMaj scalar(double value) {
    return new DMatrixRMaj(1, 1, true, value);
  }
}
