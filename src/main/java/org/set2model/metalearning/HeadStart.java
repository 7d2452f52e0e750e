package org.set2model.metalearning;

import org.set2model.scoring.ScorerKind;

/**
 * The parameters with which a {@link ScoringHead} begins; all of them are learned.
 *
 * @param scale factor of the scores in the loss, > 0
 * @param strength nu of the variance prior of a density, in examples, > 0
 * @param relativeVariance s^2 of the variance prior, as a multiple of 1/D, > 0
 */
public record HeadStart(double scale, double strength, double relativeVariance) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is not positive and finite
   */
  public HeadStart {
    requirePositive("scale", scale);
    requirePositive("prior strength", strength);
    requirePositive("prior variance", relativeVariance);
  }

  private static void requirePositive(String role, double value) {
    if (!(value > 0 && value <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(role + " (" + value + ") must be positive and finite");
    }
  }

  /**
   * What works for a scorer. Inner products lie in [-1, 1], log-likelihoods range over tens. The
   * prior of a kernel density is so strong that its width is the prior's variance.
   */
  public static HeadStart of(ScorerKind scorer) {
    return switch (scorer.family()) {
      case AVG, NN, SVM -> new HeadStart(3, 10, 1);
      case GAUSS, GMM -> new HeadStart(0.2, 10, 1);
      case KDE -> new HeadStart(0.3, 1000, 3);
    };
  }
}
