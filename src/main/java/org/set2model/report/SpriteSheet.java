package org.set2model.report;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.set2model.image.ImageSet;

/**
 * Draws an image set as one picture: rows of {@link #COLUMNS} cells, black ink on a transparent
 * ground, so that a page can show it on light and on dark.
 *
 * <p>A cell is an image with a transparent margin of one pixel, lest a neighbor shine through when
 * a browser scales the picture. All sheets have the same number of columns, so image {@code i} has
 * the same place in each of them.
 */
final class SpriteSheet {

  static final int COLUMNS = 50;
  static final int MARGIN = 1;

  private SpriteSheet() {}

  /** The picture as a PNG in a data: URI. */
  static String dataUri(ImageSet images) {
    var bytes = new ByteArrayOutputStream();
    try (var stream = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(draw(images), "png", stream)) {
        throw new IllegalStateException("this Java runtime has no PNG encoder");
      }
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static BufferedImage draw(ImageSet images) {
    int side = images.side();
    int cell = side + 2 * MARGIN;
    int rows = (images.size() + COLUMNS - 1) / COLUMNS;
    var picture =
        new BufferedImage(
            COLUMNS * cell, rows * cell, BufferedImage.TYPE_BYTE_INDEXED, blackOfEveryOpacity());
    for (int image = 0; image < images.size(); image++) {
      int left = image % COLUMNS * cell + MARGIN;
      int top = image / COLUMNS * cell + MARGIN;
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          picture.getRaster().setSample(left + x, top + y, 0, images.ink(image, y, x));
        }
      }
    }
    return picture;
  }

  /** A palette whose entry i is black of opacity i/255. */
  private static IndexColorModel blackOfEveryOpacity() {
    byte[] black = new byte[256];
    byte[] opacity = new byte[256];
    for (int i = 0; i < 256; i++) {
      opacity[i] = (byte) i;
    }
    return new IndexColorModel(8, 256, black, black, black, opacity);
  }
}
