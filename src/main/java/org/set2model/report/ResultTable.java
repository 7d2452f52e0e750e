package org.set2model.report;

import java.util.List;
import java.util.Locale;
import org.set2model.io.Html;
import org.set2model.retrieval.BootstrapInterval;

/**
 * A table of means with their intervals, for the terminal and for a page.
 *
 * <p>Means are in [0, 1] as a rule: the page draws each interval on that axis, cut off at its ends.
 */
public final class ResultTable {

  private static final String ABSENT = "-";
  private static final String GAP = "   ";

  private final List<String> rows;
  private final List<String> columns;
  private final BootstrapInterval[][] cells;

  /**
   * A table.
   *
   * @param rows names of the rows, at least one
   * @param columns names of the columns, at least one
   * @param cells {@code cells[row][column]}; null where there is no result
   * @throws IllegalArgumentException if the cells do not fit the names
   */
  public ResultTable(List<String> rows, List<String> columns, BootstrapInterval[][] cells) {
    this.rows = List.copyOf(rows);
    this.columns = List.copyOf(columns);
    if (rows.isEmpty() || columns.isEmpty() || cells.length != rows.size()) {
      throw new IllegalArgumentException(
          String.format(
              "%d rows of cells do not fit a table of %d x %d names",
              cells.length, rows.size(), columns.size()));
    }
    this.cells = new BootstrapInterval[rows.size()][];
    for (int row = 0; row < cells.length; row++) {
      if (cells[row].length != columns.size()) {
        throw new IllegalArgumentException(
            String.format(
                "row '%s' has %d cells for %d columns",
                rows.get(row), cells[row].length, columns.size()));
      }
      this.cells[row] = cells[row].clone();
    }
  }

  /** Lines of text, each ended by a line feed; row names to the left, the rest to the right. */
  public String text() {
    int nameWidth = rows.stream().mapToInt(ResultTable::width).max().orElseThrow();
    var text = new StringBuilder(" ".repeat(nameWidth));
    int[] widths = new int[columns.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = width(columns.get(column));
      for (BootstrapInterval[] row : cells) {
        widths[column] = Math.max(widths[column], width(text(row[column])));
      }
      text.append(GAP).append(padding(columns.get(column), widths[column]));
      text.append(columns.get(column));
    }
    text.append('\n');
    for (int row = 0; row < cells.length; row++) {
      text.append(rows.get(row)).append(padding(rows.get(row), nameWidth));
      for (int column = 0; column < widths.length; column++) {
        String cell = text(cells[row][column]);
        text.append(GAP).append(padding(cell, widths[column])).append(cell);
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String text(BootstrapInterval cell) {
    return cell == null
        ? ABSENT
        : String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", cell.mean(), cell.low(), cell.high());
  }

  private static String padding(String text, int width) {
    return " ".repeat(width - width(text));
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  /** A table element, the highest mean marked as best. */
  String html() {
    double best = highestMean();
    var html = new StringBuilder("<table>\n<thead><tr><td></td>");
    for (String column : columns) {
      html.append("<th scope=\"col\">").append(Html.escape(column)).append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (int row = 0; row < cells.length; row++) {
      html.append("<tr><th scope=\"row\">").append(Html.escape(rows.get(row))).append("</th>");
      for (BootstrapInterval cell : cells[row]) {
        html.append(cell == null ? "<td class=\"none\">&#8211;</td>" : html(cell, best));
      }
      html.append("</tr>\n");
    }
    return html.append("</tbody>\n</table>\n").toString();
  }

  private double highestMean() {
    double highest = Double.NEGATIVE_INFINITY;
    for (BootstrapInterval[] row : cells) {
      for (BootstrapInterval cell : row) {
        highest = cell == null ? highest : Math.max(highest, cell.mean());
      }
    }
    return highest;
  }

  private static String html(BootstrapInterval cell, double best) {
    return String.format(
        Locale.ROOT,
        """
        <td%s><b>%.3f</b> <small>[%.3f, %.3f]</small>\
        <span class="interval" style="--low:%s;--mean:%s;--high:%s"></span></td>""",
        cell.mean() == best ? " class=\"best\"" : "",
        cell.mean(),
        cell.low(),
        cell.high(),
        Html.percent(cell.low()),
        Html.percent(cell.mean()),
        Html.percent(cell.high()));
  }
}
