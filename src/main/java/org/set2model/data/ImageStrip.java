package org.set2model.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.set2model.image.ImageConversion;
import org.set2model.image.ImageSet;
import org.set2model.image.InputFormat;
import org.set2model.image.Polarity;
import org.set2model.io.DataException;

/** Reads a picture that holds square tiles in a row, as ink on a background. */
final class ImageStrip {

  private ImageStrip() {}

  /**
   * Reads all tiles of a file, from left to right, dark on light and in the size they have.
   *
   * @throws DataException if the file cannot be read, is not an image, or its width is not a
   *     multiple of its height
   */
  static ImageSet read(Path file) {
    Picture strip = decode(file);
    if (!(strip.height() <= InputFormat.LARGEST_SIDE)) {
      throw new DataException(
          String.format(
              "%s: height %d is more than %d; scale it down",
              file, strip.height(), InputFormat.LARGEST_SIDE));
    }
    return tiles(strip, new InputFormat(strip.height(), 1, Polarity.DARK_ON_LIGHT), file);
  }

  /**
   * Reads all tiles of a file, from left to right, each converted to a format. They are dark on
   * light unless it says light on dark: an icon may well fill its rim.
   *
   * @throws DataException as above
   */
  static ImageSet read(Path file, InputFormat format) {
    Polarity polarity =
        format.polarity() == Polarity.LIGHT_ON_DARK
            ? Polarity.LIGHT_ON_DARK
            : Polarity.DARK_ON_LIGHT;
    return tiles(decode(file), new InputFormat(format.side(), format.channels(), polarity), file);
  }

  private static ImageSet tiles(Picture strip, InputFormat format, Path file) {
    int side = strip.height();
    int width = strip.width();
    if (width % side != 0) {
      throw new DataException(
          String.format(
              "%s: width %d is not a multiple of height %d; a strip is a row of square tiles",
              file, width, side));
    }
    List<byte[]> tiles = new ArrayList<>();
    for (int x = 0; x < width; x += side) {
      tiles.add(ImageConversion.ink(strip.part(x, 0, side, side), format));
    }
    return ImageSet.of(format.side(), tiles);
  }

  private static Picture decode(Path file) {
    try {
      return Picture.read(() -> Files.newInputStream(file));
    } catch (IOException exception) {
      throw new DataException(file + ": " + exception.getMessage(), exception);
    }
  }
}
