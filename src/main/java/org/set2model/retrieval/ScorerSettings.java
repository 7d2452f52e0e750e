package org.set2model.retrieval;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.set2model.mixture.FitOptions;

/**
 * How the descriptors of a network are to be scored: the scorer it is best with, and the priors
 * that were chosen or learned for each density. A network's file keeps them.
 *
 * @param scorer the one to use where none is asked for
 * @param priors by the density they are for; may be empty
 */
public record ScorerSettings(ScorerKind scorer, SortedMap<ScorerKind, VariancePrior> priors) {

  private static final String SCORER = "name";
  private static final String PRIOR = "prior.";

  private static final int ITERATIONS = 20;
  private static final int STARTS = 10;
  private static final double DEFAULT_STRENGTH = 10;

  /** Copies the priors. */
  public ScorerSettings {
    priors = Collections.unmodifiableSortedMap(new TreeMap<>(priors));
  }

  /**
   * Reads what {@link #texts} gives.
   *
   * @throws IllegalArgumentException if a text is missing or malformed
   */
  public static ScorerSettings parse(Map<String, String> texts) {
    SortedMap<ScorerKind, VariancePrior> priors = new TreeMap<>();
    texts.forEach(
        (key, text) -> {
          if (key.startsWith(PRIOR)) {
            priors.put(ScorerKind.parse(key.substring(PRIOR.length())), VariancePrior.parse(text));
          }
        });
    if (!texts.containsKey(SCORER)) {
      throw new IllegalArgumentException("the name of the scorer is missing");
    }
    return new ScorerSettings(ScorerKind.parse(texts.get(SCORER)), priors);
  }

  /** The settings as texts by key. */
  public Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    texts.put(SCORER, scorer.toString());
    priors.forEach((kind, prior) -> texts.put(PRIOR + kind, prior.toString()));
    return texts;
  }

  /**
   * The prior for a density: its own, or else that of the density whose number of components is
   * nearest in ratio, or, if there is none, ten examples of variance 1/D.
   */
  public VariancePrior prior(ScorerKind kind, int dimensions) {
    VariancePrior nearest = new VariancePrior(DEFAULT_STRENGTH, 1.0 / dimensions);
    double least = Double.POSITIVE_INFINITY;
    for (Map.Entry<ScorerKind, VariancePrior> entry : priors.entrySet()) {
      double distance =
          Math.abs(Math.log((double) entry.getKey().components() / kind.components()));
      if (distance < least) {
        least = distance;
        nearest = entry.getValue();
      }
    }
    return nearest;
  }

  /**
   * A scorer for descriptors of a length.
   *
   * @param kind any but svm, which needs other images too
   * @param seed of the starts of a mixture's fit
   * @throws IllegalArgumentException for svm
   */
  public Scorer scorer(ScorerKind kind, int dimensions, long seed) {
    return switch (kind.family()) {
      case AVG -> new AverageScorer();
      case NN -> new NearestNeighbourScorer();
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
      case KDE -> MixtureScorer.kernelDensityOptions();
      case GMM -> FitOptions.unrolled(kind.components(), ITERATIONS).withStarts(STARTS, seed);
      default -> FitOptions.unrolled(1, 0);
    };
  }
}
