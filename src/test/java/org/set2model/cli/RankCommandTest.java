package org.set2model.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.set2model.autodiff.Variable;
import org.set2model.concept.Embedder;
import org.set2model.data.ImageFiles;
import org.set2model.image.InputFormat;
import org.set2model.image.Polarity;
import org.set2model.io.DataException;
import org.set2model.kernel.Workers;
import org.set2model.network.Architecture;
import org.set2model.network.Network;
import org.set2model.scoring.MixtureScorer;
import org.set2model.scoring.ScorerKind;
import org.set2model.storage.NetworkFile;
import org.set2model.storage.StoredNetwork;

class RankCommandTest {

  private static final InputFormat INPUT = new InputFormat(8, 1, Polarity.DARK_ON_LIGHT);

  @TempDir Path folder;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private Path output;

  @BeforeEach
  void prepare() throws IOException {
    output = folder.resolve("new/output");
    writeNetwork("network", "gmm:2");
    Files.createDirectories(folder.resolve("concept/more"));
    Files.createDirectories(folder.resolve("gallery/a"));
    for (int i = 0; i < 12; i++) {
      draw("concept/" + (i % 2 == 0 ? "" : "more/") + i + ".png", i % 2 == 0, i);
    }
    for (int i = 0; i < 9; i++) {
      draw("gallery/a/" + i + ".png", i % 3 == 0, 100 + i);
    }
  }

  @Test
  void scoresAndComponentsAreThoseOfTheNetworksOwnScorer() throws IOException {
    List<String> rows = rank("");
    assertEquals("rank,file,log-likelihood,component", rows.get(0));
    assertEquals(10, rows.size());
    try (Workers workers = new Workers(1)) {
      Embedder network = Embedder.read(folder.resolve("network"), workers);
      ImageFiles gallery = ImageFiles.read(folder.resolve("gallery"), INPUT);
      DMatrixRMaj queries = network.network().embed(gallery.images());
      Variable support =
          Variable.constant(
              network.network().embed(ImageFiles.read(folder.resolve("concept"), INPUT).images()));
      var scorer = (MixtureScorer) network.scorer(ScorerKind.mixture(2), 1);
      double[] expected = scorer.scores(support, Variable.constant(queries)).value().data;
      int[] components = scorer.model(support).mostResponsible(queries);
      boolean swapped = scorer.model(support).weight(0) < scorer.model(support).weight(1);
      double last = Double.POSITIVE_INFINITY;
      for (int rank = 1; rank <= 9; rank++) {
        String[] fields = rows.get(rank).split(",");
        int image = gallery.names().indexOf(fields[1]);
        assertEquals(rank, Integer.parseInt(fields[0]));
        assertEquals(expected[image], Double.parseDouble(fields[2]));
        assertEquals(1 + (swapped ? 1 - components[image] : components[image]), number(fields[3]));
        assertTrue(expected[image] <= last);
        last = expected[image];
      }
    }
  }

  @Test
  void aZipIsRankedAsTheFolder() throws IOException {
    List<String> rows = rank("");
    Path zip = folder.resolve("gallery.zip");
    try (var stream = new ZipOutputStream(Files.newOutputStream(zip));
        var files = Files.walk(folder.resolve("gallery"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        stream.putNextEntry(new ZipEntry("a/" + file.getFileName()));
        Files.copy(file, stream);
        stream.closeEntry();
      }
    }
    assertEquals(rows, rank("", "concept", "gallery.zip"));
  }

  @Test
  void neitherThreadsNorATerminalChangeAByte() throws IOException {
    // more than one batch, of which the last is not full
    for (int i = 0; i < 270; i++) {
      draw("gallery/" + i + ".png", i % 2 == 0, i);
    }
    rank("--threads 1");
    byte[] table = Files.readAllBytes(output.resolve("ranking.csv"));
    byte[] page = Files.readAllBytes(output.resolve("index.html"));
    RankCommand.run(arguments("--threads 3", "concept", "gallery"), out, true);
    assertArrayEquals(table, Files.readAllBytes(output.resolve("ranking.csv")));
    assertArrayEquals(page, Files.readAllBytes(output.resolve("index.html")));
    assertEquals(280, Files.readAllLines(output.resolve("ranking.csv")).size());
    assertTrue(printed().contains("279/279"), printed());
  }

  @Test
  void equalScoresAreRankedByNameAndNamesAreQuoted() throws IOException {
    byte[] picture = Files.readAllBytes(folder.resolve("concept/0.png"));
    Path twins = Files.createDirectories(folder.resolve("twins"));
    for (String name : List.of("b,\"c\".png", "a.png", "été 'x'.png", "d=1.png")) {
      Files.write(twins.resolve(name), picture);
    }
    List<String> rows = rank("", "concept", "twins");
    List<String> names = List.of("a.png", "\"b,\"\"c\"\".png\"", "d=1.png", "été 'x'.png");
    for (int i = 0; i < names.size(); i++) {
      String row = rows.get(i + 1);
      assertTrue(row.startsWith((i + 1) + "," + names.get(i) + ","), row);
    }
  }

  @Test
  void topLimitsTableAndPage() throws IOException {
    List<String> all = rank("");
    List<String> top = rank("--top 2");
    assertEquals(all.subList(0, 3), top);
    assertEquals(2, page().split("<span class=\"score\">", -1).length - 1);
    assertTrue(page().contains("The best 2 of 9 images"));
  }

  @Test
  void scorersWithoutDensityHaveScoresAndNoComponents() throws IOException {
    for (String scorer : List.of("nn", "avg")) {
      List<String> rows = rank("--scorer " + scorer);
      assertEquals("rank,file,score,component", rows.get(0));
      for (String row : rows.subList(1, 10)) {
        String[] fields = row.split(",", -1);
        assertEquals("", fields[3]);
        assertTrue(Math.abs(Double.parseDouble(fields[2])) <= 1 + 1e-12);
      }
      assertFalse(page().contains("<h2>Components"));
    }
  }

  @Test
  void aKernelDensityNamesTheNearestExample() throws IOException {
    byte[] picture = Files.readAllBytes(folder.resolve("concept/10.png"));
    Files.write(folder.resolve("gallery/same.png"), picture);
    List<String> rows = rank("--scorer kde");
    // the names of the concept in their order: 0.png, 10.png, 2.png
    assertTrue(
        rows.stream().anyMatch(row -> row.contains(",same.png,") && row.endsWith(",2")),
        rows.toString());
    assertTrue(page().contains("nearest example, number 2: 10.png"));
    assertFalse(page().contains("<h2>Components"));
  }

  @Test
  void aGaussianHasOneComponentAndAMixtureNoMoreThanExamples() throws IOException {
    assertTrue(rank("--scorer gauss").stream().skip(1).allMatch(row -> row.endsWith(",1")));
    rank("--scorer gmm:40");
    assertTrue(printed().contains("40 components were asked for, but no more than 12"), printed());
  }

  @Test
  void oneExampleIsEnoughForEveryScorer() throws IOException {
    draw("single.png", true, 1);
    Files.createDirectories(folder.resolve("one"));
    Files.move(folder.resolve("single.png"), folder.resolve("one/single.png"));
    for (String scorer : List.of("avg", "nn", "gauss", "gmm:3", "kde")) {
      assertEquals(10, rank("--scorer " + scorer, "one", "gallery").size(), scorer);
      assertFalse(page().contains("Outliers"));
    }
  }

  @Test
  void unreadableFilesAreSkippedCountedAndListed() throws IOException {
    for (int i = 0; i < 30; i++) {
      Files.writeString(folder.resolve("gallery/" + i + ".txt"), "no image");
    }
    Files.writeString(folder.resolve("concept/x.png"), "<b>");
    assertEquals(10, rank("").size());
    assertTrue(printed().contains("1 file skipped"), printed());
    assertTrue(printed().contains("30 files skipped"), printed());
    assertTrue(printed().contains("and 25 more"), printed());
    assertTrue(page().contains("30 files of the gallery could not be read"));
    assertTrue(page().contains("29.txt: not an image"));
    assertTrue(page().contains("1 file of the concept could not be read"));
  }

  @Test
  void nothingToLearnOrToRankIsBadDataAndNothingIsWritten() throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    Files.createDirectories(folder.resolve("texts"));
    Files.writeString(folder.resolve("texts/a.txt"), "no image");
    for (String other : List.of("empty", "texts", "absent")) {
      for (String[] sets :
          List.of(new String[] {other, "gallery"}, new String[] {"concept", other})) {
        String message =
            assertThrows(DataException.class, () -> rank("", sets[0], sets[1])).getMessage();
        assertTrue(message.startsWith(folder.resolve(other) + ": no "), message);
      }
    }
    assertFalse(Files.exists(folder.resolve("new")));
  }

  @Test
  void aPlaceThatCannotBeWrittenIsFoundOutFirst() throws IOException {
    Files.writeString(folder.resolve("new"), "a file");
    assertThrows(IOException.class, () -> rank("", "absent", "absent"));
    output = folder.resolve("taken");
    Files.createDirectories(output.resolve("index.html"));
    assertThrows(IOException.class, () -> rank("", "absent", "absent"));
  }

  @Test
  void svmIsRefusedWhoeverAsksForIt() throws IOException {
    assertMessage("rank knows no images that do not belong", "--scorer svm");
    writeNetwork("network", "svm");
    assertMessage("rank knows no images that do not belong", "");
    assertEquals(10, rank("--scorer nn").size());
  }

  @Test
  void wrongCallsSayWhatWouldDo() {
    assertMessage("--top (0) must be from 1", "--top 0");
    assertMessage("no scorer 'tree'", "--scorer tree");
    assertMessage("unknown flag '--frobnicate'", "--frobnicate 1");
    UsageException missing =
        assertThrows(UsageException.class, () -> RankCommand.run(List.of(), out, false));
    assertTrue(missing.getMessage().startsWith("rank needs --concept"), missing.getMessage());
  }

  @Test
  void helpExplainsEveryFlag() throws IOException {
    RankCommand.run(List.of("--help"), out, false);
    for (String flag :
        List.of("network", "concept", "gallery", "output", "scorer", "top", "seed", "threads")) {
      assertTrue(printed().contains("  --" + flag + " "), flag);
    }
  }

  private void assertMessage(String start, String flags) {
    String message = assertThrows(UsageException.class, () -> rank(flags)).getMessage();
    assertTrue(message.contains(start), message);
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }

  private List<String> rank(String flags) throws IOException {
    return rank(flags, "concept", "gallery");
  }

  /** Runs the command; returns the lines of its table. */
  private List<String> rank(String flags, String concept, String gallery) throws IOException {
    RankCommand.run(arguments(flags, concept, gallery), out, false);
    return Files.readAllLines(output.resolve("ranking.csv"));
  }

  private List<String> arguments(String flags, String concept, String gallery) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--network", folder.resolve("network").toString(),
                "--concept", folder.resolve(concept).toString(),
                "--gallery", folder.resolve(gallery).toString(),
                "--output", output.toString()));
    if (!flags.isEmpty()) {
      arguments.addAll(List.of(flags.split(" ")));
    }
    return arguments;
  }

  private String page() throws IOException {
    return Files.readString(output.resolve("index.html"));
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private void writeNetwork(String name, String scorer) throws IOException {
    try (Workers workers = new Workers(1)) {
      Network network = new Network(new Architecture(8, 2, 4, 6), 1, workers);
      NetworkFile.write(
          folder.resolve(name), new StoredNetwork(network, INPUT, Map.of("name", scorer), "", 1));
    }
  }

  /** A bar, across or down, at a place and of a darkness that the number decides. */
  private void draw(String name, boolean across, int number) throws IOException {
    var picture = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
    int place = 2 + number % 11;
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 16; x++) {
        int distance = (across ? y : x) - place;
        picture.getRaster().setSample(x, y, 0, distance >= 0 && distance < 3 ? number % 128 : 255);
      }
    }
    ImageIO.write(picture, "png", folder.resolve(name).toFile());
  }
}
