package org.set2model.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BootstrapIntervalTest {

  @Test
  void equalValuesLeaveNothingOpen() {
    assertEquals(
        new BootstrapInterval(0.5, 0.5, 0.5),
        BootstrapInterval.ofMean(new double[] {0.5, 0.5, 0.5}, 7));
  }

  /** The mean of 400 fair coins is nearly normal with standard deviation 1/40. */
  @Test
  void manyCoinsGiveTheNormalInterval() {
    double[] coins = new double[400];
    Arrays.fill(coins, 0, 200, 1);
    BootstrapInterval interval = BootstrapInterval.ofMean(coins, 1);
    assertEquals(0.5, interval.mean());
    assertEquals(0.5 - 1.96 / 40, interval.low(), 0.003);
    assertEquals(0.5 + 1.96 / 40, interval.high(), 0.003);
  }

  /**
   * Two values give means of 0, 1/2 and 1 with probabilities 1/4, 1/2 and 1/4: both tails of 2.5 %
   * lie at the extremes.
   */
  @Test
  void twoValuesSpanTheirRange() {
    assertEquals(
        new BootstrapInterval(0.5, 0, 1), BootstrapInterval.ofMean(new double[] {0, 1}, 3));
  }

  @Test
  void theIntervalCoversTheTrueMeanAboutAsOftenAsItSays() {
    var random = new SplittableRandom(11);
    int covered = 0;
    for (int trial = 0; trial < 200; trial++) {
      double[] values = random.doubles(60).map(u -> u * u).toArray();
      BootstrapInterval interval = BootstrapInterval.ofMean(values, 1000, trial);
      covered += interval.low() <= 1.0 / 3 && 1.0 / 3 <= interval.high() ? 1 : 0;
    }
    assertTrue(covered >= 180 && covered <= 198, "covered " + covered + " of 200");
  }

  @Test
  void theSeedDecides() {
    double[] values = new SplittableRandom(5).doubles(20).toArray();
    assertEquals(BootstrapInterval.ofMean(values, 1), BootstrapInterval.ofMean(values, 1));
    assertNotEquals(BootstrapInterval.ofMean(values, 1), BootstrapInterval.ofMean(values, 2));
  }

  @Test
  void pairingRemovesWhatBothHaveInCommon() {
    double[] hard = new SplittableRandom(5).doubles(50).toArray();
    double[] better = Arrays.stream(hard).map(value -> value + 0.01).toArray();
    BootstrapInterval difference = BootstrapInterval.ofMeanDifference(better, hard, 1);
    assertEquals(0.01, difference.low(), 1e-12);
    assertEquals(0.01, difference.high(), 1e-12);
    assertEquals(0.01, difference.mean(), 1e-12);
  }

  @Test
  void impossibleInputsAreRejected() {
    assertThrows(IllegalArgumentException.class, () -> BootstrapInterval.ofMean(new double[0], 1));
    assertThrows(
        IllegalArgumentException.class, () -> BootstrapInterval.ofMean(new double[1], 0, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> BootstrapInterval.ofMean(new double[] {1, Double.NaN}, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> BootstrapInterval.ofMeanDifference(new double[1], new double[2], 1));
    assertThrows(IllegalArgumentException.class, () -> new BootstrapInterval(0, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new BootstrapInterval(0, Double.NaN, 0));
  }
}
