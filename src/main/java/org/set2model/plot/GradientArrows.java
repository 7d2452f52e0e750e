package org.set2model.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Arrows from each point x to {@code x + c g}, g being the gradient there.
 *
 * @param points N x 2
 * @param gradient N x 2
 */
record GradientArrows(DMatrixRMaj points, DMatrixRMaj gradient) {

  private static final double LONGEST_ARROW = 60;
  private static final double MEDIAN_ARROW = 20;
  private static final double SHORTEST_ARROW = 0.3;
  private static final double LEAST_HEADED = 7.8;

  /** The head, to be defined once. */
  static final String HEAD =
      """
      <marker id="head" viewBox="0 0 8 8" refX="6.5" refY="4" markerWidth="7" markerHeight="7" \
      markerUnits="userSpaceOnUse" orient="auto"><path class="h" d="M0 .8L7.5 4L0 7.2L1.8 4z"/>\
      </marker>
      """;

  /** The coordinates of the arrows' heads in a dimension. */
  DoubleStream ends(int dimension, double factor) {
    return IntStream.range(0, points.numRows).mapToDouble(n -> end(n, dimension, factor));
  }

  private double end(int n, int dimension, double factor) {
    return points.get(n, dimension) + factor * gradient.get(n, dimension);
  }

  /** c, with one digit, such that the arrows can be seen; zero if there is nothing to draw. */
  double factor(Frame frame) {
    double[] lengths = lengths(frame.scaleX(), frame.scaleY());
    Arrays.sort(lengths);
    double longest = lengths[lengths.length - 1];
    double median = lengths[lengths.length / 2];
    if (!(longest > 0 && longest < Double.POSITIVE_INFINITY)) {
      return 0;
    }
    double factor =
        Math.min(2 * LONGEST_ARROW, Math.max(LONGEST_ARROW, MEDIAN_ARROW * longest / median))
            / longest;
    double power = Math.pow(10, Math.floor(Math.log10(factor)));
    return Math.floor(factor / power) * power;
  }

  /** Of the gradient at each point, with the axes stretched. */
  private double[] lengths(double stretchX, double stretchY) {
    return IntStream.range(0, gradient.numRows)
        .mapToDouble(n -> Math.hypot(stretchX * gradient.get(n, 0), stretchY * gradient.get(n, 1)))
        .toArray();
  }

  /** Draws the arrows that can be seen. */
  void draw(Svg svg, Frame frame, double factor) {
    double[] lengths = lengths(frame.scaleX(), frame.scaleY());
    for (int n = 0; n < lengths.length; n++) {
      if (factor * lengths[n] >= SHORTEST_ARROW) {
        String from = frame.place(points.get(n, 0), points.get(n, 1));
        String to = frame.place(end(n, 0, factor), end(n, 1, factor));
        arrow(svg, from, to, factor * lengths[n] > LEAST_HEADED);
      }
    }
  }

  private static Svg arrow(Svg svg, String from, String to, boolean hasHead) {
    String head = hasHead ? "url(#head)" : "none";
    return svg.element("path", "class", "g", "d", "M" + from + "L" + to, "marker-end", head);
  }

  Legend.Entry legend(double factor) {
    double longest = Arrays.stream(lengths(1, 1)).max().orElse(0);
    String scale = "times " + brief(factor) + "; longest " + brief(longest);
    return Legend.Entry.row(
        arrow(new Svg(), "0 0", "28 0", true),
        factor > 0
            ? "gradient of the mean log-likelihood with respect to the points, " + scale
            : "the gradient is zero");
  }

  /** Three digits, without needless zeros. */
  private static String brief(double value) {
    double rounded = new BigDecimal(value).round(new MathContext(3)).doubleValue();
    return Double.toString(rounded).replaceFirst("\\.0(?=E|$)", "").toLowerCase(Locale.ROOT);
  }
}
