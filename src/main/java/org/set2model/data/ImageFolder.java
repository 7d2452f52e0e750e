package org.set2model.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.set2model.image.ImageConversion;
import org.set2model.image.ImageSet;
import org.set2model.image.InputFormat;
import org.set2model.io.DataException;
import org.set2model.kernel.Workers;

/**
 * The pictures of a folder or a zip archive, with those of all folders below, to be read a part at
 * a time: there may be more of them than memory can hold as images.
 *
 * <p>Files are numbered in the order of their names, as {@link ImageFiles} sorts them, readable or
 * not. What is read does not depend on the number of threads.
 */
public final class ImageFolder implements AutoCloseable {

  private static final int PART = 256;

  private final ImageSource source;
  private final List<String> names;

  /** The files of a source, which remains the caller's to close if this is not closed. */
  ImageFolder(ImageSource source) {
    this.source = source;
    this.names = List.copyOf(source.names());
  }

  /**
   * Lists the files, without opening any.
   *
   * @throws DataException if there is neither a folder nor a zip archive there
   */
  public static ImageFolder open(Path folderOrZip) {
    return new ImageFolder(ImageSource.open(folderOrZip));
  }

  /** The number of files, readable or not. */
  public int size() {
    return names.size();
  }

  /**
   * Reads the files with the numbers {@code from} to {@code to - 1}.
   *
   * @param workers share the files among them
   * @return those that can be read, perhaps none, and the others as skipped
   * @throws IndexOutOfBoundsException if there are no such files
   */
  public ImageFiles read(int from, int to, InputFormat format, Workers workers) {
    return read(names.subList(from, to), format, workers);
  }

  /**
   * Reads files again that were read before.
   *
   * @param chosen names of files, in any order
   * @return the images in the order of the names
   * @throws DataException if one cannot be read any more
   */
  public ImageSet readAgain(List<String> chosen, InputFormat format, Workers workers) {
    ImageFiles files = read(chosen, format, workers);
    if (!files.skipped().isEmpty()) {
      throw new DataException(
          source.path()
              + ": "
              + files.skipped().get(0)
              + "; it could be read a moment ago, so leave the files alone and start again");
    }
    return files.images();
  }

  /**
   * Reads all files.
   *
   * @throws DataException if no picture can be read, or they are too many for one set
   */
  public ImageFiles readAll(InputFormat format, Workers workers) {
    List<String> readable = new ArrayList<>();
    List<ImageSet> images = new ArrayList<>();
    List<SkippedFile> skipped = new ArrayList<>();
    int most = Integer.MAX_VALUE / (format.side() * format.side());
    for (int from = 0; from < size(); from += PART) {
      ImageFiles part = read(from, Math.min(from + PART, size()), format, workers);
      readable.addAll(part.names());
      images.add(part.images());
      skipped.addAll(part.skipped());
      if (readable.size() > most) {
        throw new DataException(
            source.path()
                + ": more than "
                + most
                + " images of side "
                + format.side()
                + " are too many; divide them or choose a smaller side");
      }
    }
    if (readable.isEmpty()) {
      throw noImage(skipped);
    }
    return new ImageFiles(readable, ImageSet.concatenation(images), skipped);
  }

  /** What to throw if no picture can be read. */
  public DataException noImage(List<SkippedFile> skipped) {
    return new DataException(
        source.path()
            + ": no image that can be read"
            + (skipped.isEmpty()
                ? ""
                : " among " + skipped.size() + " files, such as " + skipped.get(0))
            + "; put PNG, JPEG, GIF or BMP there");
  }

  private ImageFiles read(List<String> files, InputFormat format, Workers workers) {
    byte[][] images = new byte[files.size()][];
    SkippedFile[] skipped = new SkippedFile[files.size()];
    workers.run(
        files.size(),
        (file, worker) -> {
          String name = files.get(file);
          try {
            images[file] = ImageConversion.ink(source.picture(name), format);
          } catch (IOException exception) {
            skipped[file] = new SkippedFile(name, exception.getMessage());
          }
        });
    List<String> readable = new ArrayList<>();
    for (int file = 0; file < images.length; file++) {
      if (images[file] != null) {
        readable.add(files.get(file));
      }
    }
    return new ImageFiles(
        readable,
        ImageSet.of(format.side(), Stream.of(images).filter(Objects::nonNull).toList()),
        Stream.of(skipped).filter(Objects::nonNull).toList());
  }

  /** Closes an archive. */
  @Override
  public void close() {
    source.close();
  }
}
