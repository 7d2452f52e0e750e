package org.set2model.mutation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A bug that a programmer might have written: a snippet of a source of the project, and what stands
 * in its place. White space does not count, so that the formatting of the source may change.
 *
 * @param name unique in the table
 * @param file the source, relative to {@code org/set2model}
 * @param wrong what is wrong, in words
 * @param entries of the catalog that are expected to find it
 * @param testClasses names of classes that are expected to find it where the audit does not
 * @param java feature release below which the snippet is never reached
 * @param equal why the program does the same in spite of it, empty if it does not
 * @param original what has to be in the source once
 * @param replacement what stands in its place
 */
record SourceMutation(
    String name,
    String file,
    String wrong,
    List<String> entries,
    List<String> testClasses,
    int java,
    String equal,
    String original,
    String replacement) {

  private static final Set<String> KEYS =
      Set.of("file", "wrong", "entry", "tests", "java", "equal", "-", "+");

  /**
   * Reads a paragraph of a table: the name in brackets, then lines of a key, a space and a text. A
   * key may occur in several lines, whose texts are put together with spaces between.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  static SourceMutation parse(String paragraph) {
    String[] lines = paragraph.strip().split("\n");
    String name = lines[0].strip();
    if (!name.matches("\\[[a-z0-9-]+]")) {
      throw new IllegalArgumentException("a name in brackets is missing above: " + paragraph);
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 1; i < lines.length; i++) {
      String[] parts = lines[i].strip().split(" +", 2);
      if (!KEYS.contains(parts[0])) {
        throw new IllegalArgumentException(name + ": unknown key: " + lines[i]);
      }
      texts.merge(parts[0], parts.length > 1 ? parts[1] : "", (a, b) -> a + " " + b);
    }
    for (String key : List.of("file", "wrong", "-", "+")) {
      if (!texts.containsKey(key)) {
        throw new IllegalArgumentException(name + ": a line is missing: " + key);
      }
    }
    return new SourceMutation(
        name.substring(1, name.length() - 1),
        texts.get("file"),
        texts.get("wrong"),
        texts.containsKey("entry") ? List.of(texts.get("entry")) : List.of(),
        texts.containsKey("tests")
            ? Arrays.stream(texts.get("tests").split(" ")).map(t -> "org.set2model." + t).toList()
            : List.of(),
        Integer.parseInt(texts.getOrDefault("java", "17")),
        texts.getOrDefault("equal", ""),
        texts.get("-"),
        texts.get("+"));
  }

  boolean isEquivalent() {
    return !equal.isEmpty();
  }

  boolean isReached() {
    return Runtime.version().feature() >= java;
  }

  /**
   * The source with the bug.
   *
   * @throws IllegalArgumentException unless the original is there just once
   */
  String applyTo(String source) {
    List<Integer> places = new ArrayList<>();
    StringBuilder dense = new StringBuilder();
    for (int i = 0; i < source.length(); i++) {
      if (!Character.isWhitespace(source.charAt(i))) {
        places.add(i);
        dense.append(source.charAt(i));
      }
    }
    String wanted = original.replaceAll("\\s", "");
    int at = dense.indexOf(wanted);
    if (at < 0 || dense.indexOf(wanted, at + 1) >= 0) {
      throw new IllegalArgumentException(
          name + ": must occur just once in " + file + ": " + original);
    }
    int end = places.get(at + wanted.length() - 1) + 1;
    return source.substring(0, places.get(at)) + replacement + source.substring(end);
  }

  @Override
  public String toString() {
    return name + " (" + file + "): " + wrong;
  }
}
