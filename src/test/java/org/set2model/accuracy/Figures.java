package org.set2model.accuracy;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The figures of one value or derivative, a row of the report. The measures are those of {@link
 * Errors}; means are over the samples of the {@link Subject}, drawn is the largest among them,
 * found the largest of all that the {@link Search} has visited.
 *
 * @param subject the function
 * @param part value, or d and the name of an input, or a part of them
 * @param blockMean root mean square of errors in ulp of the block's largest entry
 * @param blockDrawn the largest drawn
 * @param blockFound the largest found
 * @param allowed what the plain formula is allowed there, in the same ulp
 * @param blockInput where that was
 * @param entryMean root mean square of errors of entries in their own ulp
 * @param entryDrawn the largest drawn
 * @param entryFound the largest found
 * @param share largest error found as a share of what the plain formula is allowed
 * @param shareInput where that was
 */
record Figures(
    String subject,
    String part,
    double blockMean,
    double blockDrawn,
    double blockFound,
    double allowed,
    Input blockInput,
    double entryMean,
    double entryDrawn,
    double entryFound,
    double share,
    Input shareInput) {

  private static final int COLUMNS = 12;

  /** The head of the table of all figures. */
  static final List<String> HEAD =
      List.of(
          "| function | of | block: rms | drawn | found | allowed there | at | entry: rms | drawn |"
              + " found | share | at |",
          "|---|---|---|---|---|---|---|---|---|---|---|---|");

  boolean isValue() {
    return part.startsWith("value");
  }

  /** Whether figures of the same part, of samples or of a search, confirm these. */
  boolean covers(Figures other) {
    return covers(blockFound, other.blockFound)
        && covers(blockDrawn, other.blockDrawn)
        && covers(entryFound, other.entryFound)
        && covers(entryDrawn, other.entryDrawn)
        && covers(share, other.share);
  }

  /**
   * Whether a figure confirms one that is stated: at most twice as large, or one unit more. The
   * elementary functions of another machine may differ by a unit in the last place.
   */
  static boolean covers(double stated, double found) {
    return found <= 2 * stated + 1;
  }

  /** A row of the table. */
  String toMarkdown() {
    return String.format(
        "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |",
        subject,
        part,
        text(blockMean),
        text(blockDrawn),
        text(blockFound),
        text(allowed),
        blockInput,
        text(entryMean),
        text(entryDrawn),
        text(entryFound),
        text(share),
        shareInput);
  }

  /** Two digits, or a dash for no figure. */
  static String text(double figure) {
    if (figure == 0 || Double.isNaN(figure)) {
      return figure == 0 ? "0" : "–";
    }
    return figure >= 0.01 && figure < 9999.5
        ? plain(figure)
        : String.format(Locale.ROOT, "%.1e", figure);
  }

  private static String plain(double figure) {
    int decimals = Math.max(0, 1 - (int) Math.floor(Math.log10(figure)));
    return String.format(Locale.ROOT, "%." + decimals + "f", figure);
  }

  /** Whether a line of the page is such a row. */
  static boolean isRow(String line) {
    return line.startsWith("| ") && cells(line).size() == COLUMNS && !HEAD.contains(line);
  }

  /** Reads a row of the table. */
  static Figures parse(String line) {
    List<String> cells = cells(line);
    return new Figures(
        cells.get(0),
        cells.get(1),
        Double.parseDouble(cells.get(2)),
        Double.parseDouble(cells.get(3)),
        Double.parseDouble(cells.get(4)),
        Double.parseDouble(cells.get(5)),
        Input.parse(cells.get(6)),
        Double.parseDouble(cells.get(7)),
        Double.parseDouble(cells.get(8)),
        Double.parseDouble(cells.get(9)),
        Double.parseDouble(cells.get(10)),
        Input.parse(cells.get(11)));
  }

  private static List<String> cells(String line) {
    return Stream.of(line.split("\\|")).skip(1).map(String::strip).toList();
  }
}
