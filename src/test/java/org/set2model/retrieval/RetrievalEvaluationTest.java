package org.set2model.retrieval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.set2model.autodiff.Variable;
import org.set2model.data.LabeledConcept;
import org.set2model.image.ImageSet;
import org.set2model.kernel.Workers;
import org.set2model.network.Architecture;
import org.set2model.network.Network;
import org.set2model.scoring.AverageScorer;
import org.set2model.scoring.InnerProduct;
import org.set2model.scoring.NearestNeighborScorer;
import org.set2model.scoring.ScorerKind;
import org.set2model.scoring.ScorerSettings;
import org.set2model.scoring.SupportVectorScorer;

class RetrievalEvaluationTest {

  private static final ScorerSettings SETTINGS =
      new ScorerSettings(ScorerKind.KDE, new TreeMap<>());
  private static final List<ScorerKind> ALL =
      List.of(
          ScorerKind.AVG,
          ScorerKind.NN,
          ScorerKind.SVM,
          ScorerKind.GAUSS,
          ScorerKind.KDE,
          ScorerKind.mixture(2));
  private static final boolean[] UNKNOWN = {};

  private final Workers workers = new Workers(2);
  private final Network network = new Network(new Architecture(8, 1, 3, 6), 1, workers);
  private final SplittableRandom random = new SplittableRandom(1);

  @AfterEach
  void stop() {
    workers.close();
  }

  private ImageSet images(int count) {
    byte[] ink = new byte[64 * count];
    random.nextBytes(ink);
    return ImageSet.of(8, ink);
  }

  private LabeledConcept concept(String name, int search, boolean[] relevance) {
    return new LabeledConcept(name, images(search), relevance, images(4));
  }

  private static boolean[] flags(String text) {
    boolean[] flags = new boolean[text.length()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = text.charAt(i) == '+';
    }
    return flags;
  }

  private RetrievalEvaluation evaluate(
      List<LabeledConcept> concepts, List<ScorerKind> kinds, Workers w) {
    return RetrievalEvaluation.of(new EmbeddedConcepts(concepts, network), SETTINGS, kinds, 1, w);
  }

  @Test
  void eachScorerIsMeasuredOnEachConceptAndReRanksWhereSomeImagesAreRelevant() {
    List<LabeledConcept> concepts =
        List.of(
            concept("b", 5, flags("++--+")),
            concept("a", 3, flags("+++")),
            concept("d", 2, flags("--")),
            concept("c", 4, flags("+---")),
            concept("e", 1, flags("+")));
    RetrievalEvaluation evaluation = evaluate(concepts, ALL, workers);
    assertEquals(ALL, List.copyOf(evaluation.gallery().keySet()));
    assertEquals(ALL, List.copyOf(evaluation.rerank().keySet()));
    for (ScorerKind kind : ALL) {
      assertEquals(
          List.of("b", "a", "d", "c", "e"),
          List.copyOf(evaluation.gallery().get(kind).byConcept().keySet()));
      assertEquals(
          List.of("b", "c"), List.copyOf(evaluation.rerank().get(kind).byConcept().keySet()));
    }
    assertEquals(3, evaluation.unranked());
    double[] gallery =
        new EmbeddedConcepts(concepts, network).averagePrecisions(new AverageScorer(), workers);
    assertArrayEquals(gallery, evaluation.gallery().get(ScorerKind.AVG).values());
    assertEquals(
        AveragePrecision.mean(gallery), evaluation.gallery().get(ScorerKind.AVG).mean(1).mean());
  }

  @Test
  void nothingIsReRankedWhereNothingIsKnown() {
    RetrievalEvaluation evaluation =
        evaluate(List.of(concept("a", 3, UNKNOWN), concept("b", 3, UNKNOWN)), ALL, workers);
    assertTrue(evaluation.rerank().isEmpty());
    assertEquals(0, evaluation.unranked());
  }

  @Test
  void imagesThatAllLookAlikeAreReRankedAsBadlyAsCanBeWhateverTheirOrder() {
    ImageSet same = images(1).select(0, 0, 0, 0, 0);
    List<LabeledConcept> concepts = new ArrayList<>(List.of(concept("other", 6, flags("++----"))));
    concepts.add(new LabeledConcept("first", same, flags("++---"), images(2)));
    concepts.add(new LabeledConcept("last", same, flags("---++"), images(2)));
    RetrievalEvaluation evaluation = evaluate(concepts, ALL, workers);
    double worst = (1.0 / 4 + 2.0 / 5) / 2;
    for (ScorerKind kind : ALL) {
      var reranked = evaluation.rerank().get(kind).byConcept();
      assertEquals(worst, reranked.get("first"), 1e-15, kind.toString());
      assertEquals(worst, reranked.get("last"), 1e-15, kind.toString());
    }
  }

  @Test
  void theOrderOfTheSearchImagesDoesNotMatter() {
    LabeledConcept concept = concept("a", 9, flags("++++-----"));
    int[] backwards = IntStream.range(0, 9).map(i -> 8 - i).toArray();
    LabeledConcept turned =
        new LabeledConcept(
            "a", concept.search().select(backwards), flags("-----++++"), concept.gallery());
    LabeledConcept other = concept("b", 5, flags("+----"));
    List<ScorerKind> kinds =
        List.of(ScorerKind.AVG, ScorerKind.NN, ScorerKind.GAUSS, ScorerKind.KDE);
    RetrievalEvaluation evaluation = evaluate(List.of(concept, other), kinds, workers);
    RetrievalEvaluation again = evaluate(List.of(turned, other), kinds, workers);
    for (ScorerKind kind : kinds) {
      assertEquals(
          evaluation.rerank().get(kind).byConcept().get("a"),
          again.rerank().get(kind).byConcept().get("a"),
          1e-12);
    }
  }

  @Test
  void anImageIsScoredByTheOthers() {
    var concepts = new EmbeddedConcepts(List.of(concept("a", 4, UNKNOWN)), network);
    DMatrixRMaj support = concepts.support(0).value();
    double[] nearest = concepts.leaveOneOutScores(0, new NearestNeighborScorer());
    double[] average = concepts.leaveOneOutScores(0, new AverageScorer());
    for (int i = 0; i < 4; i++) {
      double largest = Double.NEGATIVE_INFINITY;
      double sum = 0;
      for (int j = 0; j < 4; j++) {
        if (j != i) {
          double product = InnerProduct.of(support.data, 6 * i, support.data, 6 * j, 6);
          largest = Math.max(largest, product);
          sum += product;
        }
      }
      assertEquals(largest, nearest[i], 1e-14);
      assertEquals(sum / 3, average[i], 1e-14);
    }
    var single = new EmbeddedConcepts(List.of(concept("a", 1, UNKNOWN)), network);
    assertThrows(
        IllegalArgumentException.class,
        () -> single.leaveOneOutScores(0, new NearestNeighborScorer()));
  }

  @Test
  void othersAreDifferentImagesOfOtherConcepts() {
    List<LabeledConcept> list =
        List.of(concept("a", 3, UNKNOWN), concept("b", 4, UNKNOWN), concept("c", 2, UNKNOWN));
    var concepts = new EmbeddedConcepts(list, network);
    Set<String> own = rows(concepts.support(1).value());
    Set<String> rest = rows(concepts.support(0).value());
    rest.addAll(rows(concepts.support(2).value()));
    for (int count : new int[] {1, 3, 5, 100}) {
      DMatrixRMaj others = concepts.others(1, count, new SplittableRandom(count));
      assertEquals(Math.min(count, 5), others.numRows);
      assertEquals(others.numRows, rows(others).size());
      assertTrue(rest.containsAll(rows(others)));
      assertTrue(rows(others).stream().noneMatch(own::contains));
    }
    assertNotEquals(
        rows(concepts.others(1, 2, new SplittableRandom(1))),
        rows(concepts.others(1, 2, new SplittableRandom(2))));
  }

  private static Set<String> rows(DMatrixRMaj matrix) {
    Set<String> rows = new TreeSet<>();
    for (int i = 0; i < matrix.numRows; i++) {
      rows.add(
          Arrays.toString(
              Arrays.copyOfRange(matrix.data, i * matrix.numCols, (i + 1) * matrix.numCols)));
    }
    return rows;
  }

  @Test
  void svmHasTwoNegativesForEachExample() {
    var concepts =
        new EmbeddedConcepts(List.of(concept("a", 2, UNKNOWN), concept("b", 9, UNKNOWN)), network);
    var scorers = RetrievalEvaluation.scorers(concepts, SETTINGS, ScorerKind.SVM, 1);
    assertEquals(4, ((SupportVectorScorer) scorers.apply(0)).negatives().numRows);
    assertEquals(2, ((SupportVectorScorer) scorers.apply(1)).negatives().numRows);
    Variable scores = scorers.apply(0).scores(concepts.support(0), concepts.gallery());
    assertArrayEquals(scores.value().data, concepts.scores(0, scorers.apply(0)));
  }

  @Test
  void threadsDoNotMatterAndTheSeedDoes() {
    List<LabeledConcept> concepts = new ArrayList<>();
    for (int c = 0; c < 6; c++) {
      concepts.add(concept("concept" + c, 7, flags("+++----")));
    }
    try (Workers one = new Workers(1)) {
      assertEquals(evaluate(concepts, ALL, one), evaluate(concepts, ALL, workers));
    }
    var embedded = new EmbeddedConcepts(concepts, network);
    List<ScorerKind> svm = List.of(ScorerKind.SVM);
    assertNotEquals(
        RetrievalEvaluation.of(embedded, SETTINGS, svm, 1, workers),
        RetrievalEvaluation.of(embedded, SETTINGS, svm, 2, workers));
  }

  @Test
  void anSvmForASingleConceptAndNamesThatCoincideAreRefused() {
    LabeledConcept concept = concept("a", 3, UNKNOWN);
    assertThrows(
        IllegalArgumentException.class,
        () -> evaluate(List.of(concept), List.of(ScorerKind.SVM), workers));
    assertThrows(
        IllegalArgumentException.class,
        () -> evaluate(List.of(concept, concept), List.of(ScorerKind.AVG), workers));
    assertEquals(1, evaluate(List.of(concept), List.of(ScorerKind.AVG), workers).gallery().size());
  }
}
