package org.set2model.study;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.set2model.episode.DrawOptions;
import org.set2model.episode.EpisodeSizes;
import org.set2model.image.Augmentation;
import org.set2model.image.InputFormat;
import org.set2model.metalearning.HeadStart;
import org.set2model.metalearning.LearningRate;
import org.set2model.metalearning.Loss;
import org.set2model.metalearning.Schedule;
import org.set2model.metalearning.TrainingPlan;
import org.set2model.mixture.Differentiation;
import org.set2model.network.Architecture;
import org.set2model.scoring.ScorerKind;

/**
 * The systems of the paper's comparison [S2M, table 1]: networks, and scorers on top of them.
 *
 * @param name of the experiment
 * @param input how pictures become images
 * @param architecture of all networks
 * @param draw how tuples are drawn
 * @param loss of all trainings
 * @param features how networks are trained; those that are tuned begin with the first
 * @param systems the rows of the table
 */
public record Experiment(
    String name,
    InputFormat input,
    Architecture architecture,
    DrawOptions draw,
    Loss loss,
    List<Features> features,
    List<System> systems) {

  /**
   * A way to train a network.
   *
   * @param name of the network's file
   * @param scorer that is trained through
   * @param tuned whether it begins with the first of all features, trained before and the same for
   *     all that are tuned; with random ones otherwise
   */
  record Features(String name, ScorerKind scorer, boolean tuned) {}

  /**
   * A row of the table.
   *
   * @param name as the paper names it, or in its manner
   * @param features name of the network; {@link #UNTRAINED} for random features
   * @param scorer on top of it
   */
  record System(String name, String features, ScorerKind scorer) {}

  static final String UNTRAINED = "untrained";

  private static final double LEARNING_RATE = 3e-3;
  private static final double TUNING_RATE = 1.5e-3;
  private static final double TUNING_SHARE = 0.4;
  private static final int VALIDATIONS = 10;

  private static final String FROM_RANDOM = "random-";

  /** Icon words, learned from raw search results. */
  public static Experiment icons(int filters, Loss loss) {
    List<ScorerKind> densities =
        List.of(
            ScorerKind.GAUSS,
            ScorerKind.mixture(2),
            ScorerKind.mixture(3),
            ScorerKind.mixture(4),
            ScorerKind.KDE);
    List<Features> features = new ArrayList<>();
    for (ScorerKind scorer : List.of(ScorerKind.NN, ScorerKind.AVG, ScorerKind.KDE)) {
      features.add(new Features(FROM_RANDOM + fileName(scorer), scorer, false));
    }
    features.addAll(features(densities, true));
    List<System> systems = untrained(densities);
    for (ScorerKind scorer : List.of(ScorerKind.NN, ScorerKind.AVG)) {
      systems.addAll(
          onTop(scorer, FROM_RANDOM + fileName(scorer), ", " + scorer + " only", densities));
    }
    systems.add(
        new System("S2M-KDE, kde only", FROM_RANDOM + fileName(ScorerKind.KDE), ScorerKind.KDE));
    systems.addAll(tuned(densities));
    return new Experiment(
        "icons",
        InputFormat.parse("32x32x1 automatic"),
        new Architecture(32, 4, filters, 64),
        new DrawOptions(
            new EpisodeSizes(12, 8, 4), new Augmentation(6, 1.12, 0.05, 0.06), false, 0),
        loss,
        features,
        systems);
  }

  /** Omniglot in the paper's protocol. */
  public static Experiment omniglot(int filters, Loss loss) {
    List<ScorerKind> densities =
        List.of(
            ScorerKind.GAUSS, ScorerKind.mixture(2), ScorerKind.mixture(3), ScorerKind.mixture(4));
    List<System> systems = untrained(densities);
    systems.addAll(tuned(densities));
    return new Experiment(
        "omniglot",
        InputFormat.parse("28x28x1 automatic"),
        new Architecture(28, 4, filters, 64),
        new DrawOptions(
            new EpisodeSizes(5, 10, 10, 10), new Augmentation(6, 1.12, 0.05, 0.06), true, 0),
        loss,
        features(densities, false),
        systems);
  }

  /** Networks trained through NN, AVG and each density. */
  private static List<Features> features(List<ScorerKind> densities, boolean tuned) {
    List<ScorerKind> scorers = new ArrayList<>(List.of(ScorerKind.NN, ScorerKind.AVG));
    scorers.addAll(densities);
    return scorers.stream().map(scorer -> new Features(fileName(scorer), scorer, tuned)).toList();
  }

  private static String fileName(ScorerKind scorer) {
    return scorer.toString().replace(":", "");
  }

  private static String rowName(ScorerKind scorer) {
    String name = scorer.toString().replace(":", "").toUpperCase(Locale.ROOT);
    return scorer.equals(ScorerKind.GAUSS) ? "Gauss" : name;
  }

  /** All scorers on random features. */
  private static List<System> untrained(List<ScorerKind> densities) {
    List<System> systems = new ArrayList<>();
    for (ScorerKind scorer : List.of(ScorerKind.NN, ScorerKind.AVG, ScorerKind.SVM)) {
      systems.add(new System(rowName(scorer) + ", " + UNTRAINED, UNTRAINED, scorer));
    }
    for (ScorerKind scorer : densities) {
      systems.add(new System(rowName(scorer) + ", " + UNTRAINED, UNTRAINED, scorer));
    }
    return systems;
  }

  /** A scorer, and the densities, on features that are trained for that scorer. */
  private static List<System> onTop(
      ScorerKind scorer, String features, String title, List<ScorerKind> densities) {
    List<System> systems = new ArrayList<>();
    systems.add(new System(rowName(scorer) + title, features, scorer));
    for (ScorerKind density : densities) {
      systems.add(new System(rowName(density) + title, features, density));
    }
    return systems;
  }

  /** Each scorer on features trained for it, and densities on those trained for NN and AVG. */
  private static List<System> tuned(List<ScorerKind> densities) {
    List<System> systems = new ArrayList<>();
    for (ScorerKind scorer : List.of(ScorerKind.NN, ScorerKind.AVG)) {
      systems.add(new System(rowName(scorer) + "-FT", fileName(scorer), scorer));
      for (ScorerKind density : densities) {
        systems.add(
            new System(
                rowName(density) + "-" + rowName(scorer) + "-FT", fileName(scorer), density));
      }
    }
    for (ScorerKind density : densities) {
      systems.add(new System("S2M-" + rowName(density), fileName(density), density));
    }
    return systems;
  }

  /**
   * The system of the same scorer on features that were trained in the same way for another one.
   *
   * @return empty if the system is not a density on features trained through it, or there is none
   */
  Optional<System> counterpart(System system, ScorerKind trainedFor) {
    return features.stream()
        .filter(own -> own.name().equals(system.features()))
        .filter(own -> own.scorer().equals(system.scorer()) && own.scorer().isDensity())
        .flatMap(
            own ->
                features.stream()
                    .filter(other -> other.scorer().equals(trainedFor))
                    .filter(other -> other.tuned() == own.tuned()))
        .flatMap(
            other ->
                systems.stream()
                    .filter(one -> one.features().equals(other.name()))
                    .filter(one -> one.scorer().equals(system.scorer())))
        .findFirst();
  }

  /**
   * The same with fewer networks, and without the systems that stand on the others. What tuned
   * networks begin with stays.
   *
   * @param kept what networks are trained through
   * @throws IllegalArgumentException if one of them is not of this experiment
   */
  public Experiment through(List<ScorerKind> kept) {
    List<ScorerKind> trained = features.stream().map(Features::scorer).distinct().toList();
    for (ScorerKind scorer : kept) {
      if (!trained.contains(scorer)) {
        throw new IllegalArgumentException(
            scorer + " is not trained through here: there are " + trained);
      }
    }
    Features first = features.get(0);
    boolean tunes = features.stream().anyMatch(Features::tuned);
    List<Features> left =
        features.stream()
            .filter(one -> kept.contains(one.scorer()) || tunes && one.equals(first))
            .toList();
    Set<String> names = new HashSet<>(Set.of(UNTRAINED));
    left.forEach(one -> names.add(one.name()));
    return new Experiment(
        name,
        input,
        architecture,
        draw,
        loss,
        left,
        systems.stream().filter(system -> names.contains(system.features())).toList());
  }

  /**
   * How a network is trained.
   *
   * @param steps from random features; tuning takes two fifths of them
   */
  TrainingPlan plan(Features features, int steps, long seed) {
    int own = features.tuned() ? (int) Math.max(1, TUNING_SHARE * steps) : steps;
    return new TrainingPlan(
        features.scorer(),
        HeadStart.of(features.scorer()),
        loss,
        Differentiation.UNROLLED,
        false,
        draw,
        new Schedule(
            new LearningRate(features.tuned() ? TUNING_RATE : LEARNING_RATE, own),
            Math.max(1, own / VALIDATIONS),
            Integer.MAX_VALUE),
        Double.POSITIVE_INFINITY,
        seed);
  }
}
