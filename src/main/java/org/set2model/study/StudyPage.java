package org.set2model.study;

import java.util.ArrayList;
import java.util.List;
import org.set2model.data.LabeledConcept;
import org.set2model.kernel.Workers;
import org.set2model.report.RankingPage;
import org.set2model.report.ResultTable;
import org.set2model.retrieval.BootstrapInterval;
import org.set2model.retrieval.EmbeddedConcepts;
import org.set2model.scoring.Scorer;

/** Turns the routes of a study into its page: the table, and the rankings of every test word. */
public final class StudyPage {

  private static final String INTRODUCTION =
      """
      Each word was typed into an icon search engine. From the raw result alone, shown first with its \
      errors and its several meanings, a small network that has never seen the word learns what it \
      looks like, by fitting a mixture of Gaussians to the images' descriptors, and ranks a gallery \
      of icons by other designers. The twenty best are shown for each method.""";

  private static final String CREDITS =
      """
      The icons come from openly licensed collections; testdata/icons/ATTRIBUTION.tsv names them, \
      their authors and their licences.""";

  private final List<LabeledConcept> concepts;
  private final List<Route> routes;
  private final long seed;
  private final Workers workers;

  /**
   * A page.
   *
   * @param concepts the test words
   * @param routes the first being the untrained one
   * @param seed of the bootstrap
   */
  public StudyPage(List<LabeledConcept> concepts, List<Route> routes, long seed, Workers workers) {
    this.concepts = concepts;
    this.routes = routes;
    this.seed = seed;
    this.workers = workers;
  }

  /**
   * The page of rankings of the test words: the scorers on the last route, and two of the others.
   */
  public RankingPage page() {
    List<RankingPage.Word> words = new ArrayList<>();
    for (int w = 0; w < concepts.size(); w++) {
      words.add(word(w));
    }
    return new RankingPage(
        "Concepts learned from raw search results",
        INTRODUCTION,
        CREDITS,
        table(),
        EmbeddedConcepts.gallery(concepts),
        words);
  }

  /** Mean average precision on the test words, scorers by routes. */
  private ResultTable table() {
    List<Scorer> scorers = routes.get(0).scorers();
    BootstrapInterval[][] cells = new BootstrapInterval[scorers.size()][routes.size()];
    for (int r = 0; r < routes.size(); r++) {
      Route route = routes.get(r);
      for (int s = 0; s < scorers.size(); s++) {
        double[] precisions = route.test().averagePrecisions(route.scorers().get(s), workers);
        cells[s][r] = BootstrapInterval.ofMean(precisions, seed);
      }
    }
    return new ResultTable(
        scorers.stream().map(Scorer::name).toList(),
        routes.stream().map(Route::name).toList(),
        cells);
  }

  private RankingPage.Word word(int index) {
    Route untrained = routes.get(0);
    Route last = routes.get(routes.size() - 1);
    List<RankingPage.Method> methods = new ArrayList<>();
    if (untrained != last) {
      methods.add(
          method(index, untrained, untrained.scorers().get(untrained.scorers().size() - 1)));
    }
    for (Scorer scorer : last.scorers()) {
      methods.add(method(index, last, scorer));
    }
    return PageWords.word(
        last.test(), index, last.scorers().get(last.scorers().size() - 1), methods);
  }

  private static RankingPage.Method method(int index, Route route, Scorer scorer) {
    return PageWords.method(scorer.name() + ", " + route.name(), route.test(), index, scorer);
  }
}
