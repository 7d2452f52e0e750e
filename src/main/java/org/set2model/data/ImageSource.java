package org.set2model.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.set2model.io.DataException;

/**
 * The files of a folder or a zip archive, with those of all folders below.
 *
 * <p>A name is the path of a file from there, its parts separated by {@code /}. Names are sorted by
 * {@link String#compareTo}, so the order is the same on every system. Hidden files, which have a
 * part that starts with a dot, and the part {@code __MACOSX} of archives made on a Mac are left
 * out. Nothing of an archive is ever written to disk. Symbolic links are followed.
 */
final class ImageSource implements AutoCloseable {

  private static final int LONGEST_TEXT = 1 << 20;

  private final Path path;
  private final TreeMap<String, Picture.Content> contents = new TreeMap<>();
  private final Closeable archive;

  private ImageSource(Path path, Closeable archive) {
    this.path = path;
    this.archive = archive;
  }

  /**
   * Lists the files.
   *
   * @throws DataException if there is neither a folder nor a zip archive there
   */
  static ImageSource open(Path path) {
    try {
      if (Files.isDirectory(path)) {
        return folder(path);
      }
      if (Files.isRegularFile(path)) {
        return zip(path);
      }
    } catch (IOException exception) {
      throw new DataException(
          path
              + ": neither a folder nor a whole zip archive that may be read ("
              + exception.getMessage()
              + ")",
          exception);
    }
    throw new DataException(path + ": no such folder or zip archive; name one that is there");
  }

  private static ImageSource folder(Path root) throws IOException {
    var source = new ImageSource(root, () -> {});
    Files.walkFileTree(
        root,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean hidden = !folder.equals(root) && hidden(folder.getFileName().toString());
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            source.add(name(root.relativize(file)), () -> Files.newInputStream(file));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (file.equals(root)) {
              throw failure;
            }
            source.add(
                name(root.relativize(file)),
                () -> {
                  throw failure;
                });
            return FileVisitResult.CONTINUE;
          }
        });
    return source;
  }

  private static String name(Path relative) {
    var name = new StringJoiner("/");
    relative.forEach(part -> name.add(part.toString()));
    return name.toString();
  }

  private static ImageSource zip(Path path) throws IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(path.toFile(), StandardCharsets.UTF_8);
    } catch (IOException | IllegalArgumentException exception) {
      // Old archives name no encoding. This one fits any bytes; another failure comes again.
      zip = new ZipFile(path.toFile(), StandardCharsets.ISO_8859_1);
    }
    ZipFile open = zip;
    var source = new ImageSource(path, open);
    for (ZipEntry entry : Collections.list(open.entries())) {
      if (!entry.isDirectory()) {
        // Some old programs separate by backslashes.
        source.add(entry.getName().replace('\\', '/'), () -> open.getInputStream(entry));
      }
    }
    return source;
  }

  private void add(String name, Picture.Content content) {
    for (String part : name.split("/")) {
      if (hidden(part)) {
        return;
      }
    }
    contents.put(name, content);
  }

  private static boolean hidden(String part) {
    return part.startsWith(".") || part.equals("__MACOSX");
  }

  /** The folder or archive. */
  Path path() {
    return path;
  }

  /** The names of all files, sorted; not to be changed. */
  SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(contents.navigableKeySet());
  }

  /**
   * Reads a picture.
   *
   * @param name one of {@link #names}
   * @throws IOException if that is impossible; the message is the reason and a remedy, in one line
   */
  Picture picture(String name) throws IOException {
    return Picture.read(contents.get(name));
  }

  /**
   * Reads the lines of a text in UTF-8, with or without a byte order mark.
   *
   * @param name one of {@link #names}
   * @throws DataException if that is impossible, or the text is longer than a megabyte
   */
  List<String> lines(String name) {
    try (InputStream stream = contents.get(name).open()) {
      byte[] bytes = stream.readNBytes(LONGEST_TEXT + 1);
      if (bytes.length > LONGEST_TEXT) {
        throw new DataException(
            place(name) + ": longer than " + LONGEST_TEXT + " bytes; give a shorter text");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList();
    } catch (CharacterCodingException exception) {
      throw new DataException(place(name) + ": not a text; write it as UTF-8", exception);
    } catch (IOException exception) {
      throw new DataException(
          place(name) + ": unreadable (" + exception.getMessage() + "); check its permissions",
          exception);
    }
  }

  /** A file of this name for messages, whether it is there or not. */
  String place(String name) {
    return path + ": " + name;
  }

  /** Closes an archive. */
  @Override
  public void close() {
    try {
      archive.close();
    } catch (IOException exception) {
      throw new DataException(
          path + ": cannot be closed (" + exception.getMessage() + ")", exception);
    }
  }
}
