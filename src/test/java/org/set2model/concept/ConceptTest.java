package org.set2model.concept;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.set2model.image.GrayImage;
import org.set2model.io.DataException;
import org.set2model.kernel.Workers;
import org.set2model.scoring.ScorerKind;

/** Concepts of the pictures that come with the program, as plain numbers. */
class ConceptTest {

  private static final Path PICTURES = Path.of("testdata", "pictures");
  private static final Path SOURCE =
      Path.of("src/test/java/org/set2model/concept/ConceptTest.java");

  private static List<GrayImage> examples;
  private static List<GrayImage> gallery;
  private static List<String> names;

  @BeforeAll
  static void readPictures() throws IOException {
    names = new ArrayList<>();
    examples = pictures("planet.zip", new ArrayList<>());
    gallery = pictures("gallery.zip", names);
  }

  /** In the order of names. */
  private static List<GrayImage> pictures(String zip, List<String> names) throws IOException {
    List<GrayImage> pictures = new ArrayList<>();
    try (ZipFile file = new ZipFile(PICTURES.resolve(zip).toFile())) {
      List<String> entries =
          Collections.list(file.entries()).stream()
              .filter(entry -> !entry.isDirectory())
              .map(ZipEntry::getName)
              .sorted()
              .toList();
      for (String name : entries) {
        BufferedImage image = ImageIO.read(file.getInputStream(file.getEntry(name)));
        if (image != null) {
          names.add(name);
          pictures.add(gray(image));
        }
      }
    }
    return pictures;
  }

  private static GrayImage gray(BufferedImage image) {
    int width = image.getWidth();
    double[] gray = new double[width * image.getHeight()];
    for (int i = 0; i < gray.length; i++) {
      int argb = image.getRGB(i % width, i / width);
      double alpha = (argb >>> 24) / 255.0;
      double luma =
          (0.299 * (argb >> 16 & 0xff) + 0.587 * (argb >> 8 & 0xff) + 0.114 * (argb & 0xff)) / 255;
      gray[i] = Math.min(1, 1 - alpha + alpha * luma);
    }
    return GrayImage.of(width, image.getHeight(), gray);
  }

  @Test
  void theLinesOfTheReadmeRankPictures(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("planet.concept");
    // begin README
    Embedder icons = Embedder.icons(); // or your own network: Embedder.read(file)
    Concept planet = icons.learn(examples); // a List of GrayImage.of(width, height, double[])
    List<Match> best = planet.rank(gallery, 20); // picture, score and component, the best first
    List<Integer> misfits = planet.outliers().examples(); // examples that do not belong
    List<Integer> alike = planet.members(best.get(0).component()); // the examples behind a match
    planet.write(file);
    Concept again = icons.readConcept(file); // scores to the same bits
    // end README
    assertEquals(20, best.size());
    long planets =
        best.stream().filter(match -> names.get(match.picture()).contains("planet")).count();
    assertTrue(planets >= 5, best.toString());
    assertEquals(7, misfits.size());
    assertTrue(alike.size() >= 1);
    assertEquals(best, again.rank(gallery, 20));
  }

  @Test
  void theReadmeHasTheseLines() throws IOException {
    String code =
        Files.readString(SOURCE, StandardCharsets.UTF_8)
            .lines()
            .dropWhile(line -> !line.strip().equals("// begin README"))
            .skip(1)
            .takeWhile(line -> !line.strip().equals("// end README"))
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    assertTrue(code.lines().count() <= 10);
    assertTrue(Files.readString(Path.of("README.md"), StandardCharsets.UTF_8).contains(code), code);
  }

  @Test
  void manyThreadsGetTheBitsOfOne() throws Exception {
    try (Workers workers = new Workers(2)) {
      for (Embedder embedder : List.of(Embedder.icons(), Embedder.icons(workers))) {
        Concept planet = embedder.learn(examples);
        double[] expected = planet.scores(gallery);
        ExecutorService threads = Executors.newFixedThreadPool(6);
        List<Future<double[]>> scores = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
          scores.add(threads.submit(() -> embedder.learn(examples).scores(gallery)));
        }
        for (Future<double[]> found : scores) {
          assertArrayEquals(expected, found.get());
        }
        threads.shutdown();
      }
    }
  }

  @Test
  void everyScorerRanksAndIsReadAgain(@TempDir Path folder) throws IOException {
    Embedder icons = Embedder.icons();
    Path file = folder.resolve("concept");
    for (String kind : List.of("avg", "nn", "gauss", "gmm:2", "kde")) {
      Concept planet = icons.learn(examples, ScorerKind.parse(kind), 3);
      planet.write(file);
      assertEquals(planet.rank(gallery, 9), icons.readConcept(file).rank(gallery, 9), kind);
    }
  }

  @Test
  void aConceptOfAnotherNetworkIsRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("concept");
    Embedder.icons().learn(examples).write(file);
    Embedder other = Embedder.read(Path.of("testdata", "models", "omniglot.safetensors"));
    DataException refused = assertThrows(DataException.class, () -> other.readConcept(file));
    assertTrue(refused.getMessage().contains("another network"), refused.getMessage());
    Path network = Path.of("testdata", "models", "icons.safetensors");
    assertThrows(DataException.class, () -> Embedder.icons().readConcept(network));
  }

  @Test
  void aConceptNeedsAnExample() {
    Embedder icons = Embedder.icons();
    assertThrows(IllegalArgumentException.class, () -> icons.learn(List.of()));
    assertThrows(IllegalArgumentException.class, () -> icons.learn(examples, ScorerKind.SVM, 1));
  }
}
