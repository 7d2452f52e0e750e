package org.set2model.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class SoftmaxCrossEntropyTest {

  private static DMatrixRMaj column(double... values) {
    return new DMatrixRMaj(values.length, 1, true, values);
  }

  /** torch.nn.functional.cross_entropy of PyTorch 1.13.0, float64, of the transposed scores. */
  @Test
  void lossAndGradientAreThoseOfPyTorch() {
    DMatrixRMaj[] scores = {column(0.5, -1, 2), column(1.5, 0.25, -3), column(-0.75, 0.125, 4)};
    int[] owners = {1, 0, 2};
    assertEquals(0.8464960630072786, SoftmaxCrossEntropy.loss(owners, scores), 1e-15);
    DMatrixRMaj[] products = SoftmaxCrossEntropy.vectorJacobianProducts(owners, 1, scores);
    double[][] expected = {
      {8.3233731162084629e-02, -2.8930312396197005e-01, 3.9702419033841425e-02},
      {-1.0708059440059332e-01, 1.5368053119490824e-01, 2.6751279518550568e-04},
      {2.3846863238508730e-02, 1.3562259276706179e-01, -3.9969931829026972e-02}
    };
    for (int t = 0; t < 3; t++) {
      for (int q = 0; q < 3; q++) {
        assertEquals(expected[t][q], products[t].data[q], 1e-15, "concept " + t + ", query " + q);
      }
    }
  }

  @Test
  void gradientsOfAQueryAddUpToZero() {
    DMatrixRMaj[] scores = {column(3, -700), column(1, 700), column(-2, 0)};
    DMatrixRMaj[] products =
        SoftmaxCrossEntropy.vectorJacobianProducts(new int[] {0, 0}, 2, scores);
    for (int q = 0; q < 2; q++) {
      double sum = products[0].data[q] + products[1].data[q] + products[2].data[q];
      assertEquals(0, sum, 1e-15);
    }
  }

  @Test
  void farScoresNeitherOverflowNorLoseTheirGap() {
    assertEquals(
        2e300, SoftmaxCrossEntropy.loss(new int[] {0}, column(-1e300), column(1e300)), 1e285);
    double small = SoftmaxCrossEntropy.loss(new int[] {0}, column(800), column(0));
    assertTrue(small >= 0 && small < 1e-300);
  }

  /** mpmath 1.3.0 with 400 digits. */
  @Test
  void aScoreThatDominatesLeavesAnAccurateLoss() {
    int[] owner = {0};
    assertClose(1.0956650033262366629e-16, owner, column(37), column(0.25));
    assertClose(7.2158651299277532432e-18, owner, column(40), column(0.5), column(-3));
    assertClose(4.1078273402270493454e-217, owner, column(500), column(0.25), column(1.5));
  }

  private static void assertClose(double expected, int[] owners, DMatrixRMaj... scores) {
    assertEquals(1, SoftmaxCrossEntropy.loss(owners, scores) / expected, 1e-13);
  }

  @Test
  void scoresMustBeFiniteAndFitTheQueries() {
    var loss = new SoftmaxCrossEntropy(0, 1);
    assertThrows(
        IllegalArgumentException.class, () -> loss.evaluate(column(1, Double.NaN), column(1, 2)));
    assertThrows(IllegalArgumentException.class, () -> loss.evaluate(column(1), column(1)));
    assertThrows(IllegalArgumentException.class, () -> loss.evaluate(column(1, 2)));
  }
}
