package org.set2model.classification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.set2model.data.OneShotRun;
import org.set2model.data.OneShotRuns;
import org.set2model.image.ImageSet;
import org.set2model.image.InputFormat;
import org.set2model.image.Polarity;
import org.set2model.io.DataException;
import org.set2model.kernel.Workers;
import org.set2model.network.Architecture;
import org.set2model.network.Network;
import org.set2model.scoring.NearestNeighborScorer;
import org.set2model.scoring.Scorer;
import org.set2model.scoring.ScorerKind;
import org.set2model.scoring.ScorerSettings;

class OneShotClassificationTest {

  private static final Path RUNS = Path.of("testdata/one-shot-runs");
  private static final Architecture SMALL = new Architecture(16, 2, 8, 12);

  private static List<OneShotRun> runs(int side) {
    return OneShotRuns.read(RUNS, new InputFormat(side, 1, Polarity.DARK_ON_LIGHT));
  }

  /** NumPy 2.4.6, {@code src/test/python/hausdorff_reference.py testdata/one-shot-runs}. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void theBaselineErrsAsOftenAsNumPysDoes(int threads) {
    try (Workers workers = new Workers(threads)) {
      assertArrayEquals(
          new double[] {0.2, 0.3}, OneShotClassification.hausdorffErrors(runs(105), workers));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gauss", "gmm:3", "kde", "avg"})
  void fromOneExampleAllScorersAgreeWithTheNearest(String kind) {
    try (Workers workers = new Workers(2)) {
      var network = new Network(SMALL, 3, workers);
      Scorer scorer =
          new ScorerSettings(ScorerKind.NN, new TreeMap<>())
              .scorer(ScorerKind.parse(kind), SMALL.dimensions(), 1);
      double[] nearest =
          OneShotClassification.errors(
              runs(16), network::embed, new NearestNeighborScorer(), workers);
      assertArrayEquals(
          nearest, OneShotClassification.errors(runs(16), network::embed, scorer, workers));
      for (double error : nearest) {
        assertTrue(error > 0 && error < 0.95, "untrained, but better than chance: " + error);
      }
    }
  }

  @Test
  void anItemEqualToATrainingImageIsRight() {
    ImageSet images = runs(16).get(0).training().select(3, 8, 5);
    assertErrors(images, images, List.of(0, 1, 2), 0, 0);
    assertErrors(images, images, List.of(1, 2, 0), 1, 1);
    assertErrors(images, images, List.of(0, 2, 1), 2.0 / 3, 2.0 / 3);
  }

  @Test
  void amongEqualTrainingImagesTheBaselineTakesTheFirstAndANetworkNone() {
    ImageSet images = runs(16).get(0).training();
    ImageSet training = images.select(3, 8, 8, 5);
    ImageSet item = images.select(8);
    assertErrors(training, item, List.of(1), 0, 1);
    assertErrors(training, item, List.of(2), 1, 1);
  }

  private static void assertErrors(
      ImageSet training, ImageSet tests, List<Integer> answers, double hausdorff, double network) {
    List<OneShotRun> runs =
        List.of(
            new OneShotRun(
                "run",
                List.of("a", "b", "c", "d").subList(0, training.size()),
                training,
                List.of("i", "j", "k").subList(0, tests.size()),
                tests,
                answers));
    try (Workers workers = new Workers(1)) {
      assertArrayEquals(
          new double[] {hausdorff}, OneShotClassification.hausdorffErrors(runs, workers));
      assertArrayEquals(
          new double[] {network},
          OneShotClassification.errors(
              runs, new Network(SMALL, 3, workers)::embed, new NearestNeighborScorer(), workers));
    }
  }

  @Test
  void anImageWithoutInkIsNamed() {
    ImageSet drawings = runs(16).get(0).training().select(0, 1);
    ImageSet blank = ImageSet.of(16, new byte[256]);
    var run = new OneShotRun("run", List.of("a", "b"), drawings, List.of("i"), blank, List.of(0));
    try (Workers workers = new Workers(2)) {
      String message =
          assertThrows(
                  DataException.class,
                  () -> OneShotClassification.hausdorffErrors(List.of(run), workers))
              .getMessage();
      assertTrue(message.startsWith("i: no pixel of ink"), message);
    }
  }
}
