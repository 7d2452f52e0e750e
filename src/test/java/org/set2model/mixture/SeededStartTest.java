package org.set2model.mixture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class SeededStartTest {

  @Property(tries = 60, seed = "61")
  void choosesDifferentPointsAndTheSameOnesForTheSameSeed(
      @ForAll @IntRange(min = 1, max = 20) int points,
      @ForAll @IntRange(min = 1, max = 8) int components,
      @ForAll long seed) {
    var fit = new RandomFit(points, 2, 1, false, seed);
    DMatrixRMaj x = fit.inputs[RandomFit.POINTS];
    DMatrixRMaj a = fit.inputs[RandomFit.WEIGHTS];
    int[] indices = SeededStart.chooseIndices(x, a, components, seed);
    assertEquals(Math.min(points, components), Arrays.stream(indices).distinct().count());
    assertEquals(Math.min(points, components), indices.length);
    assertArrayEquals(indices, SeededStart.chooseIndices(x, a, components, seed));
  }

  @Test
  void coincidentPointsAreChosenOnceByTheLowestIndexOfPositiveWeight() {
    var points = new DMatrixRMaj(new double[][] {{1}, {5}, {1}, {5}, {1}});
    var weights = new DMatrixRMaj(5, 1, true, 0, 1, 1, 1, 1);
    for (long seed = 0; seed < 50; seed++) {
      int[] indices = SeededStart.chooseIndices(points, weights, 4, seed);
      Arrays.sort(indices);
      assertArrayEquals(new int[] {1, 2}, indices);
    }
  }

  @Test
  void pointsOfWeightZeroAreNeverChosen() {
    var points = new DMatrixRMaj(new double[][] {{0}, {1}, {100}, {2}});
    var weights = new DMatrixRMaj(4, 1, true, 1, 1, 0, 1);
    for (long seed = 0; seed < 50; seed++) {
      for (int index : SeededStart.chooseIndices(points, weights, 4, seed)) {
        assertTrue(index != 2);
      }
    }
  }

  /** First draw by weight 3:1, second by squared distance 1:9, over many seeds. */
  @Test
  void drawsInProportionToWeightAndSquaredDistance() {
    var pair = new DMatrixRMaj(new double[][] {{0}, {1}});
    var weights = new DMatrixRMaj(2, 1, true, 3, 1);
    var line = new DMatrixRMaj(new double[][] {{0}, {1}, {3}});
    var justFirst = new DMatrixRMaj(3, 1, true, 1, 1e-12, 1e-12);
    int first = 0;
    int far = 0;
    for (long seed = 0; seed < 10_000; seed++) {
      first += SeededStart.chooseIndices(pair, weights, 1, seed)[0] == 0 ? 1 : 0;
      far += SeededStart.chooseIndices(line, justFirst, 2, seed)[1] == 2 ? 1 : 0;
    }
    assertEquals(0.75, first / 1e4, 0.02);
    assertEquals(0.9, far / 1e4, 0.02);
  }

  @Test
  void atLeastOneComponentIsNeeded() {
    var point = new DMatrixRMaj(1, 1);
    assertThrows(
        IllegalArgumentException.class,
        () -> SeededStart.chooseIndices(point, PointSet.unitWeights(1), 0, 1));
  }
}
