package org.set2model.study;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.set2model.concept.Embedder;
import org.set2model.data.IconFolder;
import org.set2model.episode.DrawOptions;
import org.set2model.episode.EpisodeSizes;
import org.set2model.image.Augmentation;
import org.set2model.io.DataException;
import org.set2model.io.Duration;
import org.set2model.kernel.Workers;
import org.set2model.metalearning.HeadStart;
import org.set2model.metalearning.LearningRate;
import org.set2model.metalearning.Loss;
import org.set2model.metalearning.Schedule;
import org.set2model.metalearning.ScoringHead;
import org.set2model.metalearning.Trainer;
import org.set2model.metalearning.TrainingPlan;
import org.set2model.metalearning.TrainingRun;
import org.set2model.mixture.Differentiation;
import org.set2model.network.Architecture;
import org.set2model.network.Network;
import org.set2model.retrieval.EmbeddedConcepts;
import org.set2model.scoring.Scorer;
import org.set2model.scoring.ScorerKind;
import org.set2model.scoring.ScorerSettings;

/** Trains on icon words by several routes and compares them on unseen words. */
public final class IconStudy {

  private static final int BLOCKS = 4;
  private static final int FILTERS = 32;
  private static final int DIMENSIONS = 64;
  private static final EpisodeSizes SIZES = new EpisodeSizes(12, 8, 4);
  private static final Augmentation AUGMENTATION = new Augmentation(6, 1.12, 0.05, 0.06);
  private static final int VALIDATIONS = 8;

  private static final double LEARNING_RATE = 3e-3;

  /** The last stage goes on from the features trained for NN, more gently and for fewer steps. */
  private static final double LAST_LEARNING_RATE = 2e-3;

  private static final double LAST_STAGE = 0.8;

  /** Steps before the time is taken, and steps of which it is. */
  private static final int WARM_UP = 10;

  private static final int TIMED = 20;

  /** Validations, priors and rankings take this share of the time of the steps. */
  private static final double REST = 0.1;

  private static final List<ScorerKind> SCORERS =
      List.of(
          ScorerKind.AVG,
          ScorerKind.NN,
          ScorerKind.KDE,
          ScorerKind.GAUSS,
          ScorerKind.mixture(2),
          ScorerKind.mixture(3));

  private static final List<ScorerKind> DENSITIES =
      SCORERS.stream().filter(ScorerKind::isDensity).toList();

  private final IconFolder icons;
  private final TrainingData data;
  private final ScorerKind model;
  private final Differentiation gradient;
  private final long seed;
  private final Workers workers;
  private final PrintStream out;
  private final boolean interactive;

  /**
   * A study.
   *
   * @param model through which the last route trains
   * @param gradient the way back through the fit of a mixture
   * @param seed determines every random choice
   * @param out where progress is printed
   * @param interactive whether {@code out} is a terminal
   * @throws DataException if there are fewer training words than a step needs
   */
  public IconStudy(
      IconFolder icons,
      ScorerKind model,
      Differentiation gradient,
      long seed,
      Workers workers,
      PrintStream out,
      boolean interactive) {
    if (icons.train().size() < SIZES.tuples()) {
      throw new DataException(
          icons.train().size()
              + " training words are too few: a training step draws "
              + SIZES.tuples()
              + " different ones");
    }
    this.icons = icons;
    this.data = TrainingData.of(icons);
    this.model = model;
    this.gradient = gradient;
    this.seed = seed;
    this.workers = workers;
    this.out = out;
    this.interactive = interactive;
  }

  /**
   * Trains all routes.
   *
   * @param steps training steps from scratch; the last route adds four fifths of them
   */
  public List<Route> routes(int steps) {
    out.println("about " + Duration.text(estimate(steps)) + " on this machine");
    List<Route> routes = new ArrayList<>();
    Network network = network();
    routes.add(route("untrained", network));

    train("1/3 trained for AVG", network, plan(ScorerKind.AVG, LEARNING_RATE, steps));
    routes.add(route("trained for AVG", network));

    network = network();
    train("2/3 trained for NN", network, plan(ScorerKind.NN, LEARNING_RATE, steps));
    routes.add(route("trained for NN", network));

    int further = Math.max(1, (int) Math.round(LAST_STAGE * steps));
    train(
        "3/3 trained as S2M, from the features trained for NN",
        network,
        plan(model, LAST_LEARNING_RATE, further));
    routes.add(route("trained as S2M", network));
    return routes;
  }

  /**
   * Nanoseconds that all routes will take, from the time of a few steps of a throw-away network.
   */
  private long estimate(int steps) {
    Network network = network();
    TrainingPlan plan = plan(ScorerKind.NN, LEARNING_RATE, steps);
    Trainer trainer = plan.trainer(network, plan.head(DIMENSIONS), data.training(), workers);
    long start = 0;
    for (int step = -WARM_UP; step < TIMED; step++) {
      start = step == 0 ? System.nanoTime() : start;
      trainer.step(LEARNING_RATE);
    }
    double perStep = (double) (System.nanoTime() - start) / TIMED;
    return Math.round(perStep * (2 + LAST_STAGE) * steps * (1 + REST));
  }

  private TrainingPlan plan(ScorerKind scorer, double learningRate, int steps) {
    int interval = Math.max(1, steps / VALIDATIONS);
    return new TrainingPlan(
        scorer,
        HeadStart.of(scorer),
        Loss.CONTRASTIVE,
        gradient,
        false,
        new DrawOptions(SIZES, AUGMENTATION, false, 0),
        new Schedule(new LearningRate(learningRate, steps), interval, Integer.MAX_VALUE),
        Double.POSITIVE_INFINITY,
        seed);
  }

  private Network network() {
    int side = icons.train().get(0).search().side();
    return new Network(new Architecture(side, BLOCKS, FILTERS, DIMENSIONS), seed, workers);
  }

  private void train(String title, Network network, TrainingPlan plan) {
    out.println();
    out.println(title);
    ScoringHead head = plan.head(DIMENSIONS);
    var run =
        new TrainingRun(
            network,
            head,
            plan.trainer(network, head, data.training(), workers),
            plan.schedule(),
            new Validation(data.validation(), network, head, seed, workers));
    int steps = plan.schedule().rate().steps();
    run.run(new TrainingProgress(out, interactive, steps, () -> {}));
  }

  private Route route(String name, Network network) {
    return route(
        name,
        network,
        data.priorSelection(network, seed, workers).settings(ScorerKind.NN, List.of(), DENSITIES));
  }

  /** The route of a network that was trained before, with the priors of its file. */
  public Route route(Embedder trained) {
    return route("trained before", trained.network(), trained.settings());
  }

  private Route route(String name, Network network, ScorerSettings settings) {
    List<Scorer> scorers = new ArrayList<>();
    for (ScorerKind kind : SCORERS) {
      scorers.add(settings.rankingScorer(kind, network.architecture().dimensions(), seed));
    }
    return new Route(name, new EmbeddedConcepts(icons.test(), network), scorers);
  }
}
