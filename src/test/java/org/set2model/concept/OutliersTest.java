package org.set2model.concept;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.set2model.autodiff.Variable;
import org.set2model.kernel.Workers;
import org.set2model.scoring.NearestNeighborScorer;
import org.set2model.scoring.Scorer;
import org.set2model.scoring.ScorerKind;
import org.set2model.scoring.ScorerSettings;

class OutliersTest {

  private static final int DIMENSIONS = 6;

  private final Workers workers = new Workers(2);

  @AfterEach
  void stop() {
    workers.close();
  }

  @Test
  void anExampleIsNotItsOwnNearestNeighbor() {
    var examples = new DMatrixRMaj(new double[][] {{1, 0}, {0.6, 0.8}, {0, 1}});
    Outliers heldOut = Outliers.of(new NearestNeighborScorer(), examples, workers);
    assertArrayEquals(new double[] {0.6, 0.8, 0.8}, heldOut.scores(), 1e-15);
  }

  @ParameterizedTest
  @ValueSource(strings = {"avg", "nn", "gauss", "gmm:3", "kde"})
  void everyExampleIsScoredOnceByWhatItsGroupDidNotSee(String kind) {
    Scorer scorer = scorer(kind);
    DMatrixRMaj examples = cloud(123, 0);
    double[] scores = Outliers.of(scorer, examples, workers).scores();
    for (int n : new int[] {0, 22, 23, 72, 99, 122}) {
      int fold = n % 50;
      DMatrixRMaj others = rows(examples, IntStream.range(0, 123).filter(i -> i % 50 != fold));
      DMatrixRMaj single = rows(examples, IntStream.of(n));
      double expected =
          scorer.scores(Variable.constant(others), Variable.constant(single)).value().get(0);
      assertEquals(expected, scores[n], 1e-9 * (1 + Math.abs(expected)), "example " + n);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"avg", "nn", "gauss", "gmm:3", "gmm:8", "kde"})
  void aStrangerIsAnOutlierEvenWhereItCouldHaveAComponentToItself(String kind) {
    DMatrixRMaj examples = cloud(30, 1);
    Outliers heldOut = Outliers.of(scorer(kind), examples, workers);
    assertTrue(heldOut.isOutlier(29));
    assertTrue(heldOut.count() < 8, heldOut.count() + " outliers");
    for (int n = 0; n < 29; n++) {
      assertTrue(heldOut.scores()[n] > heldOut.scores()[29]);
    }
  }

  @Test
  void equalExamplesAreNoOutliersButOneThatDiffersIs() {
    for (String kind : new String[] {"avg", "nn", "gauss", "gmm:3", "kde"}) {
      var equal = new DMatrixRMaj(20, DIMENSIONS);
      for (int n = 0; n < 20; n++) {
        equal.set(n, 0, 1);
      }
      assertEquals(0, Outliers.of(scorer(kind), equal, workers).count(), kind);
      equal.set(7, 0, 0);
      equal.set(7, 1, 1);
      Outliers heldOut = Outliers.of(scorer(kind), equal, workers);
      assertEquals(1, heldOut.count(), kind);
      assertTrue(heldOut.isOutlier(7), kind);
    }
  }

  @Test
  void aSetOfAFewHasNoOutliers() {
    for (int size = 1; size < 5; size++) {
      for (String kind : new String[] {"avg", "nn", "gauss", "gmm:3", "kde"}) {
        Outliers heldOut = Outliers.of(scorer(kind), cloud(size, 1), workers);
        assertEquals(size, heldOut.scores().length);
        assertEquals(0, heldOut.count());
        assertFalse(heldOut.isOutlier(size - 1));
      }
    }
  }

  @Test
  void theNumberOfThreadsMakesNoDifference() {
    try (Workers alone = new Workers(1)) {
      DMatrixRMaj examples = cloud(70, 3);
      Outliers one = Outliers.of(scorer("gmm:3"), examples, alone);
      Outliers two = Outliers.of(scorer("gmm:3"), examples, workers);
      assertArrayEquals(one.scores(), two.scores());
      assertEquals(one.limit(), two.limit());
    }
  }

  private static Scorer scorer(String kind) {
    return ScorerSettings.parse(Map.of("name", "gauss"), Optional.empty())
        .scorer(ScorerKind.parse(kind), DIMENSIONS, 1);
  }

  /** Unit vectors around one direction; the last ones, strangers, point elsewhere. */
  private static DMatrixRMaj cloud(int size, int strangers) {
    var random = new SplittableRandom(5);
    var points = new DMatrixRMaj(size, DIMENSIONS);
    for (int n = 0; n < size; n++) {
      double sum = 0;
      for (int j = 0; j < DIMENSIONS; j++) {
        int center = n < size - strangers ? 0 : 1 + n % (DIMENSIONS - 1);
        points.set(n, j, (j == center ? 1 : 0) + 0.1 * random.nextGaussian());
        sum += points.get(n, j) * points.get(n, j);
      }
      for (int j = 0; j < DIMENSIONS; j++) {
        points.set(n, j, points.get(n, j) / Math.sqrt(sum));
      }
    }
    return points;
  }

  private static DMatrixRMaj rows(DMatrixRMaj matrix, IntStream indices) {
    int[] chosen = indices.toArray();
    var rows = new DMatrixRMaj(chosen.length, matrix.numCols);
    for (int i = 0; i < chosen.length; i++) {
      for (int j = 0; j < matrix.numCols; j++) {
        rows.set(i, j, matrix.get(chosen[i], j));
      }
    }
    return rows;
  }
}
