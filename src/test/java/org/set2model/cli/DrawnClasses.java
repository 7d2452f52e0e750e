package org.set2model.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** Folders of noisy bars, for trainings of a second. */
final class DrawnClasses {

  private DrawnClasses() {}

  /** Writes classes {@code group0/c0}, {@code group1/c1}, {@code group0/c2} and so on. */
  static void write(Path folder, int classes, int images, int side) throws IOException {
    var random = new SplittableRandom(1);
    for (int c = 0; c < classes; c++) {
      Path place = Files.createDirectories(folder.resolve("group" + c % 2 + "/c" + c));
      for (int i = 0; i < images; i++) {
        var image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < side; y++) {
          for (int x = 0; x < side; x++) {
            int light = 255 - random.nextInt(80) - (x == c % side || y == c ? 150 : 0);
            image.getRaster().setSample(x, y, 0, light);
          }
        }
        ImageIO.write(image, "png", place.resolve(i + ".png").toFile());
      }
    }
  }
}
