package org.set2model.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir Path folder;

  @Test
  void aTextWrittenPieceByPieceIsThatWrittenWhole() throws IOException {
    Path file = folder.resolve("new/text.csv");
    AtomicFile.write(file, target -> target.append("één,").append('α').append('\n'));
    assertEquals("één,α\n", Files.readString(file));
    AtomicFile.write(file, "één");
    assertEquals("één", Files.readString(file));
  }

  @Test
  void aTextThatFailsHalfWayLeavesTheEarlierFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("text.csv"), "earlier");
    assertThrows(
        IllegalStateException.class,
        () ->
            AtomicFile.write(
                file,
                target -> {
                  target.append("half");
                  throw new IllegalStateException();
                }));
    assertEquals("earlier", Files.readString(file));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }
}
