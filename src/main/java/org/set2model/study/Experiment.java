package org.set2model.study;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
 * What is compared: networks that are trained by several routes, and scorers on top of them. The
 * experiments on icons and Omniglot have the systems of the paper's comparison [S2M, table 1].
 *
 * @param name of the experiment
 * @param input how pictures become images
 * @param architecture of all networks
 * @param draw how tuples are drawn
 * @param loss of all trainings
 * @param gradient the way back through the fit of a mixture
 * @param steps of a training from random features
 * @param validations in the course of a training
 * @param features how networks are trained
 * @param systems the rows of the table
 */
public record Experiment(
    String name,
    InputFormat input,
    Architecture architecture,
    DrawOptions draw,
    Loss loss,
    Differentiation gradient,
    int steps,
    int validations,
    List<Features> features,
    List<System> systems) {

  /** Steps of a training from random features, unless others are asked for. */
  public static final int DEFAULT_STEPS = 1500;

  /** Highest learning rate of a training from random features. */
  public static final double LEARNING_RATE = 3e-3;

  /** How often a training validates. */
  public static final int VALIDATIONS = 10;

  /** How pictures of icons become images. */
  public static final InputFormat ICONS = InputFormat.parse("32x32x1 automatic");

  /** Images of a training step on icons. */
  public static final EpisodeSizes SIZES = new EpisodeSizes(12, 8, 4);

  /** The random warp of every image. */
  public static final Augmentation AUGMENTATION = new Augmentation(6, 1.12, 0.05, 0.06);

  /** Convolution blocks, filters of each for icons, and the length of a descriptor. */
  public static final int BLOCKS = 4;

  public static final int FILTERS = 32;
  public static final int DIMENSIONS = 64;

  static final String UNTRAINED = "untrained";

  private static final InputFormat CHARACTERS = InputFormat.parse("28x28x1 automatic");
  private static final EpisodeSizes CHARACTER_SIZES = new EpisodeSizes(5, 10, 10, 10);
  private static final double TUNING_RATE = 1.5e-3;
  private static final String FROM_RANDOM = "random-";

  private static final int DEMO_VALIDATIONS = 8;
  private static final double DEMO_TUNING_RATE = 2e-3;
  private static final double DEMO_TUNING_SHARE = 0.8;

  /**
   * A way to train a network.
   *
   * @param name of the network's file
   * @param scorer that is trained through
   * @param beginning the name of the features it begins with, trained before, if they are not
   *     random
   * @param rate learning rate of each step, and their number
   */
  record Features(String name, ScorerKind scorer, Optional<String> beginning, LearningRate rate) {

    /** Whether it goes on from features that were trained before. */
    boolean isTuned() {
      return beginning.isPresent();
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

  /**
   * Three ways to learn icon words, by all scorers: the last goes on from the second, more gently.
   */
  public static Experiment demo(int steps, ScorerKind model, Differentiation gradient) {
    var rate = new LearningRate(LEARNING_RATE, steps);
    int further = Math.max(1, (int) Math.round(DEMO_TUNING_SHARE * steps));
    Features nearest = new Features("trained for NN", ScorerKind.NN, Optional.empty(), rate);
    List<Features> features =
        List.of(
            new Features("trained for AVG", ScorerKind.AVG, Optional.empty(), rate),
            nearest,
            new Features(
                "trained as S2M",
                model,
                Optional.of(nearest.name()),
                new LearningRate(DEMO_TUNING_RATE, further)));
    List<ScorerKind> scorers =
        List.of(
            ScorerKind.AVG,
            ScorerKind.NN,
            ScorerKind.KDE,
            ScorerKind.GAUSS,
            ScorerKind.mixture(2),
            ScorerKind.mixture(3));
    List<System> systems = new ArrayList<>();
    List<String> routes = new ArrayList<>(List.of(UNTRAINED));
    features.forEach(one -> routes.add(one.name()));
    for (String route : routes) {
      scorers.forEach(scorer -> systems.add(new System(scorer + ", " + route, route, scorer)));
    }
    return new Experiment(
        "demo",
        ICONS,
        new Architecture(ICONS.side(), BLOCKS, FILTERS, DIMENSIONS),
        new DrawOptions(SIZES, AUGMENTATION, false, 0),
        Loss.CONTRASTIVE,
        gradient,
        steps,
        DEMO_VALIDATIONS,
        features,
        systems);
  }

  /** Icon words, learned from raw search results. */
  public static Experiment icons(int steps, int filters, Loss loss) {
    List<ScorerKind> densities =
        List.of(
            ScorerKind.GAUSS,
            ScorerKind.mixture(2),
            ScorerKind.mixture(3),
            ScorerKind.mixture(4),
            ScorerKind.KDE);
    List<Features> features = new ArrayList<>();
    for (ScorerKind scorer : List.of(ScorerKind.NN, ScorerKind.AVG, ScorerKind.KDE)) {
      features.add(fromRandom(FROM_RANDOM + fileName(scorer), scorer, steps));
    }
    String nearest = features.get(0).name();
    for (ScorerKind scorer : trainedThrough(densities)) {
      features.add(
          new Features(
              fileName(scorer),
              scorer,
              Optional.of(nearest),
              new LearningRate(TUNING_RATE, Math.max(1, 2 * steps / 5))));
    }
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
        ICONS,
        new Architecture(ICONS.side(), BLOCKS, filters, DIMENSIONS),
        new DrawOptions(SIZES, AUGMENTATION, false, 0),
        loss,
        Differentiation.UNROLLED,
        steps,
        VALIDATIONS,
        features,
        systems);
  }

  /** Omniglot in the paper's protocol. */
  public static Experiment omniglot(int steps, int filters, Loss loss) {
    List<ScorerKind> densities =
        List.of(
            ScorerKind.GAUSS, ScorerKind.mixture(2), ScorerKind.mixture(3), ScorerKind.mixture(4));
    List<System> systems = untrained(densities);
    systems.addAll(tuned(densities));
    return new Experiment(
        "omniglot",
        CHARACTERS,
        new Architecture(CHARACTERS.side(), BLOCKS, filters, DIMENSIONS),
        new DrawOptions(CHARACTER_SIZES, AUGMENTATION, true, 0),
        loss,
        Differentiation.UNROLLED,
        steps,
        VALIDATIONS,
        trainedThrough(densities).stream()
            .map(scorer -> fromRandom(fileName(scorer), scorer, steps))
            .toList(),
        systems);
  }

  private static Features fromRandom(String name, ScorerKind scorer, int steps) {
    return new Features(name, scorer, Optional.empty(), new LearningRate(LEARNING_RATE, steps));
  }

  /** NN, AVG and each density. */
  private static List<ScorerKind> trainedThrough(List<ScorerKind> densities) {
    List<ScorerKind> scorers = new ArrayList<>(List.of(ScorerKind.NN, ScorerKind.AVG));
    scorers.addAll(densities);
    return scorers;
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
                    .filter(other -> other.isTuned() == own.isTuned()))
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
    Set<String> beginnings =
        features.stream().flatMap(one -> one.beginning().stream()).collect(Collectors.toSet());
    List<Features> left =
        features.stream()
            .filter(one -> kept.contains(one.scorer()) || beginnings.contains(one.name()))
            .toList();
    Set<String> names = new HashSet<>(Set.of(UNTRAINED));
    left.forEach(one -> names.add(one.name()));
    return new Experiment(
        name,
        input,
        architecture,
        draw,
        loss,
        gradient,
        steps,
        validations,
        left,
        systems.stream().filter(system -> names.contains(system.features())).toList());
  }

  /** All scorers of the systems, each once. */
  public List<ScorerKind> scorers() {
    return systems.stream().map(System::scorer).distinct().toList();
  }

  /** How a network is trained. */
  TrainingPlan plan(Features features, long seed) {
    return new TrainingPlan(
        features.scorer(),
        HeadStart.of(features.scorer()),
        loss,
        gradient,
        false,
        draw,
        new Schedule(
            features.rate(), Math.max(1, features.rate().steps() / validations), Integer.MAX_VALUE),
        Double.POSITIVE_INFINITY,
        seed);
  }
}
