package org.set2model.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.set2model.RandomMatrices.normal;
import static org.set2model.RandomMatrices.relativeDifference;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.autodiff.Evaluation;
import org.set2model.kernel.Workers;

class ConvolutionTest {

  private static final double ROUNDING = 1e-13;

  /** Both ways of the weight product, bands across images, and every tail of the kernels. */
  @Property(tries = 60, seed = "2")
  void valueAndProductsAreThoseOfTheFormulas(
      @ForAll @IntRange(min = 1, max = 3) int images,
      @ForAll @IntRange(min = 1, max = 26) int height,
      @ForAll @IntRange(min = 1, max = 26) int width,
      @ForAll @IntRange(min = 1, max = 19) int channels,
      @ForAll @IntRange(min = 1, max = 6) int filters,
      @ForAll long seed) {
    var random = new SplittableRandom(seed);
    var shape = new ImageShape(height, width);
    DMatrixRMaj x = normal(channels, images * shape.pixels(), random);
    DMatrixRMaj w = normal(filters, 9 * channels, random);
    DMatrixRMaj g = normal(filters, x.numCols, random);
    try (Workers workers = new Workers(2)) {
      Evaluation evaluation = new Convolution(shape, workers).evaluate(x, w);
      DMatrixRMaj[] products = evaluation.vectorJacobianProducts(2, g);

      Sums expected = new Sums(shape, x, w, g);
      assertTrue(relativeDifference(evaluation.value(), expected.value) < ROUNDING);
      assertTrue(relativeDifference(products[0], expected.toImages) < ROUNDING);
      assertTrue(relativeDifference(products[1], expected.toFilters) < ROUNDING);
    }
  }

  /** The three sums of the formulas, term by term. */
  private static final class Sums {
    final DMatrixRMaj value;
    final DMatrixRMaj toImages;
    final DMatrixRMaj toFilters;

    Sums(ImageShape shape, DMatrixRMaj x, DMatrixRMaj w, DMatrixRMaj g) {
      value = new DMatrixRMaj(w.numRows, x.numCols);
      toImages = new DMatrixRMaj(x.numRows, x.numCols);
      toFilters = new DMatrixRMaj(w.numRows, w.numCols);
      for (int f = 0; f < w.numRows; f++) {
        for (int p = 0; p < x.numCols; p++) {
          for (int a = -1; a <= 1; a++) {
            for (int b = -1; b <= 1; b++) {
              int row = p / shape.width() % shape.height() + a;
              int column = p % shape.width() + b;
              if (row < 0 || row >= shape.height() || column < 0 || column >= shape.width()) {
                continue;
              }
              int q = p + a * shape.width() + b;
              for (int c = 0; c < x.numRows; c++) {
                int tap = 9 * c + 3 * (a + 1) + b + 1;
                value.add(f, p, w.get(f, tap) * x.get(c, q));
                toImages.add(c, q, w.get(f, tap) * g.get(f, p));
                toFilters.add(f, tap, g.get(f, p) * x.get(c, q));
              }
            }
          }
        }
      }
    }
  }

  @Test
  void theNumberOfThreadsChangesNoBit() {
    var random = new SplittableRandom(3);
    var shape = new ImageShape(17, 23);
    DMatrixRMaj x = normal(10, 9 * shape.pixels(), random);
    DMatrixRMaj w = normal(12, 90, random);
    DMatrixRMaj g = normal(12, x.numCols, random);
    try (Workers one = new Workers(1);
        Workers three = new Workers(3)) {
      Evaluation a = new Convolution(shape, one).evaluate(x, w);
      Evaluation b = new Convolution(shape, three).evaluate(x, w);
      DMatrixRMaj[] aProducts = a.vectorJacobianProducts(2, g);
      DMatrixRMaj[] bProducts = b.vectorJacobianProducts(2, g);

      assertArrayEquals(a.value().data, b.value().data);
      assertArrayEquals(aProducts[0].data, bProducts[0].data);
      assertArrayEquals(aProducts[1].data, bProducts[1].data);
    }
  }

  @Test
  void shapesMustFit() {
    try (Workers workers = new Workers(1)) {
      var convolution = new Convolution(new ImageShape(4, 4), workers);
      assertThrows(
          IllegalArgumentException.class,
          () -> convolution.evaluate(new DMatrixRMaj(1, 17), new DMatrixRMaj(2, 9)));
      assertThrows(
          IllegalArgumentException.class,
          () -> convolution.evaluate(new DMatrixRMaj(2, 16), new DMatrixRMaj(2, 9)));
    }
  }
}
