package org.set2model.data;

import java.util.SplittableRandom;
import org.set2model.image.ImageSet;

/**
 * The images of a concept as data has them: a {@linkplain LabeledConcept search result and a
 * gallery}, or a {@linkplain ImageClass class} that is to be divided.
 */
public sealed interface ConceptImages permits LabeledConcept, ImageClass {

  /** What the concept is called. */
  String name();

  /** The images that may describe the concept, at least one. */
  ImageSet describing();

  /** The images that show it, at least one; those of a class are the same object as above. */
  ImageSet showing();

  /** Whether an image can describe the concept and another one be found. */
  boolean isDivisible();

  /**
   * The concept with images that describe it and others to be found.
   *
   * @param support how many images describe a class, at most; one at least is left to be found
   * @param random draws them; it is left alone where there is a search result
   * @throws IllegalArgumentException if a class is not divisible, or no image is to describe it
   */
  LabeledConcept divided(int support, SplittableRandom random);
}
