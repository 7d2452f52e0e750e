package org.set2model.accuracy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * Two columns of horizontal spans on a logarithmic axis, a row for each function: the value's on
 * the left, the derivative's on the right. Drawn as an SVG that loads nothing and turns dark with
 * the viewer.
 *
 * @param title what is shown
 * @param axis what the axis measures
 * @param low power of ten at which the axis begins; what is smaller, zero included, stands there
 * @param high power of ten at which it ends
 * @param guide where a line is drawn for reference
 * @param rows from top to bottom
 */
record Chart(String title, String axis, int low, int high, double guide, List<Row> rows) {

  /** A span from one figure to another that is not smaller; NaN for nothing to draw. */
  record Span(double from, double to) {}

  /** A function's spans. */
  record Row(String name, Span value, Span derivative) {}

  private static final int NAMES = 430;
  private static final int COLUMN = 250;
  private static final int GAP = 36;
  private static final int ROW = 18;
  private static final int TOP = 76;
  private static final int BOTTOM = 56;
  private static final int WIDTH = NAMES + 2 * COLUMN + GAP + 24;

  private static final String STYLE =
      """
      text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;fill:#1b1f24}
      .title{font-size:17px;font-weight:600}.quiet{fill:#5b6571}
      .paper{fill:#fff}.grid{stroke:#e4e7eb}.guide{stroke:#7b8591;stroke-dasharray:5 4}
      .span{stroke:#0072b2;stroke-width:5;stroke-linecap:round;opacity:.4}
      .end{fill:#0072b2}.none{fill:none;stroke:#0072b2}
      @media (prefers-color-scheme:dark){
      text{fill:#e7eaee}.quiet{fill:#9aa4b0}.paper{fill:#14171b}.grid{stroke:#262b32}
      .span{stroke:#3d9fdc}.end{fill:#3d9fdc}.none{stroke:#3d9fdc}.guide{stroke:#8d97a3}}
      """;

  String svg() {
    int height = TOP + ROW * rows.size() + BOTTOM;
    var svg = new StringBuilder();
    append(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " role=\"img\" aria-labeledby=\"title\">%n<title id=\"title\">%s</title>%n",
        WIDTH,
        height,
        WIDTH,
        height,
        escaped(title));
    svg.append("<style>\n").append(STYLE).append("</style>\n");
    append(svg, "<rect class=\"paper\" width=\"%d\" height=\"%d\"/>%n", WIDTH, height);
    append(svg, "<text class=\"title\" x=\"12\" y=\"26\">%s</text>%n", escaped(title));
    for (int column = 0; column < 2; column++) {
      frame(svg, column);
    }
    for (int i = 0; i < rows.size(); i++) {
      double y = TOP + ROW * (i + 0.5);
      append(
          svg,
          "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
          NAMES - 12,
          y + 4,
          escaped(rows.get(i).name()));
      span(svg, rows.get(i).value(), 0, y);
      span(svg, rows.get(i).derivative(), 1, y);
    }
    return svg.append("</svg>\n").toString();
  }

  private void frame(StringBuilder svg, int column) {
    double end = TOP + ROW * rows.size();
    String heading = column == 0 ? "value" : "derivative, the worst of its parts";
    double left = left(column);
    append(svg, "<text class=\"quiet\" x=\"%.1f\" y=\"%d\">%s</text>%n", left, TOP - 24, heading);
    int step = (high - low) / 6 + 1;
    for (int power = low; power <= high; power += step) {
      double x = place(Math.pow(10, power), column);
      append(svg, "<path class=\"grid\" d=\"M%.1f %dV%.1f\"/>%n", x, TOP - 8, end);
      append(
          svg,
          "<text class=\"quiet\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>%n",
          x,
          end + 16,
          power >= -2 && power <= 3
              ? BigDecimal.ONE.scaleByPowerOfTen(power).toPlainString()
              : "1e" + power);
    }
    append(
        svg, "<path class=\"guide\" d=\"M%.1f %dV%.1f\"/>%n", place(guide, column), TOP - 8, end);
    append(
        svg,
        "<text class=\"quiet\" x=\"%.1f\" y=\"%.1f\">%s</text>%n",
        left,
        end + 38,
        escaped(axis));
  }

  private void span(StringBuilder svg, Span span, int column, double y) {
    if (Double.isNaN(span.to())) {
      return;
    }
    double from = place(span.from(), column);
    double to = place(span.to(), column);
    if (span.to() == 0) {
      append(svg, "<circle class=\"none\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>%n", to, y);
      return;
    }
    append(svg, "<path class=\"span\" d=\"M%.1f %.1fH%.1f\"/>%n", from, y, to);
    append(svg, "<circle class=\"end\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>%n", to, y);
  }

  private static double left(int column) {
    return NAMES + column * (COLUMN + GAP);
  }

  private double place(double figure, int column) {
    double power = Math.max(low, Math.min(high, Math.log10(figure)));
    return left(column) + COLUMN * (power - low) / (high - low);
  }

  private static void append(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
