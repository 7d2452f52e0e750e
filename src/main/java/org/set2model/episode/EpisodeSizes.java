package org.set2model.episode;

/**
 * How many images make a training step.
 *
 * @param tuples number of tuples, at least 2: each needs the others for its irrelevant images
 * @param support images of a concept-describing set X, at most
 * @param relevant images of Z+, at most
 * @param irrelevant images of Z-, at most: drawn from the relevant images of the other tuples
 */
public record EpisodeSizes(int tuples, int support, int relevant, int irrelevant) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if there are fewer tuples than 2 or no images of a kind
   */
  public EpisodeSizes {
    if (!(tuples >= 2 && support >= 1 && relevant >= 1 && irrelevant >= 1)) {
      throw new IllegalArgumentException(
          String.format(
              "tuples (%d) must be >= 2, support (%d), relevant (%d) and irrelevant (%d) images >= 1",
              tuples, support, relevant, irrelevant));
    }
  }

  /** Sizes where all relevant images of the other tuples are irrelevant. */
  public EpisodeSizes(int tuples, int support, int relevant) {
    this(tuples, support, relevant, Integer.MAX_VALUE);
  }
}
