package org.set2model.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.set2model.RandomMatrices;

class SupportVectorMachineTest {

  /**
   * References: scikit-learn 1.2.1, {@code LinearSVC(loss="hinge", C=C, tol=1e-10, max_iter=10**6,
   * random_state=0)}, printed by src/test/python/support_vector_machine_reference.py: positives,
   * negatives, dimensions, seed, C, then weights and bias.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1, 2, 2, 1, 1, 0.2483083494291442, -0.02885365101389662, -0.9514901451102046",
        "8, 16, 3, 2, 1, 1.7463682940481462, 0.37603901227463604, -0.5295625319007277,"
            + " -0.6659992063198777",
        "20, 40, 4, 3, 10, 4.46586640269043, -0.6505532429853771, -0.3728301216093391,"
            + " -1.3134373590213728, -1.9948735512665912",
        "3, 6, 12, 4, 1, 1.2708080692101285, 0.45014017076247587, 0.01914034696260089,"
            + " -0.09651074026758633, -0.5150709950347307, -0.21372273092134306,"
            + " -0.30460650374509457, -0.38562469123405446, 0.35634240244062027,"
            + " 1.1015201891849928, -0.13298069204441507, -0.6487949714803717,"
            + " -0.6008118145358872",
        "30, 60, 8, 5, 0.1, 0.7298544295789778, -0.007143675932960763, -0.12825972568927138,"
            + " 0.07755857600842936, -0.05243660769866805, 0.00482545138144469,"
            + " -0.21749524872306708, -0.17601850215277615, -0.9073514227901246"
      })
  void agreesWithScikitLearn(String text) {
    double[] numbers = Arrays.stream(text.split(", ")).mapToDouble(Double::parseDouble).toArray();
    int positives = (int) numbers[0];
    int negatives = (int) numbers[1];
    int dimensions = (int) numbers[2];
    DMatrixRMaj points = points(positives + negatives, dimensions, (long) numbers[3]);
    for (int i = 0; i < positives; i++) {
      points.data[i * dimensions] += 0.5;
    }
    var machine =
        SupportVectorMachine.fit(
            rows(points, 0, positives), rows(points, positives, negatives), numbers[4]);
    double[] weights = Arrays.copyOfRange(numbers, 5, numbers.length - 1);
    assertArrayEquals(weights, machine.weights().data, 1e-8);
    assertEquals(numbers[numbers.length - 1], machine.bias(), 1e-8);
  }

  private static DMatrixRMaj points(int count, int dimensions, long seed) {
    DMatrixRMaj points = new DMatrixRMaj(count, dimensions);
    long x = seed;
    for (int i = 0; i < points.data.length; i++) {
      x = (1103515245 * x + 12345) % (1L << 31);
      points.data[i] = (double) x / (1L << 31) - 0.5;
    }
    return points;
  }

  /** Stationarity is w = sum a y u; complementarity ties each multiplier to its margin. */
  @Property(seed = "1", tries = 60)
  void theOptimalityConditionsHoldAndThereIsNoDualityGap(
      @ForAll @IntRange(min = 1, max = 30) int positives,
      @ForAll @IntRange(min = 1, max = 60) int negatives,
      @ForAll @IntRange(min = 1, max = 40) int dimensions,
      @ForAll @IntRange(min = -2, max = 1) int exponent) {
    var random = new SplittableRandom(31L * positives + negatives);
    double penalty = Math.pow(10, exponent);
    DMatrixRMaj p = unit(positives, dimensions, random);
    DMatrixRMaj n = unit(negatives, dimensions, random);
    var machine = SupportVectorMachine.fit(p, n, penalty);
    double[] a = machine.multipliers();
    double[] sum = new double[dimensions + 1];
    double[] margins = new double[a.length];
    DMatrixRMaj weights = machine.weights();
    for (int i = 0; i < a.length; i++) {
      DMatrixRMaj from = i < positives ? p : n;
      int row = i < positives ? i : i - positives;
      int label = i < positives ? 1 : -1;
      margins[i] = label * machine.bias();
      sum[dimensions] += a[i] * label;
      for (int j = 0; j < dimensions; j++) {
        sum[j] += a[i] * label * from.get(row, j);
        margins[i] += label * from.get(row, j) * weights.data[j];
      }
    }
    assertArrayEquals(weights.data, Arrays.copyOf(sum, dimensions), 1e-12 * a.length);
    assertEquals(sum[dimensions], machine.bias(), 1e-12 * a.length);
    for (int i = 0; i < a.length; i++) {
      assertTrue(a[i] >= 0 && a[i] <= penalty);
      if (a[i] < penalty) {
        assertTrue(margins[i] >= 1 - 1e-9, "a point within the margin has the whole penalty");
      }
      if (a[i] > 0) {
        assertTrue(margins[i] <= 1 + 1e-9, "a point beyond the margin has no multiplier");
      }
    }
    double primal = machine.primalObjective();
    assertEquals(primal, machine.dualObjective(), 1e-8 * Math.max(1, primal));
  }

  @Property(seed = "2", tries = 40)
  void theOrderOfThePointsDoesNotMatter(
      @ForAll @IntRange(min = 2, max = 20) int positives,
      @ForAll @IntRange(min = 2, max = 70) int dimensions) {
    var random = new SplittableRandom(positives);
    DMatrixRMaj p = unit(positives, dimensions, random);
    DMatrixRMaj n = unit(2 * positives, dimensions, random);
    var machine = SupportVectorMachine.fit(p, n, 1);
    var other = SupportVectorMachine.fit(reversed(p), reversed(n), 1);
    assertArrayEquals(machine.weights().data, other.weights().data, 1e-8);
    assertEquals(machine.bias(), other.bias(), 1e-8);
  }

  @Test
  void exchangedLabelsTurnTheSign() {
    var random = new SplittableRandom(3);
    DMatrixRMaj p = unit(7, 5, random);
    DMatrixRMaj n = unit(9, 5, random);
    var machine = SupportVectorMachine.fit(p, n, 1);
    var other = SupportVectorMachine.fit(n, p, 1);
    assertEquals(machine.bias(), -other.bias(), 1e-9);
    DMatrixRMaj queries = unit(4, 5, random);
    double[] scores = machine.scores(queries).data;
    double[] turned = Arrays.stream(other.scores(queries).data).map(s -> -s).toArray();
    assertArrayEquals(scores, turned, 1e-9);
  }

  /** By hand: u = [1, 1] against [-1, 1]; w = [1, 0] has both margins 1, and a = 1/2 each. */
  @Test
  void aPairByHand() {
    var one = new DMatrixRMaj(new double[][] {{1}});
    var minusOne = new DMatrixRMaj(new double[][] {{-1}});
    var machine = SupportVectorMachine.fit(one, minusOne, 1);
    assertEquals(1, machine.weights().data[0], 1e-10);
    assertEquals(0, machine.bias(), 1e-10);
    assertArrayEquals(new double[] {0.5, 0.5}, machine.multipliers(), 1e-10);
  }

  @Test
  void identicalPointsOfOneLabelAndOfBothAreFitted() {
    DMatrixRMaj same = new DMatrixRMaj(6, 3);
    Arrays.fill(same.data, Math.sqrt(1.0 / 3));
    DMatrixRMaj other = unit(5, 3, new SplittableRandom(4));
    for (DMatrixRMaj negatives : new DMatrixRMaj[] {other, same}) {
      var machine = SupportVectorMachine.fit(same, negatives, 1);
      assertTrue(machine.largestProjectedGradient() <= 1e-10);
      assertEquals(machine.primalObjective(), machine.dualObjective(), 1e-8);
      double[] scores = machine.scores(same).data;
      assertArrayEquals(
          new double[6], IntStream.range(0, 6).mapToDouble(i -> scores[i] - scores[0]).toArray());
    }
    assertEquals(0, SupportVectorMachine.fit(same, same, 1).bias(), 1e-9);
  }

  /**
   * Nearly equal points of opposite labels: what a plain descent would take millions of steps for.
   */
  @Test
  void nearlyEqualPointsAreNoBurden() {
    var random = new SplittableRandom(5);
    for (double distance : new double[] {1e-1, 1e-2, 1e-3, 1e-4, 1e-6, 1e-10}) {
      DMatrixRMaj p = unit(20, 10, random);
      DMatrixRMaj n = unit(40, 10, random);
      for (int i = 0; i < p.data.length; i++) {
        n.data[i] = p.data[i] + distance * random.nextGaussian();
      }
      var machine = SupportVectorMachine.fit(p, n, 1);
      assertTrue(machine.largestProjectedGradient() <= 1e-10);
    }
  }

  @Test
  void scalesAndPenaltiesBalanceAndWhatIsTooLargeIsRefused() {
    var random = new SplittableRandom(6);
    DMatrixRMaj p = unit(10, 4, random);
    DMatrixRMaj n = unit(20, 4, random);
    for (double scale : new double[] {1e-8, 1e-4, 1e2}) {
      var machine = SupportVectorMachine.fit(scaled(p, scale), scaled(n, scale), 1);
      assertEquals(
          machine.primalObjective(), machine.dualObjective(), 1e-8 * machine.primalObjective());
    }
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> SupportVectorMachine.fit(scaled(p, 1e8), scaled(n, 1e8), 1));
    assertTrue(refused.getMessage().contains("scale the points"));
  }

  @Test
  void impossibleInputsAreRefused() {
    DMatrixRMaj p = unit(2, 3, new SplittableRandom(7));
    for (double penalty : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> SupportVectorMachine.fit(p, p, penalty));
    }
    for (DMatrixRMaj bad : new DMatrixRMaj[] {new DMatrixRMaj(0, 3), new DMatrixRMaj(2, 4)}) {
      assertThrows(IllegalArgumentException.class, () -> SupportVectorMachine.fit(p, bad, 1));
      assertThrows(IllegalArgumentException.class, () -> SupportVectorMachine.fit(bad, p, 1));
    }
    for (double value : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
      DMatrixRMaj spoiled = p.copy();
      spoiled.data[4] = value;
      assertThrows(IllegalArgumentException.class, () -> SupportVectorMachine.fit(p, spoiled, 1));
    }
    DMatrixRMaj wide = new DMatrixRMaj(1, 4);
    var machine = SupportVectorMachine.fit(p, scaled(p, -1), 1);
    assertThrows(IllegalArgumentException.class, () -> machine.scores(wide));
  }

  @Test
  void aQueryWithNaNScoresNaN() {
    DMatrixRMaj p = unit(3, 3, new SplittableRandom(8));
    DMatrixRMaj queries = p.copy();
    queries.data[5] = Double.NaN;
    double[] scores = SupportVectorMachine.fit(p, scaled(p, -1), 1).scores(queries).data;
    assertTrue(Double.isNaN(scores[1]));
    assertTrue(scores[0] > 0 && scores[2] > 0);
  }

  private static DMatrixRMaj unit(int rows, int columns, SplittableRandom random) {
    DMatrixRMaj matrix = RandomMatrices.normal(rows, columns, random);
    for (int i = 0; i < rows; i++) {
      int start = i * columns;
      double length = Math.sqrt(InnerProduct.of(matrix.data, start, matrix.data, start, columns));
      for (int j = 0; j < columns; j++) {
        matrix.data[start + j] /= length;
      }
    }
    return matrix;
  }

  private static DMatrixRMaj scaled(DMatrixRMaj matrix, double factor) {
    DMatrixRMaj scaled = matrix.copy();
    for (int i = 0; i < scaled.getNumElements(); i++) {
      scaled.data[i] *= factor;
    }
    return scaled;
  }

  private static DMatrixRMaj rows(DMatrixRMaj matrix, int first, int count) {
    DMatrixRMaj rows = new DMatrixRMaj(count, matrix.numCols);
    System.arraycopy(matrix.data, first * matrix.numCols, rows.data, 0, rows.data.length);
    return rows;
  }

  private static DMatrixRMaj reversed(DMatrixRMaj matrix) {
    DMatrixRMaj reversed = new DMatrixRMaj(matrix.numRows, matrix.numCols);
    for (int i = 0; i < matrix.numRows; i++) {
      for (int j = 0; j < matrix.numCols; j++) {
        reversed.set(matrix.numRows - 1 - i, j, matrix.get(i, j));
      }
    }
    return reversed;
  }
}
