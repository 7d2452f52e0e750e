package org.set2model.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.set2model.plot.SvgElements.elements;
import static org.set2model.plot.SvgElements.number;
import static org.set2model.plot.SvgElements.parse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.set2model.plot.LinePlot.Axis;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class LinePlotTest {

  private static final Axis LINEAR = new Axis("linear", false);
  private static final Axis LOGARITHMIC = new Axis("logarithmic", true);
  private static final double HALF_A_DIGIT = 0.0051;

  private static List<String> legend(Document document) {
    List<String> names = new ArrayList<>();
    var groups = document.getElementsByTagName("g");
    for (int i = 0; i < groups.getLength(); i++) {
      names.add(groups.item(i).getTextContent().strip());
    }
    return names;
  }

  /** The centers of markers, x and y in turn. */
  private static double[][] centers(Element markers) {
    return Arrays.stream(markers.getAttribute("d").substring(1).split("M"))
        .map(marker -> numbers(marker.substring(0, marker.indexOf('m')).split(" ")))
        .toArray(double[][]::new);
  }

  /** The corners of a line that starts with a place and goes on by differences. */
  private static double[][] corners(Element line) {
    String[] parts = line.getAttribute("d").substring(1).split("l");
    double[] differences = numbers(parts[1].split(" "));
    double[][] corners = new double[1 + differences.length / 2][];
    corners[0] = numbers(parts[0].split(" "));
    for (int n = 1; n < corners.length; n++) {
      corners[n] =
          new double[] {
            corners[n - 1][0] + differences[2 * n - 2], corners[n - 1][1] + differences[2 * n - 1]
          };
    }
    return corners;
  }

  private static double[] numbers(String[] parts) {
    return Arrays.stream(parts).mapToDouble(Double::parseDouble).toArray();
  }

  private static double[] steps(int count) {
    return IntStream.rangeClosed(1, count).asDoubleStream().toArray();
  }

  private static double[] noise(int count, long seed) {
    var random = new SplittableRandom(seed);
    return IntStream.range(0, count).mapToDouble(n -> random.nextGaussian()).toArray();
  }

  private static double[] plus(double[] values, double shift) {
    return Arrays.stream(values).map(value -> value + shift).toArray();
  }

  private static LinePlot plot(Axis x, Axis y, Series... series) {
    return new LinePlot("title", x, y, List.of(series));
  }

  private static LinePlot everyStyle(String name) {
    double[] x = steps(12);
    double[] y = noise(12, 1);
    return new LinePlot(
        name,
        new Axis(name, false),
        new Axis(name, false),
        List.of(
            Series.guide(name, x, y),
            Series.line(name, x, y),
            Series.marked(name, x, y, plus(y, -1), plus(y, 2)),
            Series.faint(name + " raw", x, y)));
  }

  @Test
  void everySeriesIsDrawnAndAllButFaintOnesAreInTheLegend() throws Exception {
    Document document = parse(everyStyle("a").svg());
    assertEquals(1, elements(document, "path", "guide").size());
    assertEquals(2, elements(document, "path", "line").size());
    assertEquals(1, elements(document, "path", "faint").size());
    assertEquals(1, elements(document, "path", "bar").size());
    assertEquals(12, centers(elements(document, "path", "mark").get(0)).length);
    assertEquals(List.of("a", "a", "a"), legend(document));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<b> & \"c\" 'd' ]]>",
        "</text><script>alert(1)</script>",
        "\u0000\uD800",
        "%d %s"
      })
  void textIsEscaped(String text) throws Exception {
    Document document = parse(everyStyle(text).svg());
    String shown = text.replaceAll("[\u0000\uD800]", "\uFFFD");
    assertEquals(shown, document.getElementsByTagName("title").item(0).getTextContent());
    assertEquals(List.of(shown, shown, shown), legend(document));
    assertEquals(0, document.getElementsByTagName("script").getLength());
    assertEquals(0, document.getElementsByTagName("b").getLength());
  }

  @Test
  void nothingIsLoadedAndDarkIsForeseen() {
    String svg = everyStyle("a").svg();
    assertFalse(svg.contains("href") || svg.contains("url(") || svg.contains("@import"));
    assertTrue(svg.contains("prefers-color-scheme:dark"));
  }

  @Test
  void longTextIsCutOffButTheTitleKeptForReaders() throws Exception {
    String text = "word ".repeat(100).strip();
    Document document = parse(everyStyle(text).svg());
    assertEquals(text, document.getElementsByTagName("title").item(0).getTextContent());
    for (String name : legend(document)) {
      assertTrue(name.endsWith("\u2026") && name.length() < 130, name);
    }
  }

  /** Places of markers against an affine map through the first and the last. */
  @Property(seed = "11", tries = 60)
  void placesAreAffineInValuesOrTheirLogarithms(
      @ForAll @IntRange(min = -8, max = 8) int exponent,
      @ForAll @IntRange(max = 1000) int seed,
      @ForAll boolean logarithmic)
      throws Exception {
    double scale = Math.pow(10, exponent);
    double[] x = new double[9];
    var random = new SplittableRandom(seed);
    for (int n = 0; n < x.length; n++) {
      x[n] = (n == 0 ? 0.1 * scale : x[n - 1]) + scale * (0.01 + random.nextDouble());
    }
    double[] y = Arrays.stream(x).map(value -> value * value).toArray();
    Axis axis = logarithmic ? LOGARITHMIC : LINEAR;
    Document document = parse(plot(axis, axis, Series.marked("a", x, y)).svg());
    double[][] centers = centers(elements(document, "path", "mark").get(0));
    for (int n = 1; n < x.length; n++) {
      assertTrue(centers[n][0] > centers[n - 1][0], "x must go right");
      assertTrue(centers[n][1] < centers[n - 1][1], "y must go up");
      for (int i = 0; i < 2; i++) {
        double[] values = i == 0 ? x : y;
        double share = share(values[n], values, logarithmic);
        double expected = centers[0][i] + share * (centers[8][i] - centers[0][i]);
        assertEquals(expected, centers[n][i], 2 * HALF_A_DIGIT);
      }
    }
  }

  private static double share(double value, double[] values, boolean logarithmic) {
    double first = values[0];
    double last = values[values.length - 1];
    return logarithmic
        ? Math.log(value / first) / Math.log(last / first)
        : (value - first) / (last - first);
  }

  /** A marker at the value of a label lies on the grid line beside that label. */
  @ParameterizedTest
  @CsvSource({
    "false, -3, 7",
    "false, 0.13, 0.87",
    "false, 1e-7, 9e-7",
    "true, 1e-3, 1e4",
    "true, 0.9, 3",
    "true, 1.5, 40",
    "true, 0.02, 5",
    "true, 123, 124"
  })
  void labelsTellTheValuesAtTheirTicks(boolean logarithmic, double low, double high)
      throws Exception {
    Axis axis = logarithmic ? LOGARITHMIC : LINEAR;
    double[] ends = {low, high};
    Document document = parse(plot(axis, axis, Series.marked("a", ends, ends)).svg());
    double[][] centers = centers(elements(document, "path", "mark").get(0));
    int across = 0;
    int up = 0;
    for (Element label : elements(document, "text", "l")) {
      double share = share(Double.parseDouble(label.getTextContent()), ends, logarithmic);
      if (label.getAttribute("class").equals("l across")) {
        across++;
        double expected = centers[0][0] + share * (centers[1][0] - centers[0][0]);
        assertEquals(expected, number(label, "x"), 0.02);
      } else {
        up++;
        double expected = centers[0][1] + share * (centers[1][1] - centers[0][1]);
        assertEquals(expected, number(label, "y") - 4, 0.02);
      }
    }
    assertTrue(across >= 3 && across <= 16, across + " labels");
    assertTrue(up >= 3 && up <= 16, up + " labels");
  }

  @Test
  void aLogarithmicAxisHasNineTicksADecade() throws Exception {
    double[] ends = {1, 1000};
    Document document = parse(plot(LOGARITHMIC, LINEAR, Series.line("a", ends, ends)).svg());
    String minor = elements(document, "path", "minor").get(0).getAttribute("d");
    double[] places =
        Arrays.stream(minor.substring(1).split("M"))
            .mapToDouble(tick -> Double.parseDouble(tick.split(" ")[0]))
            .toArray();
    double[][] corners = corners(elements(document, "path", "line").get(0));
    double left = corners[0][0];
    double right = corners[1][0];
    double[] inside = Arrays.stream(places).filter(p -> p > left && p < right).toArray();
    double[] expected =
        IntStream.range(0, 24)
            .mapToDouble(i -> i / 8 + Math.log10(2 + i % 8))
            .map(place -> left + place / 3 * (right - left))
            .toArray();
    assertArrayEquals(expected, inside, 0.1);
    assertTrue(elements(parse(everyStyle("a").svg()), "path", "minor").isEmpty());
  }

  @Test
  void decadesFarFromOneAreLabeledAsPowers() throws Exception {
    double[] ends = {1e-12, 1e12};
    Document document = parse(plot(LINEAR, LOGARITHMIC, Series.line("a", ends, ends)).svg());
    List<String> labels =
        elements(document, "text", "l").stream()
            .filter(label -> label.getAttribute("class").equals("l up"))
            .map(Element::getTextContent)
            .collect(Collectors.toList());
    assertTrue(labels.contains("10\u221212") && labels.contains("100"), labels.toString());
    assertTrue(labels.size() >= 4 && labels.size() <= 12, labels.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 0",
    "1, 0, 0",
    "2, 0, 3",
    "30, 1e-8, 0",
    "30, 1e8, 0",
    "30, 1, 1e8",
    "30, 1e-9, 1e3",
    "30, 1e-15, 1",
    "30, 1e-310, 0",
    "5, 1e-150, 0",
    "5, 1e299, 0"
  })
  void dataOfAnyScaleIsDrawnInsideTheFrame(int count, double scale, double offset)
      throws Exception {
    double[] y = Arrays.stream(noise(count, 3)).map(v -> offset + scale * v).toArray();
    double[] x = Arrays.stream(noise(count, 4)).map(v -> offset + scale * v).toArray();
    double[] low = Arrays.stream(y).map(v -> v - scale).toArray();
    Series series = Series.marked("a", x, y, low, y);
    assertInside(plot(LINEAR, LINEAR, series).svg());
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1e-300, 1e300", "1e-300, 1e-299", "1, 1.000000001", "5e299, 1e300"})
  void ratiosOfAnySizeAreDrawnInsideTheFrame(double low, double high) throws Exception {
    double[] ends = {low, high};
    assertInside(plot(LOGARITHMIC, LOGARITHMIC, Series.marked("a", ends, ends)).svg());
  }

  private static void assertInside(String svg) throws Exception {
    assertFalse(svg.contains("NaN") || svg.contains("Infinity"), svg);
    assertTrue(svg.length() < 30_000, "too many ticks: " + svg.length());
    Document document = parse(svg);
    Element frame = elements(document, "rect", "frame").get(0);
    for (double[] center : centers(elements(document, "path", "mark").get(0))) {
      double x = center[0] - number(frame, "x");
      double y = center[1] - number(frame, "y");
      assertTrue(x >= 0 && x <= number(frame, "width"), svg);
      assertTrue(y >= 0 && y <= number(frame, "height"), svg);
    }
    assertFalse(elements(document, "text", "l").isEmpty());
  }

  @Test
  void intervalsWidenTheAxisAndEndWhereTheyShould() throws Exception {
    double[] x = {1, 2};
    double[] y = {1, 2};
    double[] low = {0, 1};
    double[] high = {4, 2};
    Document document = parse(plot(LINEAR, LINEAR, Series.marked("a", x, y, low, high)).svg());
    double[][] centers = centers(elements(document, "path", "mark").get(0));
    double unit = centers[0][1] - centers[1][1];
    String bar = elements(document, "path", "bar").get(0).getAttribute("d");
    double top = Double.parseDouble(bar.split("[ h]")[1]);
    double bottom = Double.parseDouble(bar.split("[Vm]")[2]);
    assertEquals(centers[0][1] - 3 * unit, top, 0.1);
    assertEquals(centers[0][1] + unit, bottom, 0.1);
    Element frame = elements(document, "rect", "frame").get(0);
    assertTrue(top >= number(frame, "y"));
    assertEquals(number(frame, "y") + number(frame, "height"), bottom, 0.1);
  }

  @Test
  void manyIntervalsAreABand() throws Exception {
    double[] y = noise(100, 5);
    Series series = Series.marked("a", steps(100), y, plus(y, -1), plus(y, 1));
    Document document = parse(plot(LINEAR, LINEAR, series).svg());
    assertTrue(elements(document, "path", "bar").isEmpty());
    assertEquals(1, elements(document, "path", "band").size());
    assertTrue(centers(elements(document, "path", "mark").get(0)).length <= 80);
  }

  @Test
  void aColumnOfPixelsKeepsItsFirstLowestHighestAndLastPointInOrder() {
    double[] y = {5, 5.2, 4.9, 4, 4.5, 6, 5.5, 5.6};
    var path = new LinePath();
    for (int n = 0; n < y.length; n++) {
      path.add(10 + 0.1 * n, y[n]);
    }
    assertEquals("M10 5l0.3 -1 0.2 2 0.2 -0.4", path.markup());
    var backwards = new LinePath();
    for (int n = y.length - 1; n >= 0; n--) {
      backwards.add(10 + 0.1 * n, y[n]);
    }
    assertEquals("M10.7 5.6l-0.2 0.4 -0.2 -2 -0.3 1", backwards.markup());
  }

  /** A spike that is one point of 20,000 stays, at its place. */
  @Test
  void aLongCurveIsThinnedButKeepsEverySpike() throws Exception {
    double[] x = steps(20_000);
    double[] y = noise(20_000, 6);
    y[7_777] = 100;
    y[7_778] = -100;
    LinePlot plot = plot(LINEAR, LINEAR, Series.line("a", x, y));
    assertTrue(plot.svg().length() < 60_000, "length " + plot.svg().length());
    Document document = parse(plot.svg());
    double[][] corners = corners(elements(document, "path", "line").get(0));
    assertTrue(corners.length < 3000, corners.length + " corners");
    double[][] ends = {corners[0], corners[corners.length - 1]};
    double[] highest = Arrays.stream(corners).min((a, b) -> Double.compare(a[1], b[1])).get();
    double[] lowest = Arrays.stream(corners).max((a, b) -> Double.compare(a[1], b[1])).get();
    Element frame = elements(document, "rect", "frame").get(0);
    double unit = number(frame, "height") / 220;
    assertEquals(200 * unit, lowest[1] - highest[1], 0.2);
    double expected = ends[0][0] + 7_777.0 / 19_999 * (ends[1][0] - ends[0][0]);
    assertEquals(expected, highest[0], 0.2);
    for (int n = 1; n < corners.length; n++) {
      assertTrue(corners[n][0] > corners[n - 1][0] - 1e-6, "the line must not turn back");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 8})
  void twentyThousandPointsTakeLessThanTwoHundredKilobytes(int curves) {
    int count = 20_000 / curves;
    Series[] series =
        IntStream.range(0, curves)
            .mapToObj(i -> Series.line("curve " + i, steps(count), noise(count, i)))
            .toArray(Series[]::new);
    String svg = plot(LINEAR, LINEAR, series).svg();
    assertTrue(svg.length() < 200_000, "length " + svg.length());
  }

  @Test
  void eightCurvesHaveDifferentColorsAndMarkers() throws Exception {
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      series.add(Series.marked("curve " + i, new double[] {1}, new double[] {i}));
    }
    Document document = parse(new LinePlot("title", LINEAR, LINEAR, series).svg());
    List<Element> marks = elements(document, "path", "mark");
    assertEquals(8, marks.stream().map(mark -> mark.getAttribute("class")).distinct().count());
    assertEquals(
        8,
        marks.stream()
            .map(mark -> mark.getAttribute("d").replaceAll("M.*?m", ""))
            .distinct()
            .count());
    series.add(Series.guide("guide", new double[] {1}, new double[] {1}));
    new LinePlot("title", LINEAR, LINEAR, series);
    series.add(Series.line("ninth", new double[] {1}, new double[] {1}));
    assertThrows(
        IllegalArgumentException.class, () -> new LinePlot("title", LINEAR, LINEAR, series));
  }

  @Test
  void aFaintCurveHasTheColorOfItsNamesakeOrElseOfTheNext() throws Exception {
    double[] one = {1, 2};
    Document document =
        parse(
            plot(
                    LINEAR,
                    LINEAR,
                    Series.line("a", one, one),
                    Series.faint("raw", one, one),
                    Series.line("b", one, one),
                    Series.faint("a", one, one),
                    Series.faint("rest", one, one))
                .svg());
    List<String> colors =
        elements(document, "path", "faint").stream()
            .map(path -> path.getAttribute("class"))
            .toList();
    assertEquals(List.of("faint c1", "faint c0", "faint c1"), colors);
  }

  @Test
  void theLegendLiesAboveTheFrameHoweverLongItIs() throws Exception {
    Series[] series =
        IntStream.range(0, 8)
            .mapToObj(
                i -> Series.line("a rather long name of a curve, number " + i, steps(2), steps(2)))
            .toArray(Series[]::new);
    Document document = parse(plot(LINEAR, LINEAR, series).svg());
    double top = number(elements(document, "rect", "frame").get(0), "y");
    var groups = document.getElementsByTagName("g");
    assertEquals(8, groups.getLength());
    for (int i = 0; i < 8; i++) {
      String[] place = ((Element) groups.item(i)).getAttribute("transform").split("[( )]");
      assertTrue(Double.parseDouble(place[2]) + 10 < top);
    }
  }

  @Test
  void panelsWithTheSameAxisShareItsRange() throws Exception {
    LinePlot loss = plot(LINEAR, LINEAR, Series.line("loss", steps(1000), noise(1000, 1)));
    double[] x = {1, 500.5};
    LinePlot score = plot(LINEAR, LOGARITHMIC, Series.marked("mAP", x, new double[] {1e-9, 5}));
    Document document = parse(LinePlot.panels(List.of(loss, score)));
    List<Element> frames = elements(document, "rect", "frame");
    assertEquals(2, frames.size());
    for (String side : List.of("x", "width", "height")) {
      assertEquals(number(frames.get(0), side), number(frames.get(1), side));
    }
    assertTrue(
        number(frames.get(1), "y") > number(frames.get(0), "y") + number(frames.get(0), "height"));
    double[][] corners = corners(elements(document, "path", "line").get(0));
    double[][] centers = centers(elements(document, "path", "mark").get(0));
    double end = corners[corners.length - 1][0];
    assertEquals(corners[0][0], centers[0][0], 0.1);
    assertEquals(0.5 * (corners[0][0] + end), centers[1][0], 0.1);
    assertThrows(IllegalArgumentException.class, () -> LinePlot.panels(List.of()));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1.1e300})
  void whatIsNotFiniteIsRejected(double value) {
    double[] good = {1, 2};
    double[] bad = {1, value};
    assertRejected("x", () -> Series.line("a", bad, good));
    assertRejected("y", () -> Series.faint("a", good, bad));
    assertRejected("low", () -> Series.marked("a", good, good, bad, good));
    assertRejected("high", () -> Series.marked("a", good, good, good, bad));
  }

  @Test
  void lengthsThatDoNotFitAreRejected() {
    double[] none = {};
    double[] one = {1};
    double[] two = {1, 2};
    assertRejected("0 x", () -> Series.line("a", none, none));
    assertRejected("1 x for 2 y", () -> Series.guide("a", one, two));
    assertRejected("1 low", () -> Series.marked("a", two, two, one, one));
    assertRejected("0 high", () -> Series.marked("a", two, two, two, none));
    assertRejected("point 1", () -> Series.marked("a", two, two, two, new double[] {1, 1.5}));
    assertRejected("0 series", () -> plot(LINEAR, LINEAR));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, -1, 1e-301})
  void aLogarithmicAxisRejectsWhatIsNotAboveZero(double value) {
    double[] good = {1, 2};
    double[] bad = {1, value};
    plot(LINEAR, LINEAR, Series.marked("a", bad, bad, bad, bad));
    assertRejected("x", () -> plot(LOGARITHMIC, LINEAR, Series.line("a", bad, good)));
    assertRejected("y", () -> plot(LINEAR, LOGARITHMIC, Series.line("a", good, bad)));
    assertRejected(
        "low", () -> plot(LINEAR, LOGARITHMIC, Series.marked("a", good, good, bad, good)));
  }

  private static void assertRejected(String part, Runnable action) {
    var exception = assertThrows(IllegalArgumentException.class, action::run);
    assertTrue(exception.getMessage().contains(part), exception.getMessage());
  }

  @Test
  void arraysAreCopied() {
    double[] x = steps(5);
    double[] y = noise(5, 1);
    LinePlot plot = plot(LINEAR, LINEAR, Series.line("a", x, y));
    String before = plot.svg();
    x[0] = -100;
    y[0] = 100;
    assertEquals(before, plot.svg());
    assertNotEquals(before, plot(LINEAR, LINEAR, Series.line("a", x, y)).svg());
  }

  @Test
  void theTextIsTheSameInEveryLocale() {
    Locale usual = Locale.getDefault();
    try {
      String expected = everyStyle("a").svg();
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertEquals(expected, everyStyle("a").svg());
      assertEquals(expected, LinePlot.panels(List.of(everyStyle("a"))));
    } finally {
      Locale.setDefault(usual);
    }
  }
}
