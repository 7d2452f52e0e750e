package org.set2model.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.set2model.io.DataException;

class IconFolderTest {

  private static final String HEADER = "split\tpart\tconcept\ttile\trelevant\tcollection\ticon\n";

  @TempDir Path folder;

  @BeforeEach
  void makeSmallFolder() throws IOException {
    for (String split : List.of("train", "validation", "test")) {
      for (String word : List.of("sun", "moon")) {
        strip(split + "/search/" + word + ".png", 2, 3);
        strip(split + "/gallery/" + word + ".png", 2, 1);
      }
    }
  }

  @Test
  void theEmbeddedIconsAreReadWhole() {
    IconFolder icons = IconFolder.read(Path.of("testdata", "icons"));
    assertEquals(285, icons.train().size());
    assertEquals(47, icons.validation().size());
    assertEquals(62, icons.test().size());
    int tiles = 0;
    int relevant = 0;
    Set<String> names = new HashSet<>();
    for (List<LabeledConcept> split : List.of(icons.train(), icons.validation(), icons.test())) {
      for (LabeledConcept concept : split) {
        tiles += concept.search().size() + concept.gallery().size();
        for (boolean flag : concept.searchRelevance()) {
          relevant += flag ? 1 : 0;
        }
        assertTrue(names.add(concept.name()), concept.name());
        assertEquals(32, concept.search().side());
      }
    }
    assertEquals(22_779, tiles);
    assertEquals(7332, relevant);
  }

  @Test
  void conceptsAreSortedByName() {
    List<String> names =
        IconFolder.read(folder).train().stream().map(LabeledConcept::name).toList();
    assertEquals(List.of("moon", "sun"), names);
  }

  @Test
  void relevanceIsUnknownWithoutATableAndReadFromOneThatIsThere() throws IOException {
    assertFalse(IconFolder.read(folder).train().get(0).relevanceKnown());
    table(HEADER + lines());
    LabeledConcept moon = IconFolder.read(folder).test().get(0);
    assertTrue(moon.relevanceKnown());
    assertArrayEquals(new boolean[] {true, false, true}, moon.searchRelevance());
    moon.searchRelevance()[0] = false;
    assertArrayEquals(new boolean[] {true, false, true}, moon.searchRelevance());
  }

  @Test
  void missingFoldersAreNamed() throws IOException {
    assertMessage(folder.resolve("absent"), "absent: no such folder");
    Path part = folder.resolve("validation/gallery");
    Files.move(part, folder.resolve("elsewhere"));
    assertMessage(folder, part + ": no such folder");
  }

  @Test
  void aFolderWithoutConceptsIsRejected() throws IOException {
    for (String file : List.of("search/sun", "search/moon", "gallery/sun", "gallery/moon")) {
      Files.delete(folder.resolve("test/" + file + ".png"));
    }
    assertMessage(folder, folder.resolve("test/search") + ": no concepts");
  }

  @Test
  void aStripWithoutItsCounterpartIsRejected() throws IOException {
    Files.delete(folder.resolve("train/gallery/sun.png"));
    assertMessage(folder, folder.resolve("train/gallery/sun.png") + ": missing");
    Files.delete(folder.resolve("train/search/sun.png"));
    Files.delete(folder.resolve("train/search/moon.png"));
    assertMessage(folder, folder.resolve("train/search/moon.png") + ": missing");
  }

  @Test
  void tilesOfAnotherSizeAreRejectedWithinAWordAndBetweenWords() throws IOException {
    strip("test/gallery/sun.png", 4, 1);
    assertMessage(folder, folder.resolve("test/gallery/sun.png") + ": tiles of side 4", "side 2");
    strip("test/search/sun.png", 4, 3);
    assertMessage(folder, folder.resolve("test/search/sun.png") + ": tiles of side 4", "side 2");
  }

  @Test
  void malformedLinesOfTheTableAreNamed() throws IOException {
    String start = "test\tsearch\tmoon\t";
    table("split,part\n");
    assertMessage(folder, "images.tsv: line 1");
    table("");
    assertMessage(folder, "images.tsv: line 1");
    table(HEADER + start + "0\t1\tphosphor\n");
    assertMessage(folder, "line 2", "6 fields");
    table(HEADER + start + "0\t1\tc\ti\n" + start + "2\t1\tc\ti\n");
    assertMessage(folder, "line 3", "tile '2' must be 1");
    table(HEADER + start + "0\tyes\tc\ti\n");
    assertMessage(folder, "line 2", "'yes' must be 0 or 1");
    table(HEADER + "test\tfind\tmoon\t0\t1\tc\ti\n");
    assertMessage(folder, "line 2", "part 'find'");
    table(HEADER + start + "0\t1\tc\ti\n");
    assertMessage(folder, "0 lines for the 3 search tiles of 'moon' in train");
  }

  private void strip(String name, int side, int tiles) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    var image = new BufferedImage(side * tiles, side, BufferedImage.TYPE_BYTE_GRAY);
    assertTrue(ImageIO.write(image, "png", file.toFile()));
  }

  private void table(String text) throws IOException {
    Files.writeString(folder.resolve("images.tsv"), text);
  }

  private static String lines() {
    var lines = new StringBuilder();
    for (String split : List.of("train", "validation", "test")) {
      for (String word : List.of("sun", "moon")) {
        for (int tile = 0; tile < 3; tile++) {
          lines.append(split).append("\tsearch\t").append(word).append('\t').append(tile);
          lines.append('\t').append(1 - tile % 2).append("\tcollection\ticon\n");
        }
      }
    }
    return lines.toString();
  }

  private static void assertMessage(Path folder, String... parts) {
    String message = assertThrows(DataException.class, () -> IconFolder.read(folder)).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
    assertEquals(1, message.lines().count(), message);
  }
}
