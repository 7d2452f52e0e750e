package org.set2model.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.data.LabeledConcept;
import org.set2model.image.ImageSet;
import org.set2model.kernel.Workers;
import org.set2model.network.Architecture;
import org.set2model.network.Network;
import org.set2model.scoring.Scorer;
import org.set2model.scoring.ScorerKind;
import org.set2model.scoring.ScorerSettings;
import org.set2model.scoring.VariancePrior;

class PriorSelectionTest {

  private static final List<ScorerKind> DENSITIES =
      List.of(ScorerKind.GAUSS, ScorerKind.mixture(2), ScorerKind.KDE);

  private static ImageSet images(int count, SplittableRandom random) {
    byte[] ink = new byte[64 * count];
    random.nextBytes(ink);
    return ImageSet.of(8, ink);
  }

  private static List<LabeledConcept> concepts() {
    var random = new SplittableRandom(1);
    List<LabeledConcept> concepts = new ArrayList<>();
    for (String name : List.of("a", "b", "c", "d", "e", "f")) {
      concepts.add(new LabeledConcept(name, images(7, random), new boolean[0], images(6, random)));
    }
    return concepts;
  }

  private static double precision(
      EmbeddedConcepts concepts, ScorerSettings settings, ScorerKind kind, Workers workers) {
    Scorer scorer = settings.rankingScorer(kind, concepts.gallery().columns(), 1);
    return AveragePrecision.mean(concepts.averagePrecisions(scorer, workers));
  }

  private static ScorerSettings selected(
      EmbeddedConcepts concepts, VariancePrior learned, Network network, Workers workers) {
    DMatrixRMaj general = network.embed(images(50, new SplittableRandom(2)));
    return new PriorSelection(concepts, general, 1, workers)
        .settings(ScorerKind.KDE, List.of(learned), DENSITIES);
  }

  @Test
  void whatIsPickedIsAtLeastAsGoodAsTheLearnedPriorAndNoBackground() {
    try (Workers workers = new Workers(2)) {
      Network network = new Network(new Architecture(8, 1, 3, 6), 1, workers);
      var concepts = new EmbeddedConcepts(concepts(), network);
      var learned = new VariancePrior(3, 0.07);
      ScorerSettings settings = selected(concepts, learned, network, workers);
      int compared = 0;
      for (ScorerKind kind : DENSITIES) {
        double reached = precision(concepts, settings, kind, workers);
        ScorerSettings alone = settings.withoutBackground();
        assertTrue(reached >= precision(concepts, alone, kind, workers), kind.toString());
        var given = new ScorerSettings(kind, new TreeMap<>(Map.of(kind, learned)));
        assertTrue(reached >= precision(concepts, given, kind, workers), kind.toString());
        compared += settings.exponents().get(kind) > 0 ? 1 : 0;
      }
      assertTrue(compared > 0, "no exponent was picked, so nothing was tested");
      assertEquals(
          settings.priors().get(ScorerKind.KDE).variance(),
          settings.background().orElseThrow().variance());
    }
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    var learned = new VariancePrior(3, 0.07);
    List<String> texts = new ArrayList<>();
    for (int threads : new int[] {1, 3}) {
      try (Workers workers = new Workers(threads)) {
        Network network = new Network(new Architecture(8, 1, 3, 6), 1, workers);
        var concepts = new EmbeddedConcepts(concepts(), network);
        texts.add(selected(concepts, learned, network, workers).texts().toString());
      }
    }
    assertEquals(texts.get(0), texts.get(1));
  }
}
