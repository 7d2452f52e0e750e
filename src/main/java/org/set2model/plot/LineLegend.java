package org.set2model.plot;

import java.util.ArrayList;
import java.util.List;
import org.set2model.plot.LinePlot.Series;

/**
 * What the curves of a {@link LinePlot} are, in rows above its frame.
 *
 * @param entries in the order of the series
 * @param rows as many as are needed
 */
record LineLegend(List<Entry> entries, int rows) {

  static final int ROW = 23;

  private static final int SWATCH = 28;
  private static final int TEXT = SWATCH + 8;
  private static final int GAP = 24;

  /**
   * A line of the legend.
   *
   * @param series its index
   * @param x pixels from the left
   * @param row from the top
   * @param name as markup
   */
  record Entry(int series, double x, int row, String name) {}

  static LineLegend of(List<Series> series, int width) {
    List<Entry> entries = new ArrayList<>();
    double x = 0;
    int row = 0;
    for (int i = 0; i < series.size(); i++) {
      if (series.get(i).style() == Series.Style.FAINT) {
        continue;
      }
      String name = series.get(i).name();
      double length = Math.min(width, TEXT + LineStyle.width(name, LineStyle.TEXT));
      if (x > 0 && x + length > width) {
        x = 0;
        row++;
      }
      String shown = LineStyle.fitted(name, width - TEXT, LineStyle.TEXT);
      entries.add(new Entry(i, x, row, shown));
      x += length + GAP;
    }
    return new LineLegend(entries, entries.isEmpty() ? 0 : row + 1);
  }

  int height() {
    return rows * ROW;
  }

  /** Draws the entries from a place to the right and downwards. */
  void draw(StringBuilder svg, LineCurves curves, int left, int top) {
    for (Entry entry : entries) {
      Series one = curves.series().get(entry.series());
      int colour = curves.colours()[entry.series()];
      svg.append(
          Marks.format(
              "<g transform=\"translate(%.1f %.1f)\"><path %s d=\"M0 0h%d\"/>",
              left + entry.x(),
              top + ROW * (entry.row() + 0.5),
              curves.stroke(entry.series()),
              SWATCH));
      if (one.hasMarkers()) {
        svg.append(
            Marks.format(
                "<path class=\"mark %s\" d=\"M%d 0%s\"/>",
                LineStyle.colour(colour), SWATCH / 2, LineStyle.marker(colour)));
      }
      svg.append(Marks.format("<text x=\"%d\" y=\"4.5\">%s</text></g>\n", TEXT, entry.name()));
    }
  }
}
