package org.set2model.study;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.set2model.episode.DrawOptions;
import org.set2model.episode.EpisodeSizes;
import org.set2model.image.Augmentation;
import org.set2model.image.InputFormat;
import org.set2model.image.Polarity;
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

  /** Convolution blocks of a network. */
  public static final int BLOCKS = 4;

  /** Filters of each block of a network for icons. */
  public static final int FILTERS = 32;

  /** Length of a descriptor. */
  public static final int DIMENSIONS = 64;

  static final String UNTRAINED = "untrained";

  private static final InputFormat CHARACTERS = InputFormat.parse("28x28x1 automatic");
  private static final EpisodeSizes CHARACTER_SIZES = new EpisodeSizes(5, 10, 10, 10);
  private static final double TUNING_RATE = 1.5e-3;
  private static final String FROM_RANDOM = "random-";

  private static final List<ScorerKind> INNER_PRODUCTS = List.of(ScorerKind.NN, ScorerKind.AVG);
  private static final List<ScorerKind> CHARACTER_DENSITIES =
      List.of(
          ScorerKind.GAUSS, ScorerKind.mixture(2), ScorerKind.mixture(3), ScorerKind.mixture(4));

  private static final int DEMO_VALIDATIONS = 8;
  private static final double DEMO_TUNING_RATE = 2e-3;
  private static final double DEMO_TUNING_SHARE = 0.8;
  private static final List<ScorerKind> DEMO_SCORERS =
      List.of(
          ScorerKind.AVG,
          ScorerKind.NN,
          ScorerKind.KDE,
          ScorerKind.GAUSS,
          ScorerKind.mixture(2),
          ScorerKind.mixture(3));

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

    static Features fromRandom(String name, ScorerKind scorer, int steps) {
      return new Features(name, scorer, Optional.empty(), new LearningRate(LEARNING_RATE, steps));
    }

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
   * Three routes to features for icons, and all scorers on each; the last route goes on from the
   * features of the second, more gently.
   *
   * @param side of the images, which are taken as they are
   * @param model that the last route trains through
   */
  public static Experiment demo(int side, int steps, ScorerKind model, Differentiation gradient) {
    String nearest = "trained for NN";
    int further = Math.max(1, (int) Math.round(DEMO_TUNING_SHARE * steps));
    List<Features> features =
        List.of(
            Features.fromRandom("trained for AVG", ScorerKind.AVG, steps),
            Features.fromRandom(nearest, ScorerKind.NN, steps),
            new Features(
                "trained as S2M",
                model,
                Optional.of(nearest),
                new LearningRate(DEMO_TUNING_RATE, further)));
    List<System> systems = new ArrayList<>();
    for (String route : List.of(UNTRAINED, "trained for AVG", nearest, "trained as S2M")) {
      add(systems, route, "%s, " + route, DEMO_SCORERS);
    }
    return new Experiment(
        "demo",
        new InputFormat(side, 1, Polarity.DARK_ON_LIGHT),
        new Architecture(side, BLOCKS, FILTERS, DIMENSIONS),
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
    List<ScorerKind> densities = and(CHARACTER_DENSITIES, ScorerKind.KDE);
    Optional<String> nearest = Optional.of(FROM_RANDOM + fileName(ScorerKind.NN));
    var tuning = new LearningRate(TUNING_RATE, Math.max(1, 2 * steps / 5));
    List<Features> features = new ArrayList<>();
    for (ScorerKind scorer : and(INNER_PRODUCTS, ScorerKind.KDE)) {
      features.add(Features.fromRandom(FROM_RANDOM + fileName(scorer), scorer, steps));
    }
    for (ScorerKind scorer : and(INNER_PRODUCTS, densities)) {
      features.add(new Features(fileName(scorer), scorer, nearest, tuning));
    }
    List<System> systems = untrained(densities);
    for (ScorerKind scorer : INNER_PRODUCTS) {
      String name = FROM_RANDOM + fileName(scorer);
      add(systems, name, "%s, " + scorer + " only", and(List.of(scorer), densities));
    }
    add(systems, FROM_RANDOM + "kde", "S2M-%s, kde only", List.of(ScorerKind.KDE));
    addTuned(systems, densities);
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
    List<System> systems = untrained(CHARACTER_DENSITIES);
    addTuned(systems, CHARACTER_DENSITIES);
    return new Experiment(
        "omniglot",
        CHARACTERS,
        new Architecture(CHARACTERS.side(), BLOCKS, filters, DIMENSIONS),
        new DrawOptions(CHARACTER_SIZES, AUGMENTATION, true, 0),
        loss,
        Differentiation.UNROLLED,
        steps,
        VALIDATIONS,
        and(INNER_PRODUCTS, CHARACTER_DENSITIES).stream()
            .map(scorer -> Features.fromRandom(fileName(scorer), scorer, steps))
            .toList(),
        systems);
  }

  /** All scorers on random features. */
  private static List<System> untrained(List<ScorerKind> densities) {
    List<System> systems = new ArrayList<>();
    List<ScorerKind> all = and(and(INNER_PRODUCTS, ScorerKind.SVM), densities);
    add(systems, UNTRAINED, "%s, " + UNTRAINED, all);
    return systems;
  }

  /** Each scorer on features trained for it, and densities on those trained for NN and AVG. */
  private static void addTuned(List<System> systems, List<ScorerKind> densities) {
    for (ScorerKind scorer : INNER_PRODUCTS) {
      add(systems, fileName(scorer), "%s-FT", List.of(scorer));
      add(systems, fileName(scorer), "%s-" + rowName(scorer) + "-FT", densities);
    }
    densities.forEach(one -> add(systems, fileName(one), "S2M-%s", List.of(one)));
  }

  /** Adds scorers on the same features, named by a format of the scorer's name. */
  private static void add(
      List<System> systems, String features, String format, List<ScorerKind> scorers) {
    for (ScorerKind scorer : scorers) {
      systems.add(new System(String.format(format, rowName(scorer)), features, scorer));
    }
  }

  private static List<ScorerKind> and(List<ScorerKind> some, List<ScorerKind> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private static List<ScorerKind> and(List<ScorerKind> some, ScorerKind other) {
    return and(some, List.of(other));
  }

  private static String fileName(ScorerKind scorer) {
    return scorer.toString().replace(":", "");
  }

  private static String rowName(ScorerKind scorer) {
    return scorer.equals(ScorerKind.GAUSS) ? "Gauss" : fileName(scorer).toUpperCase(Locale.ROOT);
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
