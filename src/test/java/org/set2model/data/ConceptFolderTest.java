package org.set2model.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.set2model.image.InputFormat;
import org.set2model.image.Polarity;
import org.set2model.io.DataException;

/** Which search images are relevant, where a table says so. */
class ConceptFolderTest {

  private static final InputFormat FORMAT = new InputFormat(4, 1, Polarity.AUTOMATIC);
  private static final String HEADER = "split\tpart\tconcept\ttile\trelevant\tcollection\ticon\n";

  @TempDir Path above;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(above.resolve("heldout"));
  }

  @Test
  void stripsTakeTheirRelevanceFromATableBesideOrAbove() throws IOException {
    strips("moon", 3);
    strips("sun", 2);
    assertFalse(read().get(0).relevanceKnown());
    table(above, lines("heldout", "moon", "101") + lines("heldout", "sun", "01"));
    assertRelevance("101", "01");
    table(folder, lines("x", "moon", "011") + lines("y", "sun", "10") + lines("x", "star", "1"));
    assertRelevance("011", "10");
  }

  @Test
  void ofSeveralSplitsThatCountsWhichIsCalledAsTheFolder() throws IOException {
    strips("moon", 3);
    table(
        above,
        lines("train", "moon", "11") + lines("heldout", "moon", "100") + lines("a", "moon", "0"));
    assertRelevance("100");
    table(above, lines("train", "moon", "111") + lines("test", "moon", "100"));
    assertFalse(read().get(0).relevanceKnown());
  }

  @Test
  void galleryLinesSayNothingAboutSearchImages() throws IOException {
    strips("moon", 2);
    table(folder, lines("heldout", "moon", "10").replace("search", "gallery"));
    assertFalse(read().get(0).relevanceKnown());
  }

  @Test
  void aTableAboutOtherWordsLeavesTheRelevanceUnknownAndOneAboutSomeIsRefused() throws IOException {
    strips("moon", 2);
    strips("sun", 2);
    table(above, lines("heldout", "star", "10"));
    assertFalse(read().get(0).relevanceKnown());
    table(above, lines("heldout", "star", "10") + lines("heldout", "sun", "10"));
    assertMessage("images.tsv: no lines for the search images of 'moon'");
    table(above, lines("heldout", "moon", "10") + lines("heldout", "sun", "1"));
    assertMessage("images.tsv: 1 lines for the 2 search tiles of 'sun'");
    table(above, HEADER.substring(1));
    assertMessage("images.tsv: line 1");
  }

  @Test
  void theFolderIsFoundByItsNameHoweverItIsNamed() throws IOException {
    strips("moon", 2);
    table(above, lines("train", "moon", "00") + lines("heldout", "moon", "10"));
    for (Path path : List.of(folder.resolve("."), folder.resolve("search/.."))) {
      LabeledConcept moon = ((ConceptFolder) DataSet.read(path, FORMAT)).concepts().get(0);
      assertArrayEquals(new boolean[] {true, false}, moon.searchRelevance());
    }
  }

  @Test
  void picturesThatCannotBeReadDoNotShiftTheLines() throws IOException {
    Map<String, byte[]> contents = pictures("moon", 1, 3, 10);
    contents.put("search/moon/2.png", new byte[7]);
    contents.put("search/moon/notes.txt", new byte[7]);
    contents.put("search/moon/0", Drawings.dotBytes(40));
    contents.put("search/moon/.hidden.png", Drawings.dotBytes(41));
    contents.putAll(pictures("sun", 1));
    Drawings.files(folder, contents);
    // sorted: 0, 1, 10, 2 (unreadable), 3; the text is no picture
    table(folder, lines("any", "moon", "01001") + lines("other", "sun", "1"));
    ConceptFolder data = (ConceptFolder) DataSet.read(folder, FORMAT);
    LabeledConcept moon = data.concepts().get(0);
    assertEquals(4, moon.search().size());
    assertEquals(10, moon.search().ink(2, 0, 0));
    assertArrayEquals(new boolean[] {false, true, false, true}, moon.searchRelevance());
    assertArrayEquals(new boolean[] {true}, data.concepts().get(1).searchRelevance());
    assertEquals(
        List.of("search/moon/2.png", "search/moon/notes.txt"),
        data.skipped().stream().map(SkippedFile::name).toList());
    table(folder, lines("any", "moon", "0100") + lines("other", "sun", "1"));
    assertMessage("4 lines for the 5 search tiles of 'moon'");
  }

  @Test
  void picturesTakeTheirRelevanceFromAboveAndFromAnArchiveToo() throws IOException {
    Map<String, byte[]> contents = pictures("moon", 1, 2);
    Drawings.files(folder, contents);
    table(above, lines("train", "moon", "00") + lines("heldout", "moon", "01"));
    assertRelevance("01");

    Map<String, byte[]> withTop = new TreeMap<>();
    contents.forEach((name, bytes) -> withTop.put("heldout/" + name, bytes));
    String table = HEADER + lines("train", "moon", "00") + lines("heldout", "moon", "10");
    withTop.put("images.tsv", table.getBytes(StandardCharsets.UTF_8));
    folder = Drawings.zip(Files.createTempFile("concepts", ".zip"), withTop);
    assertRelevance("10");
    assertEquals(List.of(), DataSet.read(folder, FORMAT).skipped());
    Files.delete(folder);
  }

  @Test
  void namesAgreeHoweverTheirAccentsAreWritten() throws IOException {
    String composed = Normalizer.normalize("é", Normalizer.Form.NFC);
    String decomposed = Normalizer.normalize("é", Normalizer.Form.NFD);
    Drawings.files(folder, pictures(decomposed, 1, 2));
    table(folder, lines("x", composed, "01"));
    assertRelevance("01");
  }

  @Test
  void aSplitOfTheEmbeddedIconsHasTheRelevanceOfTheWhole() {
    Path icons = Path.of("testdata", "icons");
    List<LabeledConcept> whole = IconFolder.read(icons).validation();
    List<LabeledConcept> alone =
        ((ConceptFolder)
                DataSet.read(
                    icons.resolve("validation"), new InputFormat(32, 1, Polarity.AUTOMATIC)))
            .concepts();
    assertEquals(whole.size(), alone.size());
    for (int i = 0; i < whole.size(); i++) {
      assertEquals(whole.get(i).search(), alone.get(i).search());
      assertArrayEquals(whole.get(i).searchRelevance(), alone.get(i).searchRelevance());
    }
  }

  private List<LabeledConcept> read() {
    return ((ConceptFolder) DataSet.read(folder, FORMAT)).concepts();
  }

  private void assertRelevance(String... expected) {
    List<LabeledConcept> concepts = read();
    assertEquals(expected.length, concepts.size());
    for (int c = 0; c < expected.length; c++) {
      var flags = new StringBuilder();
      for (boolean flag : concepts.get(c).searchRelevance()) {
        flags.append(flag ? '1' : '0');
      }
      assertEquals(expected[c], flags.toString());
    }
  }

  private void assertMessage(String part) {
    String message = assertThrows(DataException.class, this::read).getMessage();
    assertTrue(message.contains(part), message);
    assertEquals(1, message.lines().count(), message);
  }

  private void strips(String word, int tiles) throws IOException {
    Drawings.files(
        folder,
        Map.of(
            "search/" + word + ".png",
            Drawings.bytes(new BufferedImage(2 * tiles, 2, BufferedImage.TYPE_BYTE_GRAY), "png"),
            "gallery/" + word + ".png",
            Drawings.bytes(new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY), "png")));
  }

  private static Map<String, byte[]> pictures(String word, int... names) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    for (int name : names) {
      contents.put("search/" + word + "/" + name + ".png", Drawings.dotBytes(name));
    }
    contents.put("gallery/" + word + "/1.png", Drawings.dotBytes(1));
    return contents;
  }

  private static void table(Path place, String lines) throws IOException {
    Files.writeString(
        place.resolve("images.tsv"), lines.startsWith("plit") ? lines : HEADER + lines);
  }

  private static String lines(String split, String word, String flags) {
    var lines = new StringBuilder();
    for (int i = 0; i < flags.length(); i++) {
      lines.append(split).append("\tsearch\t").append(word).append('\t').append(i);
      lines.append('\t').append(flags.charAt(i)).append("\tcollection\ticon\n");
    }
    return lines.toString();
  }
}
