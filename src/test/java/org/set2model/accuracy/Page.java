package org.set2model.accuracy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page of the site that shows the figures. Its text is written by hand; what stands between the
 * comments {@code <!-- begin NAME -->} and {@code <!-- end NAME -->} is written here.
 */
final class Page {

  static final Path PATH = Path.of("src/site/markdown/accuracy.md");

  private Page() {}

  /** All figures, as they are stated. */
  static List<Figures> figures() throws IOException {
    return Files.readAllLines(PATH).stream().filter(Figures::isRow).map(Figures::parse).toList();
  }

  /** The stated figures by function and part. */
  static Map<String, Map<String, Figures>> byName() throws IOException {
    return figures().stream()
        .collect(
            Collectors.groupingBy(
                Figures::subject,
                LinkedHashMap::new,
                Collectors.toMap(Figures::part, figures -> figures)));
  }

  /** Writes figures, and where they were taken. */
  static void write(List<Figures> figures, String machine) throws IOException {
    List<String> lines = Files.readAllLines(PATH);
    lines = replaced(lines, "machine", List.of("", machine, ""));
    lines = replaced(lines, "summary", summary(figures));
    lines =
        replaced(
            lines,
            "figures",
            Stream.of(
                    Stream.of(""),
                    Figures.HEAD.stream(),
                    figures.stream().map(Figures::toMarkdown),
                    Stream.of(""))
                .flatMap(all -> all)
                .toList());
    Files.writeString(PATH, String.join("\n", lines) + "\n");
  }

  private static List<String> replaced(List<String> lines, String name, List<String> text) {
    int begin = lines.indexOf("<!-- begin " + name + " -->");
    int end = lines.indexOf("<!-- end " + name + " -->");
    if (!(begin >= 0 && end > begin)) {
      throw new IllegalStateException(PATH + " must have the comments begin and end " + name);
    }
    List<String> result = new ArrayList<>(lines.subList(0, begin + 1));
    result.addAll(text);
    result.addAll(lines.subList(end, lines.size()));
    return result;
  }

  /** A row for each function: its value, and the worst of its derivatives. */
  private static List<String> summary(List<Figures> figures) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "| function | value: rms | drawn | found | share | derivative: rms | drawn | found | share"
            + " |");
    lines.add("|---|---|---|---|---|---|---|---|---|");
    for (Summary summary : Summary.of(figures)) {
      lines.add(
          "| %s | %s | %s |"
              .formatted(summary.subject(), cells(summary.value()), cells(summary.derivative())));
    }
    lines.add("");
    return lines;
  }

  private static String cells(Summary.Side side) {
    return Stream.of(side.mean(), side.drawn(), side.found(), side.share())
        .map(Figures::text)
        .collect(Collectors.joining(" | "));
  }
}
