package org.set2model.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.set2model.io.DataException;

/**
 * The relevance of search images, read from a table {@code images.tsv} with the columns split,
 * part, concept, tile, relevant, collection and icon. Lines follow the order of the images.
 */
final class SearchRelevance {

  /** The relevance of search sets. */
  @FunctionalInterface
  interface Flags {

    /** Of no search set is anything known. */
    Flags UNKNOWN = (concept, images) -> new boolean[0];

    /**
     * The flags of a search set, one for each image, or none if the relevance is unknown.
     *
     * @throws DataException if there are not as many
     */
    boolean[] of(String concept, int images);
  }

  /** The name of a table. */
  static final String TABLE = "images.tsv";

  private static final String HEADER = "split\tpart\tconcept\ttile\trelevant\tcollection\ticon";
  private static final String SEARCH = "search";
  private static final List<String> PARTS = List.of(SEARCH, "gallery");

  private final String file;

  /** By part and concept, then by split. */
  private final Map<String, Map<String, List<Boolean>>> flags = new TreeMap<>();

  private SearchRelevance(String file) {
    this.file = file;
  }

  /**
   * Reads the table.
   *
   * @throws DataException if the file cannot be read or a line is malformed
   */
  static SearchRelevance read(Path file) {
    try {
      return parse(file.toString(), Files.readAllLines(file));
    } catch (IOException exception) {
      throw new DataException(
          file + ": unreadable (" + exception.getMessage() + "); it must be a UTF-8 text file",
          exception);
    }
  }

  /**
   * Reads the table for the parts search and gallery of a source: that beside them, or else in one
   * of the folders above up to that in which the source lies.
   *
   * @param top the single folder of the source that holds everything, with a {@code /}, or empty
   * @return nothing if there is none
   * @throws DataException if it cannot be read or a line is malformed
   */
  static Optional<SearchRelevance> find(ImageSource source, String top) {
    for (String name : List.of(top + TABLE, TABLE)) {
      if (source.names().contains(name)) {
        return Optional.of(
            Files.isDirectory(source.path())
                ? read(source.path().resolve(name))
                : parse(source.place(name), source.lines(name)));
      }
    }
    Path above = source.path().toAbsolutePath().normalize().getParent();
    return above != null && Files.isRegularFile(above.resolve(TABLE))
        ? Optional.of(read(above.resolve(TABLE)))
        : Optional.empty();
  }

  private static SearchRelevance parse(String file, List<String> lines) {
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      throw new DataException(
          file + ": line 1 must name the columns " + HEADER.replace('\t', ' ') + ", tabs between");
    }
    var table = new SearchRelevance(file);
    for (int i = 1; i < lines.size(); i++) {
      table.add(lines.get(i).split("\t", -1), i + 1);
    }
    return table;
  }

  private void add(String[] fields, int line) {
    if (fields.length != 7) {
      throw malformed(line, fields.length + " fields; a line has 7, separated by tabs");
    }
    String part = fields[1];
    if (!PARTS.contains(part)) {
      throw malformed(line, "part '" + part + "' must be search or gallery");
    }
    String relevant = fields[4];
    if (!relevant.equals("0") && !relevant.equals("1")) {
      throw malformed(line, "relevant '" + relevant + "' must be 0 or 1");
    }
    List<Boolean> images =
        flags
            .computeIfAbsent(key(part, fields[2]), key -> new TreeMap<>())
            .computeIfAbsent(fields[0], split -> new ArrayList<>());
    if (!fields[3].equals(Integer.toString(images.size()))) {
      throw malformed(
          line, "tile '" + fields[3] + "' must be " + images.size() + ": tiles count up from 0");
    }
    images.add(relevant.equals("1"));
  }

  private DataException malformed(int line, String problem) {
    return new DataException(file + ": line " + line + ": " + problem);
  }

  /** The flags of a split; every search set must have some. */
  Flags ofSplit(String split) {
    return (concept, images) -> flags(bySplit(concept).get(split), concept, split, images);
  }

  /**
   * The flags of a folder of search sets. The lines of a concept count if the table has the concept
   * in a single split, whatever that is called, or else those of the split called as the folder.
   * {@link Flags#UNKNOWN} if that leaves no line for any of the concepts: the table is about other
   * data.
   *
   * @throws DataException if it leaves lines for some of the concepts only
   */
  Flags ofFolder(String folder, Collection<String> concepts) {
    List<String> missing =
        concepts.stream().filter(concept -> inFolder(folder, concept) == null).toList();
    if (missing.size() == concepts.size()) {
      return Flags.UNKNOWN;
    }
    if (!missing.isEmpty()) {
      throw new DataException(
          String.format(
              "%s: no lines for the search images of '%s', but for those of other words; add them or"
                  + " remove the file",
              file, missing.get(0)));
    }
    return (concept, images) -> flags(inFolder(folder, concept), concept, folder, images);
  }

  private List<Boolean> inFolder(String folder, String concept) {
    Map<String, List<Boolean>> splits = bySplit(concept);
    return splits.size() == 1 ? splits.values().iterator().next() : splits.get(folder);
  }

  private Map<String, List<Boolean>> bySplit(String concept) {
    return flags.getOrDefault(key(SEARCH, concept), Map.of());
  }

  private boolean[] flags(List<Boolean> given, String concept, String place, int images) {
    int lines = given == null ? 0 : given.size();
    if (lines != images) {
      throw new DataException(
          String.format(
              "%s: %d lines for the %d search tiles of '%s' in %s; add the missing or delete the file",
              file, lines, images, concept, place));
    }
    boolean[] relevant = new boolean[images];
    for (int i = 0; i < images; i++) {
      relevant[i] = given.get(i);
    }
    return relevant;
  }

  private static String key(String part, String concept) {
    return part + '\t' + Normalizer.normalize(concept, Normalizer.Form.NFC);
  }
}
