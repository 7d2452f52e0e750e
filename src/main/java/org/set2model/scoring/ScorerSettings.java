package org.set2model.scoring;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.set2model.mixture.FitOptions;

/**
 * How the descriptors of a network are to be scored: the scorer it is best with, and the priors
 * that were chosen or learned for each density. A network's file keeps them.
 *
 * @param scorer the one to use where none is asked for
 * @param priors by the density they are for; may be empty
 * @param exponents of the background, by the density they are for; may be empty
 * @param background the density of images in general, if it is known
 */
public record ScorerSettings(
    ScorerKind scorer,
    SortedMap<ScorerKind, VariancePrior> priors,
    SortedMap<ScorerKind, Double> exponents,
    Optional<Background> background) {

  private static final String SCORER = "name";
  private static final String PRIOR = "prior.";
  private static final String EXPONENT = "background.";
  private static final String BACKGROUND_VARIANCE = "background-variance";

  private static final int ITERATIONS = 20;
  private static final int STARTS = 10;
  private static final double DEFAULT_STRENGTH = 10;

  /** Copies the maps. */
  public ScorerSettings {
    priors = Collections.unmodifiableSortedMap(new TreeMap<>(priors));
    exponents = Collections.unmodifiableSortedMap(new TreeMap<>(exponents));
  }

  /** Settings without a background. */
  public ScorerSettings(ScorerKind scorer, SortedMap<ScorerKind, VariancePrior> priors) {
    this(scorer, priors, new TreeMap<>(), Optional.empty());
  }

  /**
   * Reads what {@link #texts} gives.
   *
   * @param centers of the background, if there is one
   * @throws IllegalArgumentException if a text is missing or malformed, or the centers are
   */
  public static ScorerSettings parse(Map<String, String> texts, Optional<DMatrixRMaj> centers) {
    SortedMap<ScorerKind, VariancePrior> priors = new TreeMap<>();
    SortedMap<ScorerKind, Double> exponents = new TreeMap<>();
    texts.forEach(
        (key, text) -> {
          if (key.startsWith(PRIOR)) {
            priors.put(ScorerKind.parse(key.substring(PRIOR.length())), VariancePrior.parse(text));
          } else if (key.startsWith(EXPONENT)) {
            exponents.put(ScorerKind.parse(key.substring(EXPONENT.length())), number(key, text));
          }
        });
    if (!texts.containsKey(SCORER)) {
      throw new IllegalArgumentException("the name of the scorer is missing");
    }
    Optional<Background> background =
        centers.map(
            matrix ->
                new Background(
                    matrix, number(BACKGROUND_VARIANCE, texts.get(BACKGROUND_VARIANCE))));
    return new ScorerSettings(ScorerKind.parse(texts.get(SCORER)), priors, exponents, background);
  }

  private static double number(String key, String text) {
    try {
      double number = text == null ? Double.NaN : Double.parseDouble(text);
      if (number >= 0 && number <= Double.MAX_VALUE) {
        return number;
      }
    } catch (NumberFormatException exception) {
      // Said below, with what would do.
    }
    throw new IllegalArgumentException(key + " (" + text + ") must be a number >= 0, such as 0.5");
  }

  /** The settings but for the background's centers as texts by key. */
  public Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    texts.put(SCORER, scorer.toString());
    priors.forEach((kind, prior) -> texts.put(PRIOR + kind, prior.toString()));
    exponents.forEach((kind, exponent) -> texts.put(EXPONENT + kind, exponent.toString()));
    background.ifPresent(
        given -> texts.put(BACKGROUND_VARIANCE, Double.toString(given.variance())));
    return texts;
  }

  /**
   * The prior for a density: its own, or else that of the density whose number of components is
   * nearest in ratio, or, if there is none, ten examples of variance 1/D.
   */
  public VariancePrior prior(ScorerKind kind, int dimensions) {
    return nearest(kind, priors).orElse(new VariancePrior(DEFAULT_STRENGTH, 1.0 / dimensions));
  }

  /** What stands for the density whose number of components is nearest in ratio. */
  private static <T> Optional<T> nearest(ScorerKind kind, SortedMap<ScorerKind, T> values) {
    return values.entrySet().stream()
        .min(
            Comparator.comparingDouble(
                entry ->
                    Math.abs(Math.log((double) entry.getKey().components() / kind.components()))))
        .map(Map.Entry::getValue);
  }

  /** The same without a background: densities rank by the likelihood alone. */
  public ScorerSettings withoutBackground() {
    return new ScorerSettings(scorer, priors);
  }

  /**
   * A scorer to rank descriptors of a length by. Densities are compared with the background, where
   * there is one, each with its own exponent, or else that of the density whose number of
   * components is nearest.
   *
   * @param kind any but svm, which needs other images too
   * @param seed of the starts of a mixture's fit
   * @throws IllegalArgumentException for svm
   */
  public Scorer rankingScorer(ScorerKind kind, int dimensions, long seed) {
    Scorer scorer = scorer(kind, dimensions, seed);
    double exponent = kind.isDensity() ? nearest(kind, exponents).orElse(0.0) : 0;
    return scorer instanceof MixtureScorer density && background.isPresent() && exponent > 0
        ? new MixtureScorer(
            density.options(),
            density.prior(),
            Optional.of(new LikelihoodRatio(background.get(), exponent)))
        : scorer;
  }

  /**
   * A scorer to compare the classes of descriptors of a length by; a background would add the same
   * to the scores of all classes.
   *
   * @param kind any but svm, which needs other images too
   * @param seed of the starts of a mixture's fit
   * @throws IllegalArgumentException for svm
   */
  public Scorer scorer(ScorerKind kind, int dimensions, long seed) {
    return switch (kind.family()) {
      case AVG -> new AverageScorer();
      case NN -> new NearestNeighborScorer();
      case SVM ->
          throw new IllegalArgumentException("svm needs images that do not belong to the set");
      case GAUSS, GMM, KDE ->
          new MixtureScorer(fitOptions(kind, seed), prior(kind, dimensions).prior(dimensions));
    };
  }

  /**
   * How a density is fitted for ranking: a mixture from the best of ten starts, twenty steps each.
   */
  public static FitOptions fitOptions(ScorerKind kind, long seed) {
    return switch (kind.family()) {
      case KDE -> FitOptions.kernelDensity();
      case GMM -> FitOptions.unrolled(kind.components(), ITERATIONS).withStarts(STARTS, seed);
      default -> FitOptions.unrolled(1, 0);
    };
  }
}
