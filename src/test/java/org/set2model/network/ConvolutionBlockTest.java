package org.set2model.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.set2model.RandomMatrices.normal;
import static org.set2model.RandomMatrices.relativeDifference;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Gradients;
import org.set2model.autodiff.Tape;
import org.set2model.autodiff.Variable;
import org.set2model.kernel.Workers;
import org.set2model.kernel.Workspace;

class ConvolutionBlockTest {

  private static final double ROUNDING = 1e-12;

  @Property(tries = 60, seed = "4")
  void equalsThePlainBlock(
      @ForAll @IntRange(min = 1, max = 4) int images,
      @ForAll @IntRange(min = 2, max = 11) int height,
      @ForAll @IntRange(min = 2, max = 11) int width,
      @ForAll @IntRange(min = 1, max = 10) int channels,
      @ForAll @IntRange(min = 1, max = 6) int filters,
      @ForAll boolean training,
      @ForAll long seed) {
    var random = new SplittableRandom(seed);
    var shape = new ImageShape(height, width);
    DMatrixRMaj[] inputs = {
      normal(channels, images * shape.pixels(), random),
      normal(filters, 9 * channels, random),
      normal(filters, 1, random),
      normal(filters, 1, random)
    };
    assertEqualsTheComposition(shape, training, inputs, random);
  }

  /** Windows whose maximum several entries share: the first of them gets the gradient. */
  @Property(tries = 40, seed = "9")
  void sharedMaximaAreThoseOfTheComposition(
      @ForAll boolean training,
      @ForAll @IntRange(min = -1, max = 1) int scale,
      @ForAll @LongRange(min = 0, max = 1000) long seed) {
    var random = new SplittableRandom(seed);
    var shape = new ImageShape(6, 6);
    DMatrixRMaj[] inputs = {
      whole(2, 3 * shape.pixels(), 0, random),
      whole(2, 18, -1, random),
      whole(2, 1, scale, random),
      whole(2, 1, -1, random)
    };
    inputs[2].fill(scale);
    assertEqualsTheComposition(shape, training, inputs, random);
  }

  /** Whole numbers from {@code least} to 1. */
  private static DMatrixRMaj whole(int rows, int columns, int least, SplittableRandom random) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] = random.nextInt(least, 2);
    }
    return matrix;
  }

  private static void assertEqualsTheComposition(
      ImageShape shape, boolean training, DMatrixRMaj[] inputs, SplittableRandom random) {
    int filters = inputs[1].numRows;
    var fusedStatistics = new RunningStatistics(filters);
    var plainStatistics = new RunningStatistics(filters);
    fusedStatistics.observe(0, 5, 0.5, 2);
    plainStatistics.observe(0, 5, 0.5, 2);
    try (Workers workers = new Workers(2)) {
      Workspace workspace = new Workspace();
      ConvolutionBlock block =
          training
              ? ConvolutionBlock.training(shape, fusedStatistics, workers, workspace)
              : ConvolutionBlock.evaluation(shape, fusedStatistics, workers, workspace);
      Evaluation fused = block.evaluate(inputs);
      DMatrixRMaj value = fused.value().copy();

      Tape tape = new Tape();
      Variable[] leaves = new Variable[4];
      for (int i = 0; i < 4; i++) {
        leaves[i] = tape.leaf(inputs[i]);
      }
      BatchNormalization normalization =
          training
              ? BatchNormalization.training(plainStatistics)
              : BatchNormalization.evaluation(plainStatistics);
      Variable plain =
          new PlainConvolutionBlock(shape, normalization)
              .apply(leaves[0], leaves[1], leaves[2], leaves[3]);
      DMatrixRMaj upstream = normal(plain.rows(), plain.columns(), random);
      Gradients gradients = tape.backward(plain, upstream);
      DMatrixRMaj[] products = fused.vectorJacobianProducts(4, upstream);

      assertTrue(relativeDifference(value, plain.value()) < ROUNDING);
      for (int i = 0; i < 4; i++) {
        assertTrue(relativeDifference(products[i], gradients.of(leaves[i])) < ROUNDING);
      }
      assertArrayEquals(plainStatistics.variance().data, fusedStatistics.variance().data, ROUNDING);
      assertArrayEquals(plainStatistics.mean().data, fusedStatistics.mean().data, ROUNDING);
    }
  }

  /** What is not finite in evaluation stays so where it is, and only there. */
  @Property(tries = 40, seed = "10")
  void entriesThatAreNotFiniteAreThoseOfTheComposition(
      @ForAll @IntRange(min = 0, max = 2) int which,
      @ForAll @IntRange(min = 0, max = 35) int where,
      @ForAll @LongRange(min = 0, max = 1000) long seed) {
    var random = new SplittableRandom(seed);
    var shape = new ImageShape(6, 6);
    DMatrixRMaj x = normal(1, shape.pixels(), random);
    x.data[where] =
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}[which];
    DMatrixRMaj w = normal(2, 9, random);
    DMatrixRMaj scale = normal(2, 1, random);
    DMatrixRMaj shift = normal(2, 1, random);
    var statistics = new RunningStatistics(2);
    try (Workers workers = new Workers(1)) {
      ConvolutionBlock block =
          ConvolutionBlock.evaluation(shape, statistics, workers, new Workspace());
      DMatrixRMaj convolved = new Convolution(shape).evaluate(x, w).value();
      DMatrixRMaj normalized =
          BatchNormalization.evaluation(statistics).evaluate(convolved, scale, shift).value();
      DMatrixRMaj expected = new MaxPooling(shape).evaluate(ReLU.rectified(normalized)).value();
      DMatrixRMaj value = block.value(x, w, scale, shift);
      for (int i = 0; i < expected.getNumElements(); i++) {
        assertEquals(expected.data[i], value.data[i], ROUNDING);
      }
    }
  }

  @Test
  void theValueAloneHasTheBitsOfTheEvaluation() {
    var random = new SplittableRandom(5);
    var shape = new ImageShape(6, 6);
    DMatrixRMaj[] inputs = {
      normal(2, 5 * 36, random), normal(3, 18, random), normal(3, 1, random), normal(3, 1, random)
    };
    try (Workers workers = new Workers(1)) {
      ConvolutionBlock block =
          ConvolutionBlock.evaluation(shape, new RunningStatistics(3), workers, new Workspace());
      DMatrixRMaj evaluated = block.evaluate(inputs).value();
      DMatrixRMaj value = block.value(inputs);
      for (int i = 0; i < value.getNumElements(); i++) {
        assertEquals(evaluated.data[i], value.data[i]);
      }
    }
  }

  @Test
  void aRuleIsUsedOnce() {
    var random = new SplittableRandom(6);
    try (Workers workers = new Workers(1)) {
      ConvolutionBlock block =
          ConvolutionBlock.training(
              new ImageShape(4, 4), new RunningStatistics(2), workers, new Workspace());
      Evaluation evaluation =
          block.evaluate(
              normal(1, 32, random),
              normal(2, 9, random),
              normal(2, 1, random),
              normal(2, 1, random));
      DMatrixRMaj upstream = normal(2, 8, random);
      evaluation.vectorJacobianProducts(4, upstream);

      assertThrows(
          IllegalStateException.class, () -> evaluation.vectorJacobianProducts(4, upstream));
    }
  }

  @Test
  void twoApplicationsOnOneTapeDoNotShareMemory() {
    var random = new SplittableRandom(7);
    var shape = new ImageShape(4, 4);
    DMatrixRMaj first = normal(1, 48, random);
    DMatrixRMaj second = normal(1, 48, random);
    DMatrixRMaj filters = normal(2, 9, random);
    DMatrixRMaj scale = normal(2, 1, random);
    DMatrixRMaj shift = normal(2, 1, random);
    DMatrixRMaj upstream = normal(2, 12, random);
    try (Workers workers = new Workers(1)) {
      ConvolutionBlock block =
          ConvolutionBlock.training(shape, new RunningStatistics(2), workers, new Workspace());
      DMatrixRMaj alone =
          block.evaluate(first, filters, scale, shift).vectorJacobianProducts(4, upstream)[1];
      Evaluation a = block.evaluate(first, filters, scale, shift);
      Evaluation b = block.evaluate(second, filters, scale, shift);
      b.vectorJacobianProducts(4, upstream);

      assertArrayEquals(alone.data, a.vectorJacobianProducts(4, upstream)[1].data);
    }
  }
}
