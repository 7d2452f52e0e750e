package org.set2model.plot;

import java.util.Locale;

/** The marks that a {@link FitPlot} and its legend share, as SVG; places are in pixels. */
public final class Marks {

  /** Radius of a point of average weight. */
  static final double DOT = 3.9;

  private static final double LEAST_HEADED = 2 * DOT;

  private Marks() {}

  /** A point in the colour of a component. */
  static String dot(int component, double x, double y, double radius) {
    return format(
        "<circle class=\"p %s\" cx=\"%.2f\" cy=\"%.2f\" r=\"%.2f\"/>\n",
        PlotStyle.fill(component), x, y, radius);
  }

  /** A query. */
  static String diamond(double x, double y) {
    return format("<path class=\"q\" d=\"M%.2f %.2fl4 4l-4 4l-4-4z\"/>\n", x, y - 4);
  }

  /** Where a mean starts. */
  static String ring(int component, double x, double y) {
    return format(
        "<circle class=\"paper %s\" stroke-width=\"1.6\" cx=\"%.2f\" cy=\"%.2f\" r=\"4\"/>\n",
        PlotStyle.stroke(component), x, y);
  }

  /** Where a mean ends. */
  static String cross(int component, double x, double y) {
    String d = format("M%.2f %.2fh11m-5.5-5.5v11", x - 5.5, y);
    return format(
        "<path class=\"halo\" d=\"%s\"/><path class=\"x %s\" d=\"%s\"/>\n",
        d, PlotStyle.stroke(component), d);
  }

  /** A gradient; short ones have no head. */
  static String arrow(double x0, double y0, double x1, double y1) {
    boolean hasHead = Math.hypot(x1 - x0, y1 - y0) > LEAST_HEADED;
    return format(
        "<path class=\"g\"%s d=\"M%.2f %.2fL%.2f %.2f\"/>\n",
        hasHead ? " marker-end=\"url(#head)\"" : "", x0, y0, x1, y1);
  }

  /** {@link String#format} with the same digits in every locale. */
  public static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
