package org.set2model.retrieval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.set2model.kernel.Workers;
import org.set2model.scoring.Background;
import org.set2model.scoring.LikelihoodRatio;
import org.set2model.scoring.Scorer;
import org.set2model.scoring.ScorerKind;
import org.set2model.scoring.ScorerSettings;
import org.set2model.scoring.VariancePrior;

/**
 * Picks the variance prior of a scorer by retrieval on validation concepts. Strengths and variances
 * are tried on a grid; the variances are multiples of 1/D, about the variance of an entry of a unit
 * vector, the least concentrated that a set can be. A prior that was learned with the network is
 * tried too. Then the exponent of the background is picked in the same way; the background's
 * variance is that of the kernel density's prior.
 */
public final class PriorSelection {

  private static final double[] STRENGTHS = {2, 10, 100, 1000};
  private static final double[] RELATIVE_VARIANCES = {0.25, 0.5, 1, 2, 4};

  private static final double[] EXPONENTS = {0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8};

  private final EmbeddedConcepts validation;
  private final DMatrixRMaj general;
  private final long seed;
  private final Workers workers;

  /**
   * A selection.
   *
   * @param general N x D, descriptors of images in general, from the training concepts
   * @param seed of the starts of mixtures
   */
  public PriorSelection(
      EmbeddedConcepts validation, DMatrixRMaj general, long seed, Workers workers) {
    this.validation = validation;
    this.general = general;
    this.seed = seed;
    this.workers = workers;
  }

  /**
   * The settings with the best prior and exponent for each density.
   *
   * @param scorer what the network was trained for
   * @param learned the prior that was learned with the network, if any, tried for every density
   * @param densities to choose for
   */
  public ScorerSettings settings(
      ScorerKind scorer, List<VariancePrior> learned, Collection<ScorerKind> densities) {
    SortedMap<ScorerKind, VariancePrior> priors = new TreeMap<>();
    densities.forEach(kind -> priors.put(kind, bestPrior(kind, learned)));
    VariancePrior kernel =
        Optional.ofNullable(priors.get(ScorerKind.KDE))
            .orElseGet(() -> bestPrior(ScorerKind.KDE, learned));
    Background background = Background.of(general, kernel.variance(), seed);
    SortedMap<ScorerKind, Double> exponents = new TreeMap<>();
    priors.forEach((kind, prior) -> exponents.put(kind, bestExponent(kind, prior, background)));
    return new ScorerSettings(scorer, priors, exponents, Optional.of(background));
  }

  private VariancePrior bestPrior(ScorerKind kind, List<VariancePrior> learned) {
    int dimensions = validation.gallery().columns();
    List<VariancePrior> candidates = new ArrayList<>(learned);
    for (double strength : STRENGTHS) {
      for (double relative : RELATIVE_VARIANCES) {
        candidates.add(new VariancePrior(strength, relative / dimensions));
      }
    }
    return best(candidates, candidate -> precision(scorer(kind, candidate)));
  }

  /** The concept's densities are fitted once for all exponents. */
  private double bestExponent(ScorerKind kind, VariancePrior prior, Background background) {
    double[][] logLikelihoods = new double[validation.size()][];
    Scorer scorer = scorer(kind, prior);
    workers.run(
        logLikelihoods.length,
        (concept, worker) -> logLikelihoods[concept] = validation.scores(concept, scorer));
    double[] general = background.logDensity(validation.gallery()).value().data;
    return best(
        Arrays.stream(EXPONENTS).boxed().toList(),
        exponent -> precision(logLikelihoods, general, exponent));
  }

  /** The candidate of highest mean average precision, the first of equals. */
  private static <T> T best(List<T> candidates, ToDoubleFunction<T> precision) {
    T best = candidates.get(0);
    double highest = Double.NEGATIVE_INFINITY;
    for (T candidate : candidates) {
      double reached = precision.applyAsDouble(candidate);
      if (reached > highest) {
        highest = reached;
        best = candidate;
      }
    }
    return best;
  }

  private Scorer scorer(ScorerKind kind, VariancePrior prior) {
    return new ScorerSettings(kind, new TreeMap<>(Map.of(kind, prior)))
        .rankingScorer(kind, validation.gallery().columns(), seed);
  }

  private double precision(Scorer scorer) {
    return AveragePrecision.mean(validation.averagePrecisions(scorer, workers));
  }

  /** The precision of scores that are compared with a background, {@link LikelihoodRatio}. */
  private double precision(double[][] logLikelihoods, double[] general, double exponent) {
    double[] precisions = new double[logLikelihoods.length];
    double[] scores = new double[general.length];
    for (int concept = 0; concept < precisions.length; concept++) {
      for (int i = 0; i < scores.length; i++) {
        scores[i] = logLikelihoods[concept][i] - exponent * general[i];
      }
      precisions[concept] = AveragePrecision.of(scores, validation.relevant(concept));
    }
    return AveragePrecision.mean(precisions);
  }
}
