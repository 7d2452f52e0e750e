package org.set2model.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The proofs that the Javadoc of operations names in its last sentence, read from the sources. */
final class Proofs {

  private static final Path SOURCES = Path.of("src", "main", "java", "org", "set2model");

  private static final Pattern OPERATION =
      Pattern.compile(
          "(?:\\w+ )*(?:class|record|enum) (\\w+)[^{;]* implements [^{;]*\\bOperation\\b");

  private static final Pattern LAST_SENTENCE =
      Pattern.compile("<p>Proof: catalog entr(?:y|ies) ([^.]*)\\.$");

  private static final Pattern NAME = Pattern.compile("\\{@code ([^}]*)}");

  private Proofs() {}

  /** The names of the entries that each operation names, by its simple name. */
  static Map<String, List<String>> ofTheProject() throws IOException {
    Map<String, List<String>> proofs = new TreeMap<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        proofs.putAll(of(Files.readString(file)));
      }
    }
    return proofs;
  }

  /** The same of the operations of one source. */
  static Map<String, List<String>> of(String source) {
    Map<String, List<String>> proofs = new TreeMap<>();
    Matcher operation = OPERATION.matcher(source);
    while (operation.find()) {
      Matcher proof = LAST_SENTENCE.matcher(javadocBefore(source, operation.start()));
      proofs.put(
          operation.group(1),
          proof.find()
              ? NAME.matcher(proof.group(1)).results().map(Proofs::firstGroup).toList()
              : List.of());
    }
    return proofs;
  }

  private static String firstGroup(MatchResult result) {
    return result.group(1);
  }

  /** The text of the comment that ends just before a place, in one line; empty if none does. */
  private static String javadocBefore(String source, int place) {
    String before = source.substring(0, place).strip();
    int start = before.lastIndexOf("/**");
    return before.endsWith("*/") && start >= 0
        ? before
            .substring(start + 3, before.length() - 2)
            .replaceAll("\\s*\\n\\s*\\*?\\s*", " ")
            .strip()
        : "";
  }
}
