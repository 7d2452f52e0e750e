package org.set2model.mixture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.kernel.Workers;

class LogDensityTest {

  private static final LogDensity LOG_DENSITY = new LogDensity();

  @Property(tries = 100, seed = "31")
  void productsAgreeWithDifferences(
      @ForAll @IntRange(min = 1, max = 30) int queries,
      @ForAll @IntRange(min = 1, max = 8) int dimensions,
      @ForAll @IntRange(min = 1, max = 4) int components,
      @ForAll long seed) {
    var fit = new RandomFit(queries, dimensions, components, false, seed);
    RandomFit.assertProductsAgree(
        LOG_DENSITY,
        Argument.of("theta", fit.inputs[RandomFit.THETA]),
        Argument.of("queries", fit.inputs[RandomFit.POINTS]));
  }

  @Property(tries = 60, seed = "32")
  void equalsTheDefinition(
      @ForAll @IntRange(min = 1, max = 30) int queries,
      @ForAll @IntRange(min = 1, max = 8) int dimensions,
      @ForAll @IntRange(min = 1, max = 4) int components,
      @ForAll long seed) {
    var fit = new RandomFit(queries, dimensions, components, false, seed);
    DMatrixRMaj theta = fit.inputs[RandomFit.THETA];
    DMatrixRMaj points = fit.inputs[RandomFit.POINTS];
    DMatrixRMaj value = LOG_DENSITY.value(theta, points);
    for (int m = 0; m < queries; m++) {
      double expected = Math.log(PlainObjective.density(theta, points, m));
      assertEquals(expected, value.data[m], 1e-13 * (1 + Math.abs(expected)));
    }
  }

  /** Blocks are invisible: a long list of queries gives the values and products of short ones. */
  @Test
  void blocksOfQueriesAreIndependent() {
    var fit = new RandomFit(603, 5, 3, false, 33);
    DMatrixRMaj theta = fit.inputs[RandomFit.THETA];
    DMatrixRMaj upstream = fit.uniform(603, 1, -1, 1);
    var all = LOG_DENSITY.evaluate(theta, fit.inputs[RandomFit.POINTS]);
    DMatrixRMaj[] products = all.vectorJacobianProducts(2, upstream);
    var sum = new DMatrixRMaj(3, 11);
    for (int m = 0; m < 603; m++) {
      DMatrixRMaj one = RandomFit.permuteRows(fit.inputs[RandomFit.POINTS], new int[] {m});
      var alone = LOG_DENSITY.evaluate(theta, one);
      assertEquals(all.value().data[m], alone.value().data[0], 1e-13);
      DMatrixRMaj[] parts = alone.vectorJacobianProducts(2, RandomFit.scalar(upstream.data[m]));
      for (int i = 0; i < 33; i++) {
        sum.data[i] += parts[0].data[i];
      }
      for (int j = 0; j < 5; j++) {
        assertEquals(parts[1].data[j], products[1].get(m, j), 1e-13);
      }
    }
    assertEquals(0, RandomFit.largestDifference(sum, products[0]), 1e-11);
  }

  /** More queries than a thread reads at a time, so that several threads have something to do. */
  @Test
  void bitsDoNotDependOnTheNumberOfThreads() {
    var fit = new RandomFit(40_000, 9, 3, false, 35);
    Theta theta = Theta.of(fit.inputs[RandomFit.THETA]);
    DMatrixRMaj points = fit.inputs[RandomFit.POINTS];
    double[] alone = LogDensity.logDensity(theta, points).data;
    for (int threads = 2; threads <= 3; threads++) {
      try (var workers = new Workers(threads)) {
        assertArrayEquals(alone, LogDensity.logDensity(theta, points, workers).data);
      }
    }
    DMatrixRMaj last = RandomFit.permuteRows(points, new int[] {39_999});
    assertEquals(LogDensity.logDensity(theta, last).data[0], alone[39_999]);
  }

  /** The first in the order of the rows, although blocks are read by any thread. */
  @Test
  void theFirstQueryThatIsNotFiniteOrTooFarIsNamed() {
    var fit = new RandomFit(40_000, 9, 3, false, 36);
    Theta theta = Theta.of(fit.inputs[RandomFit.THETA]);
    DMatrixRMaj points = fit.inputs[RandomFit.POINTS];
    try (var workers = new Workers(2)) {
      points.set(39_990, 1, 1e200);
      points.set(20_000, 2, -1e300);
      assertMessage("point 20000 is more than 1e150", theta, points, workers);
      for (double bad : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
        points.set(39_000, 8, bad);
        assertMessage("queries: row 39000, column 8 (" + bad + ")", theta, points, workers);
      }
      assertMessage("at least one row", theta, new DMatrixRMaj(0, 9), workers);
    }
  }

  private static void assertMessage(
      String part, Theta theta, DMatrixRMaj queries, Workers workers) {
    var thrown =
        assertThrows(
            IllegalArgumentException.class, () -> LogDensity.logDensity(theta, queries, workers));
    assertTrue(thrown.getMessage().contains(part), thrown.getMessage());
  }

  @Test
  void componentOfWeightZeroCountsForNothingButHasAGradient() {
    var fit = new RandomFit(5, 2, 3, false, 34);
    DMatrixRMaj theta = fit.inputs[RandomFit.THETA];
    DMatrixRMaj points = fit.inputs[RandomFit.POINTS];
    theta.set(1, 0, 0);
    DMatrixRMaj without = RandomFit.permuteRows(theta, new int[] {0, 2});
    DMatrixRMaj value = LOG_DENSITY.value(theta, points);
    assertEquals(0, RandomFit.largestDifference(LOG_DENSITY.value(without, points), value), 1e-14);
    DMatrixRMaj upstream = fit.uniform(5, 1, -1, 1);
    DMatrixRMaj product =
        LOG_DENSITY.evaluate(theta, points).vectorJacobianProducts(2, upstream)[0];
    double expected = 0;
    for (int m = 0; m < 5; m++) {
      double component = Math.exp(PlainObjective.logComponent(theta, 1, points, m));
      expected += upstream.data[m] * component / Math.exp(value.data[m]);
    }
    assertEquals(expected, product.get(1, 0), 1e-13 * Math.abs(expected));
    for (int j = 1; j < 5; j++) {
      assertEquals(0, product.get(1, j));
    }
  }

  @Test
  void sumOfLogsIsAccurateForAnyScaleAndLength() {
    var random = new SplittableRandom(35);
    for (int length : new int[] {1, 7, 999, 1000, 1001, 2500}) {
      double[] v = new double[length];
      double expected = 0;
      double size = 0;
      for (int j = 0; j < length; j++) {
        v[j] = Math.pow(10, 600 * random.nextDouble() - 300);
        expected += Math.log(v[j]);
        size += Math.abs(Math.log(v[j]));
      }
      assertEquals(expected, Expectation.sumOfLogs(v), 1e-14 * size);
    }
  }

  @Test
  void queriesThatAreNotFiniteOrOfOtherDimensionsAreRefused() {
    var theta = new DMatrixRMaj(1, 5, true, 1, 0, 0, 1, 1);
    var query = new DMatrixRMaj(3, 2);
    query.set(1, 0, Double.POSITIVE_INFINITY);
    String message =
        assertThrows(IllegalArgumentException.class, () -> LOG_DENSITY.value(theta, query))
            .getMessage();
    assertTrue(message.contains("row 1, column 0"), message);
    assertThrows(
        IllegalArgumentException.class, () -> LOG_DENSITY.value(theta, new DMatrixRMaj(3, 3)));
    query.set(1, 0, 1e160);
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> LOG_DENSITY.value(theta, query))
            .getMessage()
            .contains("point 1"));
  }
}
