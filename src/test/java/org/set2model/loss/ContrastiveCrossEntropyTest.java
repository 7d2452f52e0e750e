package org.set2model.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class ContrastiveCrossEntropyTest {

  private static DMatrixRMaj column(double... values) {
    return new DMatrixRMaj(values.length, 1, true, values);
  }

  /** The same sum composed of torch.logsumexp, PyTorch 1.13.0, float64. */
  @Test
  void lossAndGradientAreThoseOfPyTorch() {
    DMatrixRMaj[] scores = {
      column(0.5, -1, 2, 0.25), column(1.5, 0.25, -3, 1), column(-0.75, 0.125, 4, -0.5)
    };
    int[] owners = {1, 0, 2, 0};
    assertEquals(1.7155769833875874, ContrastiveCrossEntropy.loss(owners, scores), 1e-15);
    DMatrixRMaj[] products = ContrastiveCrossEntropy.vectorJacobianProducts(owners, 1, scores);
    double[][] expected = {
      {0.10375161520443973, -0.24222099488880364, 0.3203613789512242, -0.22647721814419455},
      {-0.14484412849424927, 0.05727905731033531, 0.0013619031119804427, 0.11357798969655636},
      {0.01292137696118504, 0.028370226519539125, -0.037552658386659915, 0.01347145215864708}
    };
    for (int t = 0; t < 3; t++) {
      for (int q = 0; q < 4; q++) {
        assertEquals(expected[t][q], products[t].data[q], 1e-15, "concept " + t + ", query " + q);
      }
    }
  }

  @Test
  void gradientsAddUpToZero() {
    DMatrixRMaj[] scores = {column(3, -700), column(1, 700), column(-2, 0)};
    DMatrixRMaj[] products =
        ContrastiveCrossEntropy.vectorJacobianProducts(new int[] {0, 2}, 2, scores);
    double sum = 0;
    for (DMatrixRMaj product : products) {
      sum += product.data[0] + product.data[1];
    }
    assertEquals(0, sum, 1e-15);
  }

  @Test
  void withOneQueryItIsTheSoftmaxCrossEntropy() {
    DMatrixRMaj[] scores = {column(3), column(1), column(-2)};
    assertEquals(
        SoftmaxCrossEntropy.loss(new int[] {1}, scores),
        ContrastiveCrossEntropy.loss(new int[] {1}, scores),
        1e-15);
  }

  @Test
  void farScoresNeitherOverflowNorLoseTheirGap() {
    assertEquals(
        2e300, ContrastiveCrossEntropy.loss(new int[] {0}, column(-1e300), column(1e300)), 1e285);
    double small = ContrastiveCrossEntropy.loss(new int[] {0}, column(800), column(0));
    assertTrue(small >= 0 && small < 1e-300);
  }

  /** mpmath 1.3.0 with 400 digits. */
  @Test
  void scoresThatDominateLeaveAnAccurateLoss() {
    int[] owners = {0, 1};
    double loss = ContrastiveCrossEntropy.loss(owners, column(40, -2), column(0.5, 43));
    assertEquals(1, loss / 3.9783277958014698912e-18, 1e-13);
  }

  @Test
  void scoresMustBeFiniteAndFitTheQueries() {
    var loss = new ContrastiveCrossEntropy(0, 1);
    assertThrows(
        IllegalArgumentException.class, () -> loss.evaluate(column(1, Double.NaN), column(1, 2)));
    assertThrows(IllegalArgumentException.class, () -> loss.evaluate(column(1), column(1)));
    assertThrows(IllegalArgumentException.class, () -> loss.evaluate(column(1, 2)));
  }
}
