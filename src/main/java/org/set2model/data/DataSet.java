package org.set2model.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.set2model.image.InputFormat;
import org.set2model.io.DataException;

/**
 * What a user names as data, in one of three forms: words in three splits, words in one, or classes
 * alone.
 */
public sealed interface DataSet permits IconFolder, ConceptFolder, ClassFolders {

  /**
   * Reads a folder or zip archive and converts its images. What it holds decides how it is read:
   *
   * <ul>
   *   <li>{@code train}, {@code validation} and {@code test} with {@code search/WORD.png} and
   *       {@code gallery/WORD.png} in each, strips of tiles: an {@link IconFolder};
   *   <li>{@code search} and {@code gallery} alone, with strips {@code WORD.png} or with a folder
   *       of pictures for each word: a {@link ConceptFolder};
   *   <li>anything else: {@link ClassFolders}.
   * </ul>
   *
   * <p>All of this may lie in a single folder inside the one named. Strips must be in a folder, not
   * in an archive.
   *
   * @throws DataException if the data cannot be used
   */
  static DataSet read(Path folderOrZip, InputFormat format) {
    try (ImageSource source = ImageSource.open(folderOrZip)) {
      Layout layout = Layout.of(source.names());
      return switch (layout.kind()) {
        case SPLIT_STRIPS -> IconFolder.read(stripFolder(folderOrZip, layout), format);
        case STRIPS ->
            ConceptFolder.readStrips(
                source, layout.top(), stripFolder(folderOrZip, layout), format);
        case SEARCH_AND_GALLERY -> ConceptFolder.readFolders(source, layout.top(), format);
        case CLASSES -> ClassFolders.read(source, layout, format);
      };
    }
  }

  private static Path stripFolder(Path path, Layout layout) {
    if (!Files.isDirectory(path)) {
      throw new DataException(
          path + ": strips of tiles are read from a folder only; unpack the archive and name that");
    }
    return path.resolve(layout.top());
  }

  /** All concepts, at least one. */
  List<? extends ConceptImages> concepts();

  /** Whether concepts have search results that describe them; if not, they are classes. */
  boolean hasSearchResults();

  /** Whether the data itself divides its concepts; if not, each part below has all of them. */
  default boolean hasSplits() {
    return false;
  }

  /** Concepts to learn from. */
  default List<? extends ConceptImages> train() {
    return concepts();
  }

  /** Concepts to choose by. */
  default List<? extends ConceptImages> validation() {
    return concepts();
  }

  /** Concepts to report on. */
  default List<? extends ConceptImages> test() {
    return concepts();
  }

  /** The files that could not be used; may be empty. */
  List<SkippedFile> skipped();
}
