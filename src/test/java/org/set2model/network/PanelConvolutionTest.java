package org.set2model.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.set2model.RandomMatrices.normal;
import static org.set2model.RandomMatrices.relativeDifference;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.set2model.autodiff.Evaluation;
import org.set2model.kernel.Workers;

class PanelConvolutionTest {

  private static final double ROUNDING = 1e-13;

  /** Both ways of the weight product, bands across images, and every tail of the kernels. */
  @Property(tries = 60, seed = "2")
  void valueAndProductsAreThoseOfThePlainForm(
      @ForAll @IntRange(min = 1, max = 3) int images,
      @ForAll @IntRange(min = 1, max = 26) int height,
      @ForAll @IntRange(min = 1, max = 26) int width,
      @ForAll @IntRange(min = 1, max = 19) int channels,
      @ForAll @IntRange(min = 1, max = 11) int filters,
      @ForAll long seed) {
    var random = new SplittableRandom(seed);
    var shape = new ImageShape(height, width);
    DMatrixRMaj x = normal(channels, images * shape.pixels(), random);
    DMatrixRMaj w = normal(filters, 9 * channels, random);
    DMatrixRMaj g = normal(filters, x.numCols, random);
    try (Workers workers = new Workers(2)) {
      Evaluation evaluation = new PanelConvolution(shape, workers).evaluate(x, w);
      DMatrixRMaj[] products = evaluation.vectorJacobianProducts(2, g);

      Evaluation plain = new Convolution(shape).evaluate(x, w);
      DMatrixRMaj[] plainProducts = plain.vectorJacobianProducts(2, g);
      assertTrue(relativeDifference(evaluation.value(), plain.value()) < ROUNDING);
      assertTrue(relativeDifference(products[0], plainProducts[0]) < ROUNDING);
      assertTrue(relativeDifference(products[1], plainProducts[1]) < ROUNDING);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void theNumberOfThreadsChangesNoBit(int channels) {
    var random = new SplittableRandom(3);
    var shape = new ImageShape(17, 23);
    DMatrixRMaj x = normal(channels, 9 * shape.pixels(), random);
    DMatrixRMaj w = normal(12, 9 * channels, random);
    DMatrixRMaj g = normal(12, x.numCols, random);
    try (Workers one = new Workers(1);
        Workers three = new Workers(3)) {
      assertSameBits(new PanelConvolution(shape, one), new PanelConvolution(shape, three), x, w, g);
    }
  }

  /** A convolution keeps its memory from call to call, but nothing that was in it. */
  @Property(tries = 30, seed = "8")
  void noApplicationLeavesATraceInTheNext(
      @ForAll @Size(value = 3) List<@IntRange(min = 1, max = 11) Integer> channels,
      @ForAll @Size(value = 3) List<@IntRange(min = 1, max = 11) Integer> filters,
      @ForAll @Size(value = 3) List<@IntRange(min = 1, max = 5) Integer> images,
      @ForAll long seed) {
    var random = new SplittableRandom(seed);
    var shape = new ImageShape(13, 17);
    try (Workers workers = new Workers(2)) {
      var used = new PanelConvolution(shape, workers);
      for (int i = 0; i < 3; i++) {
        DMatrixRMaj x = normal(channels.get(i), images.get(i) * shape.pixels(), random);
        DMatrixRMaj w = normal(filters.get(i), 9 * x.numRows, random);
        DMatrixRMaj g = normal(filters.get(i), x.numCols, random);
        assertSameBits(new PanelConvolution(shape, workers), used, x, w, g);
      }
    }
  }

  private static void assertSameBits(
      PanelConvolution one, PanelConvolution other, DMatrixRMaj x, DMatrixRMaj w, DMatrixRMaj g) {
    Evaluation a = one.evaluate(x, w);
    Evaluation b = other.evaluate(x, w);
    DMatrixRMaj[] aProducts = a.vectorJacobianProducts(2, g);
    DMatrixRMaj[] bProducts = b.vectorJacobianProducts(2, g);
    assertArrayEquals(a.value().data, b.value().data);
    assertArrayEquals(aProducts[0].data, bProducts[0].data);
    assertArrayEquals(aProducts[1].data, bProducts[1].data);
  }

  @Test
  void shapesMustFit() {
    try (Workers workers = new Workers(1)) {
      var convolution = new PanelConvolution(new ImageShape(4, 4), workers);
      assertThrows(
          IllegalArgumentException.class,
          () -> convolution.evaluate(new DMatrixRMaj(1, 17), new DMatrixRMaj(2, 9)));
      assertThrows(
          IllegalArgumentException.class,
          () -> convolution.evaluate(new DMatrixRMaj(2, 16), new DMatrixRMaj(2, 9)));
    }
  }
}
