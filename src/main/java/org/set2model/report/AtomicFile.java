package org.set2model.report;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file whole or not at all. */
final class AtomicFile {

  private AtomicFile() {}

  /**
   * Writes text as UTF-8 to a temporary file in the same folder, then moves it into place, over a
   * file that may be there. Missing folders are made.
   *
   * @throws IOException if that fails; the temporary file is gone, an earlier file untouched
   */
  static void write(Path file, String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    // not createTempFile, whose files no one but their owner may read
    Path temporary = folder.resolve("." + file.getFileName() + ".part");
    try {
      Files.writeString(temporary, text);
      move(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException exception) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
