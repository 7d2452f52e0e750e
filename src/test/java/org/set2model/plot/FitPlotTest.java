package org.set2model.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.set2model.plot.SvgElements.elements;
import static org.set2model.plot.SvgElements.number;
import static org.set2model.plot.SvgElements.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class FitPlotTest {

  private static final FitPlot.Component ROUND = new FitPlot.Component(1, 0, 0, 1, 0, 1);

  private static DMatrixRMaj random(int rows, double scale, double offset) {
    var random = new SplittableRandom(rows);
    var table = new DMatrixRMaj(rows, 2);
    for (int i = 0; i < 2 * rows; i++) {
      table.data[i] = offset + scale * random.nextGaussian();
    }
    return table;
  }

  private static DMatrixRMaj ones(int rows) {
    var ones = new DMatrixRMaj(rows, 1);
    ones.fill(1);
    return ones;
  }

  private static FitPlot plot(
      DMatrixRMaj points, List<List<FitPlot.Component>> path, Optional<DMatrixRMaj> gradient) {
    return new FitPlot(
        "title",
        points,
        ones(points.numRows),
        new int[points.numRows],
        Optional.empty(),
        path,
        gradient);
  }

  @Test
  void everyPointQueryComponentAndArrowIsDrawn() throws Exception {
    var start = List.of(new FitPlot.Component(0.5, 1, 1, 2, 0, 2), ROUND);
    var end = List.of(new FitPlot.Component(0.25, 2, 1, 0.5, 0, 1), ROUND);
    var plot =
        new FitPlot(
            "a <b> & c",
            random(20, 1, 0),
            ones(20),
            new int[20],
            Optional.of(random(5, 1, 0)),
            List.of(start, start, end),
            Optional.of(random(20, 1, 0)));
    Document document = parse(plot.svg());
    assertEquals("a <b> & c", document.getElementsByTagName("title").item(0).getTextContent());
    assertEquals(20, elements(document, "circle", "mark").size());
    assertEquals(5, elements(document, "path", "q").size());
    assertEquals(20, elements(document, "path", "g").size());
    assertEquals(2, elements(document, "ellipse", "one").size());
    assertEquals(2, elements(document, "ellipse", "two").size());
    assertEquals(4, elements(document, "ellipse", "o").size());
    assertEquals(2, elements(document, "path", "trail").size());
    assertEquals(plot.svg(), plot.svg());
    assertFalse(plot.svg().contains("script") || plot.svg().contains("href"));
    assertTrue(plot.svg().contains("prefers-color-scheme:dark"));
  }

  /** The principal axes of [[5, 2], [2, 2]] are sqrt(6) and 1, the longer along (2, 1). */
  @Test
  void anEllipseHasThePrincipalAxesOfItsCovariance() throws Exception {
    var tilted = new FitPlot.Component(1, 0, 0, 5, 2, 2);
    Document document =
        parse(plot(random(10, 2, 0), List.of(List.of(tilted)), Optional.empty()).svg());
    Element one = elements(document, "ellipse", "one").get(0);
    Element two = elements(document, "ellipse", "two").get(0);
    assertEquals(Math.sqrt(6), number(one, "rx") / number(one, "ry"), 1e-3);
    assertEquals(2, number(two, "rx") / number(one, "rx"), 1e-3);
    double turn = Double.parseDouble(one.getAttribute("transform").split("rotate[(]|[)]$")[1]);
    assertEquals(-Math.toDegrees(Math.atan2(1, 2)), turn, 1e-2);
  }

  /** Where x + c g lies is compared with a query at that very place. */
  @Test
  void anArrowLeadsFromThePointByTheFactorOfTheLegend() throws Exception {
    var points = new DMatrixRMaj(2, 2, true, 0, 0, 1, 2);
    var gradient = new DMatrixRMaj(2, 2, true, 0, 0, 0.03, -0.04);
    String svg = plot(points, List.of(List.of(ROUND)), Optional.of(gradient)).svg();
    Document document = parse(svg);
    double factor = Double.parseDouble(svg.replaceAll("(?s).*, times ([0-9.e-]+);.*", "$1"));
    assertTrue(svg.contains("longest 0.05<"), svg);
    var arrows = elements(document, "path", "g");
    assertEquals(1, arrows.size());
    double[] ends = numbers(arrows.get(0).getAttribute("d"));
    var dots = elements(document, "circle", "mark");
    double scale = (number(dots.get(1), "cx") - number(dots.get(0), "cx")) / 1;
    assertEquals(number(dots.get(1), "cx"), ends[0], 0.01);
    assertEquals(number(dots.get(1), "cy"), ends[1], 0.01);
    assertEquals(factor * 0.03 * scale, ends[2] - ends[0], 0.03);
    assertEquals(factor * 0.04 * scale, ends[3] - ends[1], 0.03);
  }

  private static double[] numbers(String path) {
    String[] parts = path.substring(1).split("[ L]");
    double[] numbers = new double[parts.length];
    for (int i = 0; i < parts.length; i++) {
      numbers[i] = Double.parseDouble(parts[i]);
    }
    return numbers;
  }

  @Test
  void areasAreInProportionToWeights() throws Exception {
    var weights = new DMatrixRMaj(3, 1, true, 1, 4, 1);
    var plot =
        new FitPlot(
            "title",
            random(3, 1, 0),
            weights,
            new int[3],
            Optional.empty(),
            List.of(List.of(ROUND)),
            Optional.empty());
    var dots = elements(parse(plot.svg()), "circle", "mark");
    assertEquals(2, number(dots.get(1), "r") / number(dots.get(0), "r"), 1e-2);
    assertTrue(plot.svg().contains("areas are weights"));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 3",
    "1, 1, 0",
    "2, 0, 0",
    "30, 1e-8, 0",
    "30, 1e8, 0",
    "30, 1, 1e8",
    "30, 1e-9, 1e3",
    "5, 1e-150, 0",
    "5, 1e140, 0"
  })
  void dataOfAnyScaleIsDrawnInsideTheFrame(int rows, double scale, double offset) throws Exception {
    DMatrixRMaj points = random(rows, scale, offset);
    double variance = Math.max(scale * scale, 1e-300);
    var component = new FitPlot.Component(1, offset, offset, variance, 0, variance);
    String svg =
        plot(
                points,
                List.of(List.of(component)),
                Optional.of(random(rows, 1 / Math.max(scale, 1e-9), 0)))
            .svg();
    assertFalse(svg.contains("NaN") || svg.contains("Infinity"), svg);
    Document document = parse(svg);
    Element frame = elements(document, "rect", "frame").get(0);
    for (Element dot : elements(document, "circle", "mark")) {
      double x = number(dot, "cx") - number(frame, "x");
      double y = number(dot, "cy") - number(frame, "y");
      assertTrue(x >= 0 && x <= number(frame, "width"), svg);
      assertTrue(y >= 0 && y <= number(frame, "height"), svg);
    }
    assertTrue(svg.length() < 60_000, "too many ticks: " + svg.length());
  }

  @Test
  void aLongWayIsDrawnWithFewEllipses() throws Exception {
    List<List<FitPlot.Component>> path = new ArrayList<>();
    for (int t = 0; t <= 5000; t++) {
      path.add(List.of(new FitPlot.Component(1, 1.0 / (1 + t), 0, 1, 0, 1)));
    }
    String svg = plot(random(5, 1, 0), path, Optional.empty()).svg();
    assertTrue(elements(parse(svg), "ellipse", "o").size() <= 7);
    assertTrue(svg.length() < 20_000);
  }

  @Test
  void onlyTwoDimensionsCanBeDrawn() {
    assertThrows(
        IllegalArgumentException.class,
        () -> plot(new DMatrixRMaj(4, 3), List.of(List.of(ROUND)), Optional.empty()));
  }
}
