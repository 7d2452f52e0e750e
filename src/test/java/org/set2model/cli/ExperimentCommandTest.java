package org.set2model.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentCommandTest {

  @TempDir static Path folder;

  @BeforeAll
  static void drawClasses() throws IOException {
    DrawnClasses.write(folder.resolve("classes"), 20, 22, 28);
  }

  private static Outcome omniglot(Path output, int seeds, int threads) {
    return experiment(
        "omniglot",
        "--data",
        folder.resolve("classes").toString(),
        "--output",
        output.toString(),
        "--seeds",
        Integer.toString(seeds),
        "--threads",
        Integer.toString(threads),
        "--steps",
        "3",
        "--filters",
        "2");
  }

  private static Outcome experiment(String... flags) {
    List<String> arguments = new ArrayList<>(List.of("experiment"));
    arguments.addAll(List.of(flags));
    return Outcome.of(arguments);
  }

  @Test
  void aFinishedPartIsNotDoneAgainAndTheTableIsTheSame() throws IOException {
    Path output = folder.resolve("finished");
    Outcome first = omniglot(output, 1, 2);
    assertEquals("", first.err());
    assertEquals(0, first.code());
    for (String row : List.of("SVM, untrained", "NN-FT", "AVG-FT", "Gauss-AVG-FT", "S2M-GMM4")) {
      assertTrue(first.out().contains("\n" + row + " "), row);
    }
    byte[] table = Files.readAllBytes(output.resolve("table.json"));
    Path kept = output.resolve("seed1/gauss.safetensors");
    FileTime written = Files.getLastModifiedTime(kept);
    Path lost = output.resolve("seed1/gmm2.safetensors");
    byte[] network = Files.readAllBytes(lost);
    Files.delete(lost);
    Files.delete(output.resolve("table.json"));

    assertEquals(0, omniglot(output, 1, 1).code());
    assertArrayEquals(table, Files.readAllBytes(output.resolve("table.json")));
    assertArrayEquals(network, Files.readAllBytes(lost));
    assertEquals(written, Files.getLastModifiedTime(kept));
  }

  @Test
  void networksOfAnotherExperimentAreNotTakenForOnesOwn() {
    Path output = folder.resolve("mixed");
    assertEquals(0, omniglot(output, 1, 2).code());
    Outcome other =
        experiment(
            "omniglot",
            "--data",
            folder.resolve("classes").toString(),
            "--output",
            output.toString(),
            "--steps",
            "4",
            "--filters",
            "2");
    assertEquals(3, other.code());
    assertTrue(other.err().contains("of another experiment"), other.err());
    assertEquals(1, other.err().lines().count());
  }

  @Test
  void onlyTheNetworksAskedForAreTrained() {
    Path output = folder.resolve("some");
    Outcome outcome =
        experiment(
            "omniglot",
            "--data",
            folder.resolve("classes").toString(),
            "--output",
            output.toString(),
            "--seeds",
            "1",
            "--steps",
            "2",
            "--filters",
            "2",
            "--loss",
            "histogram",
            "--through",
            "gauss");
    assertEquals("", outcome.err());
    assertTrue(outcome.out().contains("\nS2M-Gauss "));
    assertFalse(outcome.out().contains("\nNN-FT "));
    assertTrue(Files.exists(output.resolve("seed1/gauss.safetensors")));
    assertFalse(Files.exists(output.resolve("seed1/nn.safetensors")));
  }

  @Test
  void wrongCallsAreUsageErrors() {
    assertEquals(2, experiment().code());
    assertEquals(2, experiment("flowers").code());
    assertEquals(2, experiment("omniglot").code());
    assertEquals(2, experiment("icons", "--seeds", "0").code());
    assertEquals(2, experiment("icons", "--through", "svm").code());
    assertEquals(2, experiment("icons", "--loss", "hinge").code());
    assertEquals(0, experiment("--help").code());
    assertEquals(0, experiment("icons", "--help").code());
    assertEquals(0, experiment("noise", "--help").code());
  }

  @Test
  void tooFewClassesAreBadData() throws IOException {
    Path few = folder.resolve("few");
    DrawnClasses.write(few, 4, 4, 8);
    Outcome outcome =
        experiment(
            "omniglot", "--data", few.toString(), "--output", folder.resolve("n").toString());
    assertEquals(3, outcome.code());
    assertEquals(1, outcome.err().lines().count());
  }

  @Test
  void noiseAndPolysemyAreMeasuredTheSameWhateverTheThreads() throws IOException {
    Path network = folder.resolve("noise.safetensors");
    assertEquals(
        0,
        Outcome.of(
                List.of(
                    "train",
                    "--data",
                    folder.resolve("classes").toString(),
                    "--output",
                    network.toString(),
                    "--steps",
                    "2",
                    "--filters",
                    "2",
                    "--tuples",
                    "3"))
            .code());
    byte[] one = noise(network, "one", "1");
    assertArrayEquals(one, noise(network, "two", "2"));
    assertTrue(Files.readString(folder.resolve("one/noise.svg")).startsWith("<svg"));
    assertTrue(Files.readString(folder.resolve("one/noise.txt")).contains("70 %"));
  }

  private static byte[] noise(Path network, String output, String threads) throws IOException {
    Outcome outcome =
        experiment(
            "noise",
            "--network",
            network.toString(),
            "--data",
            folder.resolve("classes").toString(),
            "--repeats",
            "1",
            "--output",
            folder.resolve(output).toString(),
            "--threads",
            threads);
    assertEquals("", outcome.err());
    assertEquals(0, outcome.code());
    return Files.readAllBytes(folder.resolve(output).resolve("noise.json"));
  }

  @Test
  @Tag("slow")
  void theIconExperimentRunsOnTheIconWords() {
    Path output = folder.resolve("icons");
    Outcome outcome =
        experiment(
            "icons",
            "--output",
            output.toString(),
            "--seeds",
            "1",
            "--steps",
            "20",
            "--filters",
            "8");
    assertEquals("", outcome.err());
    assertEquals(0, outcome.code());
    assertTrue(outcome.out().contains("S2M-KDE"));
  }

  @Test
  @Tag("slow")
  void theOmniglotExperimentRunsOnCharacters() {
    Path output = folder.resolve("characters");
    Outcome outcome =
        experiment(
            "omniglot",
            "--data",
            "testdata/characters.zip",
            "--output",
            output.toString(),
            "--seeds",
            "2",
            "--steps",
            "20",
            "--filters",
            "8");
    assertEquals("", outcome.err());
    assertEquals(0, outcome.code());
    assertTrue(outcome.out().contains("means over 2 seeds"));
  }
}
