package org.set2model.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The relevance of search images, read from a table {@code images.tsv} with the columns split,
 * part, concept, tile, relevant, collection and icon. Lines follow the order of the tiles.
 */
final class SearchRelevance {

  private static final String HEADER = "split\tpart\tconcept\ttile\trelevant\tcollection\ticon";
  private static final List<String> PARTS = List.of("search", "gallery");

  private final Path file;
  private final Map<String, List<Boolean>> flags;

  private SearchRelevance(Path file, Map<String, List<Boolean>> flags) {
    this.file = file;
    this.flags = flags;
  }

  /**
   * Reads the table.
   *
   * @throws DataException if the file cannot be read or a line is malformed
   */
  static SearchRelevance read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException exception) {
      throw new DataException(
          file + ": unreadable (" + exception.getMessage() + "); it must be a UTF-8 text file",
          exception);
    }
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      throw new DataException(
          file + ": line 1 must name the columns " + HEADER.replace('\t', ' ') + ", tabs between");
    }
    var table = new SearchRelevance(file, new HashMap<>());
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
    List<Boolean> tiles =
        flags.computeIfAbsent(key(fields[0], part, fields[2]), key -> new ArrayList<>());
    if (!fields[3].equals(Integer.toString(tiles.size()))) {
      throw malformed(
          line, "tile '" + fields[3] + "' must be " + tiles.size() + ": tiles count up from 0");
    }
    tiles.add(relevant.equals("1"));
  }

  private DataException malformed(int line, String problem) {
    return new DataException(file + ": line " + line + ": " + problem);
  }

  /**
   * The flags of a search set.
   *
   * @throws DataException if the table does not hold one flag for every image
   */
  boolean[] of(String split, String concept, int images) {
    List<Boolean> tiles = flags.getOrDefault(key(split, "search", concept), List.of());
    if (tiles.size() != images) {
      throw new DataException(
          String.format(
              "%s: %d lines for the %d search tiles of '%s' in %s; add the missing or delete the file",
              file, tiles.size(), images, concept, split));
    }
    boolean[] relevant = new boolean[images];
    for (int i = 0; i < images; i++) {
      relevant[i] = tiles.get(i);
    }
    return relevant;
  }

  private static String key(String split, String part, String concept) {
    return split + '\t' + part + '\t' + concept;
  }
}
