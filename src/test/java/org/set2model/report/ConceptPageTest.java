package org.set2model.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.set2model.concept.ConceptModel;
import org.set2model.data.SkippedFile;
import org.set2model.image.ImageSet;
import org.set2model.report.ConceptPage.Component;
import org.set2model.report.ConceptPage.Concept;
import org.set2model.report.ConceptPage.Example;
import org.set2model.report.ConceptPage.Fact;
import org.set2model.report.ConceptPage.Ranked;
import org.set2model.report.ConceptPage.Unreadable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ConceptPageTest {

  private static final String NASTY = "<script>alert('1')</script> & \"quotes\" \u0001/a\nb.png";
  private static final double[] SCORES = {5, 4, 3, -20};
  private static final Concept CONCEPT =
      new Concept(
          List.of(example(0, 0), example(1, 1), example(2, 7)), List.of(example(3, 1)), SCORES, -1);

  @Test
  void thePageIsWellFormedAndShowsEveryTextAsItIs() throws Exception {
    Document page = parse(page(CONCEPT, mixture(), ranking(3, ConceptModel.NONE)).html());
    String shown = NASTY.replace('\u0001', '\uFFFD');
    assertEquals(shown, elements(page, "h1").get(0).getTextContent());
    assertEquals(shown, elements(page, "dd").get(0).getTextContent());
    assertTrue(
        elements(page, "i").stream().anyMatch(i -> i.getAttribute("title").contains("alert('1')")));
  }

  @Test
  void thePageLoadsNothingAndRunsNothing() throws Exception {
    String html = page(CONCEPT, mixture(), ranking(3, 0)).html();
    Document page = parse(html);
    for (String tag : List.of("script", "link", "img", "iframe", "object", "embed", "base")) {
      assertEquals(List.of(), elements(page, tag), tag);
    }
    assertFalse(html.toLowerCase(Locale.ROOT).matches("(?s).*(https?:|@import).*"));
    assertTrue(html.contains("default-src &#39;none&#39;"));
    int urls = html.split("url\\(", -1).length - 1;
    assertEquals(2, urls);
    assertEquals(urls, html.split("url\\(data:image/png;base64,", -1).length - 1);
  }

  @Test
  void outliersAreMarkedAndEveryTileHasItsPlaceAndColor() throws Exception {
    String html = page(CONCEPT, mixture(), ranking(2, ConceptModel.NONE)).html();
    List<String> classes =
        elements(parse(html), "i").stream().map(tile -> tile.getAttribute("class")).toList();
    assertEquals(
        List.of("g0 c0", "g1 c1", "g2 cx", "g3 n c1", "g0 c0", "g3 c1", "g0 c1", "g1 c1"), classes);
    for (String tile : classes) {
      assertTrue(html.contains("." + tile.split(" ")[0] + "{--x:"), tile);
    }
    assertTrue(html.contains("1 of 4"), "the outlier is counted");
    assertEquals(1, html.split("class=\"n\"", -1).length - 1, "and red in the chart");
  }

  @Test
  void theRankingTellsWhereOutliersWouldBegin() throws Exception {
    String html = page(CONCEPT, mixture(), ranking(4, ConceptModel.NONE)).html();
    List<String> items = elements(parse(html), "li").stream().map(Element::getTextContent).toList();
    // scores 2, 0, -2, -4 around the limit of -1
    assertTrue(items.get(0).startsWith("1 2 2.000"), items.get(0));
    assertTrue(items.get(1).startsWith("2 "), items.get(1));
    assertTrue(items.get(2).startsWith("From here on below -1.000"), items.get(2));
    assertTrue(items.get(3).startsWith("3 "), items.get(3));
    assertEquals(1, items.stream().filter(item -> item.contains("From here on")).count());
  }

  @Test
  void aNearestExampleIsShownInsteadOfAColor() throws Exception {
    String html = page(CONCEPT, List.of(), ranking(2, 2)).html();
    List<Element> tiles = elements(parse(html), "i");
    assertEquals("g0", tiles.get(4).getAttribute("class"));
    assertEquals("g2", tiles.get(5).getAttribute("class"));
    assertTrue(tiles.get(5).getAttribute("title").startsWith("nearest example, number 2: "));
    assertFalse(html.contains("<h2>Components"));
  }

  @Test
  void unreadableFilesAreAllListed() throws Exception {
    Document page = parse(page(CONCEPT, mixture(), ranking(1, ConceptModel.NONE)).html());
    List<Element> lists = elements(page, "details");
    assertEquals(1, lists.size());
    assertEquals(40, lists.get(0).getElementsByTagName("li").getLength());
    assertTrue(lists.get(0).getTextContent().contains("40 files of the gallery"));
  }

  @Test
  void noChartHasANumberThatIsNone() throws Exception {
    double[][] sets = {{3}, {3, 3, 3}, {-1e8, 0, 1e8}, {1e-8, 2e-8}, {0, -1e300}};
    for (double[] scores : sets) {
      for (double limit : new double[] {Double.NEGATIVE_INFINITY, scores[0]}) {
        var concept = new Concept(List.of(example(0, 0)), List.of(), scores, limit);
        for (double[] gallery : sets) {
          String svg = new ScoreChart(concept, gallery).svg();
          parse(svg);
          assertFalse(svg.contains("NaN") || svg.contains("Infinity"), svg);
          var numbers = Pattern.compile("d=\"M(-?[0-9.]+) ").matcher(svg);
          while (numbers.find()) {
            double x = Double.parseDouble(numbers.group(1));
            assertTrue(x >= 0 && x <= 960, svg);
          }
        }
      }
    }
  }

  @Test
  void imagesThatAreNotThereAndEmptyRankingsAreRejected() {
    Ranked stranger = new Ranked(9, "z", 0, 0, ConceptModel.NONE, "");
    for (List<Ranked> ranking : List.of(List.<Ranked>of(), List.of(stranger))) {
      assertThrows(IllegalArgumentException.class, () -> page(CONCEPT, mixture(), ranking));
    }
    var concept = new Concept(List.of(example(9, 0)), List.of(), SCORES, -1);
    assertThrows(
        IllegalArgumentException.class,
        () -> page(concept, mixture(), ranking(1, ConceptModel.NONE)));
    assertThrows(IllegalArgumentException.class, () -> page(CONCEPT, mixture(), ranking(1, 9)));
  }

  private static Example example(int image, int component) {
    return new Example(image, NASTY, SCORES[Math.min(image, 3)], component);
  }

  private static List<Component> mixture() {
    return List.of(
        new Component(0, 0.75, 3, List.of(example(0, 0))),
        new Component(1, 0.25, 1, List.of(example(3, 1))));
  }

  private static List<Ranked> ranking(int count, int nearest) {
    List<Ranked> ranking = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ranking.add(new Ranked(i, "folder/" + i + ".png", 2 - 2 * i, 1, nearest, NASTY));
    }
    return ranking;
  }

  private static ConceptPage page(
      Concept concept, List<Component> components, List<Ranked> ranking) {
    List<SkippedFile> unreadable = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      unreadable.add(new SkippedFile(NASTY + i, "no image"));
    }
    return new ConceptPage(
        NASTY,
        NASTY,
        List.of(new Fact("Examples", NASTY)),
        "log-likelihood",
        images(4),
        concept,
        components,
        images(4),
        ranking,
        new double[] {2, 0, -2, -4},
        List.of(new Unreadable("concept", List.of()), new Unreadable("gallery", unreadable)));
  }

  private static ImageSet images(int count) {
    byte[] ink = new byte[count * 9];
    Arrays.fill(ink, (byte) 100);
    return ImageSet.of(3, ink);
  }

  private static Document parse(String html) throws Exception {
    String xml = html.startsWith("<!DOCTYPE html>") ? html.substring(15) : html;
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static List<Element> elements(Document page, String tag) {
    NodeList nodes = page.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}
