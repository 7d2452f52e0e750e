package org.set2model.data;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads a PNG that holds square tiles in a row, dark on white, as ink on a background.
 *
 * <p>The samples are read straight from the raster, because the grey values that {@code
 * BufferedImage.getRGB} gives for an 8-bit grey picture are shifted by a change of gamma.
 */
final class ImageStrip {

  private ImageStrip() {}

  /**
   * Reads all tiles of a file, from left to right.
   *
   * @throws DataException if the file cannot be read, is not an image, or its width is not a
   *     multiple of its height
   */
  static ImageSet read(Path file) {
    BufferedImage image = decode(file);
    int side = image.getHeight();
    int width = image.getWidth();
    if (width % side != 0) {
      throw new DataException(
          String.format(
              "%s: width %d is not a multiple of height %d; a strip is a row of square tiles",
              file, width, side));
    }
    byte[] ink =
        image.getColorModel() instanceof IndexColorModel palette
            ? indexed(image.getRaster(), palette)
            : direct(image.getRaster());
    return ImageSet.of(side, tiles(ink, width, side));
  }

  /** Cuts a picture into square tiles, one after the other. */
  private static byte[] tiles(byte[] picture, int width, int side) {
    byte[] tiles = new byte[picture.length];
    for (int tile = 0; tile < width / side; tile++) {
      for (int y = 0; y < side; y++) {
        System.arraycopy(picture, y * width + tile * side, tiles, (tile * side + y) * side, side);
      }
    }
    return tiles;
  }

  private static BufferedImage decode(Path file) {
    try {
      // in memory: ImageIO would copy any other stream to a temporary file
      var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(readBytes(file)));
      BufferedImage image = ImageIO.read(stream);
      if (image != null) {
        return image;
      }
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException exception) {
      throw new DataException(
          file + ": damaged image (" + exception.getMessage() + "); replace it by a PNG",
          exception);
    }
    throw new DataException(file + ": not an image; replace it by a PNG");
  }

  private static byte[] readBytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException exception) {
      throw new DataException(
          file + ": unreadable (" + exception.getMessage() + "); check its permissions", exception);
    }
  }

  private static byte[] indexed(Raster raster, IndexColorModel palette) {
    byte[] inkOfIndex = new byte[palette.getMapSize()];
    for (int index = 0; index < inkOfIndex.length; index++) {
      inkOfIndex[index] =
          ink(
              palette.getRed(index),
              palette.getGreen(index),
              palette.getBlue(index),
              palette.getAlpha(index),
              255);
    }
    int[] indices = samples(raster);
    byte[] ink = new byte[indices.length];
    for (int i = 0; i < ink.length; i++) {
      ink[i] = inkOfIndex[indices[i]];
    }
    return ink;
  }

  /** Grey, grey and alpha, colour, or colour and alpha: one to four samples a pixel. */
  private static byte[] direct(Raster raster) {
    int bands = raster.getNumBands();
    int full = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
    int[] samples = samples(raster);
    byte[] ink = new byte[samples.length / bands];
    for (int i = 0; i < ink.length; i++) {
      int first = i * bands;
      int red = samples[first];
      int green = bands < 3 ? red : samples[first + 1];
      int blue = bands < 3 ? red : samples[first + 2];
      int alpha = bands % 2 == 0 ? samples[first + bands - 1] : full;
      ink[i] = ink(red, green, blue, alpha, full);
    }
    return ink;
  }

  private static int[] samples(Raster raster) {
    return raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
  }

  /**
   * The ink of a colour laid over white: 255 minus its luma, with the weights of ITU-R BT.601,
   * which leave a grey as it is.
   */
  private static byte ink(int red, int green, int blue, int alpha, int full) {
    double luma = (0.299 * red + 0.587 * green + 0.114 * blue) / full;
    return (byte) Math.round(255.0 * alpha / full * (1 - luma));
  }
}
