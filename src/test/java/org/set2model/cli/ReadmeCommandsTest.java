package org.set2model.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the README, as they are written there. */
class ReadmeCommandsTest {

  private static final String JAVA = "java -jar target/set2model.jar ";

  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  /** What makes the long ones short, in place of or beside their own flags. */
  private static final Map<String, List<String>> SHORTER =
      Map.of(
          "demo", List.of("--steps", "2", "--output", "target/demo.html"),
          "train", List.of("--steps", "3"),
          "classify", List.of("--episodes", "20"),
          "experiment icons", List.of("--steps", "2", "--seeds", "1", "--output", "target/icons"),
          "experiment omniglot",
              List.of("--steps", "2", "--seeds", "1", "--output", "target/characters"),
          "experiment noise",
              List.of("--repeats", "1", "--scorers", "avg,gauss", "--output", "target/noise"),
          "audit", List.of("--only", "addition"));

  @TempDir Path folder;

  @Test
  void everyCommandIsExplainedWithItsFlags() throws IOException {
    List<List<String>> commands = commands();
    assertTrue(commands.size() >= 12, commands.toString());
    for (List<String> command : commands) {
      List<String> name = command.stream().takeWhile(word -> !word.startsWith("-")).toList();
      List<String> help = new ArrayList<>(name);
      help.add("--help");
      String text = Outcome.of(help).out();
      for (String word : command) {
        assertTrue(!word.startsWith("--") || text.contains(word), command + ": " + word);
      }
    }
  }

  @TestFactory
  @Tag("slow")
  Stream<DynamicTest> everyCommandRunsOnTheDataOfTheCheckout() throws IOException {
    return commands().stream()
        .map(command -> DynamicTest.dynamicTest(String.join(" ", command), () -> run(command)));
  }

  private void run(List<String> command) {
    List<String> arguments = new ArrayList<>(command);
    SHORTER.forEach(
        (name, flags) -> {
          if (String.join(" ", command).startsWith(name)) {
            for (int i = 0; i < flags.size(); i += 2) {
              int at = arguments.indexOf(flags.get(i));
              if (at >= 0) {
                arguments.set(at + 1, flags.get(i + 1));
              } else {
                arguments.addAll(flags.subList(i, i + 2));
              }
            }
          }
        });
    arguments.replaceAll(word -> word.replaceFirst("^target/", folder + "/"));
    Outcome outcome = Outcome.of(arguments);
    assertEquals(0, outcome.code(), outcome.err());
    assertTrue(outcome.out().lines().count() > 0);
  }

  /** In their order, without what starts the program. */
  private static List<List<String>> commands() throws IOException {
    String text = Files.readString(Path.of("README.md")).replace("\\\n", " ");
    return text.lines()
        .filter(line -> line.startsWith("    ") && line.contains(JAVA))
        .map(line -> line.substring(line.indexOf(JAVA) + JAVA.length()))
        .map(ReadmeCommandsTest::words)
        .toList();
  }

  private static List<String> words(String line) {
    return WORD.matcher(line).results().map(ReadmeCommandsTest::word).toList();
  }

  private static String word(MatchResult found) {
    return found.group(1) == null ? found.group(2) : found.group(1);
  }
}
