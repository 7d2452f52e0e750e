package org.set2model.metalearning;

/**
 * When a run validates and when it ends.
 *
 * @param rate learning rate of each step, and their number
 * @param interval steps between validations, >= 1
 * @param patience validations in a row without a new best after which the run ends, >= 1; {@link
 *     Integer#MAX_VALUE} to run to the end
 */
public record Schedule(LearningRate rate, int interval, int patience) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is violated
   */
  public Schedule {
    if (!(interval >= 1 && patience >= 1)) {
      throw new IllegalArgumentException(
          "interval (" + interval + ") and patience (" + patience + ") must be >= 1");
    }
  }
}
