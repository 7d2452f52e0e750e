package org.set2model.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.set2model.image.ImageSet;
import org.set2model.image.InputFormat;
import org.set2model.io.DataException;

/**
 * The concepts of a folder, in three splits with no word in common.
 *
 * <p>A folder holds {@code SPLIT/PART/WORD.png} with the splits train, validation and test and the
 * parts search and gallery; each picture is a row of square tiles, dark on white, of one size
 * throughout. A table {@code images.tsv} beside them, if there is one, says which search images are
 * relevant.
 *
 * @param train concepts to learn from, sorted by name
 * @param validation concepts to choose by, sorted by name
 * @param test concepts to report on, sorted by name
 */
public record IconFolder(
    List<LabeledConcept> train, List<LabeledConcept> validation, List<LabeledConcept> test)
    implements DataSet {

  private static final String SUFFIX = ".png";

  /** Copies the lists. */
  public IconFolder {
    train = List.copyOf(train);
    validation = List.copyOf(validation);
    test = List.copyOf(test);
  }

  /**
   * Reads a folder, the tiles in the size they have.
   *
   * @throws DataException if a folder or a strip is missing, a picture is unreadable or not a row
   *     of square tiles of the common size, or the table is malformed
   */
  public static IconFolder read(Path folder) {
    IconFolder icons = read(folder, ImageStrip::read);
    int side = icons.train.get(0).search().side();
    requireSide(side, icons.train, folder.resolve("train"));
    requireSide(side, icons.validation, folder.resolve("validation"));
    requireSide(side, icons.test, folder.resolve("test"));
    return icons;
  }

  /**
   * Reads a folder and converts the tiles, which may be of any size. They are dark on light unless
   * the format says light on dark, because an icon may well fill its rim.
   *
   * @throws DataException if a folder or a strip is missing, a picture is unreadable or not a row
   *     of square tiles, or the table is malformed
   */
  public static IconFolder read(Path folder, InputFormat format) {
    return read(folder, file -> ImageStrip.read(file, format));
  }

  private static IconFolder read(Path folder, Function<Path, ImageSet> strips) {
    requireFolder(folder);
    Path table = folder.resolve(SearchRelevance.TABLE);
    SearchRelevance relevance = Files.exists(table) ? SearchRelevance.read(table) : null;
    return new IconFolder(
        readSplit(folder, "train", relevance, strips),
        readSplit(folder, "validation", relevance, strips),
        readSplit(folder, "test", relevance, strips));
  }

  private static List<LabeledConcept> readSplit(
      Path folder, String split, SearchRelevance relevance, Function<Path, ImageSet> strips) {
    SearchRelevance.Flags flags =
        relevance == null ? SearchRelevance.Flags.UNKNOWN : relevance.ofSplit(split);
    return readSplit(folder.resolve(split), words -> flags, strips);
  }

  /**
   * The concepts of one split, sorted by name.
   *
   * @param relevance of the search sets, given all words
   */
  static List<LabeledConcept> readSplit(
      Path split,
      Function<SortedSet<String>, SearchRelevance.Flags> relevance,
      Function<Path, ImageSet> strips) {
    Path search = split.resolve("search");
    Path gallery = split.resolve("gallery");
    SortedSet<String> words = words(search);
    SortedSet<String> galleryWords = words(gallery);
    requireAll(words, galleryWords, gallery);
    requireAll(galleryWords, words, search);
    if (words.isEmpty()) {
      throw new DataException(search + ": no concepts; add a strip WORD.png for each word");
    }
    SearchRelevance.Flags flags = relevance.apply(words);
    return words.stream().map(word -> readConcept(split, word, flags, strips)).toList();
  }

  private static LabeledConcept readConcept(
      Path split, String word, SearchRelevance.Flags flags, Function<Path, ImageSet> strips) {
    Path galleryFile = split.resolve("gallery").resolve(word + SUFFIX);
    ImageSet search = strips.apply(split.resolve("search").resolve(word + SUFFIX));
    ImageSet gallery = strips.apply(galleryFile);
    if (gallery.side() != search.side()) {
      throw otherSide(galleryFile, gallery.side(), search.side());
    }
    return new LabeledConcept(word, search, flags.of(word, search.size()), gallery);
  }

  @Override
  public List<LabeledConcept> concepts() {
    return Stream.of(train, validation, test).flatMap(List::stream).toList();
  }

  @Override
  public boolean hasSplits() {
    return true;
  }

  @Override
  public boolean hasSearchResults() {
    return true;
  }

  /** None: a faulty strip is an error here. */
  @Override
  public List<SkippedFile> skipped() {
    return List.of();
  }

  private static SortedSet<String> words(Path folder) {
    requireFolder(folder);
    try (Stream<Path> files = Files.list(folder)) {
      var words = new TreeSet<String>();
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX) && !name.startsWith("."))
          .forEach(name -> words.add(name.substring(0, name.length() - SUFFIX.length())));
      return words;
    } catch (IOException exception) {
      throw new DataException(
          folder + ": unreadable (" + exception.getMessage() + "); check its permissions",
          exception);
    }
  }

  private static void requireFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new DataException(
          folder
              + ": no such folder; expected SPLIT/PART/WORD.png with the splits train,"
              + " validation, test and the parts search, gallery");
    }
  }

  private static void requireAll(SortedSet<String> words, SortedSet<String> present, Path folder) {
    for (String word : words) {
      if (!present.contains(word)) {
        throw new DataException(
            folder.resolve(word + SUFFIX)
                + ": missing; every word needs a search strip and a gallery strip");
      }
    }
  }

  private static void requireSide(int side, List<LabeledConcept> concepts, Path split) {
    for (LabeledConcept concept : concepts) {
      if (concept.search().side() != side) {
        Path file = split.resolve("search").resolve(concept.name() + SUFFIX);
        throw otherSide(file, concept.search().side(), side);
      }
    }
  }

  private static DataException otherSide(Path file, int side, int expected) {
    return new DataException(
        String.format(
            "%s: tiles of side %d, where those read before have side %d; scale them alike",
            file, side, expected));
  }
}
