package org.set2model.drawings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What stands in {@code testdata} is what {@link DrawingsMain} draws. */
class DrawingsTest {

  @Test
  void theArchiveHoldsTheCharactersPixelByPixel() throws IOException {
    Map<String, BufferedImage> stored = new TreeMap<>();
    try (var zip = new ZipFile(DrawingsMain.CHARACTERS.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        try (InputStream content = zip.getInputStream(entry)) {
          stored.put(entry.getName(), ImageIO.read(content));
        }
      }
    }
    assertSame(DrawingsMain.characters(), stored);
  }

  @Test
  void theRunsAreTheSamePixelByPixelAndSoAreTheirLabels() throws IOException {
    Map<String, BufferedImage> stored = new TreeMap<>();
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(DrawingsMain.RUNS)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = DrawingsMain.RUNS.relativize(file).toString().replace('\\', '/');
        if (name.endsWith(".png")) {
          stored.put(name, ImageIO.read(file.toFile()));
        } else {
          texts.put(name, Files.readString(file).replace("\r\n", "\n"));
        }
      }
    }
    assertSame(DrawingsMain.runs(), stored);
    assertEquals(new TreeMap<>(DrawingsMain.labels()), texts);
  }

  private static void assertSame(Map<String, Ink> drawn, Map<String, BufferedImage> stored) {
    assertEquals(new TreeSet<>(drawn.keySet()), stored.keySet());
    drawn.forEach((name, ink) -> assertSame(name, ink.image(), stored.get(name)));
  }

  private static void assertSame(String name, BufferedImage drawn, BufferedImage stored) {
    assertEquals(Ink.SIDE, stored.getWidth(), name);
    assertEquals(Ink.SIDE, stored.getHeight(), name);
    for (int y = 0; y < Ink.SIDE; y++) {
      for (int x = 0; x < Ink.SIDE; x++) {
        assertEquals(drawn.getRGB(x, y), stored.getRGB(x, y), name + " at " + x + ", " + y);
      }
    }
  }

  @Test
  void everyDrawingStaysOnItsPaper() {
    Map<String, Ink> all = new TreeMap<>(DrawingsMain.characters());
    all.putAll(DrawingsMain.runs());
    all.forEach(
        (name, ink) -> {
          BufferedImage image = ink.image();
          int black = 0;
          for (int y = 0; y < Ink.SIDE; y++) {
            for (int x = 0; x < Ink.SIDE; x++) {
              boolean edge = Math.min(x, y) == 0 || Math.max(x, y) == Ink.SIDE - 1;
              boolean isBlack = image.getRGB(x, y) == 0xff000000;
              assertFalse(edge && isBlack, name + " at " + x + ", " + y);
              black += isBlack ? 1 : 0;
            }
          }
          assertTrue(black > 100 && black < 2000, name + ": " + black + " black pixels");
        });
  }

  @Test
  void aPenOfRadiusOneBlackensThePixelsWhoseCentersItCovers() {
    var ink = new Ink();
    ink.draw(new double[][] {{10.5, 20.5}, {30.5, 20.5}}, 1);
    BufferedImage image = ink.image();
    for (int y = 0; y < Ink.SIDE; y++) {
      for (int x = 0; x < Ink.SIDE; x++) {
        boolean isOnLine = y >= 19 && y <= 21 && x >= 10 && x <= 30;
        boolean isAnEnd = y == 20 && (x == 9 || x == 31);
        assertEquals(isOnLine || isAnEnd ? 0xff000000 : 0xffffffff, image.getRGB(x, y));
      }
    }
  }
}
