package org.set2model.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.autodiff.Evaluation;

class ConvolutionTest {

  private static final Convolution CONVOLUTION = new Convolution(new ImageShape(2, 3));

  private static DMatrixRMaj row(double... entries) {
    return new DMatrixRMaj(1, entries.length, true, entries);
  }

  /** The filter's only entry, 10 at a = 0 and b = 1, reads what is to the right. */
  @Test
  void aFilterOfOneEntryMovesEachImageAndItsProductMovesTheGradientBack() {
    DMatrixRMaj twoImages = row(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    Evaluation evaluation = CONVOLUTION.evaluate(twoImages, row(0, 0, 0, 0, 0, 10, 0, 0, 0));
    assertArrayEquals(
        new double[] {20, 30, 0, 50, 60, 0, 80, 90, 0, 110, 120, 0}, evaluation.value().data);
    DMatrixRMaj[] products = evaluation.vectorJacobianProducts(2, twoImages);
    assertArrayEquals(
        new double[] {0, 10, 20, 0, 40, 50, 0, 70, 80, 0, 100, 110}, products[0].data);
    double right = 1 * 2 + 2 * 3 + 4 * 5 + 5 * 6 + 7 * 8 + 8 * 9 + 10 * 11 + 11 * 12;
    double below = 1 * 4 + 2 * 5 + 3 * 6 + 7 * 10 + 8 * 11 + 9 * 12;
    assertArrayEquals(
        new double[] {right, below}, new double[] {products[1].data[5], products[1].data[7]});
  }

  @Test
  void channelsAreSummedAndFiltersKeptApart() {
    DMatrixRMaj x = new DMatrixRMaj(2, 6);
    x.set(0, 4, 1);
    x.set(1, 4, 2);
    DMatrixRMaj w = new DMatrixRMaj(2, 18);
    w.set(0, 4, 3);
    w.set(0, 9 + 4, 5);
    w.set(1, 9 + 7, 7);
    DMatrixRMaj y = CONVOLUTION.evaluate(x, w).value();
    assertArrayEquals(new double[] {0, 0, 0, 0, 3 + 2 * 5, 0, 0, 2 * 7, 0, 0, 0, 0}, y.data);
  }

  @Test
  void shapesMustFit() {
    assertThrows(
        IllegalArgumentException.class,
        () -> CONVOLUTION.evaluate(new DMatrixRMaj(1, 7), new DMatrixRMaj(2, 9)));
    assertThrows(
        IllegalArgumentException.class,
        () -> CONVOLUTION.evaluate(new DMatrixRMaj(2, 6), new DMatrixRMaj(2, 9)));
  }
}
