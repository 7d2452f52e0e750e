package org.set2model.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
 * @param loss of all trainings
 * @param prelearned whether networks begin with features that are trained for NN before, the same
 *     for all; with random ones otherwise
 * @param trained what networks are trained through
 * @param systems the rows of the table
 */
record Experiment(
    String name,
    InputFormat input,
    Architecture architecture,
    DrawOptions draw,
    Loss loss,
    boolean prelearned,
    List<ScorerKind> trained,
    List<System> systems) {

  /**
   * A row of the table.
   *
   * @param name as the paper names it, or in its manner
   * @param features name of the network; {@link #UNTRAINED} for random features
   * @param scorer on top of it
   */
  record System(String name, String features, ScorerKind scorer) {}

  static final String UNTRAINED = "untrained";

  static final String PRELEARNED = "prelearned";

  private static final double LEARNING_RATE = 3e-3;
  private static final double TUNING_RATE = 1.5e-3;
  private static final double TUNING_SHARE = 0.4;
  private static final int VALIDATIONS = 10;

  /** Icon words, learned from raw search results. */
  static Experiment icons(int filters, Loss loss) {
    List<ScorerKind> densities =
        List.of(
            ScorerKind.GAUSS,
            ScorerKind.mixture(2),
            ScorerKind.mixture(3),
            ScorerKind.mixture(4),
            ScorerKind.KDE);
    List<System> systems = fixed("untrained", UNTRAINED, densities);
    systems.addAll(fixed("pre-learned", PRELEARNED, densities));
    systems.addAll(tuned(densities));
    return new Experiment(
        "icons",
        InputFormat.parse("32x32x1 automatic"),
        new Architecture(32, 4, filters, 64),
        new DrawOptions(
            new EpisodeSizes(12, 8, 4), new Augmentation(6, 1.12, 0.05, 0.06), false, 0),
        loss,
        true,
        trained(densities),
        systems);
  }

  /** Omniglot in the paper's protocol. */
  static Experiment omniglot(int filters, Loss loss) {
    List<ScorerKind> densities =
        List.of(
            ScorerKind.GAUSS, ScorerKind.mixture(2), ScorerKind.mixture(3), ScorerKind.mixture(4));
    List<System> systems = fixed("untrained", UNTRAINED, densities);
    systems.addAll(tuned(densities));
    return new Experiment(
        "omniglot",
        InputFormat.parse("28x28x1 automatic"),
        new Architecture(28, 4, filters, 64),
        new DrawOptions(
            new EpisodeSizes(5, 10, 10, 10), new Augmentation(6, 1.12, 0.05, 0.06), true, 0),
        loss,
        false,
        trained(densities),
        systems);
  }

  private static List<ScorerKind> trained(List<ScorerKind> densities) {
    List<ScorerKind> trained = new ArrayList<>(List.of(ScorerKind.NN, ScorerKind.AVG));
    trained.addAll(densities);
    return trained;
  }

  /** The name of the network that is trained through a scorer. */
  static String fileName(ScorerKind scorer) {
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

  /**
   * The same with fewer networks, and without the systems that stand on the others.
   *
   * @param kept what networks are trained through
   * @throws IllegalArgumentException if one of them is not of this experiment
   */
  Experiment through(List<ScorerKind> kept) {
    for (ScorerKind scorer : kept) {
      if (!trained.contains(scorer)) {
        throw new IllegalArgumentException(
            scorer + " is not trained through here: there are " + trained);
      }
    }
    List<String> features = new ArrayList<>(List.of(UNTRAINED, PRELEARNED));
    kept.forEach(scorer -> features.add(fileName(scorer)));
    return new Experiment(
        name,
        input,
        architecture,
        draw,
        loss,
        prelearned,
        trained.stream().filter(kept::contains).toList(),
        systems.stream().filter(system -> features.contains(system.features())).toList());
  }

  /** How the features are trained that all networks begin with. */
  TrainingPlan prelearningPlan(int steps, long seed) {
    return plan(ScorerKind.NN, LEARNING_RATE, steps, seed);
  }

  /**
   * How a network is trained.
   *
   * @param steps from random features; tuning of pre-learned ones takes two fifths of them
   */
  TrainingPlan plan(ScorerKind scorer, int steps, long seed) {
    return prelearned
        ? plan(scorer, TUNING_RATE, (int) Math.max(1, TUNING_SHARE * steps), seed)
        : plan(scorer, LEARNING_RATE, steps, seed);
  }

  private TrainingPlan plan(ScorerKind scorer, double learningRate, int steps, long seed) {
    return new TrainingPlan(
        scorer,
        HeadStart.of(scorer),
        loss,
        Differentiation.UNROLLED,
        false,
        draw,
        new Schedule(
            new LearningRate(learningRate, steps),
            Math.max(1, steps / VALIDATIONS),
            Integer.MAX_VALUE),
        Double.POSITIVE_INFINITY,
        seed);
  }
}
