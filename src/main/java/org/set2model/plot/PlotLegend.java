package org.set2model.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * What the marks of a {@link FitPlot} mean, one entry a line; only what is drawn has an entry.
 *
 * @param entries marks and text of each line, at height 0
 */
record PlotLegend(List<String> entries) {

  private static final int LINE = 25;
  private static final int MARK = PlotFrame.LEFT + 16;
  private static final int TEXT = PlotFrame.LEFT + 48;
  private static final int MOST_WEIGHTS = 5;

  /**
   * The legend of a drawing.
   *
   * @param weights of the points, N x 1
   * @param factor by which the arrows are longer than the gradient
   */
  static PlotLegend of(
      DMatrixRMaj weights,
      boolean hasQueries,
      ComponentPath path,
      Optional<GradientArrows> arrows,
      double factor) {
    List<String> entries = new ArrayList<>();
    entries.add(points(weights, path.fit().size()));
    if (hasQueries) {
      entries.add(Marks.diamond(MARK, 0) + text("queries"));
    }
    entries.add(fit(path.fit()));
    if (path.steps() > 0) {
      entries.add(earlier(path));
      entries.add(trail());
    }
    arrows.ifPresent(present -> entries.add(gradient(present, factor)));
    return new PlotLegend(entries);
  }

  int height() {
    return entries.size() * LINE;
  }

  /** Draws the entries from a height downwards. */
  void draw(StringBuilder svg, int top) {
    for (int i = 0; i < entries.size(); i++) {
      svg.append(
          Marks.format(
              "<g transform=\"translate(0 %d)\">%s</g>\n", top + i * LINE, entries.get(i)));
    }
  }

  private static String points(DMatrixRMaj weights, int components) {
    String colours =
        components == 1 ? "" : ", in the colour of the component most likely to have made them";
    String areas = areEqual(weights) ? "" : "; areas are weights";
    return Marks.dot(0, MARK, 0, Marks.DOT + 1) + text("points" + colours + areas);
  }

  private static boolean areEqual(DMatrixRMaj weights) {
    for (int n = 1; n < weights.numRows; n++) {
      if (weights.get(n, 0) != weights.get(0, 0)) {
        return false;
      }
    }
    return true;
  }

  private static String fit(List<FitPlot.Component> fit) {
    return Marks.format(
            "<ellipse class=\"two f0 s0\" cx=\"%d\" cy=\"0\" rx=\"16\" ry=\"9\"/>"
                + "<ellipse class=\"one f0 s0\" cx=\"%d\" cy=\"0\" rx=\"8\" ry=\"4.5\"/>",
            MARK, MARK)
        + text(
            "the fit at one and two standard deviations"
                + (fit.size() == 1 ? "" : ", " + weights(fit)));
  }

  private static String weights(List<FitPlot.Component> fit) {
    String list =
        IntStream.range(0, Math.min(MOST_WEIGHTS, fit.size()))
            .mapToObj(
                k ->
                    Marks.format(
                        "<tspan class=\"%s\" font-weight=\"600\">%.3f</tspan>",
                        PlotStyle.fill(k), fit.get(k).weight()))
            .collect(Collectors.joining(", "));
    return "weights " + list + (fit.size() > MOST_WEIGHTS ? ", ..." : "");
  }

  private static String earlier(ComponentPath path) {
    String steps =
        Arrays.stream(path.earlierSteps())
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(", "));
    return Marks.format(
            "<ellipse class=\"o s0\" opacity=\".5\" cx=\"%d\" cy=\"0\" rx=\"16\" ry=\"8\"/>", MARK)
        + text(
            "one standard deviation "
                + (path.steps() == 1
                    ? "at the start"
                    : "after " + steps + " steps, fading into the past"));
  }

  private static String trail() {
    return Marks.format("<path class=\"trail s0\" d=\"M%d 0h24\"/>", MARK - 12)
        + Marks.ring(0, MARK - 12, 0)
        + Marks.cross(0, MARK + 12, 0)
        + text("the way of a mean, from the start to the fit");
  }

  private static String gradient(GradientArrows arrows, double factor) {
    return Marks.arrow(MARK - 16, 0, MARK + 16, 0)
        + text(
            factor > 0
                ? "gradient of the mean log-likelihood with respect to the points, times "
                    + brief(factor)
                    + "; longest "
                    + brief(arrows.longest())
                : "the gradient is zero");
  }

  private static String text(String markup) {
    return Marks.format("<text x=\"%d\" y=\"4.5\">%s</text>", TEXT, markup);
  }

  /** Three digits, without needless zeros. */
  private static String brief(double value) {
    double size = Math.abs(value);
    String text =
        size >= 1e-3 && size < 1e6
            ? Marks.format("%." + Math.max(0, 2 - (int) Math.floor(Math.log10(size))) + "f", value)
            : Marks.format("%.2e", value);
    return text.contains(".") ? text.replaceFirst("\\.?0+(e|$)", "$1") : text;
  }
}
