package org.set2model.report;

import java.util.Arrays;
import org.set2model.plot.Scale;
import org.set2model.plot.Svg;

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
  private final Scale scale;

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
    scale = new Scale(false, lower - room, highest + room);
  }

  String svg() {
    var svg = new Svg();
    svg.add(
        "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Scores of the examples"
            + " above, of the gallery below\">\n",
        WIDTH, HEIGHT);
    bars(svg);
    svg.add("<g class=\"ticks\">");
    for (double score : concept.scores()) {
      String style = score < concept.limit() ? " class=\"n\"" : "";
      svg.add("<path%s d=\"M%.1f %dV%d\"/>", style, x(score), TICKS_TOP, TICKS_BOTTOM);
    }
    svg.add("</g>\n");
    if (concept.limit() > scale.low()) {
      double limit = x(concept.limit());
      svg.add("<path class=\"limit\" d=\"M%.1f %dV%d\"/>\n", limit, TICKS_TOP - 8, BARS_BOTTOM);
    }
    axis(svg);
    svg.add("<text x=\"%d\" y=\"12\">%d examples</text>", MARGIN, concept.scores().length);
    svg.add("<text x=\"%d\" y=\"%d\">", MARGIN, BARS_TOP - 8);
    svg.add("%d images of the gallery</text>\n</svg>\n", gallery.length);
    return svg.toString();
  }

  private double fraction(double score) {
    return scale.fraction(Math.max(score, scale.low()));
  }

  private double x(double score) {
    return MARGIN + (WIDTH - 2 * MARGIN) * fraction(score);
  }

  private void bars(Svg svg) {
    int[] counts = new int[BINS];
    int most = 1;
    for (double score : gallery) {
      int bin = Math.min((int) (fraction(score) * BINS), BINS - 1);
      most = Math.max(most, ++counts[bin]);
    }
    double width = (double) (WIDTH - 2 * MARGIN) / BINS;
    svg.add("<g class=\"bars\">");
    for (int bin = 0; bin < BINS; bin++) {
      double height = (BARS_BOTTOM - BARS_TOP) * Math.log1p(counts[bin]) / Math.log1p(most);
      if (counts[bin] > 0) {
        svg.add("<rect x=\"%.1f\" y=\"%.1f\"", MARGIN + bin * width, BARS_BOTTOM - height);
        svg.add(" width=\"%.1f\" height=\"%.1f\"/>", width - 1, height);
      }
    }
    svg.add("</g>\n");
  }

  private void axis(Svg svg) {
    svg.add("<path class=\"axis\" d=\"M%d %dH%d\"/>\n", MARGIN, BARS_BOTTOM, WIDTH - MARGIN);
    for (Scale.Tick tick : scale.ticks(10)) {
      double x = MARGIN + (WIDTH - 2 * MARGIN) * tick.fraction();
      svg.add("<text class=\"number\" x=\"%.1f\" y=\"%d\">", x, HEIGHT - 6);
      svg.add("%s</text>", tick.label());
    }
    svg.add("\n");
  }
}
