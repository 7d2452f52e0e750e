package org.set2model.data;

import java.util.SplittableRandom;
import org.set2model.image.ImageSet;

/**
 * A word with the images that describe it and the images it should find.
 *
 * @param name the word
 * @param search the raw result of a search for the word, noisy: the concept-describing set X
 * @param searchRelevance which images of the search set show the concept, for evaluation only; of
 *     length 0 if unknown
 * @param gallery clean images of the concept, all of them relevant
 */
public record LabeledConcept(
    String name, ImageSet search, boolean[] searchRelevance, ImageSet gallery)
    implements ConceptImages {

  /**
   * Checks the sizes and copies the array.
   *
   * @throws IllegalArgumentException if a set is empty, the sets differ in their side, or the
   *     relevance is known for some of the images only
   */
  public LabeledConcept {
    if (search.size() == 0 || gallery.size() == 0) {
      throw new IllegalArgumentException(
          name + ": the search set and the gallery need at least one image each");
    }
    if (search.side() != gallery.side()) {
      throw new IllegalArgumentException(
          String.format(
              "%s: search images of side %d, gallery images of side %d",
              name, search.side(), gallery.side()));
    }
    if (searchRelevance.length != 0 && searchRelevance.length != search.size()) {
      throw new IllegalArgumentException(
          String.format(
              "%s: the relevance of %d images for a search set of %d",
              name, searchRelevance.length, search.size()));
    }
    searchRelevance = searchRelevance.clone();
  }

  @Override
  public ImageSet describing() {
    return search;
  }

  @Override
  public ImageSet showing() {
    return gallery;
  }

  @Override
  public boolean isDivisible() {
    return true;
  }

  @Override
  public LabeledConcept divided(int support, SplittableRandom random) {
    return this;
  }

  /** A copy of the relevance flags: one for each search image, or none if unknown. */
  @Override
  public boolean[] searchRelevance() {
    return searchRelevance.clone();
  }

  /** Whether the relevance of the search images is known. */
  public boolean relevanceKnown() {
    return searchRelevance.length != 0;
  }
}
