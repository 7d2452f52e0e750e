package org.set2model.plot;

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

  /** Widens a box so that it contains the arrows' heads. */
  void includeIn(PlotExtent extent, double factor) {
    for (int n = 0; n < points.numRows && factor > 0; n++) {
      extent.include(
          points.get(n, 0) + factor * gradient.get(n, 0),
          points.get(n, 1) + factor * gradient.get(n, 1));
    }
  }

  /** c, with one digit, such that the arrows can be seen; zero if there is nothing to draw. */
  double factor(PlotFrame frame) {
    double[] lengths =
        IntStream.range(0, points.numRows).mapToDouble(n -> length(n, frame)).sorted().toArray();
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

  /** Pixels of the gradient at a point. */
  private double length(int n, PlotFrame frame) {
    return Math.hypot(gradient.get(n, 0) * frame.scaleX(), gradient.get(n, 1) * frame.scaleY());
  }

  /** Draws the arrows that can be seen. */
  void draw(StringBuilder svg, PlotFrame frame, double factor) {
    for (int n = 0; n < points.numRows && factor > 0; n++) {
      double length = factor * length(n, frame);
      if (length >= SHORTEST_ARROW) {
        double x = points.get(n, 0);
        double y = points.get(n, 1);
        svg.append(
            Marks.arrow(
                frame.x(x),
                frame.y(y),
                frame.x(x + factor * gradient.get(n, 0)),
                frame.y(y + factor * gradient.get(n, 1))));
      }
    }
  }

  /** Length of the longest gradient, in the units of the data. */
  double longest() {
    double longest = 0;
    for (int n = 0; n < gradient.numRows; n++) {
      longest = Math.max(longest, Math.hypot(gradient.get(n, 0), gradient.get(n, 1)));
    }
    return longest;
  }
}
