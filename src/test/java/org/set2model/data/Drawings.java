package org.set2model.data;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Small pictures and archives for tests. */
public final class Drawings {

  private Drawings() {}

  /** A gray picture of this width, row by row. */
  public static BufferedImage gray(int width, int... values) {
    var image = new BufferedImage(width, values.length / width, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setPixels(0, 0, width, values.length / width, values);
    return image;
  }

  /** A white square of side 4 with an upper left pixel of this darkness. */
  static BufferedImage dot(int darkness) {
    int[] values = new int[16];
    Arrays.fill(values, 255);
    values[0] = 255 - darkness;
    return gray(4, values);
  }

  static byte[] bytes(BufferedImage image, String format) throws IOException {
    var bytes = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(image, format, bytes), format);
    return bytes.toByteArray();
  }

  /** The bytes of a PNG of a {@link #dot}. */
  static byte[] dotBytes(int darkness) throws IOException {
    return bytes(dot(darkness), "png");
  }

  /** Writes files below a folder. */
  static void files(Path folder, Map<String, byte[]> contents) throws IOException {
    for (Map.Entry<String, byte[]> entry : contents.entrySet()) {
      Path file = folder.resolve(entry.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, entry.getValue());
    }
  }

  static Path zip(Path file, Map<String, byte[]> contents) throws IOException {
    return zip(file, contents, StandardCharsets.UTF_8);
  }

  static Path zip(Path file, Map<String, byte[]> contents, Charset names) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(file), names)) {
      for (Map.Entry<String, byte[]> entry : contents.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return file;
  }
}
