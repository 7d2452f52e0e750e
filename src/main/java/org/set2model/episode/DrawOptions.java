package org.set2model.episode;

import org.set2model.image.Augmentation;

/**
 * How tuples are drawn.
 *
 * @param sizes how many tuples and images
 * @param augmentation the random warp of every image
 * @param quarterTurns whether all images of a tuple are turned by the same random multiple of 90
 *     degrees, which makes four concepts of one; in a step within a group all tuples turn alike,
 *     which makes four groups of one
 * @param withinGroup share of the steps, in [0, 1], whose tuples are all of one group, so that what
 *     is irrelevant is similar to what is relevant
 */
public record DrawOptions(
    EpisodeSizes sizes, Augmentation augmentation, boolean quarterTurns, double withinGroup) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if the share is outside
   */
  public DrawOptions {
    if (!(withinGroup >= 0 && withinGroup <= 1)) {
      throw new IllegalArgumentException(
          "share of steps within a group (" + withinGroup + ") must be between 0 and 1");
    }
  }
}
