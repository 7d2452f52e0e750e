package org.set2model.data;

import java.util.List;
import org.set2model.image.ImageSet;

/**
 * Images that show the same thing.
 *
 * @param name of the class
 * @param files for each image the path of its file, as {@link ImageFiles} names it
 * @param images at least one
 */
public record ImageClass(String name, List<String> files, ImageSet images) {

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
}
