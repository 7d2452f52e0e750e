package org.set2model.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private long seconds;

  @Test
  void batchesTellTheTimeLeftFromTheFirstOn() {
    Progress progress = progress(false, 1000);
    seconds = 10;
    progress.report(250, "files");
    seconds = 20;
    progress.report(500, "files, 3 unreadable");
    seconds = 40;
    progress.report(1000, "files");
    assertEquals(
        List.of(
            " 250/1000  files  30 s left",
            " 500/1000  files, 3 unreadable  20 s left",
            "1000/1000  files  took 40 s"),
        bytes.toString(StandardCharsets.UTF_8).lines().toList());
  }

  @Test
  void stepsDoneBeforeDoNotMakeItLookFast() {
    Progress progress = progress(true, 100);
    progress.resume(90);
    seconds = 10;
    progress.report(95, "steps");
    assertTrue(bytes.toString(StandardCharsets.UTF_8).endsWith("]  95/100  steps  10 s left"));
  }

  @Test
  void impossibleNumbersAreRejected() {
    assertThrows(IllegalArgumentException.class, () -> progress(false, 0));
    assertThrows(IllegalArgumentException.class, () -> progress(false, 3).report(4, ""));
    assertThrows(IllegalArgumentException.class, () -> progress(false, 3).report(0, ""));
  }

  private Progress progress(boolean interactive, int total) {
    return new Progress(out, interactive, () -> seconds * 1_000_000_000L, total);
  }
}
