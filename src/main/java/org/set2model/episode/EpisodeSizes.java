package org.set2model.episode;

/**
 * How many images make a training step.
 *
 * @param tuples number of tuples, at least 2: each needs the others for its irrelevant images
 * @param support images of a concept-describing set X, at most
 * @param relevant images of Z+, at most
 */
public record EpisodeSizes(int tuples, int support, int relevant) {

  public EpisodeSizes {
    if (!(tuples >= 2 && support >= 1 && relevant >= 1)) {
      throw new IllegalArgumentException(
          String.format(
              "tuples (%d) must be >= 2, support (%d) and relevant (%d) images >= 1",
              tuples, support, relevant));
    }
  }
}
