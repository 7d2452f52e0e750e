package org.set2model.retrieval;

import java.util.function.Function;
import org.set2model.kernel.Workers;
import org.set2model.mixture.Prior;

/**
 * Picks the variance prior of a scorer by retrieval on validation concepts, for features that were
 * trained without it. Strengths and variances are tried on a grid; the variances are multiples of
 * 1/D, about the variance of an entry of a unit vector, the least concentrated that a set can be.
 */
public final class PriorSelection {

  private static final double[] STRENGTHS = {2, 10, 100, 1000};
  private static final double[] RELATIVE_VARIANCES = {0.25, 0.5, 1, 2, 4};
  private static final double FLOOR = 1e-6;

  private PriorSelection() {}

  /**
   * The scorer of highest mean average precision on the validation concepts, the first of equals.
   *
   * @param scorer makes the scorer with a prior
   */
  public static MixtureScorer best(
      EmbeddedConcepts validation, Function<Prior, MixtureScorer> scorer, Workers workers) {
    int dimensions = validation.gallery().columns();
    MixtureScorer best = null;
    double highest = Double.NEGATIVE_INFINITY;
    for (double strength : STRENGTHS) {
      for (double relative : RELATIVE_VARIANCES) {
        MixtureScorer candidate =
            scorer.apply(Prior.ofVariance(dimensions, strength, relative / dimensions, FLOOR));
        double precision = AveragePrecision.mean(validation.averagePrecisions(candidate, workers));
        if (precision > highest) {
          highest = precision;
          best = candidate;
        }
      }
    }
    return best;
  }
}
