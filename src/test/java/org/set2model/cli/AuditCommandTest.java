package org.set2model.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditCommandTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The tests of the catalog check each entry; this is all of them at once. */
  @Tag("slow")
  @Test
  void allGradientsAgree() throws IOException {
    assertEquals(0, AuditCommand.run(List.of("--cases", "1"), out), this::printed);
    assertTrue(printed().contains("AGREE"));
  }

  @Test
  void filesSayWhatTheTableDoes(@TempDir Path folder) throws IOException {
    Path page = folder.resolve("audit.html");
    Path json = folder.resolve("audit.json");
    int code =
        AuditCommand.run(
            List.of("--only", "linear", "--html", page.toString(), "--json", json.toString()), out);
    assertEquals(0, code, this::printed);
    assertTrue(printed().contains("AGREE"));
    assertTrue(Files.readString(page).startsWith("<!DOCTYPE html>"));
    assertTrue(Files.readString(json).contains("\"verdict\": \"AGREE\""));
    try (var files = Files.list(folder)) {
      assertEquals(2, files.count());
    }
  }

  @Test
  void oneFunctionAndOneOfItsCasesCanBeCheckedAgain() throws IOException {
    List<String> only = List.of("--only", "softmax cross-entropy, plain");
    assertEquals(0, AuditCommand.run(only, out), this::printed);
    assertTrue(printed().contains("softmax cross-entropy, plain"));
    assertTrue(printed().contains("1 functions in 50 cases"), this::printed);
    bytes.reset();
    List<String> repeat = List.of("--only", "softmax cross-entropy", "--case", "10000004");
    assertEquals(0, AuditCommand.run(repeat, out), this::printed);
    assertTrue(printed().startsWith("softmax cross-entropy, case 10000004 ("), this::printed);
    assertTrue(printed().contains("concept0[0, 0]: AGREE"), this::printed);
  }

  @Test
  void anEntryThatHasNoFunctionCanBeCheckedAlone() throws IOException {
    assertEquals(0, AuditCommand.run(List.of("--only", "running statistics"), out), this::printed);
    assertTrue(printed().contains("running statistics"), this::printed);
    UsageException refused =
        assertThrows(
            UsageException.class,
            () -> AuditCommand.run(List.of("--only", "running statistics", "--case", "0"), out));
    assertTrue(refused.getMessage().contains("--case"), refused.getMessage());
  }

  /** What is only a part of names is not one either. */
  @ParameterizedTest
  @CsvSource({
    "liner, linear",
    "Softmax, softmax cross-entropy",
    "expectation-maximization step, expectation-maximization step",
    "tapes, tape"
  })
  void anUnknownNameIsRefusedInOneLineThatNamesTheNearest(String unknown, String nearest) {
    var errors = new ByteArrayOutputStream();
    int code =
        Main.run(
            List.of("audit", "--only", unknown),
            out,
            new PrintStream(errors, true, StandardCharsets.UTF_8),
            false);
    assertEquals(2, code);
    assertEquals(
        "set2model: --only (%s) is no entry: did you mean '%s'?".formatted(unknown, nearest),
        errors.toString(StandardCharsets.UTF_8).strip());
    assertEquals("", printed());
  }

  @Test
  void helpExplainsTheFlags() throws IOException {
    assertEquals(0, AuditCommand.run(List.of("--help"), out));
    for (String flag :
        List.of("--seed", "--cases", "--threads", "--only", "--case", "--html", "--json")) {
      assertTrue(printed().contains(flag), flag);
    }
    assertTrue(printed().contains("nearest is suggested") && printed().contains("2 for a"));
  }

  @Test
  void aCallThatCannotBeUnderstoodIsRefused() {
    assertThrows(UsageException.class, () -> AuditCommand.run(List.of("--cases", "0"), out));
    assertThrows(UsageException.class, () -> AuditCommand.run(List.of("--case", "3"), out));
    assertThrows(UsageException.class, () -> AuditCommand.run(List.of("--seed", "x"), out));
    assertThrows(UsageException.class, () -> AuditCommand.run(List.of("--only", "x?"), out));
  }
}
