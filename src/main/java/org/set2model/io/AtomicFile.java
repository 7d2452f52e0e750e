package org.set2model.io;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file whole or not at all. */
public final class AtomicFile {

  /** A text too large to be held whole. */
  @FunctionalInterface
  public interface Text {

    /** Writes it, from beginning to end. */
    void writeTo(Appendable target) throws IOException;
  }

  private AtomicFile() {}

  /**
   * Writes text as UTF-8, as {@link #write(Path, byte[])} does.
   *
   * @throws IOException if that fails; the temporary file is gone, an earlier file untouched
   */
  public static void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes bytes to a temporary file in the same folder, then moves it into place, over a file that
   * may be there. Missing folders are made.
   *
   * @throws IOException if that fails; the temporary file is gone, an earlier file untouched
   */
  public static void write(Path file, byte[] bytes) throws IOException {
    replace(file, temporary -> Files.write(temporary, bytes));
  }

  /**
   * Writes text as UTF-8, as {@link #write(Path, byte[])} does, without holding it in memory.
   *
   * @throws IOException if that fails; the temporary file is gone, an earlier file untouched
   */
  public static void write(Path file, Text text) throws IOException {
    replace(
        file,
        temporary -> {
          try (BufferedWriter writer = Files.newBufferedWriter(temporary)) {
            text.writeTo(writer);
          }
        });
  }

  @FunctionalInterface
  private interface Filling {
    void fill(Path temporary) throws IOException;
  }

  private static void replace(Path file, Filling filling) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    // not createTempFile, whose files no one but their owner may read
    Path temporary = folder.resolve("." + file.getFileName() + ".part");
    try {
      filling.fill(temporary);
      move(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Finds out, before long work begins, whether a file could be written. Nothing is created.
   *
   * @throws IOException if its place is a folder, or under a file or an unwritable folder
   */
  public static void requireWritable(Path file) throws IOException {
    Path existing = file.toAbsolutePath().getParent();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
      throw new IOException(file + " is not in a folder that can be written: name another");
    }
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a folder: name a file");
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
