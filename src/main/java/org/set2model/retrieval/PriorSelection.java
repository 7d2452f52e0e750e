package org.set2model.retrieval;

import org.set2model.kernel.Workers;
import org.set2model.mixture.Prior;

/**
 * Picks the variance prior of mixtures by retrieval on validation concepts, for features that were
 * trained without one. Strengths and variances are tried on a grid; the variances are multiples of
 * 1/D, about the variance of an entry of a unit vector, the least concentrated that a set can be.
 */
public final class PriorSelection {

  private static final double[] STRENGTHS = {2, 10, 100};
  private static final double[] RELATIVE_VARIANCES = {0.25, 0.5, 1, 2, 4};
  private static final double FLOOR = 1e-6;

  private PriorSelection() {}

  /**
   * The scorer of highest mean average precision on the validation concepts, the first of equals.
   *
   * @param components number of components
   * @param iterations steps of expectation maximisation
   * @param starts starts of each fit, of which the likeliest is kept
   * @param seed of the starts of the fits
   */
  public static MixtureScorer best(
      EmbeddedConcepts validation,
      int components,
      int iterations,
      int starts,
      long seed,
      Workers workers) {
    int dimensions = validation.gallery().columns();
    MixtureScorer best = null;
    double bestPrecision = Double.NEGATIVE_INFINITY;
    for (double strength : STRENGTHS) {
      for (double relative : RELATIVE_VARIANCES) {
        Prior prior = Prior.ofVariance(dimensions, strength, relative / dimensions, FLOOR);
        var scorer = new MixtureScorer(components, iterations, starts, prior, seed);
        double precision = AveragePrecision.mean(validation.averagePrecisions(scorer, workers));
        if (precision > bestPrecision) {
          bestPrecision = precision;
          best = scorer;
        }
      }
    }
    return best;
  }
}
