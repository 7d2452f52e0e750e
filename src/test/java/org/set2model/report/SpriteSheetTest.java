package org.set2model.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.set2model.image.ImageSet;

class SpriteSheetTest {

  @Test
  void everyPixelIsBlackWithItsInkAsOpacityInItsCell() throws IOException {
    int side = 3;
    int count = 2 * SpriteSheet.COLUMNS + 1;
    byte[] ink = new byte[count * side * side];
    new SplittableRandom(1).nextBytes(ink);
    ImageSet images = ImageSet.of(side, ink);
    BufferedImage sheet = decode(SpriteSheet.dataUri(images));
    int cell = side + 2 * SpriteSheet.MARGIN;
    assertEquals(SpriteSheet.COLUMNS * cell, sheet.getWidth());
    assertEquals(3 * cell, sheet.getHeight());
    int[] cells = {0, SpriteSheet.COLUMNS - 1, SpriteSheet.COLUMNS, count - 1};
    for (int image : cells) {
      int left = image % SpriteSheet.COLUMNS * cell;
      int top = image / SpriteSheet.COLUMNS * cell;
      for (int y = 0; y < cell; y++) {
        for (int x = 0; x < cell; x++) {
          boolean margin = x == 0 || y == 0 || x == cell - 1 || y == cell - 1;
          int opacity = margin ? 0 : images.ink(image, y - 1, x - 1);
          assertEquals(opacity << 24, sheet.getRGB(left + x, top + y));
        }
      }
    }
  }

  private static BufferedImage decode(String uri) throws IOException {
    String start = "data:image/png;base64,";
    assertTrue(uri.startsWith(start));
    byte[] png = Base64.getDecoder().decode(uri.substring(start.length()));
    return ImageIO.read(new ByteArrayInputStream(png));
  }
}
