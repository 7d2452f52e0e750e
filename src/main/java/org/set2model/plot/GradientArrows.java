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
    for (int n = 0; n < points.numRows && factor > 0; n++) {
      if (factor * lengths[n] >= SHORTEST_ARROW) {
        arrow(
            svg,
            frame.x(points.get(n, 0)),
            frame.y(points.get(n, 1)),
            frame.x(end(n, 0, factor)),
            frame.y(end(n, 1, factor)));
      }
    }
  }

  /** Short ones have no head. */
  private static void arrow(Svg svg, double x0, double y0, double x1, double y1) {
    boolean hasHead = Math.hypot(x1 - x0, y1 - y0) > LEAST_HEADED;
    String way = Svg.format("M%.2f %.2fL%.2f %.2f", x0, y0, x1, y1);
    String head = hasHead ? "url(#head)" : "none";
    svg.element("path", "class", "g", "d", way, "marker-end", head);
  }

  Legend.Entry legend(double factor) {
    var mark = new Svg();
    arrow(mark, 0, 0, Legend.MARK, 0);
    double longest = Arrays.stream(lengths(1, 1)).max().orElse(0);
    return Legend.Entry.row(
        mark,
        factor > 0
            ? "gradient of the mean log-likelihood with respect to the points, times "
                + brief(factor)
                + "; longest "
                + brief(longest)
            : "the gradient is zero");
  }

  /** Three digits, without needless zeros. */
  private static String brief(double value) {
    double rounded = new BigDecimal(value).round(new MathContext(3)).doubleValue();
    return Double.toString(rounded).replaceFirst("\\.0(?=E|$)", "").toLowerCase(Locale.ROOT);
  }
}
