package org.set2model.network;

/**
 * The shape of a {@link Network}.
 *
 * @param side width and height of its images in pixels
 * @param blocks number of convolution blocks, each of which halves the side
 * @param filters number of filters of every block
 * @param dimensions length of a descriptor
 */
public record Architecture(int side, int blocks, int filters, int dimensions) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is below 1, or the side cannot be halved so often
   */
  public Architecture {
    if (!(blocks >= 1 && filters >= 1 && dimensions >= 1)) {
      throw new IllegalArgumentException(
          String.format(
              "blocks (%d), filters (%d) and dimensions (%d) must be >= 1",
              blocks, filters, dimensions));
    }
    if (!(blocks < Integer.SIZE && side >> blocks >= 1)) {
      throw new IllegalArgumentException(
          "images of side " + side + " cannot be halved " + blocks + " times: use fewer blocks");
    }
  }

  /** Shape of the images that enter a block, 0 being the first, or leave the last. */
  ImageShape shape(int block) {
    return new ImageShape(side >> block, side >> block);
  }

  /** Number of values per image that leave the last block. */
  int features() {
    return filters * shape(blocks).pixels();
  }
}
