package org.set2model.data;

import java.nio.file.Path;
import java.util.List;
import org.set2model.image.ImageSet;
import org.set2model.image.InputFormat;
import org.set2model.io.DataException;
import org.set2model.kernel.Workers;

/**
 * All pictures of a folder or a zip archive, with those of all folders below, converted to images
 * of one size.
 *
 * <p>PNG, JPEG, GIF and BMP are read, by content and not by name, and of an animation the first
 * frame. What cannot be read is skipped and listed; hidden files are left out. A turn noted by a
 * camera is ignored. All but JPEG are read alike by every Java; decoders of JPEG may differ by a
 * level or two in 255.
 *
 * @param names for each image the path of its file in there, parts separated by {@code /}, sorted
 * @param images as many
 * @param skipped the files that could not be used
 */
public record ImageFiles(List<String> names, ImageSet images, List<SkippedFile> skipped) {

  /**
   * Checks the sizes and copies the lists.
   *
   * @throws IllegalArgumentException if there are not as many names as images
   */
  public ImageFiles {
    if (names.size() != images.size()) {
      throw new IllegalArgumentException(
          names.size() + " names for " + images.size() + " images; give one for each");
    }
    names = List.copyOf(names);
    skipped = List.copyOf(skipped);
  }

  /**
   * Reads a folder or zip archive.
   *
   * @throws DataException if there is none, or no picture in it that can be read
   */
  public static ImageFiles read(Path folderOrZip, InputFormat format) {
    try (ImageSource source = ImageSource.open(folderOrZip)) {
      return read(source, format);
    }
  }

  static ImageFiles read(ImageSource source, InputFormat format) {
    try (Workers alone = new Workers(1)) {
      return new ImageFolder(source).readAll(format, alone);
    }
  }
}
