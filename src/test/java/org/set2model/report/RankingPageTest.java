package org.set2model.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.set2model.image.ImageSet;
import org.set2model.report.RankingPage.Method;
import org.set2model.report.RankingPage.Tile;
import org.set2model.report.RankingPage.Word;
import org.set2model.retrieval.BootstrapInterval;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class RankingPageTest {

  private static final String NASTY = "<script>alert('1')</script> & \"quotes\" \u0001";
  private static final ImageSet GALLERY = images(30);

  @TempDir Path folder;

  @Test
  void thePageIsWellFormedWhateverTheTexts() throws Exception {
    Document page = parse(page(NASTY, words()).html());
    String shown = NASTY.replace('\u0001', '\uFFFD');
    assertEquals(shown, text(page, "h1"));
    assertEquals(shown, text(page, "title"));
    assertTrue(elements(page, "h2").stream().anyMatch(h2 -> h2.getTextContent().equals(shown)));
  }

  @Test
  void thePageLoadsNothingAndRunsNothing() throws Exception {
    String html = page(NASTY, words()).html();
    Document page = parse(html);
    for (String tag : List.of("script", "link", "img", "iframe", "object", "embed", "base")) {
      assertEquals(List.of(), elements(page, tag), tag);
    }
    assertFalse(html.toLowerCase(Locale.ROOT).contains("http:"));
    assertFalse(html.contains("https:"));
    assertFalse(html.contains("@import"));
    int urls = html.split("url\\(", -1).length - 1;
    assertEquals(urls, html.split("url\\(data:image/png;base64,", -1).length - 1);
    assertEquals(1 + words().size(), urls);
    for (Element element : elements(page, "*")) {
      for (int i = 0; i < element.getAttributes().getLength(); i++) {
        assertFalse(element.getAttributes().item(i).getNodeName().startsWith("on"));
      }
    }
  }

  @Test
  void everyLinkHasItsTargetAndEveryTileItsPlace() throws Exception {
    String html = page("title", words()).html();
    Document page = parse(html);
    Set<String> ids = new HashSet<>();
    for (Element element : elements(page, "*")) {
      if (element.hasAttribute("id")) {
        assertTrue(ids.add(element.getAttribute("id")), "twice the same id");
      }
    }
    for (Element link : elements(page, "a")) {
      assertTrue(ids.contains(link.getAttribute("href").substring(1)), link.getAttribute("href"));
    }
    int tiles = 0;
    for (Element tile : elements(page, "i")) {
      String[] classes = tile.getAttribute("class").split(" ");
      if (classes[0].startsWith("g")) {
        tiles++;
        assertTrue(html.contains("." + classes[0] + "{--x:"), classes[0]);
      }
    }
    assertEquals(2 * (3 + 2 * RankingPage.SHOWN), tiles);
  }

  @Test
  void tilesTellRankRelevanceAndComponent() throws Exception {
    Method method =
        Method.of(
            "GMM9",
            new double[] {1, 3, 2, 3},
            new boolean[] {true, false, true, true},
            new int[] {0, 1, 8, -1});
    assertEquals(
        List.of(
            new Tile(1, false, 1),
            new Tile(3, true, -1),
            new Tile(2, true, 8),
            new Tile(0, true, 0)),
        method.best());
    assertEquals((1.0 / 2 + 2.0 / 3 + 3.0 / 4) / 3, method.averagePrecision(), 1e-15);
    Word word = Word.of("w", images(1), new boolean[0], new int[0], 3, List.of(method));
    Document page = parse(page("title", List.of(word)).html());
    List<String> classes =
        elements(page, "i").stream()
            .map(tile -> tile.getAttribute("class"))
            .filter(names -> names.startsWith("g"))
            .toList();
    assertEquals(List.of("g0 y", "g1 n c1", "g3 y", "g2 y cx", "g0 y c0"), classes);
  }

  @Test
  void wordsAreSortedByTheLastMethod() throws Exception {
    Document page = parse(page("title", words()).html());
    List<String> names = new ArrayList<>();
    for (Element element : elements(page, "section")) {
      if (element.getAttribute("class").equals("word")) {
        names.add(element.getElementsByTagName("h2").item(0).getTextContent());
      }
    }
    assertEquals("good", names.get(0));
    assertEquals(2, names.size());
  }

  @Test
  void samePageSameBytes() {
    assertEquals(page("t", words()).html(), page("t", words()).html());
  }

  @Test
  void aPageIsWrittenWholeOverAnEarlierOne() throws Exception {
    Path file = folder.resolve("new/page.html");
    page("first", words()).write(file);
    page("second", words()).write(file);
    assertEquals("second", text(parse(Files.readString(file)), "h1"));
    assertEquals(List.of(file), files(file.getParent()));
  }

  @Test
  void aFailedWriteLeavesNothingBehindAndTheOldInPlace() throws IOException {
    Path occupied = Files.createDirectories(folder.resolve("page.html"));
    Path inside = Files.writeString(occupied.resolve("inside"), "old");
    assertThrows(IOException.class, () -> page("t", words()).write(occupied));
    assertEquals("old", Files.readString(inside));
    assertEquals(List.of(occupied), files(folder));
  }

  @Test
  void contentThatDoesNotFitIsRejected() {
    var method = new Method("m", 0.5, List.of(new Tile(30, true, -1)));
    var flags = new boolean[2];
    assertThrows(
        IllegalArgumentException.class,
        () -> page("t", List.of(Word.of("w", images(2), flags, new int[0], 1, List.of(method)))));
    assertThrows(
        IllegalArgumentException.class,
        () -> Word.of("w", images(2), flags, new int[1], 1, List.of(method)));
    assertThrows(
        IllegalArgumentException.class,
        () -> Word.of("w", images(3), flags, new int[0], 1, List.of(method)));
    assertThrows(
        IllegalArgumentException.class,
        () -> Word.of("w", images(2), flags, new int[0], 1, List.of()));
    assertThrows(IllegalArgumentException.class, () -> page("t", List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Method("m", Double.NaN, List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Tile(-1, true, 0));
    assertThrows(IllegalArgumentException.class, () -> new Tile(0, true, -2));
  }

  private static RankingPage page(String title, List<Word> words) {
    var interval = new BootstrapInterval(0.5, 0.4, 0.6);
    var results =
        new ResultTable(List.of(title), List.of("c"), new BootstrapInterval[][] {{interval}});
    return new RankingPage(title, title, title, results, GALLERY, words);
  }

  private static List<Word> words() {
    return List.of(word(NASTY, 1), word("good", -1));
  }

  /** The first ten images are relevant; scores rise or fall with the index. */
  private static Word word(String name, double slope) {
    double[] scores = IntStream.range(0, 30).mapToDouble(i -> slope * i).toArray();
    boolean[] relevant = new boolean[30];
    for (int i = 0; i < 10; i++) {
      relevant[i] = true;
    }
    int[] components = IntStream.range(0, 30).map(i -> i % 3).toArray();
    var methods =
        List.of(
            Method.of(NASTY, scores, relevant, new int[0]),
            Method.of("GMM3", scores, relevant, components));
    boolean[] searchRelevant = {true, false, true};
    return Word.of(name, images(3), searchRelevant, new int[] {0, 1, 2}, 10, methods);
  }

  private static ImageSet images(int count) {
    byte[] ink = new byte[16 * count];
    for (int i = 0; i < ink.length; i++) {
      ink[i] = (byte) (7 * i);
    }
    return ImageSet.of(4, ink);
  }

  private static Document parse(String html) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)));
  }

  private static String text(Document page, String tag) {
    return elements(page, tag).get(0).getTextContent();
  }

  private static List<Element> elements(Document page, String tag) {
    NodeList nodes = page.getElementsByTagName(tag);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
