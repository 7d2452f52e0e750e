package org.set2model.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.set2model.image.ImageSet;
import org.set2model.io.DataException;

class ImageStripTest {

  @TempDir Path folder;

  @Test
  void tilesAreCutFromLeftToRightAndBlackIsInk() throws IOException {
    var image = new BufferedImage(4, 2, BufferedImage.TYPE_BYTE_GRAY);
    int[] gray = {255, 0, 100, 101, 1, 254, 102, 103};
    image.getRaster().setPixels(0, 0, 4, 2, gray);
    byte[] ink = {0, (byte) 255, (byte) 254, 1, (byte) 155, (byte) 154, (byte) 153, (byte) 152};
    assertEquals(ImageSet.of(2, ink), ImageStrip.read(save(image)));
  }

  @Test
  void everyGrayIsReadAlikeWhateverTheFormatOfThePicture() throws IOException {
    int[] formats = {
      BufferedImage.TYPE_BYTE_GRAY,
      BufferedImage.TYPE_USHORT_GRAY,
      BufferedImage.TYPE_INT_RGB,
      BufferedImage.TYPE_3BYTE_BGR,
      BufferedImage.TYPE_INT_ARGB
    };
    for (int format : formats) {
      var image = new BufferedImage(256, 1, format);
      for (int gray = 0; gray < 256; gray++) {
        if (format == BufferedImage.TYPE_BYTE_GRAY) {
          image.getRaster().setSample(gray, 0, 0, gray);
        } else if (format == BufferedImage.TYPE_USHORT_GRAY) {
          image.getRaster().setSample(gray, 0, 0, gray * 257);
        } else {
          image.setRGB(gray, 0, 0xff000000 | gray * 0x010101);
        }
      }
      ImageSet tiles = ImageStrip.read(save(image));
      for (int gray = 0; gray < 256; gray++) {
        assertEquals(255 - gray, tiles.ink(gray, 0, 0), "format " + format);
      }
    }
  }

  @Test
  void whatIsTransparentShowsTheWhiteBehindIt() throws IOException {
    var image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00000000);
    image.setRGB(1, 0, 0x80000000);
    image.setRGB(2, 0, 0xffff0000);
    ImageSet tiles = ImageStrip.read(save(image));
    assertEquals(0, tiles.ink(0, 0, 0));
    assertEquals(128, tiles.ink(1, 0, 0));
    assertEquals(Math.round(255 * (1 - 0.299)), tiles.ink(2, 0, 0));
  }

  @Test
  void aWidthThatIsNotAMultipleOfTheHeightIsRejected() throws IOException {
    Path file = save(new BufferedImage(5, 2, BufferedImage.TYPE_BYTE_GRAY));
    assertMessage(file, "width 5 is not a multiple of height 2");
  }

  @Test
  void whatIsNoImageOrACutOffOneIsRejected() throws IOException {
    Path text = Files.writeString(folder.resolve("text.png"), "no picture");
    assertMessage(text, "not an image");
    byte[] whole = Files.readAllBytes(save(new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB)));
    Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, whole.length / 2));
    assertMessage(cut, "damaged image");
    assertMessage(folder.resolve("absent.png"), "unreadable");
  }

  private Path save(BufferedImage image) throws IOException {
    Path file = folder.resolve("strip.png");
    assertTrue(ImageIO.write(image, "png", file.toFile()));
    return file;
  }

  private static void assertMessage(Path file, String problem) {
    String message = assertThrows(DataException.class, () -> ImageStrip.read(file)).getMessage();
    assertTrue(message.startsWith(file.toString()), message);
    assertTrue(message.contains(problem), message);
    assertEquals(1, message.lines().count(), message);
  }
}
