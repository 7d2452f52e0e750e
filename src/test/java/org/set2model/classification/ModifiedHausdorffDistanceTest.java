package org.set2model.classification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.set2model.data.OneShotRun;
import org.set2model.data.OneShotRuns;
import org.set2model.image.ImageSet;
import org.set2model.image.InputFormat;
import org.set2model.image.Polarity;

class ModifiedHausdorffDistanceTest {

  /**
   * NumPy 2.4.6, {@code src/test/python/hausdorff_reference.py distances
   * testdata/one-shot-runs/run01}.
   */
  private static final double[][] REFERENCE = {
    {9.335830676269183, 6.819515968374291, 3.1738196106384144},
    {6.5388179708016425, 5.351742731676972, 4.267214861718037},
    {8.5723233714456, 5.598362390750388, 4.208286012585148}
  };

  @Test
  void distancesOfDrawingsAreThoseOfNumPy() {
    OneShotRun run =
        OneShotRuns.read(
                Path.of("testdata/one-shot-runs"), new InputFormat(105, 1, Polarity.DARK_ON_LIGHT))
            .get(0);
    for (int item = 0; item < REFERENCE.length; item++) {
      for (int c = 0; c < REFERENCE[item].length; c++) {
        double distance =
            ModifiedHausdorffDistance.of(
                ModifiedHausdorffDistance.points(run.tests(), item),
                ModifiedHausdorffDistance.points(run.training(), c));
        assertEquals(REFERENCE[item][c], distance, 1e-13);
      }
    }
  }

  @Test
  void theLargerOfTheTwoMeansCounts() {
    double[][] one = {{0}, {0}};
    double[][] two = {{0, 4}, {3, 0}};
    // from the one to the two 3, back (3 + 4) / 2
    assertEquals(3.5, ModifiedHausdorffDistance.of(one, two));
    assertEquals(3.5, ModifiedHausdorffDistance.of(two, one));
  }

  @Test
  void halfOfTheInkMakesAPoint() {
    ImageSet image = ImageSet.of(3, new byte[] {(byte) 128, 0, 0, 0, 0, 127, 0, 0, (byte) 255});
    double[][] points = ModifiedHausdorffDistance.points(image, 0);
    assertEquals(
        "[[-1.0, 1.0], [-1.0, 1.0]]", Arrays.deepToString(points), "pixels (0, 0) and (2, 2)");
  }

  @Test
  void rowsComeBeforeColumns() {
    ImageSet image = ImageSet.of(2, new byte[] {-1, -1, 0, 0});
    assertEquals(
        "[[0.0, 0.0], [-0.5, 0.5]]",
        Arrays.deepToString(ModifiedHausdorffDistance.points(image, 0)));
  }

  @Test
  void aDrawingIsAtZeroFromItselfShifted() {
    byte[] ink = new byte[8 * 8];
    byte[] shifted = new byte[8 * 8];
    for (int[] pixel : new int[][] {{0, 0}, {0, 1}, {1, 1}, {2, 3}}) {
      ink[8 * pixel[0] + pixel[1]] = -1;
      shifted[8 * (pixel[0] + 4) + pixel[1] + 2] = -1;
    }
    double[][] a = ModifiedHausdorffDistance.points(ImageSet.of(8, ink), 0);
    double[][] b = ModifiedHausdorffDistance.points(ImageSet.of(8, shifted), 0);
    assertEquals(0, ModifiedHausdorffDistance.of(a, a));
    assertEquals(0, ModifiedHausdorffDistance.of(a, b), 1e-15);
  }

  @Property(tries = 100, seed = "1")
  void itIsTheFormulaAndSymmetricToTheBitAtAnyScale(
      @ForAll @IntRange(min = 1, max = 40) int n,
      @ForAll @IntRange(min = 1, max = 40) int m,
      @ForAll @IntRange(min = -8, max = 8) int power,
      @ForAll long seed) {
    var random = new SplittableRandom(seed);
    double[][] a = cloud(n, Math.pow(10, power), random);
    double[][] b = cloud(m, Math.pow(10, power), random);
    double distance = ModifiedHausdorffDistance.of(a, b);
    double expected = Math.max(oneWay(a, b), oneWay(b, a));
    assertEquals(expected, distance, 1e-13 * expected);
    assertEquals(distance, ModifiedHausdorffDistance.of(b, a));
    assertEquals(0, ModifiedHausdorffDistance.of(a, a));
    assertTrue(distance > 0);
  }

  private static double[][] cloud(int count, double scale, SplittableRandom random) {
    double[][] points = new double[2][count];
    for (double[] axis : points) {
      for (int i = 0; i < count; i++) {
        axis[i] = scale * random.nextGaussian();
      }
    }
    return points;
  }

  private static double oneWay(double[][] from, double[][] to) {
    double sum = 0;
    for (int i = 0; i < from[0].length; i++) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int j = 0; j < to[0].length; j++) {
        nearest = Math.min(nearest, Math.hypot(from[0][i] - to[0][j], from[1][i] - to[1][j]));
      }
      sum += nearest;
    }
    return sum / from[0].length;
  }

  @Test
  void nothingWithoutInkOrWithWhatIsNoNumber() {
    double[][] point = {{0}, {0}};
    double[][] none = ModifiedHausdorffDistance.points(ImageSet.of(2, new byte[4]), 0);
    assertEquals(0, none[0].length);
    for (double[][] bad :
        new double[][][] {
          none,
          {{1}},
          {{1, 2}, {1}},
          {{Double.NaN}, {0}},
          {{0}, {Double.POSITIVE_INFINITY}},
          {{0}, {1e160}}
        }) {
      assertThrows(IllegalArgumentException.class, () -> ModifiedHausdorffDistance.of(point, bad));
      assertThrows(IllegalArgumentException.class, () -> ModifiedHausdorffDistance.of(bad, point));
    }
  }
}
