package org.set2model.episode;

import org.set2model.data.ConceptImages;
import org.set2model.image.ImageSet;

/**
 * The images from which the tuples of a concept are drawn.
 *
 * @param name the concept's name; what stands before its last {@code /} is its group, such as the
 *     alphabet of a character
 * @param support images that may describe the concept
 * @param relevant images that show it; if this is the same object as {@code support}, no image is
 *     in both parts of a tuple
 */
public record ConceptPool(String name, ImageSet support, ImageSet relevant) {

  /**
   * Checks that a tuple can be drawn.
   *
   * @throws IllegalArgumentException if a part is empty, or both are the same single image
   */
  public ConceptPool {
    if (!(support.size() >= 1 && relevant.size() >= (support == relevant ? 2 : 1))) {
      throw new IllegalArgumentException(
          name + ": a tuple needs an image that describes the concept, and another to be found");
    }
  }

  /** The pool of a concept of a data set; a class must have two images. */
  public static ConceptPool of(ConceptImages concept) {
    return new ConceptPool(concept.name(), concept.describing(), concept.showing());
  }

  /** Whether both parts are drawn from the same images. */
  boolean isShared() {
    return support == relevant;
  }

  /** What stands before the last {@code /} of the name; empty if there is none. */
  String group() {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }
}
