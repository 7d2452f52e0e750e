package org.set2model.data;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.set2model.image.ImageSet;

/**
 * Images that show the same thing.
 *
 * @param name of the class
 * @param files for each image the path of its file, as {@link ImageFiles} names it
 * @param images at least one
 */
public record ImageClass(String name, List<String> files, ImageSet images)
    implements ConceptImages {

  /**
   * Checks the sizes and copies the list.
   *
   * @throws IllegalArgumentException if there are no images or not as many files
   */
  public ImageClass {
    if (images.size() == 0 || files.size() != images.size()) {
      throw new IllegalArgumentException(
          String.format(
              "%s: %d files for %d images; a class needs one for each, and at least one image",
              name, files.size(), images.size()));
    }
    files = List.copyOf(files);
  }

  @Override
  public ImageSet describing() {
    return images;
  }

  @Override
  public ImageSet showing() {
    return images;
  }

  @Override
  public boolean isDivisible() {
    return images.size() >= 2;
  }

  @Override
  public LabeledConcept divided(int support, SplittableRandom random) {
    int size = images.size();
    if (!(size >= 2 && support >= 1)) {
      throw new IllegalArgumentException(
          String.format(
              "%s: %d images, %d of them to describe the class; there must be one, and one to find",
              name, size, support));
    }
    int[] order = Sample.of(size, size, random);
    int describing = Math.min(support, size - 1);
    return new LabeledConcept(
        name,
        images.select(Arrays.copyOf(order, describing)),
        new boolean[0],
        images.select(Arrays.copyOfRange(order, describing, size)));
  }
}
