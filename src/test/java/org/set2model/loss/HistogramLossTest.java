package org.set2model.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.RandomMatrices;

class HistogramLossTest {

  private static double[] sortedUnion(DMatrixRMaj plus, DMatrixRMaj minus) {
    double[] all = Arrays.copyOf(plus.data, plus.numRows + minus.numRows);
    System.arraycopy(minus.data, 0, all, plus.numRows, minus.numRows);
    Arrays.sort(all);
    return all;
  }

  /** The definition, with the kernel evaluated at every node. */
  @Property(tries = 60, seed = "3")
  void valueEqualsTheDefinition(
      @ForAll @IntRange(min = 1, max = 20) int relevant,
      @ForAll @IntRange(min = 1, max = 20) int irrelevant,
      @ForAll @IntRange(min = 2, max = 200) int bins,
      @ForAll long seed) {
    DMatrixRMaj plus = normal(relevant, seed);
    DMatrixRMaj minus = normal(irrelevant, seed + 1);
    double[] all = sortedUnion(plus, minus);
    double omega = 2 * (all[all.length - 1] - all[0]) / (bins - 1);
    double below = 0;
    double expected = 0;
    for (int k = 0; k < bins; k++) {
      double node = all[0] + k * omega / 2;
      below += share(plus, node, omega);
      expected += share(minus, node, omega) * below;
    }
    assertEquals(expected, HistogramLoss.loss(plus, minus, bins), 1e-12);
  }

  private static double share(DMatrixRMaj scores, double node, double omega) {
    double sum = 0;
    for (int n = 0; n < scores.numRows; n++) {
      sum += Math.max(1 - 2 * Math.abs(scores.data[n] - node) / omega, 0);
    }
    return sum / scores.numRows;
  }

  @Property(tries = 60, seed = "4")
  void valueIsInvariantAndGradientOrthogonalToAffineMaps(
      @ForAll @IntRange(min = 1, max = 20) int relevant,
      @ForAll @IntRange(min = 1, max = 20) int irrelevant,
      @ForAll @IntRange(min = 2, max = 100) int bins,
      @ForAll long seed) {
    DMatrixRMaj plus = normal(relevant, seed);
    DMatrixRMaj minus = normal(irrelevant, seed + 1);
    double loss = HistogramLoss.loss(plus, minus, bins);
    for (double scale : new double[] {1e-8, 3, 1e8}) {
      assertEquals(loss, HistogramLoss.loss(map(plus, scale, 7), map(minus, scale, 7), bins), 1e-5);
      assertEquals(
          loss, HistogramLoss.loss(map(plus, scale, 0), map(minus, scale, 0), bins), 1e-11);
    }
    DMatrixRMaj[] products = HistogramLoss.vectorJacobianProducts(plus, minus, bins, 1);
    double sum = 0;
    double inner = 0;
    double size = 1e-300;
    for (int n = 0; n < relevant; n++) {
      sum += products[0].data[n];
      inner += products[0].data[n] * plus.data[n];
      size += Math.abs(products[0].data[n]);
    }
    for (int n = 0; n < irrelevant; n++) {
      sum += products[1].data[n];
      inner += products[1].data[n] * minus.data[n];
      size += Math.abs(products[1].data[n]);
    }
    assertEquals(0, sum, 1e-13 * size);
    assertEquals(0, inner, 1e-13 * size);
  }

  private static DMatrixRMaj map(DMatrixRMaj scores, double scale, double shift) {
    DMatrixRMaj result = scores.copy();
    for (int n = 0; n < scores.numRows; n++) {
      result.data[n] = scale * scores.data[n] + shift;
    }
    return result;
  }

  @Test
  void separatedScoresCostNothingAndReversedOnesOne() {
    assertEquals(0, HistogramLoss.loss(column(2, 3), column(-1, 0), 100));
    assertEquals(1, HistogramLoss.loss(column(-1, 0), column(2, 3), 100), 1e-15);
  }

  @Test
  void approachesTheFractionOfPairsInTheWrongOrder() {
    DMatrixRMaj plus = normal(40, 5);
    DMatrixRMaj minus = normal(50, 6);
    int wrong = 0;
    for (double p : plus.data) {
      for (double m : minus.data) {
        wrong += p < m ? 1 : 0;
      }
    }
    assertEquals(wrong / 2000.0, HistogramLoss.loss(plus, minus, 1_000_000), 1e-3);
  }

  @Test
  void equalScoresCostOneAndHaveNoGradient() {
    assertEquals(1, HistogramLoss.loss(column(4, 4), column(4), 10));
    DMatrixRMaj[] products = HistogramLoss.vectorJacobianProducts(column(4, 4), column(4), 10, 1);
    assertArrayEquals(new double[] {0, 0}, products[0].data);
    assertArrayEquals(new double[] {0}, products[1].data);
  }

  @Test
  void samplesTiedAtAnEndShareItsGradient() {
    DMatrixRMaj plus = column(0.37, 0, 0);
    DMatrixRMaj minus = column(0, 1, 0.31);
    DMatrixRMaj[] tied = HistogramLoss.vectorJacobianProducts(plus, minus, 6, 1);
    assertEquals(tied[0].data[1], tied[0].data[2]);
    // The mean of the three gradients that hold when one of the three is a little below the others.
    double[] mean = new double[6];
    for (int lowest = 0; lowest < 3; lowest++) {
      DMatrixRMaj p = plus.copy();
      DMatrixRMaj m = minus.copy();
      (lowest < 2 ? p : m).data[lowest < 2 ? 1 + lowest : 0] = -1e-9;
      DMatrixRMaj[] products = HistogramLoss.vectorJacobianProducts(p, m, 6, 1);
      for (int n = 0; n < 3; n++) {
        mean[n] += products[0].data[n] / 3;
        mean[3 + n] += products[1].data[n] / 3;
      }
    }
    assertArrayEquals(Arrays.copyOf(mean, 3), tied[0].data, 1e-7);
    assertArrayEquals(Arrays.copyOfRange(mean, 3, 6), tied[1].data, 1e-7);
    assertTrue(Math.abs(mean[1]) > 1e-3);
  }

  @Test
  void refusesWhatIsNotAColumnOfFiniteScores() {
    var loss = new HistogramLoss(10);
    assertThrows(
        IllegalArgumentException.class, () -> loss.evaluate(column(Double.NaN), column(0)));
    assertThrows(
        IllegalArgumentException.class, () -> loss.evaluate(column(0), new DMatrixRMaj(0, 1)));
    assertThrows(
        IllegalArgumentException.class, () -> loss.evaluate(column(-1e308), column(1e308)));
    assertThrows(IllegalArgumentException.class, () -> new HistogramLoss(1));
  }

  private static DMatrixRMaj normal(int scores, long seed) {
    return RandomMatrices.normal(scores, 1, new SplittableRandom(seed));
  }

  private static DMatrixRMaj column(double... scores) {
    return new DMatrixRMaj(scores.length, 1, true, scores);
  }
}
