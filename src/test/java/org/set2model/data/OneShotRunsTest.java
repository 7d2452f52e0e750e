package org.set2model.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.set2model.image.ImageSet;
import org.set2model.image.InputFormat;
import org.set2model.image.Polarity;
import org.set2model.io.DataException;

class OneShotRunsTest {

  private static final InputFormat FORMAT = new InputFormat(4, 1, Polarity.DARK_ON_LIGHT);
  private static final String LABELS = "run01/class_labels.txt";

  @TempDir Path folder;

  private final Map<String, byte[]> contents = new TreeMap<>();

  /** Items with darkness 1 and 2, classes with 11, 12 and, not on any line, 13. */
  @BeforeEach
  void makeOneRun() throws IOException {
    run("run01");
  }

  private void run(String name) throws IOException {
    for (int i = 1; i <= 2; i++) {
      contents.put(name + "/test/item0" + i + ".png", Drawings.dotBytes(i));
    }
    for (int c = 1; c <= 3; c++) {
      contents.put(name + "/training/class0" + c + ".png", Drawings.dotBytes(10 + c));
    }
    text(
        name + "/class_labels.txt",
        "NAME/test/item02.png NAME/training/class01.png\nNAME/test/item01.png NAME/training/class02.png\n"
            .replace("NAME", name));
  }

  private void text(String name, String text) {
    contents.put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aRunHasItsItemsAndAllTrainingImagesSortedByName() throws IOException {
    for (Path source : bothWays()) {
      List<OneShotRun> runs = OneShotRuns.read(source, FORMAT);
      assertEquals(1, runs.size());
      OneShotRun run = runs.get(0);
      assertEquals("run01", run.name());
      assertEquals(
          List.of(
              "run01/training/class01.png",
              "run01/training/class02.png",
              "run01/training/class03.png"),
          run.classes());
      assertEquals(List.of("run01/test/item01.png", "run01/test/item02.png"), run.items());
      assertEquals(List.of(1, 0), run.answers());
      assertEquals(
          List.of(11, 12, 13),
          List.of(
              run.training().ink(0, 0, 0),
              run.training().ink(1, 0, 0),
              run.training().ink(2, 0, 0)));
      assertEquals(List.of(1, 2), List.of(run.tests().ink(0, 0, 0), run.tests().ink(1, 0, 0)));
    }
  }

  @Test
  void runsAreSortedByNameAndMayLieInAFolderBesideOtherFiles() throws IOException {
    contents.clear();
    for (String name : List.of("run10", "run02", "run09")) {
      run(name);
    }
    Map<String, byte[]> below = new TreeMap<>();
    contents.forEach((name, bytes) -> below.put("data/all_runs/" + name, bytes));
    below.put("__MACOSX/all_runs/run02/._class_labels.txt", new byte[4]);
    below.put("data/all_runs/.DS_Store", new byte[4]);
    below.put("data/all_runs/run02/training/.DS_Store", new byte[4]);
    below.put("data/demo_classification.py", new byte[4]);
    below.put("data/icons/test/sun.png", new byte[4]);
    contents.clear();
    contents.putAll(below);
    for (Path source : bothWays()) {
      List<OneShotRun> runs = OneShotRuns.read(source, FORMAT);
      assertEquals(
          List.of("run02", "run09", "run10"), runs.stream().map(OneShotRun::name).toList());
      assertEquals("run02/test/item01.png", runs.get(0).items().get(0));
      assertEquals(3, runs.get(0).classes().size());
    }
  }

  @Test
  void theTextMayBeWrittenOnAnySystem() throws IOException {
    List<OneShotRun> plain = OneShotRuns.read(bothWays().get(0), FORMAT);
    text(
        LABELS,
        "\uFEFF\r\n  run01\\test\\item02.png\trun01\\training\\class01.png \r\n\r\n"
            + "run01/test/item01.png   run01/training/class02.png");
    for (Path source : bothWays()) {
      assertEquals(plain, OneShotRuns.read(source, FORMAT));
    }
  }

  @Test
  void twoItemsMayBelongToOneClass() throws IOException {
    text(
        LABELS,
        "run01/test/item01.png run01/training/class03.png\n"
            + "run01/test/item02.png run01/training/class03.png\n");
    assertEquals(List.of(2, 2), OneShotRuns.read(bothWays().get(0), FORMAT).get(0).answers());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run01/test/item01.png | 1 names",
        "run01/test/item01.png run01/training/class02.png extra | 3 names",
        "run01/test/item09.png run01/training/class02.png | no file 'run01/test/item09.png'",
        "run01/test/item01.png run01/training/class09.png | no file 'run01/training/class09.png'",
        "run02/test/item01.png run01/training/class02.png"
            + " | 'run02/test/item01.png' belongs to another run",
        "run01/test/item01.png run02/training/class01.png"
            + " | 'run02/training/class01.png' belongs to another run",
        "run01/test/item02.png run01/training/class01.png"
            + " | a second line for 'run01/test/item02.png'",
      })
  void aFaultyLineIsNamedByFileAndNumber(String line, String part) throws IOException {
    run("run02");
    text(LABELS, "\nrun01/test/item02.png run01/training/class01.png\n" + line + "\n");
    assertMessage(LABELS + ": line 3: " + part);
  }

  @Test
  void anItemOnNoLineIsAnError() throws IOException {
    text(LABELS, "run01/test/item02.png run01/training/class01.png\n");
    assertMessage(LABELS + ": no line for run01/test/item01.png");
  }

  @Test
  void aRunWithoutItsTextIsAnError() throws IOException {
    run("run02");
    contents.remove(LABELS);
    assertMessage(LABELS + ": missing");
    contents.remove("run02/class_labels.txt");
    contents.put("run02/class_labels.txt.bak", new byte[1]);
    assertMessage("no folder with class_labels.txt in it");
  }

  @Test
  void aRunInsteadOfItsFolderIsAnErrorWithARemedy() throws IOException {
    Path runs = bothWays().get(0);
    String message =
        assertThrows(DataException.class, () -> OneShotRuns.read(runs.resolve("run01"), FORMAT))
            .getMessage();
    assertTrue(message.contains("name the folder or zip archive that holds"), message);
  }

  @Test
  void runsInTwoFoldersAreAnError() throws IOException {
    contents.put("copy/" + LABELS, contents.get(LABELS));
    assertMessage("runs in several folders (copy/run01, run01)");
  }

  @Test
  void aRunNeedsAnItemAndAChoice() throws IOException {
    text(LABELS, "\n");
    contents.keySet().removeIf(name -> name.contains("/test/"));
    assertMessage(LABELS + ": 0 items for 3 classes");
    contents.clear();
    makeOneRun();
    text(LABELS, "run01/test/item01.png run01/training/class01.png");
    contents.keySet().removeIf(name -> name.matches(".*(item02|class02|class03).*"));
    assertMessage(LABELS + ": 1 items for 1 classes");
  }

  @Test
  void aDamagedPictureIsAnErrorEvenIfItStandsOnNoLine() throws IOException {
    contents.put("run01/training/class03.png", new byte[9]);
    assertMessage("run01/training/class03.png: not an image that can be read");
    makeOneRun();
    contents.put("run01/test/item01.png", new byte[9]);
    assertMessage("run01/test/item01.png: not an image that can be read");
  }

  @Test
  void aTextThatIsNoneIsAnError() throws IOException {
    contents.put(LABELS, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertMessage(LABELS + ": not a text");
    contents.put(LABELS, " ".repeat((1 << 20) + 1).getBytes(StandardCharsets.UTF_8));
    assertMessage(LABELS + ": longer than");
  }

  @Test
  void theStoredRunsAreWhole() {
    List<OneShotRun> runs =
        OneShotRuns.read(
            Path.of("testdata/one-shot-runs"), new InputFormat(105, 1, Polarity.DARK_ON_LIGHT));
    assertEquals(List.of("run01", "run02"), runs.stream().map(OneShotRun::name).toList());
    for (OneShotRun run : runs) {
      assertEquals(20, run.classes().size());
      assertEquals(
          List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19),
          run.answers().stream().sorted().toList());
    }
  }

  @Test
  void aRunChecksItsSizes() {
    ImageSet one = ImageSet.of(1, new byte[1]);
    ImageSet two = ImageSet.of(1, new byte[2]);
    List<String> names = List.of("a", "b");
    List<String> item = List.of("i");
    assertEquals(1, new OneShotRun("r", names, two, item, one, List.of(1)).items().size());
    assertThrows(
        IllegalArgumentException.class,
        () -> new OneShotRun("r", names, one, item, one, List.of(1)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new OneShotRun("r", List.of("a"), one, item, one, List.of(0)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new OneShotRun("r", names, two, item, two, List.of(1)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new OneShotRun("r", names, two, item, one, List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new OneShotRun("r", names, two, item, one, List.of(2)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new OneShotRun("r", names, two, item, one, List.of(-1)));
  }

  /** The same files in a folder and in a zip. */
  private List<Path> bothWays() throws IOException {
    Path root = Files.createTempDirectory(folder, "runs");
    Drawings.files(root, contents);
    return List.of(root, Drawings.zip(Files.createTempFile(folder, "runs", ".zip"), contents));
  }

  private void assertMessage(String part) throws IOException {
    for (Path source : bothWays()) {
      String message =
          assertThrows(DataException.class, () -> OneShotRuns.read(source, FORMAT)).getMessage();
      assertTrue(message.startsWith(source + ": "), message);
      assertTrue(message.contains(part), message);
      assertEquals(1, message.lines().count(), message);
    }
  }
}
