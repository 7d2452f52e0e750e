package org.set2model.plot;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.set2model.plot.LinePlot.Series;

/**
 * The curves of a {@link LinePlot} inside its frame.
 *
 * @param colours of each series; -1 for guides
 */
record LineCurves(List<Series> series, int[] colours) {

  private static final int MOST_BARS = 40;
  private static final int MOST_MARKERS = 80;
  private static final double CAP = 3;

  static LineCurves of(List<Series> series) {
    int[] colours = new int[series.size()];
    int used = 0;
    for (int i = 0; i < colours.length; i++) {
      colours[i] = series.get(i).isColoured() ? used++ : -1;
    }
    for (int i = 0; i < colours.length; i++) {
      if (series.get(i).style() == Series.Style.FAINT) {
        colours[i] = colourOfFaint(series, colours, i);
      }
    }
    return new LineCurves(series, colours);
  }

  private static int colourOfFaint(List<Series> series, int[] colours, int faint) {
    int before = 0;
    int after = -1;
    for (int i = 0; i < colours.length; i++) {
      if (!series.get(i).isColoured()) {
        continue;
      }
      if (series.get(i).name().equals(series.get(faint).name())) {
        return colours[i];
      }
      if (i < faint) {
        before = colours[i];
      } else if (after < 0) {
        after = colours[i];
      }
    }
    return after < 0 ? before : after;
  }

  /** The classes of the line of a curve, and its dashes. */
  String stroke(int index) {
    Series.Style style = series.get(index).style();
    if (style == Series.Style.GUIDE) {
      int guide = 0;
      for (int i = 0; i < index; i++) {
        guide += series.get(i).style() == Series.Style.GUIDE ? 1 : 0;
      }
      return "class=\"guide\" stroke-dasharray=\"" + LineStyle.dashes(guide) + "\"";
    }
    return Marks.format(
        "class=\"%s %s\"",
        style == Series.Style.FAINT ? "faint" : "line", LineStyle.colour(colours[index]));
  }

  /** Draws what is faint first, then guides, intervals, lines, and markers on top. */
  void draw(StringBuilder svg, LineFrame frame) {
    drawLines(svg, frame, List.of(Series.Style.FAINT));
    drawLines(svg, frame, List.of(Series.Style.GUIDE));
    for (int i = 0; i < colours.length; i++) {
      if (series.get(i).isColoured() && series.get(i).hasIntervals()) {
        drawIntervals(svg, frame, i);
      }
    }
    drawLines(svg, frame, List.of(Series.Style.LINE, Series.Style.MARKED));
    for (int i = 0; i < colours.length; i++) {
      if (series.get(i).hasMarkers()) {
        drawMarkers(svg, frame, i);
      }
    }
  }

  private void drawLines(StringBuilder svg, LineFrame frame, List<Series.Style> styles) {
    for (int i = 0; i < colours.length; i++) {
      Series one = series.get(i);
      if (styles.contains(one.style())) {
        var line = new LinePath();
        trace(line, frame, one.x(), one.y(), n -> n);
        svg.append(Marks.format("<path %s d=\"%s\"/>\n", stroke(i), line.markup()));
      }
    }
  }

  private static void trace(
      LinePath path, LineFrame frame, double[] x, double[] y, IntUnaryOperator order) {
    for (int i = 0; i < x.length; i++) {
      int n = order.applyAsInt(i);
      path.add(frame.x(x[n]), frame.y(y[n]));
    }
  }

  private void drawIntervals(StringBuilder svg, LineFrame frame, int index) {
    Series one = series.get(index);
    String colour = LineStyle.colour(colours[index]);
    if (!one.hasMarkers() || one.x().length > MOST_BARS) {
      var outline = new LinePath();
      trace(outline, frame, one.x(), one.high(), n -> n);
      trace(outline, frame, one.x(), one.low(), n -> one.x().length - 1 - n);
      svg.append(Marks.format("<path class=\"band %s\" d=\"%sz\"/>\n", colour, outline.markup()));
      return;
    }
    var bars = new StringBuilder();
    for (int n = 0; n < one.x().length; n++) {
      bars.append(
          Marks.format(
              "M%.1f %.1fh%.0fm%.0f 0V%.1fm%.0f 0h%.0f",
              frame.x(one.x()[n]) - CAP,
              frame.y(one.high()[n]),
              2 * CAP,
              -CAP,
              frame.y(one.low()[n]),
              -CAP,
              2 * CAP));
    }
    svg.append(Marks.format("<path class=\"bar %s\" d=\"%s\"/>\n", colour, bars));
  }

  private void drawMarkers(StringBuilder svg, LineFrame frame, int index) {
    Series one = series.get(index);
    int colour = colours[index];
    int last = one.x().length - 1;
    int every = 1 + last / MOST_MARKERS;
    var markers = new StringBuilder();
    for (int n = last % every; n <= last; n += every) {
      markers.append(
          Marks.format(
              "M%.2f %.2f%s", frame.x(one.x()[n]), frame.y(one.y()[n]), LineStyle.marker(colour)));
    }
    svg.append(
        Marks.format("<path class=\"mark %s\" d=\"%s\"/>\n", LineStyle.colour(colour), markers));
  }
}
