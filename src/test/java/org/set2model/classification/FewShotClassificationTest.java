package org.set2model.classification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.set2model.autodiff.Variable;
import org.set2model.image.ImageSet;
import org.set2model.kernel.Workers;
import org.set2model.mixture.Prior;
import org.set2model.network.Architecture;
import org.set2model.network.Network;
import org.set2model.scoring.AverageScorer;
import org.set2model.scoring.MixtureScorer;
import org.set2model.scoring.NearestNeighborScorer;
import org.set2model.scoring.Scorer;
import org.set2model.scoring.ScorerKind;
import org.set2model.scoring.ScorerSettings;

class FewShotClassificationTest {

  /** A scorer by a function of the support set and a query's row. */
  private record Compared(BiFunction<DMatrixRMaj, double[], Double> score) implements Scorer {

    @Override
    public String name() {
      return "compared";
    }

    @Override
    public Variable scores(Variable support, Variable queries) {
      var scores = new DMatrixRMaj(queries.rows(), 1);
      for (int m = 0; m < queries.rows(); m++) {
        scores.data[m] = score.apply(support.value(), row(queries.value(), m));
      }
      return Variable.constant(scores);
    }
  }

  private static double[] row(DMatrixRMaj matrix, int row) {
    return Arrays.copyOfRange(matrix.data, row * matrix.numCols, (row + 1) * matrix.numCols);
  }

  /** Classes whose images are rows (class, image), as many as said. */
  private static FewShotClassification numbered(int... sizes) {
    List<DMatrixRMaj> classes = new ArrayList<>();
    for (int c = 0; c < sizes.length; c++) {
      var images = new DMatrixRMaj(sizes[c], 2);
      for (int i = 0; i < sizes[c]; i++) {
        images.set(i, 0, c);
        images.set(i, 1, i);
      }
      classes.add(images);
    }
    return new FewShotClassification(classes);
  }

  /** Noisy unit vectors around a direction for each class. */
  private static FewShotClassification noisy(int classes, double noise) {
    var random = new SplittableRandom(5);
    List<DMatrixRMaj> all = new ArrayList<>();
    for (int c = 0; c < classes; c++) {
      var images = new DMatrixRMaj(9, classes);
      for (int i = 0; i < 9; i++) {
        double squares = 0;
        for (int j = 0; j < classes; j++) {
          double value = (j == c ? 1 : 0) + noise * random.nextGaussian();
          images.set(i, j, value);
          squares += value * value;
        }
        for (int j = 0; j < classes; j++) {
          images.set(i, j, images.get(i, j) / Math.sqrt(squares));
        }
      }
      all.add(images);
    }
    return new FewShotClassification(all);
  }

  private static double[] accuracies(
      FewShotClassification classification, FewShotProtocol protocol, Scorer scorer) {
    try (Workers workers = new Workers(1)) {
      return classification.accuracies(protocol, scorer, 1, workers);
    }
  }

  @Test
  void examplesAndQueriesAreDistinctImagesOfDistinctClasses() {
    int[] sizes = {4, 5, 9, 20, 4, 7};
    Set<List<Integer>> seen = new HashSet<>();
    Scorer scorer =
        new Compared(
            (support, query) -> {
              Set<Double> examples = new HashSet<>();
              for (int n = 0; n < support.numRows; n++) {
                assertEquals(support.get(0, 0), support.get(n, 0), "examples of one class");
                examples.add(support.get(n, 1));
              }
              assertEquals(3, examples.size(), "distinct examples");
              boolean same = support.get(0, 0) == query[0];
              assertFalse(same && examples.contains(query[1]), "a query is no example");
              seen.add(List.of((int) query[0], (int) query[1]));
              return same ? 1.0 : 0.0;
            });
    double[] accuracies = accuracies(numbered(sizes), new FewShotProtocol(4, 3, 5, 200), scorer);
    // a class drawn twice would tie with itself
    assertEquals(200, Arrays.stream(accuracies).filter(accuracy -> accuracy == 1).count());
    assertEquals(Arrays.stream(sizes).sum(), seen.size(), "every image is a query at some time");
  }

  @Test
  void aSmallClassGivesAllItsQueriesAndALargeOneNoMoreThanAsked() {
    // queries: 1 of the first class, 5 of the second; only those of the first are right
    Scorer scorer = new Compared((support, query) -> support.get(0, 0) == 0 ? 1.0 : 0.0);
    double[] accuracies = accuracies(numbered(4, 20), new FewShotProtocol(2, 3, 5, 50), scorer);
    for (double accuracy : accuracies) {
      assertEquals(1.0 / 6, accuracy);
    }
  }

  @Test
  void imagesAreDrawnUniformly() {
    var first = new DMatrixRMaj(new double[][] {{0}, {0}, {0}, {10}});
    var second = new DMatrixRMaj(new double[][] {{10}, {10}, {10}, {10}});
    Scorer nearestMean =
        new Compared(
            (support, query) -> {
              double mean = Arrays.stream(support.data).sum() / support.numRows;
              return -Math.abs(query[0] - mean);
            });
    double[] accuracies =
        accuracies(
            new FewShotClassification(List.of(first, second)),
            new FewShotProtocol(2, 3, 1, 4000),
            nearestMean);
    // the image at 10 of the first class is its query in a quarter of the episodes, and then wrong
    double mean = Arrays.stream(accuracies).sum() / accuracies.length;
    assertEquals(0.875, mean, 0.01, "four standard deviations");
  }

  @Test
  void aConstantScoreIsNeverRight() {
    assertArrayEquals(
        new double[30],
        accuracies(
            numbered(6, 6, 6),
            new FewShotProtocol(2, 3, 3, 30),
            new Compared((support, query) -> 7.0)));
  }

  @Test
  void aScoreThatIsNoNumberIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            accuracies(
                numbered(6, 6, 6),
                new FewShotProtocol(2, 3, 3, 30),
                new Compared((support, query) -> Double.NaN)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"avg", "nn", "gauss", "gmm:2", "kde"})
  void classesFarApartAreTold(String kind) {
    Scorer scorer =
        new ScorerSettings(ScorerKind.NN, new TreeMap<>()).scorer(ScorerKind.parse(kind), 6, 1);
    double[] ones = new double[10];
    Arrays.fill(ones, 1);
    assertArrayEquals(ones, accuracies(noisy(6, 0.01), new FewShotProtocol(5, 4, 5, 10), scorer));
  }

  @Test
  void theNumberOfThreadsChangesNothingAndMoreEpisodesBeginAlike() {
    FewShotClassification classification = noisy(8, 0.7);
    Scorer scorer =
        new MixtureScorer(
            ScorerSettings.fitOptions(ScorerKind.GAUSS, 1), Prior.ofVariance(8, 2, 0.1, 1e-6));
    double[] expected = accuracies(classification, new FewShotProtocol(5, 3, 4, 60), scorer);
    assertTrue(Arrays.stream(expected).distinct().count() > 3, "episodes differ");
    for (int threads = 2; threads <= 4; threads++) {
      try (Workers workers = new Workers(threads)) {
        double[] more =
            classification.accuracies(new FewShotProtocol(5, 3, 4, 90), scorer, 1, workers);
        assertArrayEquals(expected, Arrays.copyOf(more, 60));
        assertFalse(
            Arrays.equals(
                expected,
                classification.accuracies(new FewShotProtocol(5, 3, 4, 60), scorer, 2, workers)),
            "another seed draws otherwise");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 3, classes are fewer", "2, 6, too small"})
  void tooFewClassesOrImagesAreRefused(int ways, int shots, String part) {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    accuracies(
                        numbered(9, 6, 9),
                        new FewShotProtocol(ways, shots, 1, 1),
                        new AverageScorer()))
            .getMessage();
    assertTrue(message.contains(part), message);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1, 1", "2, 0, 1, 1", "2, 1, 0, 1", "2, 1, 1, 0"})
  void aProtocolChecksItsNumbers(int ways, int shots, int queries, int episodes) {
    assertThrows(
        IllegalArgumentException.class, () -> new FewShotProtocol(ways, shots, queries, episodes));
  }

  @Test
  void turnedImagesAreClassesOfTheirOwn() {
    try (Workers workers = new Workers(2)) {
      var network = new Network(new Architecture(8, 2, 8, 16), 2, workers);
      var plain = FewShotClassification.of(List.of(corner(), border()), false, network);
      assertEquals(2, plain.size());
      assertAllAccuracies(1, plain);
      // a corner turned is another corner
      var corners = FewShotClassification.of(List.of(corner()), true, network);
      assertEquals(4, corners.size());
      assertAllAccuracies(1, corners);
      // a border turned is the same, so four of the eight classes always tie
      assertAllAccuracies(
          0.5, FewShotClassification.of(List.of(corner(), border()), true, network));
    }
  }

  private static void assertAllAccuracies(double expected, FewShotClassification classification) {
    var protocol = new FewShotProtocol(classification.size(), 2, 2, 5);
    for (double accuracy : accuracies(classification, protocol, new NearestNeighborScorer())) {
      assertEquals(expected, accuracy);
    }
  }

  /** Four times a picture with ink in one corner. */
  private static ImageSet corner() {
    byte[] ink = new byte[4 * 64];
    for (int image = 0; image < 4; image++) {
      for (int row = 0; row < 3; row++) {
        Arrays.fill(ink, 64 * image + 8 * row, 64 * image + 8 * row + 2, (byte) -1);
      }
    }
    return ImageSet.of(8, ink);
  }

  /** Four times a picture with ink all along its rim. */
  private static ImageSet border() {
    byte[] ink = new byte[4 * 64];
    for (int i = 0; i < ink.length; i++) {
      int row = i / 8 % 8;
      int column = i % 8;
      ink[i] = (byte) (row % 7 == 0 || column % 7 == 0 ? -1 : 0);
    }
    return ImageSet.of(8, ink);
  }
}
