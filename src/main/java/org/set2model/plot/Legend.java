package org.set2model.plot;

import java.util.List;

/** What the marks of a plot mean, in rows. Places are in pixels. */
final class Legend {

  /** Width of a mark. */
  static final int MARK = 28;

  /** Where the text begins. */
  static final int TEXT = MARK + 8;

  private static final int ROW = 23;
  private static final int GAP = 24;

  /**
   * One mark with its meaning.
   *
   * @param mark from 0 to {@link #MARK} at the height 0
   * @param text markup
   * @param width of the text; infinite for a row of its own
   */
  record Entry(Svg mark, String text, double width) {

    /** An entry with a row of its own. */
    static Entry row(Svg mark, String text) {
      return new Entry(mark, text, Double.POSITIVE_INFINITY);
    }
  }

  private Legend() {}

  /** Draws the entries from a place to the right and downwards; returns where they end. */
  static int draw(Svg svg, List<Entry> entries, int left, int top, int width) {
    double x = 0;
    int row = 0;
    for (Entry entry : entries) {
      if (x > 0 && x + TEXT + entry.width() > width) {
        x = 0;
        row++;
      }
      svg.add("<g transform=\"translate(%.1f %.1f)\">\n", left + x, top + ROW * (row + 0.5));
      svg.add("%s<text x=\"%d\" y=\"4.5\">%s</text></g>\n", entry.mark(), TEXT, entry.text());
      x += TEXT + entry.width() + GAP;
    }
    return top + (entries.isEmpty() ? 0 : ROW * (row + 1));
  }
}
