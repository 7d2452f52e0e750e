package org.set2model.report;

import java.util.Arrays;
import org.set2model.plot.Marks;
import org.set2model.plot.PlotTicks;

/**
 * Draws the scores of a concept's examples, a tick for each, above those of a gallery, as a
 * histogram with logarithmic heights: so that a handful of hits can be seen beside a hundred
 * thousand others. What is far below all examples is gathered in the lowest bin.
 */
final class ScoreChart {

  private static final int WIDTH = 960;
  private static final int MARGIN = 8;
  private static final int BINS = 96;
  private static final int TICKS_TOP = 20;
  private static final int TICKS_BOTTOM = 44;
  private static final int BARS_TOP = 74;
  private static final int BARS_BOTTOM = 140;
  private static final int HEIGHT = 164;

  /** How far the axis reaches below the lowest example, in spans of the examples and the best. */
  private static final double REACH = 0.5;

  private final ConceptPage.Concept concept;
  private final double[] gallery;
  private final double low;
  private final double high;

  ScoreChart(ConceptPage.Concept concept, double[] gallery) {
    this.concept = concept;
    this.gallery = gallery;
    double lowestExample = Arrays.stream(concept.scores()).min().orElseThrow();
    double highest =
        Math.max(
            Arrays.stream(gallery).max().orElseThrow(),
            Arrays.stream(concept.scores()).max().orElseThrow());
    double lowest = Arrays.stream(gallery).min().orElseThrow();
    double reach = lowestExample - REACH * (highest - lowestExample);
    double lower = Math.min(lowestExample, Math.max(lowest, reach));
    // where all scores are equal the axis still needs a length
    double room = Math.max(0.02 * (highest - lower), 1e-6 * (1 + Math.abs(highest)));
    low = lower - room;
    high = highest + room;
  }

  String svg() {
    var svg = new StringBuilder();
    svg.append(
        Marks.format(
            "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Scores of the"
                + " examples above, of the gallery below\">\n",
            WIDTH, HEIGHT));
    bars(svg);
    svg.append("<g class=\"ticks\">");
    for (double score : concept.scores()) {
      svg.append(
          Marks.format(
              "<path%s d=\"M%.1f %dV%d\"/>",
              score < concept.limit() ? " class=\"n\"" : "", x(score), TICKS_TOP, TICKS_BOTTOM));
    }
    svg.append("</g>\n");
    if (concept.limit() > low) {
      svg.append(
          Marks.format(
              "<path class=\"limit\" d=\"M%.1f %dV%d\"/>\n",
              x(concept.limit()), TICKS_TOP - 8, BARS_BOTTOM));
    }
    axis(svg);
    svg.append(
        Marks.format(
            "<text x=\"%d\" y=\"12\">%d examples</text><text x=\"%d\" y=\"%d\">%d images of the"
                + " gallery</text>\n",
            MARGIN, concept.scores().length, MARGIN, BARS_TOP - 8, gallery.length));
    return svg.append("</svg>\n").toString();
  }

  private double x(double score) {
    double share = (Math.max(score, low) - low) / (high - low);
    return MARGIN + (WIDTH - 2 * MARGIN) * share;
  }

  private void bars(StringBuilder svg) {
    int[] counts = new int[BINS];
    int most = 1;
    for (double score : gallery) {
      int bin = (int) ((Math.max(score, low) - low) / (high - low) * BINS);
      most = Math.max(most, ++counts[Math.min(bin, BINS - 1)]);
    }
    double width = (double) (WIDTH - 2 * MARGIN) / BINS;
    svg.append("<g class=\"bars\">");
    for (int bin = 0; bin < BINS; bin++) {
      double height = (BARS_BOTTOM - BARS_TOP) * Math.log1p(counts[bin]) / Math.log1p(most);
      if (counts[bin] > 0) {
        svg.append(
            Marks.format(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                MARGIN + bin * width, BARS_BOTTOM - height, width - 1, height));
      }
    }
    svg.append("</g>\n");
  }

  private void axis(StringBuilder svg) {
    svg.append(
        Marks.format(
            "<path class=\"axis\" d=\"M%d %dH%d\"/>\n", MARGIN, BARS_BOTTOM, WIDTH - MARGIN));
    PlotTicks ticks = PlotTicks.between(low, high, 10);
    for (long i = ticks.first(); i <= ticks.last(); i++) {
      svg.append(
          Marks.format(
              "<text class=\"number\" x=\"%.1f\" y=\"%d\">%s</text>",
              x(i * ticks.step()), HEIGHT - 6, ticks.label(i)));
    }
    svg.append('\n');
  }
}
