package org.set2model.retrieval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.set2model.kernel.Workers;

/**
 * Picks the variance prior of a scorer by retrieval on validation concepts. Strengths and variances
 * are tried on a grid; the variances are multiples of 1/D, about the variance of an entry of a unit
 * vector, the least concentrated that a set can be. A prior that was learned with the network is
 * tried too.
 */
public final class PriorSelection {

  private static final double[] STRENGTHS = {2, 10, 100, 1000};
  private static final double[] RELATIVE_VARIANCES = {0.25, 0.5, 1, 2, 4};

  private final EmbeddedConcepts validation;
  private final long seed;
  private final Workers workers;

  /**
   * A selection.
   *
   * @param seed of the starts of mixtures
   */
  public PriorSelection(EmbeddedConcepts validation, long seed, Workers workers) {
    this.validation = validation;
    this.seed = seed;
    this.workers = workers;
  }

  /**
   * The settings with the best prior for each density.
   *
   * @param scorer what the network was trained for
   * @param learned the prior that was learned with the network, if any, tried for every density
   * @param densities to choose priors for
   */
  public ScorerSettings settings(
      ScorerKind scorer, List<VariancePrior> learned, Collection<ScorerKind> densities) {
    SortedMap<ScorerKind, VariancePrior> priors = new TreeMap<>();
    densities.forEach(kind -> priors.put(kind, best(kind, learned)));
    return new ScorerSettings(scorer, priors);
  }

  /** The prior of highest mean average precision, the first of equals. */
  private VariancePrior best(ScorerKind kind, List<VariancePrior> learned) {
    int dimensions = validation.gallery().columns();
    List<VariancePrior> candidates = new ArrayList<>(learned);
    for (double strength : STRENGTHS) {
      for (double relative : RELATIVE_VARIANCES) {
        candidates.add(new VariancePrior(strength, relative / dimensions));
      }
    }
    VariancePrior best = candidates.get(0);
    double highest = Double.NEGATIVE_INFINITY;
    for (VariancePrior candidate : candidates) {
      double precision = precision(kind, candidate, dimensions);
      if (precision > highest) {
        highest = precision;
        best = candidate;
      }
    }
    return best;
  }

  private double precision(ScorerKind kind, VariancePrior prior, int dimensions) {
    var settings = new ScorerSettings(kind, new TreeMap<>(Collections.singletonMap(kind, prior)));
    return AveragePrecision.mean(
        validation.averagePrecisions(settings.scorer(kind, dimensions, seed), workers));
  }
}
