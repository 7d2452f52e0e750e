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
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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

class OneShotCommandTest {

  private static final String RUNS = "testdata/one-shot-runs";

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Runs with flags where MODEL stands for a network without training, JSON for a file. */
  private String run(String flags) throws IOException {
    Path network = folder.resolve("network.safetensors");
    try (Workers workers = new Workers(1)) {
      NetworkFile.write(
          network,
          new StoredNetwork(
              new Network(new Architecture(16, 2, 8, 12), 3, workers),
              new InputFormat(16, 1, Polarity.DARK_ON_LIGHT),
              new ScorerSettings(ScorerKind.GAUSS, new TreeMap<>()).texts(),
              "never trained",
              3));
    }
    String text =
        flags
            .replace("MODEL", network.toString())
            .replace("JSON", folder.resolve("result.json").toString())
            .replace("FOLDER", folder.toString());
    out.reset();
    OneShotCommand.run(
        List.of(text.split(" ")), new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theBaselineNeedsNoNetwork() throws IOException {
    String text = run("--scorer hausdorff --runs " + RUNS + " --json JSON");
    assertEquals(
        """
        run01  error  20.00 %, 20 items, 20 classes
        run02  error  30.00 %, 20 items, 20 classes
        mean error 25.00 % over 2 runs, scorer hausdorff
        """,
        text);
    assertEquals(
        "{\n  \"error\": 0.25,\n  \"runs\": [0.2, 0.3]\n}\n",
        Files.readString(folder.resolve("result.json")));
  }

  @Test
  void aNetworkIsScoredByItsOwnScorerUnlessAnotherIsNamed() throws IOException {
    String own = run("--network MODEL --runs " + RUNS + " --threads 1 --json JSON");
    assertTrue(own.contains(" over 2 runs, scorer gauss\n"), own);
    String json = Files.readString(folder.resolve("result.json"));
    assertTrue(
        json.matches("(?s)\\{\n  \"error\": 0\\.\\d+,\n  \"runs\": \\[0\\.\\d+, 0\\.\\d+]\n}\n"),
        json);
    assertEquals(own, run("--network MODEL --runs " + RUNS + " --threads 3"));
    assertTrue(run("--network MODEL --runs " + RUNS + " --scorer gmm:2").contains("scorer gmm:2"));
  }

  @Test
  void anArchiveIsReadLikeAFolder() throws IOException {
    Path archive = folder.resolve("all_runs.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(archive));
        Stream<Path> files = Files.walk(Path.of(RUNS))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = Path.of(RUNS).relativize(file).toString().replace('\\', '/');
        zip.putNextEntry(new ZipEntry("all_runs/" + name));
        zip.write(Files.readAllBytes(file));
        zip.closeEntry();
      }
    }
    assertEquals(
        run("--scorer hausdorff --runs " + RUNS),
        run("--scorer hausdorff --runs FOLDER/all_runs.zip"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--runs " + RUNS,
        "--network MODEL",
        "--runs " + RUNS + " --scorer gauss",
        "--runs " + RUNS + " --network MODEL --scorer hausdorff",
        "--runs " + RUNS + " --network MODEL --scorer svm",
        "--runs " + RUNS + " --network MODEL --scorer tree",
        "--runs " + RUNS + " --network MODEL --data x",
        "--runs " + RUNS + " --scorer hausdorff --threads 0",
      })
  void aWrongCallIsRefused(String flags) {
    String message = assertThrows(UsageException.class, () -> run(flags)).getMessage();
    assertEquals(1, message.lines().count());
  }

  @Test
  void runsThatAreNotThereAreBadData() throws IOException {
    assertThrows(DataException.class, () -> run("--scorer hausdorff --runs FOLDER/none"));
    assertThrows(DataException.class, () -> run("--scorer hausdorff --runs testdata/icons"));
    assertThrows(DataException.class, () -> run("--network FOLDER/none --runs " + RUNS));
  }

  @Test
  void aFileThatCannotBeWrittenIsFoundBeforeTheWork() {
    assertThrows(
        IOException.class, () -> run("--scorer hausdorff --runs FOLDER/none --json FOLDER"));
  }

  @Test
  void helpExplainsEveryFlag() throws IOException {
    String help = run("--help");
    for (String flag : List.of("network", "runs", "scorer", "seed", "threads", "json")) {
      assertTrue(help.contains("\n  --" + flag + " "), flag);
    }
  }
}
