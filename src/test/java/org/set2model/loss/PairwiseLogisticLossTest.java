package org.set2model.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.RandomMatrices;
import org.set2model.audit.OperationCheck;
import org.set2model.autodiff.Tape;
import org.set2model.autodiff.Variable;
import org.set2model.gradcheck.argument.Argument;

class PairwiseLogisticLossTest {

  @Property(tries = 50, seed = "1")
  void productsAgreeWithDifferences(
      @ForAll @IntRange(min = 1, max = 8) int relevant,
      @ForAll @IntRange(min = 1, max = 8) int irrelevant,
      @ForAll long seed) {
    var random = new SplittableRandom(seed);
    OperationCheck.of(
            new PairwiseLogisticLoss(),
            Argument.of("relevant", RandomMatrices.normal(relevant, 1, random)),
            Argument.of("irrelevant", RandomMatrices.normal(irrelevant, 1, random)))
        .assertAgrees();
  }

  @Test
  void oneTiedPairCostsLogTwo() {
    assertEquals(Math.log(2), PairwiseLogisticLoss.loss(column(3), column(3)), 1e-16);
  }

  /** From Python 3.11: sum(log1p(exp(n - p)) for p in (0.5, -1.25) for n in (2, 0.25, -3)) / 6. */
  @Test
  void valueEqualsReference() {
    double loss = PairwiseLogisticLoss.loss(column(0.5, -1.25), column(2, 0.25, -3));
    assertEquals(1.242796986040473, loss, 1e-15);
  }

  @Test
  void hugeGapsNeitherOverflowNorVanish() {
    assertEquals(2e8, PairwiseLogisticLoss.loss(column(-1e8), column(1e8)));
    assertEquals(0, PairwiseLogisticLoss.loss(column(1e8), column(-1e8)));
    DMatrixRMaj[] products =
        PairwiseLogisticLoss.vectorJacobianProducts(column(-1e8), column(1e8), 1);
    assertEquals(-1, products[0].data[0]);
    assertEquals(1, products[1].data[0]);
    double tail = PairwiseLogisticLoss.vectorJacobianProducts(column(600), column(0), 1)[1].data[0];
    assertEquals(Math.exp(-600), tail, 1e-14 * Math.exp(-600));
  }

  @Test
  void tapeGivesBothGradients() {
    Tape tape = new Tape();
    Variable relevant = tape.leaf(column(1, 2));
    Variable irrelevant = tape.leaf(column(0));
    var gradients = tape.backward(PairwiseLogisticLoss.pairwiseLogisticLoss(relevant, irrelevant));
    double sum = gradients.of(relevant).data[0] + gradients.of(relevant).data[1];
    assertEquals(-sum, gradients.of(irrelevant).data[0], 1e-16);
    assertTrue(sum < 0);
  }

  @Test
  void refusesWhatIsNotAColumnOfFiniteScores() {
    var loss = new PairwiseLogisticLoss();
    assertThrows(
        IllegalArgumentException.class, () -> loss.evaluate(column(Double.NaN), column(0)));
    assertThrows(
        IllegalArgumentException.class,
        () -> loss.evaluate(column(0), column(Double.NEGATIVE_INFINITY)));
    assertThrows(
        IllegalArgumentException.class, () -> loss.evaluate(new DMatrixRMaj(0, 1), column(0)));
    assertThrows(
        IllegalArgumentException.class, () -> loss.evaluate(new DMatrixRMaj(1, 2), column(0)));
  }

  private static DMatrixRMaj column(double... scores) {
    return new DMatrixRMaj(scores.length, 1, true, scores);
  }
}
