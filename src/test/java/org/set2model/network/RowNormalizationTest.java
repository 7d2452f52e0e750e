package org.set2model.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.set2model.autodiff.Evaluation;

class RowNormalizationTest {

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-200, 1e-8, 1, 1e8, 1e200, 1e300})
  void rowsOfAnyScaleHaveTheDirectionOfTheirEntries(double scale) {
    DMatrixRMaj x = new DMatrixRMaj(new double[][] {{3 * scale, -4 * scale}});
    Evaluation evaluation = new RowNormalization().evaluate(x);
    assertArrayEquals(new double[] {0.6, -0.8}, evaluation.value().data, 1e-15);
    // (g - (g . y) y) / |x| with g = (1, 0), g . y = 0.6 and |x| = 5
    DMatrixRMaj gradient = new DMatrixRMaj(new double[][] {{1, 0}});
    double[] product = evaluation.vectorJacobianProducts(1, gradient)[0].data;
    assertEquals(0.64 / 5, product[0] * scale, 1e-15);
    assertEquals(0.48 / 5, product[1] * scale, 1e-15);
  }

  @Test
  void aRowOfZerosStaysAndHasNoGradient() {
    DMatrixRMaj x = new DMatrixRMaj(new double[][] {{0, -0.0}, {0, 2}});
    Evaluation evaluation = new RowNormalization().evaluate(x);
    assertArrayEquals(new double[] {0, 0, 0, 1}, evaluation.value().data, 0);
    DMatrixRMaj gradient = new DMatrixRMaj(new double[][] {{1, 2}, {3, 4}});
    assertArrayEquals(
        new double[] {0, 0, 1.5, 0}, evaluation.vectorJacobianProducts(1, gradient)[0].data, 0);
  }
}
