package org.set2model.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.set2model.report.RankingPage;
import org.set2model.report.ResultTable;
import org.set2model.retrieval.BootstrapInterval;
import org.set2model.retrieval.ConceptPrecisions;
import org.set2model.retrieval.EmbeddedConcepts;
import org.set2model.retrieval.RetrievalEvaluation;
import org.set2model.scoring.Scorer;
import org.set2model.scoring.ScorerKind;
import org.set2model.scoring.ScorerSettings;

/** An evaluation as a table, as the content of a JSON file and as a page of rankings. */
public final class EvaluationPage {

  private static final String INTRODUCTION =
      """
      For each word, every method learns from the search result, shown first, what the word looks \
      like, and ranks a gallery that mixes the images of all words. The twenty best are shown. \
      Re-ranked: the search result itself, each image by what is learned from all the others.""";

  private EvaluationPage() {}

  /** Mean average precision, scorers by tasks; the re-ranking only if there is one. */
  public static ResultTable table(RetrievalEvaluation evaluation, long seed) {
    List<ScorerKind> kinds = List.copyOf(evaluation.gallery().keySet());
    List<Map<ScorerKind, ConceptPrecisions>> tasks = new ArrayList<>();
    tasks.add(evaluation.gallery());
    List<String> columns = new ArrayList<>(List.of("gallery"));
    if (!evaluation.rerank().isEmpty()) {
      tasks.add(evaluation.rerank());
      columns.add("re-ranked");
    }
    BootstrapInterval[][] cells = new BootstrapInterval[kinds.size()][tasks.size()];
    for (int row = 0; row < kinds.size(); row++) {
      for (int column = 0; column < tasks.size(); column++) {
        cells[row][column] = tasks.get(column).get(kinds.get(row)).mean(seed);
      }
    }
    return new ResultTable(kinds.stream().map(ScorerKind::toString).toList(), columns, cells);
  }

  /**
   * The page.
   *
   * @param credits where the images come from
   */
  public static RankingPage page(
      EmbeddedConcepts concepts,
      ScorerSettings settings,
      RetrievalEvaluation evaluation,
      String credits,
      long seed) {
    List<ScorerKind> kinds = List.copyOf(evaluation.gallery().keySet());
    List<IntFunction<Scorer>> scorers =
        kinds.stream()
            .map(kind -> RetrievalEvaluation.scorers(concepts, settings, kind, seed))
            .toList();
    List<RankingPage.Word> words = new ArrayList<>();
    for (int c = 0; c < concepts.size(); c++) {
      List<RankingPage.Method> methods = new ArrayList<>();
      for (IntFunction<Scorer> scorer : scorers) {
        Scorer own = scorer.apply(c);
        methods.add(PageWords.method(own.name(), concepts, c, own));
      }
      words.add(PageWords.word(concepts, c, scorers.get(scorers.size() - 1).apply(c), methods));
    }
    return new RankingPage(
        "Galleries ranked by what was learned from search results",
        INTRODUCTION,
        credits,
        table(evaluation, seed),
        EmbeddedConcepts.gallery(
            IntStream.range(0, concepts.size()).mapToObj(concepts::concept).toList()),
        words);
  }
}
