package org.set2model.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.set2model.image.InputFormat;
import org.set2model.image.Polarity;
import org.set2model.io.DataException;
import org.set2model.kernel.Workers;
import org.set2model.network.Architecture;
import org.set2model.network.Network;
import org.set2model.scoring.ScorerKind;
import org.set2model.scoring.ScorerSettings;
import org.set2model.storage.NetworkFile;
import org.set2model.storage.StoredNetwork;

class ClassifyCommandTest {

  private static final String SAMPLE = "testdata/characters.zip";
  private static final Pattern MEMBERS =
      Pattern.compile(
          "\\{\"ways\": 5, \"shots\": 5, \"episodes\": 40, \"accuracy\": (\\S+), \"low\": (\\S+),"
              + " \"high\": (\\S+)}\n");

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private Path json;

  @BeforeEach
  void nameTheOutput() {
    json = folder.resolve("result.json");
  }

  /** A network without training, for pictures of 16 x 16. */
  private Path network(ScorerKind scorer) throws IOException {
    Path file = folder.resolve(scorer.family() + ".safetensors");
    try (Workers workers = new Workers(1)) {
      NetworkFile.write(
          file,
          new StoredNetwork(
              new Network(new Architecture(16, 2, 8, 12), 3, workers),
              new InputFormat(16, 1, Polarity.DARK_ON_LIGHT),
              new ScorerSettings(scorer, new TreeMap<>()).texts(),
              "never trained",
              3));
    }
    return file;
  }

  private String run(Path network, String data, String flags) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("--network", network.toString(), "--data", data));
    if (!flags.isEmpty()) {
      arguments.addAll(List.of(flags.split(" ")));
    }
    out.reset();
    ClassifyCommand.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theAccuracyStandsInTheFileAndOnALine() throws IOException {
    String text =
        run(
            network(ScorerKind.GAUSS),
            SAMPLE,
            "--ways 5 --episodes 40 --json " + folder.resolve("result.json"));
    Matcher members = MEMBERS.matcher(Files.readString(json));
    assertTrue(members.matches(), Files.readString(json));
    double accuracy = Double.parseDouble(members.group(1));
    double low = Double.parseDouble(members.group(2));
    double high = Double.parseDouble(members.group(3));
    assertTrue(low < accuracy && accuracy < high, Files.readString(json));
    assertTrue(0.2 < low && high < 1, "untrained, but better than chance");
    assertTrue(
        text.contains(
            String.format(
                Locale.ROOT,
                "accuracy %.2f %% [%.2f, %.2f]: 5-way 5-shot, 40 episodes from 20 classes, up to 15"
                    + " queries a class, scorer gauss",
                100 * accuracy,
                100 * low,
                100 * high)),
        text);
  }

  @Test
  void theNumberOfThreadsChangesNothing() throws IOException {
    Path network = network(ScorerKind.mixture(2));
    String flags = "--ways 6 --shots 4 --queries 3 --episodes 8 --rotations --threads ";
    String expected = run(network, SAMPLE, flags + 1);
    assertTrue(expected.contains("from 80 classes, up to 3 queries"), expected);
    assertTrue(expected.contains("scorer gmm:2"), expected);
    assertEquals(expected, run(network, SAMPLE, flags + 3));
    assertFalse(expected.equals(run(network, SAMPLE, flags + "1 --seed 2")));
  }

  @Test
  void aFileThatIsNoPictureIsSkippedAndNamed() throws IOException {
    Path archive = folder.resolve("characters.zip");
    Files.copy(Path.of(SAMPLE), archive);
    try (FileSystem zip = FileSystems.newFileSystem(archive)) {
      Files.writeString(zip.getPath("LICENSE"), "as you like");
    }
    String text = run(network(ScorerKind.NN), archive.toString(), "--ways 2 --episodes 1");
    assertTrue(text.contains("1 file skipped:\n  LICENSE: "), text);
    assertTrue(text.contains("from 20 classes"), text);
  }

  @Test
  void theGalleriesOfTheTestWordsAreClassesOfIcons() throws IOException {
    Path network = network(ScorerKind.NN);
    String text = run(network, "testdata/icons", "--ways 3 --episodes 5");
    assertTrue(text.contains("from 62 classes"), text);
    text = run(network, "testdata/icons/test", "--ways 3 --shots 20 --episodes 5 --scorer kde");
    assertTrue(text.contains("38 of 62 classes left out: fewer than 21 images"), text);
    assertTrue(text.contains("from 24 classes"), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--ways 21 --shots 5 | 20 classes of 6 images or more, fewer than 21 ways",
        "--ways 2 --shots 20 | 0 classes of 21 images or more",
        "--ways 81 --rotations | 80 classes, turned ones included, of 6 images or more",
      })
  void tooFewClassesOrImagesAreBadData(String flags, String part) throws IOException {
    Path network = network(ScorerKind.GAUSS);
    String message =
        assertThrows(DataException.class, () -> run(network, SAMPLE, flags)).getMessage();
    assertTrue(message.startsWith(SAMPLE + ": "), message);
    assertTrue(message.contains(part), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void theSupportVectorMachineIsRefusedInWords() throws IOException {
    for (String flags : List.of("", "--scorer svm")) {
      Path network = network(flags.isEmpty() ? ScorerKind.SVM : ScorerKind.NN);
      String message =
          assertThrows(UsageException.class, () -> run(network, SAMPLE, flags)).getMessage();
      assertTrue(message.startsWith("svm cannot classify: "), message);
    }
    assertTrue(
        run(network(ScorerKind.SVM), SAMPLE, "--ways 2 --episodes 1 --scorer nn")
            .contains("scorer nn"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--ways 1",
        "--ways 0",
        "--shots 0",
        "--queries 0",
        "--episodes 0",
        "--episodes 100001",
        "--scorer gmm:1",
        "--scorer hausdorff",
        "--rotations 4",
        "--threads 0",
        "--frobnicate 1"
      })
  void aWrongCallIsRefused(String flags) throws IOException {
    Path network = network(ScorerKind.GAUSS);
    assertThrows(UsageException.class, () -> run(network, SAMPLE, flags));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--network x", "--data x"})
  void networkAndDataAreRequired(String flags) {
    assertThrows(
        UsageException.class,
        () -> ClassifyCommand.run(List.of(flags.split(" ")), new PrintStream(out)));
  }

  @Test
  void aFileThatCannotBeWrittenIsFoundBeforeTheWork() {
    assertThrows(IOException.class, () -> run(folder.resolve("none"), SAMPLE, "--json " + folder));
  }

  @Test
  void helpExplainsEveryFlag() throws IOException {
    ClassifyCommand.run(List.of("--help"), new PrintStream(out, true, StandardCharsets.UTF_8));
    String help = out.toString(StandardCharsets.UTF_8);
    for (String flag :
        List.of(
            "network",
            "data",
            "ways",
            "shots",
            "queries",
            "episodes",
            "rotations",
            "scorer",
            "seed",
            "threads",
            "json")) {
      assertTrue(help.contains("\n  --" + flag + " "), flag);
    }
  }
}
