package org.set2model.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.set2model.autodiff.Variable;
import org.set2model.data.Augmentation;
import org.set2model.data.Concept;
import org.set2model.data.DataException;
import org.set2model.data.IconFolder;
import org.set2model.episode.EpisodeSampler;
import org.set2model.episode.EpisodeSizes;
import org.set2model.kernel.Workers;
import org.set2model.loss.PairwiseLogisticLoss;
import org.set2model.metalearning.InnerProductHead;
import org.set2model.metalearning.LearningRate;
import org.set2model.metalearning.MixtureHead;
import org.set2model.metalearning.ScoringHead;
import org.set2model.metalearning.Trainer;
import org.set2model.metalearning.TrainingRun;
import org.set2model.mixture.Mixture;
import org.set2model.network.Architecture;
import org.set2model.network.Network;
import org.set2model.report.ProgressBar;
import org.set2model.report.RankingPage;
import org.set2model.report.ResultTable;
import org.set2model.retrieval.AveragePrecision;
import org.set2model.retrieval.AverageScorer;
import org.set2model.retrieval.BootstrapInterval;
import org.set2model.retrieval.EmbeddedConcepts;
import org.set2model.retrieval.MixtureScorer;
import org.set2model.retrieval.NearestNeighbourScorer;
import org.set2model.retrieval.PriorSelection;
import org.set2model.retrieval.Scorer;

/** Trains on icon words by several routes and compares them on unseen words. */
final class IconStudy {

  private static final int BLOCKS = 4;
  private static final int FILTERS = 32;
  private static final int DIMENSIONS = 64;
  private static final EpisodeSizes SIZES = new EpisodeSizes(8, 12, 5);
  private static final Augmentation AUGMENTATION = new Augmentation(5, 1.1, 0.04, 0.05);
  private static final double LEARNING_RATE = 2e-3;
  private static final int VALIDATIONS = 10;
  private static final int ITERATIONS = 20;
  private static final int STARTS = 10;
  private static final double SCALE = 3;
  private static final int COMPONENTS = 64;

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

  private final IconFolder icons;
  private final long seed;
  private final Workers workers;
  private final PrintStream out;
  private final boolean interactive;

  /**
   * A study.
   *
   * @param seed determines every random choice
   * @param out where progress is printed
   * @param interactive whether {@code out} is a terminal
   * @throws DataException if there are fewer training words than a step needs
   */
  IconStudy(IconFolder icons, long seed, Workers workers, PrintStream out, boolean interactive) {
    if (icons.train().size() < SIZES.tuples()) {
      throw new DataException(
          icons.train().size()
              + " training words are too few: a training step draws "
              + SIZES.tuples()
              + " different ones");
    }
    this.icons = icons;
    this.seed = seed;
    this.workers = workers;
    this.out = out;
    this.interactive = interactive;
  }

  /**
   * Trains all routes.
   *
   * @param steps training steps of each
   */
  List<Route> routes(int steps) {
    List<Route> routes = new ArrayList<>();
    routes.add(route("untrained", network()));

    Network average = network();
    train("trained for AVG", average, new InnerProductHead(new AverageScorer(), SCALE), steps);
    routes.add(route("trained for AVG", average));

    Network nearest = network();
    train(
        "trained for NN",
        nearest,
        new InnerProductHead(new NearestNeighbourScorer(), SCALE),
        steps);
    routes.add(route("trained for NN", nearest));

    Network set = network();
    train("trained as S2M", set, new MixtureHead(COMPONENTS, 0, DIMENSIONS, 1000, .07, .25), steps);
    routes.add(route("trained as S2M", set));
    return routes;
  }

  private Network network() {
    int side = icons.train().get(0).search().side();
    return new Network(new Architecture(side, BLOCKS, FILTERS, DIMENSIONS), seed, workers);
  }

  private void train(String name, Network network, ScoringHead head, int steps) {
    out.println();
    out.println(name);
    var sampler = new EpisodeSampler(icons.train(), SIZES, AUGMENTATION, seed, workers);
    var trainer = new Trainer(network, head, sampler, PairwiseLogisticLoss::pairwiseLogisticLoss);
    var bar = new ProgressBar(out, interactive, System::nanoTime, steps);
    var run =
        new TrainingRun(
            network, head, trainer, () -> precision(embedded(icons.validation(), network), head));
    run.run(
        new LearningRate(LEARNING_RATE, steps),
        Math.max(1, steps / VALIDATIONS),
        new TrainingRun.Listener() {
          @Override
          public void stepped(int step, double loss) {
            bar.step(step, loss);
          }

          @Override
          public void validated(double meanAveragePrecision) {
            bar.validation(meanAveragePrecision);
          }
        });
  }

  private double precision(EmbeddedConcepts concepts, ScoringHead head) {
    List<Variable> values =
        head.parameters().stream().map(p -> Variable.constant(p.value())).toList();
    return AveragePrecision.mean(concepts.averagePrecisions(head.scorer(values, seed), workers));
  }

  private static EmbeddedConcepts embedded(List<Concept> concepts, Network network) {
    return new EmbeddedConcepts(concepts, network);
  }

  private Route route(String name, Network network) {
    EmbeddedConcepts validation = embedded(icons.validation(), network);
    List<Scorer> scorers = new ArrayList<>();
    scorers.add(new AverageScorer());
    scorers.add(new NearestNeighbourScorer());
    for (int components = 1; components <= 3; components++) {
      scorers.add(PriorSelection.best(validation, components, ITERATIONS, STARTS, seed, workers));
    }
    return new Route(name, embedded(icons.test(), network), scorers);
  }

  /** Mean average precision on the test words, scorers by routes. */
  private ResultTable table(List<Route> routes) {
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

  /**
   * The page of rankings of the test words: the scorers on the last route, and two of the others.
   */
  RankingPage page(List<Route> routes) {
    List<RankingPage.Word> words = new ArrayList<>();
    for (int w = 0; w < icons.test().size(); w++) {
      words.add(word(w, routes));
    }
    return new RankingPage(
        "Concepts learned from raw search results",
        INTRODUCTION,
        CREDITS,
        table(routes),
        EmbeddedConcepts.gallery(icons.test()),
        words);
  }

  private RankingPage.Word word(int index, List<Route> routes) {
    Route untrained = routes.get(0);
    Route last = routes.get(routes.size() - 1);
    List<RankingPage.Method> methods = new ArrayList<>();
    methods.add(method(index, untrained, untrained.scorers().get(untrained.scorers().size() - 1)));
    for (Scorer scorer : last.scorers()) {
      methods.add(method(index, last, scorer));
    }
    Concept concept = icons.test().get(index);
    int[] components = new int[0];
    if (last.scorers().get(last.scorers().size() - 1) instanceof MixtureScorer mixture) {
      Variable support = last.test().support(index);
      components = mixture.model(support).mostResponsible(support.value());
    }
    return RankingPage.Word.of(
        concept.name(),
        concept.search(),
        concept.searchRelevance(),
        components,
        concept.gallery().size(),
        methods);
  }

  private static RankingPage.Method method(int index, Route route, Scorer scorer) {
    EmbeddedConcepts test = route.test();
    int[] components = new int[0];
    if (scorer instanceof MixtureScorer mixture && mixture.components() > 1) {
      Mixture model = mixture.model(test.support(index));
      components = model.mostResponsible(test.gallery().value());
    }
    return RankingPage.Method.of(
        scorer.name() + ", " + route.name(),
        test.scores(index, scorer),
        test.relevant(index),
        components);
  }
}
