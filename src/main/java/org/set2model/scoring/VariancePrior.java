package org.set2model.scoring;

import org.set2model.mixture.Prior;

/**
 * The variance prior of a scorer's fits, one for all dimensions.
 *
 * @param strength nu, in examples, > 0
 * @param variance s^2, > 0
 */
public record VariancePrior(double strength, double variance) {

  /** Far below the variance 1/D of the entries of unit vectors; only there to keep fits regular. */
  public static final double FLOOR = 1e-6;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is violated or a number is infinite
   */
  public VariancePrior {
    if (!(strength > 0 && strength <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "prior strength (" + strength + ") must be positive and finite");
    }
    if (!(variance > 0 && variance <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "prior variance (" + variance + ") must be positive and finite");
    }
  }

  /** As the prior of a fit in D dimensions. */
  public Prior prior(int dimensions) {
    return Prior.ofVariance(dimensions, strength, variance, FLOOR);
  }

  /**
   * Reads the text form: strength and variance with a space between.
   *
   * @throws IllegalArgumentException if it is not that
   */
  public static VariancePrior parse(String text) {
    String[] numbers = text.split(" ");
    try {
      if (numbers.length == 2) {
        return new VariancePrior(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
      }
    } catch (NumberFormatException exception) {
      // Said below, with what would do.
    }
    throw new IllegalArgumentException(
        "a prior (" + text + ") must be a strength and a variance, such as '10 0.0156'");
  }

  /** The text form, exact. */
  @Override
  public String toString() {
    return strength + " " + variance;
  }
}
