package org.set2model.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.set2model.data.Augmentation;
import org.set2model.data.InputFormat;
import org.set2model.episode.DrawOptions;
import org.set2model.episode.EpisodeSizes;
import org.set2model.metalearning.HeadStart;
import org.set2model.metalearning.LearningRate;
import org.set2model.metalearning.Loss;
import org.set2model.metalearning.Schedule;
import org.set2model.metalearning.TrainingPlan;
import org.set2model.mixture.Differentiation;
import org.set2model.network.Architecture;
import org.set2model.retrieval.ScorerKind;

/**
 * The systems of the paper's comparison [S2M, table 1]: networks, and scorers on top of them.
 *
 * @param name of the experiment
 * @param input how pictures become images
 * @param architecture of all networks
 * @param draw how tuples are drawn
 * @param stages the networks, each after the one it begins with
 * @param systems the rows of the table
 */
record Experiment(
    String name,
    InputFormat input,
    Architecture architecture,
    DrawOptions draw,
    List<Stage> stages,
    List<System> systems) {

  /**
   * A network to be trained.
   *
   * @param name of its files, without seed
   * @param from the name of the network to begin with; empty for a random one
   * @param scorer what is trained through
   * @param learningRate the highest
   * @param share of the experiment's steps
   */
  record Stage(
      String name, Optional<String> from, ScorerKind scorer, double learningRate, double share) {

    /** The number of steps, of the experiment's. */
    int steps(int steps) {
      return Math.max(1, (int) Math.round(share * steps));
    }
  }

  /**
   * A row of the table.
   *
   * @param name as the paper names it, or in its manner
   * @param features name of the network; {@link #UNTRAINED} for random features
   * @param scorer on top of it
   */
  record System(String name, String features, ScorerKind scorer) {}

  static final String UNTRAINED = "untrained";

  private static final String PRELEARNED = "prelearned";
  private static final double LEARNING_RATE = 3e-3;
  private static final double FINE_TUNING_RATE = 2e-3;
  private static final double FINE_TUNING_SHARE = 0.8;
  private static final int VALIDATIONS = 10;

  /**
   * Icon words. All systems are fine-tuned, for the same number of steps, from the same features,
   * trained for NN.
   */
  static Experiment icons(int filters) {
    List<ScorerKind> densities =
        List.of(
            ScorerKind.GAUSS,
            ScorerKind.mixture(2),
            ScorerKind.mixture(3),
            ScorerKind.mixture(4),
            ScorerKind.KDE);
    List<Stage> stages = new ArrayList<>();
    stages.add(new Stage(PRELEARNED, Optional.empty(), ScorerKind.NN, LEARNING_RATE, 1));
    for (ScorerKind scorer : trained(densities)) {
      stages.add(
          new Stage(
              fileName(scorer),
              Optional.of(PRELEARNED),
              scorer,
              FINE_TUNING_RATE,
              FINE_TUNING_SHARE));
    }
    List<System> systems = fixed("untrained", UNTRAINED, densities);
    systems.addAll(fixed("pre-learned", PRELEARNED, densities));
    systems.addAll(tuned(densities));
    return new Experiment(
        "icons",
        InputFormat.parse("32x32x1 automatic"),
        new Architecture(32, 4, filters, 64),
        new DrawOptions(
            new EpisodeSizes(12, 8, 4), new Augmentation(6, 1.12, 0.05, 0.06), false, 0),
        stages,
        systems);
  }

  /** Omniglot in the paper's protocol; all systems are trained from random features. */
  static Experiment omniglot(int filters) {
    List<ScorerKind> densities =
        List.of(
            ScorerKind.GAUSS, ScorerKind.mixture(2), ScorerKind.mixture(3), ScorerKind.mixture(4));
    List<Stage> stages =
        trained(densities).stream()
            .map(scorer -> new Stage(fileName(scorer), Optional.empty(), scorer, LEARNING_RATE, 1))
            .toList();
    List<System> systems = fixed("untrained", UNTRAINED, densities);
    systems.addAll(tuned(densities));
    return new Experiment(
        "omniglot",
        InputFormat.parse("28x28x1 automatic"),
        new Architecture(28, 4, filters, 64),
        new DrawOptions(
            new EpisodeSizes(5, 10, 10, 10), new Augmentation(6, 1.12, 0.05, 0.06), true, 0),
        stages,
        systems);
  }

  private static List<ScorerKind> trained(List<ScorerKind> densities) {
    List<ScorerKind> trained = new ArrayList<>(List.of(ScorerKind.NN, ScorerKind.AVG));
    trained.addAll(densities);
    return trained;
  }

  private static String fileName(ScorerKind scorer) {
    return scorer.toString().replace(":", "");
  }

  private static String rowName(ScorerKind scorer) {
    String name = scorer.toString().replace(":", "").toUpperCase(Locale.ROOT);
    return scorer.equals(ScorerKind.GAUSS) ? "Gauss" : name;
  }

  /** All scorers on features that are not trained for them. */
  private static List<System> fixed(String title, String features, List<ScorerKind> densities) {
    List<System> systems = new ArrayList<>();
    for (ScorerKind scorer : List.of(ScorerKind.NN, ScorerKind.AVG, ScorerKind.SVM)) {
      systems.add(new System(rowName(scorer) + ", " + title, features, scorer));
    }
    for (ScorerKind scorer : densities) {
      systems.add(new System(rowName(scorer) + ", " + title, features, scorer));
    }
    return systems;
  }

  /** Each scorer on features trained for it, and densities on those trained for NN and AVG. */
  private static List<System> tuned(List<ScorerKind> densities) {
    List<System> systems = new ArrayList<>();
    systems.add(new System("NN-FT", fileName(ScorerKind.NN), ScorerKind.NN));
    for (ScorerKind scorer : densities) {
      systems.add(new System(rowName(scorer) + "-NN-FT", fileName(ScorerKind.NN), scorer));
    }
    systems.add(new System("AVG-FT", fileName(ScorerKind.AVG), ScorerKind.AVG));
    for (ScorerKind scorer : densities) {
      systems.add(new System(rowName(scorer) + "-AVG-FT", fileName(ScorerKind.AVG), scorer));
    }
    for (ScorerKind scorer : densities) {
      systems.add(new System("S2M-" + rowName(scorer), fileName(scorer), scorer));
    }
    return systems;
  }

  /** What a stage does. */
  TrainingPlan plan(Stage stage, int steps, long seed) {
    int own = stage.steps(steps);
    return new TrainingPlan(
        stage.scorer(),
        HeadStart.of(stage.scorer()),
        Loss.PAIRWISE,
        Differentiation.UNROLLED,
        false,
        draw,
        new Schedule(
            new LearningRate(stage.learningRate(), own),
            Math.max(1, own / VALIDATIONS),
            Integer.MAX_VALUE),
        Double.POSITIVE_INFINITY,
        seed);
  }
}
