package org.set2model.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
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

class EvaluateCommandTest {

  private static final int SIDE = 8;
  private static final String HEADER = "split\tpart\tconcept\ttile\trelevant\tcollection\ticon\n";

  @TempDir Path folder;

  private final SplittableRandom random = new SplittableRandom(1);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private Path network;
  private Path data;

  @BeforeEach
  void makeNetwork() throws IOException {
    network = folder.resolve("network.safetensors");
    data = folder.resolve("data");
    try (Workers workers = new Workers(1)) {
      NetworkFile.write(
          network,
          new StoredNetwork(
              new Network(new Architecture(SIDE, 1, 3, 6), 1, workers),
              new InputFormat(SIDE, 1, Polarity.AUTOMATIC),
              new ScorerSettings(ScorerKind.KDE, new TreeMap<>()).texts(),
              "none",
              1));
    }
  }

  private String run(String... flags) throws IOException {
    bytes.reset();
    List<String> arguments =
        new ArrayList<>(List.of("--network", network.toString(), "--data", data.toString()));
    arguments.addAll(List.of(flags));
    EvaluateCommand.run(arguments, out);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private void picture(String name, int tiles) throws IOException {
    var image = new BufferedImage(SIDE * tiles, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < SIDE; y++) {
        image.getRaster().setSample(x, y, 0, random.nextInt(256));
      }
    }
    Path file = data.resolve(name);
    Files.createDirectories(file.getParent());
    assertTrue(ImageIO.write(image, "png", file.toFile()));
  }

  private void strips(String split) throws IOException {
    for (String word : List.of("moon", "sun", "star")) {
      picture(split + "search/" + word + ".png", 5);
      picture(split + "gallery/" + word + ".png", 3);
    }
  }

  private static String lines(String split, String word, String flags) {
    var lines = new StringBuilder();
    for (int i = 0; i < flags.length(); i++) {
      lines.append(split).append("\tsearch\t").append(word).append('\t').append(i);
      lines.append('\t').append(flags.charAt(i)).append("\tcollection\ticon\n");
    }
    return lines.toString();
  }

  @Test
  void tableJsonAndPageAgree() throws IOException {
    strips("");
    Files.writeString(
        data.resolve("images.tsv"),
        HEADER
            + lines("anything", "moon", "11000")
            + lines("anything", "star", "11111")
            + lines("else", "sun", "10010"));
    Path json = folder.resolve("new/results.json");
    Path html = folder.resolve("page.html");
    String text = run("--json", json.toString(), "--html", html.toString());
    assertTrue(text.contains("3 words, 15 search images, a gallery of 9"), text);
    assertTrue(text.contains("re-ranked: 2 of 3 words; of 1 "), text);
    String results = Files.readString(json);
    for (String scorer : List.of("avg", "nn", "svm", "gauss", "kde", "gmm:2", "gmm:3")) {
      assertTrue(text.contains("\n" + scorer + " "), text);
      assertEquals(3, results.split("\"" + scorer + "\"", -1).length, "once in each task");
    }
    assertTrue(
        results.replaceAll("\\s", "").matches("\\{\"gallery\":\\{.*},\"rerank\":\\{.*}}"), results);
    assertTrue(results.replaceAll("\\s", "").contains("\"perConcept\":{\"moon\":"), results);
    assertTrue(Files.readString(html).startsWith("<!DOCTYPE html>"));
    assertTrue(Files.readString(html).contains("GMM3"));
    String again = Files.readString(json);
    run("--threads", "2", "--json", json.toString());
    assertEquals(again, Files.readString(json));
  }

  @Test
  void unknownRelevanceLeavesTheReRankingEmpty() throws IOException {
    strips("");
    Path json = folder.resolve("results.json");
    String text = run("--scorers", "nn,gmm:4", "--json", json.toString());
    assertTrue(text.contains("nothing was re-ranked"), text);
    assertFalse(text.contains("avg"), text);
    assertTrue(Files.readString(json).contains("\"rerank\": {}"));
    assertTrue(Files.readString(json).contains("\"gmm:4\""));
  }

  @Test
  void ofThreeSplitsTheTestSplitIsEvaluated() throws IOException {
    for (String split : List.of("train/", "validation/", "test/")) {
      strips(split);
    }
    picture("test/search/comet.png", 4);
    picture("test/gallery/comet.png", 4);
    String text = run("--scorers", "avg", "--support", "3");
    assertTrue(text.contains("4 words, 19 search images, a gallery of 13"), text);
    assertTrue(text.contains("--support is without effect"), text);
  }

  @Test
  void classesAreDescribedBySomeOfTheirImages() throws IOException {
    for (String word : List.of("a", "b", "c")) {
      for (int i = 0; i < 6; i++) {
        picture(word + "/" + i + ".png", 1);
      }
    }
    picture("single/1.png", 1);
    for (int i = 0; i < 7; i++) {
      Files.write(data.resolve("a/broken" + i + ".png"), new byte[9]);
    }
    Path json = folder.resolve("results.json");
    String text = run("--support", "2", "--scorers", "nn", "--json", json.toString());
    assertTrue(text.contains("3 words, 6 search images, a gallery of 12"), text);
    assertTrue(text.contains("8 files skipped"), text);
    assertTrue(text.contains("and 3 more"), text);
    String first = Files.readString(json);
    run("--support", "2", "--scorers", "nn", "--seed", "7", "--json", json.toString());
    assertNotEquals(first, Files.readString(json));
    text = run("--scorers", "nn");
    assertTrue(text.contains("3 words, 15 search images, a gallery of 3"), text);
  }

  @Test
  void aSingleWordDoesWithoutSvmUnlessItIsAskedFor() throws IOException {
    picture("search/moon/1.png", 1);
    picture("gallery/moon/1.png", 1);
    assertTrue(run().contains("svm is left out"));
    assertThrows(DataException.class, () -> run("--scorers", "svm"));
  }

  @Test
  void outputsAreCheckedBeforeAnythingIsRead() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    network = folder.resolve("nowhere");
    for (String flag : List.of("--json", "--html")) {
      assertThrows(IOException.class, () -> run(flag, file.resolve("x").toString()));
    }
    assertThrows(DataException.class, this::run);
  }

  @Test
  void dataOfNoUseIsRefused() throws IOException {
    assertThrows(DataException.class, this::run);
    picture("a/1.png", 1);
    picture("b/1.png", 1);
    assertTrue(
        assertThrows(DataException.class, this::run).getMessage().contains("no class has two"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--scorers tree",
        "--scorers avg,,nn",
        "--scorers avg,avg",
        "--scorers gmm:1",
        "--support 0",
        "--seed x",
        "--threads 0",
        "--frobnicate 1"
      })
  void wrongFlagsAreRefused(String flags) {
    assertThrows(UsageException.class, () -> run(flags.split(" ")));
  }

  @Test
  void networkAndDataAreNeeded() {
    for (List<String> call : List.of(List.of("--data", "x"), List.of("--network", "x"))) {
      assertThrows(UsageException.class, () -> EvaluateCommand.run(call, out));
    }
  }

  @Test
  void helpExplainsTheFlags() throws IOException {
    EvaluateCommand.run(List.of("--help"), out);
    String help = bytes.toString(StandardCharsets.UTF_8);
    for (String flag :
        List.of("network", "data", "scorers", "support", "seed", "threads", "json", "html")) {
      assertTrue(help.contains("\n  --" + flag + " "), flag);
    }
    assertFalse(help.contains("%" + "%"), help);
    assertTrue(help.lines().allMatch(line -> line.length() <= 100));
  }
}
