package org.set2model.plot;

/** The frame of a {@link FitPlot}, its grid and the numbers along its axes. */
final class PlotAxes {

  private static final int LONGEST_LABEL = 9;

  private PlotAxes() {}

  /** Draws all of it. */
  static void draw(StringBuilder svg, PlotFrame frame) {
    double halfX = 0.5 * PlotFrame.INNER_WIDTH / frame.scaleX();
    double halfY = 0.5 * frame.height() / frame.scaleY();
    PlotTicks across = PlotTicks.between(frame.centerX() - halfX, frame.centerX() + halfX, 10);
    PlotTicks up =
        PlotTicks.between(
            frame.centerY() - halfY, frame.centerY() + halfY, Math.max(4, frame.height() / 66));
    int every = (int) Math.ceil(across.widestLabel() / (across.step() * frame.scaleX()));
    var lines = new StringBuilder();
    var labels = new StringBuilder();
    for (long i = across.first(); i <= across.last(); i++) {
      double x = frame.x(i * across.step());
      lines.append(Marks.format("M%.2f %dV%d", x, PlotFrame.TOP, frame.bottom()));
      if (Math.floorMod(i, every) == 0) {
        labels.append(
            Marks.format(
                "<text class=\"l\" text-anchor=\"middle\" x=\"%.2f\" y=\"%d\">%s</text>\n",
                x, frame.bottom() + 19, across.label(i)));
      }
    }
    for (long i = up.first(); i <= up.last(); i++) {
      double y = frame.y(i * up.step());
      String label = up.label(i);
      lines.append(
          Marks.format("M%d %.2fH%d", PlotFrame.LEFT, y, PlotFrame.LEFT + PlotFrame.INNER_WIDTH));
      labels.append(
          Marks.format(
              "<text class=\"l\" text-anchor=\"end\" x=\"%d\" y=\"%.2f\"%s>%s</text>\n",
              PlotFrame.LEFT - 9,
              y + 4,
              label.length() > LONGEST_LABEL
                  ? " textLength=\"60\" lengthAdjust=\"spacingAndGlyphs\""
                  : "",
              label));
    }
    svg.append(Marks.format("<path class=\"grid\" d=\"%s\"/>\n", lines));
    svg.append(
        Marks.format(
            "<rect class=\"frame\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n",
            PlotFrame.LEFT, PlotFrame.TOP, PlotFrame.INNER_WIDTH, frame.height()));
    svg.append(labels);
  }
}
