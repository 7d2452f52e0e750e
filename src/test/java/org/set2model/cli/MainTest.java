package org.set2model.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    return Main.run(
        List.of(arguments),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        false);
  }

  private void assertOneLineOnStandardError() {
    String text = err.toString(StandardCharsets.UTF_8);
    assertTrue(text.startsWith("set2model: "), text);
    assertEquals(text.length() - 1, text.indexOf('\n'), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "frobnicate",
        "demo --frobnicate 3",
        "demo steps 3",
        "demo --steps",
        "demo --steps -5",
        "demo --steps 0",
        "demo --steps many",
        "demo --steps 99999999999999",
        "demo --threads 0",
        "demo --seed x",
        "demo --steps 3 --steps 4",
        "demo --model tree",
        "demo --model gmm:1",
        "demo --gradient numeric",
        "demo --gradient implicit --model kde",
        "fit --points",
        "audit --cases 0"
      })
  void aWrongCallGetsOneLineAndExitCodeTwo(String call) {
    assertEquals(2, run(call.isEmpty() ? new String[0] : call.split(" ")));
    assertOneLineOnStandardError();
  }

  @Test
  void aMissingFolderGetsOneLineAndExitCodeThree() {
    assertEquals(3, run("demo", "--data", folder.resolve("nowhere").toString()));
    assertOneLineOnStandardError();
  }

  @Test
  void aGradientThatDoesNotExistGetsOneLineAndExitCodeThree() {
    Path output = folder.resolve("fit.json");
    int code =
        run(
            ("fit --points testdata/points/points.csv --model gmm:2 --gradient kkt --output "
                    + output)
                .split(" "));
    assertEquals(3, code);
    assertOneLineOnStandardError();
    assertFalse(Files.exists(output));
  }

  @Test
  void anUnreadablePictureGetsOneLineAndExitCodeThreeAndLeavesNothing() throws IOException {
    Path page = folder.resolve("page.html");
    for (String part : List.of("train", "validation", "test")) {
      for (String set : List.of("search", "gallery")) {
        Files.createDirectories(folder.resolve("icons").resolve(part).resolve(set));
        Files.writeString(
            folder.resolve("icons").resolve(part).resolve(set).resolve("star.png"), "no picture");
      }
    }
    assertEquals(
        3, run("demo", "--data", folder.resolve("icons").toString(), "--output", page.toString()));
    assertOneLineOnStandardError();
    assertFalse(Files.exists(page));
  }

  @Test
  void anOutputThatCannotBeWrittenIsFoundBeforeTheWorkBegins() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    for (Path page : List.of(file.resolve("page.html"), folder)) {
      err.reset();
      assertEquals(3, run("demo", "--output", page.toString()));
      assertOneLineOnStandardError();
    }
    assertEquals("", out.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "help", "demo --help"})
  void helpIsPrinted(String call) {
    assertEquals(0, run(call.split(" ")));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("usage"));
  }

  @Test
  void theDemoHasTheSameNumbersAndPageWhateverTheThreads() throws IOException {
    String[] tables = new String[2];
    byte[][] pages = new byte[2][];
    for (int threads = 1; threads <= 2; threads++) {
      Path page = folder.resolve("page" + threads + ".html");
      out.reset();
      int code =
          run(
              "demo",
              "--data",
              fewWords().toString(),
              "--steps",
              "2",
              "--threads",
              Integer.toString(threads),
              "--output",
              page.toString());
      assertEquals(0, code, err.toString(StandardCharsets.UTF_8));
      String text = out.toString(StandardCharsets.UTF_8);
      tables[threads - 1] =
          text.substring(text.indexOf("mean average precision"), text.indexOf("rankings:"));
      pages[threads - 1] = Files.readAllBytes(page);
    }
    assertEquals(tables[0], tables[1]);
    assertArrayEquals(pages[0], pages[1]);
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(3, files.count(), "nothing but the data and the two pages");
    }
  }

  /** A part of the icon data small enough for a test. */
  private Path fewWords() throws IOException {
    Path all = Path.of("testdata/icons");
    Path few = folder.resolve("few");
    for (String split : List.of("train", "validation", "test")) {
      int count = split.equals("train") ? 12 : 3;
      List<String> names;
      try (Stream<Path> files = Files.list(all.resolve(split).resolve("search"))) {
        names = files.map(f -> f.getFileName().toString()).sorted().limit(count).toList();
      }
      for (String part : List.of("search", "gallery")) {
        Path target = few.resolve(split).resolve(part);
        Files.createDirectories(target);
        for (String name : names) {
          Files.copy(
              all.resolve(split).resolve(part).resolve(name),
              target.resolve(name),
              StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    return few;
  }

  @Test
  void tooFewTrainingWordsAreBadData() throws IOException {
    Path few = fewWords();
    for (String part : List.of("search", "gallery")) {
      try (Stream<Path> files = Files.list(few.resolve("train").resolve(part))) {
        for (Path file : files.sorted().skip(2).toList()) {
          Files.delete(file);
        }
      }
    }
    assertEquals(3, run("demo", "--data", few.toString(), "--steps", "1"));
    assertOneLineOnStandardError();
  }
}
