package org.set2model.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.set2model.gradcheck.Verdict.AGREE;
import static org.set2model.gradcheck.Verdict.DISAGREE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page on gradient checkers shows this checker's own wrong verdicts, all of them. */
class GradientCheckersPageTest {

  @Test
  void thePageShowsTheWrongVerdicts() throws IOException {
    assertEquals(
        WrongVerdicts.all().stream()
            .map(GradientCheckersPageTest::row)
            .collect(Collectors.joining("\n")),
        Files.readAllLines(Path.of("src/site/markdown/gradient-checkers.md")).stream()
            .dropWhile(line -> !line.startsWith("| function, point: claim "))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .collect(Collectors.joining("\n")));
  }

  private static String row(WrongVerdict wrong) {
    String asserted =
        wrong.allowed().size() == 1
            ? wrong.allowed().iterator().next().toString()
            : "not " + (wrong.allowed().contains(AGREE) ? DISAGREE : AGREE);
    return "| "
        + wrong.claim().replace("|", "\\|")
        + " | "
        + wrong.said()
        + " | "
        + asserted
        + " |";
  }
}
