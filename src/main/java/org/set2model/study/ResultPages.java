package org.set2model.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.set2model.autodiff.Variable;
import org.set2model.data.LabeledConcept;
import org.set2model.kernel.Workers;
import org.set2model.report.RankingPage;
import org.set2model.report.ResultTable;
import org.set2model.retrieval.BootstrapInterval;
import org.set2model.retrieval.ConceptPrecisions;
import org.set2model.retrieval.EmbeddedConcepts;
import org.set2model.retrieval.RetrievalEvaluation;
import org.set2model.scoring.MixtureScorer;
import org.set2model.scoring.Scorer;
import org.set2model.scoring.ScorerKind;

/** Results as pages: a table, and the rankings for every concept. */
public final class ResultPages {

  private static final String DEMO =
      """
      Each word was typed into an icon search engine. From the raw result alone, shown first with its \
      errors and its several meanings, a small network that has never seen the word learns what it \
      looks like, by fitting a mixture of Gaussians to the images' descriptors, and ranks a gallery \
      of icons by other designers. The twenty best are shown for each method.""";

  private static final String DEMO_CREDITS =
      """
      The icons come from openly licensed collections; testdata/icons/ATTRIBUTION.tsv names them, \
      their authors and their licenses.""";

  private static final String EVALUATION =
      """
      For each word, every method learns from the search result, shown first, what the word looks \
      like, and ranks a gallery that mixes the images of all words. The twenty best are shown. \
      Re-ranked: the search result itself, each image by what is learned from all the others.""";

  /** A kernel density has a component for every example, too many to tell apart by color. */
  private static final int MOST_COLORS = 8;

  private ResultPages() {}

  /**
   * The page of a demonstration: its table is of scorers by routes; its rankings are those of all
   * scorers on the last route and, to compare, of the last scorer on the first.
   *
   * @param routes all of the same concepts and the same seed, which is that of the bootstrap too
   */
  public static RankingPage demo(List<Route> routes, List<ScorerKind> kinds, Workers workers) {
    Route first = routes.get(0);
    Route last = routes.get(routes.size() - 1);
    List<Method> methods = new ArrayList<>();
    if (first != last) {
      methods.add(new Method(first, kinds.get(kinds.size() - 1)));
    }
    kinds.forEach(kind -> methods.add(new Method(last, kind)));
    BootstrapInterval[][] cells = new BootstrapInterval[kinds.size()][routes.size()];
    for (int row = 0; row < kinds.size(); row++) {
      for (int column = 0; column < routes.size(); column++) {
        Route route = routes.get(column);
        cells[row][column] =
            BootstrapInterval.ofMean(
                route.averagePrecisions(kinds.get(row), workers), route.seed());
      }
    }
    var table =
        new ResultTable(
            kinds.stream().map(kind -> first.scorers(kind).apply(0).name()).toList(),
            routes.stream().map(Route::name).toList(),
            cells);
    return page("Concepts learned from raw search results", DEMO, DEMO_CREDITS, table, methods);
  }

  /**
   * The page of an evaluation: all its scorers.
   *
   * @param credits where the images come from
   */
  public static RankingPage evaluation(
      Route route, RetrievalEvaluation evaluation, String credits) {
    return page(
        "Galleries ranked by what was learned from search results",
        EVALUATION,
        credits,
        table(evaluation, route.seed()),
        evaluation.gallery().keySet().stream().map(kind -> new Method(route, kind)).toList());
  }

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

  /** A scorer on a route, which ranks the gallery. */
  private record Method(Route route, IntFunction<Scorer> scorers) {

    Method(Route route, ScorerKind kind) {
      this(route, route.scorers(kind));
    }

    RankingPage.Method rank(int concept) {
      EmbeddedConcepts test = route.test();
      Scorer scorer = scorers.apply(concept);
      return RankingPage.Method.of(
          scorer.name() + (route.name().isEmpty() ? "" : ", " + route.name()),
          test.scores(concept, scorer),
          test.relevant(concept),
          components(scorer, test.support(concept), test.gallery()));
    }
  }

  private static RankingPage page(
      String title, String introduction, String credits, ResultTable table, List<Method> methods) {
    EmbeddedConcepts test = methods.get(0).route().test();
    List<LabeledConcept> concepts =
        IntStream.range(0, test.size()).mapToObj(test::concept).toList();
    return new RankingPage(
        title,
        introduction,
        credits,
        table,
        EmbeddedConcepts.gallery(concepts),
        IntStream.range(0, test.size()).mapToObj(concept -> word(concept, methods)).toList());
  }

  /**
   * A word with its search result, whose images are marked by the components of the last method.
   */
  private static RankingPage.Word word(int index, List<Method> methods) {
    Method last = methods.get(methods.size() - 1);
    EmbeddedConcepts test = last.route().test();
    LabeledConcept concept = test.concept(index);
    Variable support = test.support(index);
    return RankingPage.Word.of(
        concept.name(),
        concept.search(),
        concept.searchRelevance(),
        components(last.scorers().apply(index), support, support),
        concept.gallery().size(),
        methods.stream().map(method -> method.rank(index)).toList());
  }

  /** The component of a mixture that each image belongs to; none if there are none to tell. */
  private static int[] components(Scorer scorer, Variable support, Variable images) {
    return scorer instanceof MixtureScorer mixture
            && mixture.options().components() > 1
            && mixture.options().components() <= MOST_COLORS
        ? mixture.model(support).mostResponsible(images.value())
        : new int[0];
  }
}
