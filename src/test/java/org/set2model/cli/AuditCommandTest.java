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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void allGradientsAgreeAndTheFilesSaySo(@TempDir Path folder) throws IOException {
    Path page = folder.resolve("audit.html");
    Path json = folder.resolve("audit.json");
    int code =
        AuditCommand.run(
            List.of("--cases", "1", "--html", page.toString(), "--json", json.toString()), out);
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
    assertEquals(0, AuditCommand.run(List.of("--only", "softmax"), out), this::printed);
    assertTrue(printed().contains("softmax cross-entropy, plain"));
    assertTrue(printed().contains("2 functions in 100 cases"), this::printed);
    bytes.reset();
    List<String> repeat = List.of("--only", "softmax cross-entropy", "--case", "10000004");
    assertEquals(0, AuditCommand.run(repeat, out), this::printed);
    assertTrue(printed().startsWith("softmax cross-entropy, case 10000004 ("), this::printed);
    assertTrue(printed().contains("concept0[0, 0]: AGREE"), this::printed);
  }

  @Test
  void helpExplainsTheFlags() throws IOException {
    assertEquals(0, AuditCommand.run(List.of("--help"), out));
    for (String flag :
        List.of("--seed", "--cases", "--threads", "--only", "--case", "--html", "--json")) {
      assertTrue(printed().contains(flag), flag);
    }
  }

  @Test
  void aCallThatCannotBeUnderstoodIsRefused() {
    assertThrows(UsageException.class, () -> AuditCommand.run(List.of("--cases", "0"), out));
    assertThrows(UsageException.class, () -> AuditCommand.run(List.of("--case", "3"), out));
    assertThrows(UsageException.class, () -> AuditCommand.run(List.of("--seed", "x"), out));
    assertThrows(UsageException.class, () -> AuditCommand.run(List.of("--only", "x?"), out));
  }
}
