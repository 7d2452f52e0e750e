package org.set2model.plot;

import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.set2model.io.Html;

/**
 * A drawing of a fit in two dimensions: the points, the components on their way from the start to
 * the fit, and the gradient with respect to the points as arrows. It is an SVG that loads nothing,
 * runs no script, and turns dark with the viewer.
 *
 * <p>A component is drawn as its ellipses at one and two standard deviations, {@code (x - mu)^T
 * S^-1 (x - mu) = 1} and 4. Both axes have the same scale unless the drawing were more than eight
 * times as long as wide. An arrow leads from a point x to {@code x + c g}, g being the gradient
 * there; the legend gives c, which is chosen so that the arrows can be seen.
 */
public final class FitPlot {

  /**
   * A component of a mixture at some step.
   *
   * @param weight in [0, 1]
   * @param x the mean's first coordinate
   * @param y its second one
   * @param xx variance of x
   * @param xy covariance of x and y
   * @param yy variance of y
   */
  public record Component(double weight, double x, double y, double xx, double xy, double yy) {}

  private static final int LEGEND_GAP = 56;
  private static final double SMALLEST_DOT = 1.5;
  private static final double LARGEST_DOT = 3 * Marks.DOT;

  private final String title;
  private final DMatrixRMaj points;
  private final DMatrixRMaj weights;
  private final int[] owners;
  private final Optional<DMatrixRMaj> queries;
  private final ComponentPath path;
  private final Optional<GradientArrows> arrows;

  /**
   * A drawing. What is given must not be changed afterwards.
   *
   * @param title what was fitted
   * @param points N x 2
   * @param weights of the points, N x 1; they become areas
   * @param owners index of the component whose colour each point has
   * @param queries M x 2
   * @param path the components after 0, 1, ... steps, the last being the fit
   * @param gradient N x 2, with respect to the points
   */
  public FitPlot(
      String title,
      DMatrixRMaj points,
      DMatrixRMaj weights,
      int[] owners,
      Optional<DMatrixRMaj> queries,
      List<List<Component>> path,
      Optional<DMatrixRMaj> gradient) {
    if (points.numCols != 2) {
      throw new IllegalArgumentException(
          "points (" + points.numRows + " x " + points.numCols + ") must have 2 dimensions");
    }
    requireFinite("points", points);
    queries.ifPresent(matrix -> requireFinite("queries", matrix));
    gradient.ifPresent(matrix -> requireFinite("gradient", matrix));
    this.title = title;
    this.points = points;
    this.weights = weights;
    this.owners = owners.clone();
    this.queries = queries;
    this.path = new ComponentPath(List.copyOf(path));
    this.arrows = gradient.map(slopes -> new GradientArrows(points, slopes));
  }

  private static void requireFinite(String role, DMatrixRMaj matrix) {
    for (int i = 0; i < matrix.getNumElements(); i++) {
      if (!Double.isFinite(matrix.data[i])) {
        throw new IllegalArgumentException(
            role + " (" + matrix.data[i] + " in row " + i / matrix.numCols + ") must be finite");
      }
    }
  }

  /** The drawing as the text of an SVG file. The same fit gives the same text. */
  public String svg() {
    PlotFrame withoutArrows = PlotFrame.around(extent(0));
    double factor = arrows.map(present -> present.factor(withoutArrows)).orElse(0.0);
    PlotFrame frame = PlotFrame.around(extent(factor));
    PlotLegend legend = PlotLegend.of(weights, queries.isPresent(), path, arrows, factor);
    int legendTop = frame.bottom() + LEGEND_GAP;
    var svg = new StringBuilder();
    svg.append(head(frame, legendTop + legend.height()));
    PlotAxes.draw(svg, frame);
    svg.append("<g clip-path=\"url(#inside)\">\n");
    path.drawEllipses(svg, frame);
    svg.append("</g>\n");
    arrows.ifPresent(present -> present.draw(svg, frame, factor));
    drawPoints(svg, frame);
    drawQueries(svg, frame);
    path.drawTrails(svg, frame);
    legend.draw(svg, legendTop);
    return svg.append("</svg>\n").toString();
  }

  /** The box of all that should be seen. */
  private PlotExtent extent(double factor) {
    var extent = new PlotExtent();
    extent.include(points);
    queries.ifPresent(extent::include);
    path.includeIn(extent);
    arrows.ifPresent(present -> present.includeIn(extent, factor));
    return extent;
  }

  private String head(PlotFrame frame, int height) {
    String heading = Html.escape(title);
    return Marks.format(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" \
        role="img" aria-labelledby="title">
        <title id="title">%s</title>
        <style>
        %s</style>
        <defs>
        <clipPath id="inside"><rect x="%d" y="%d" width="%d" height="%d"/></clipPath>
        <marker id="head" viewBox="0 0 8 8" refX="6.5" refY="4" markerWidth="7" \
        markerHeight="7" markerUnits="userSpaceOnUse" orient="auto">\
        <path class="h" d="M0 .8L7.5 4L0 7.2L1.8 4z"/></marker>
        </defs>
        <rect class="paper" width="%d" height="%d"/>
        <text class="t" x="%d" y="34">%s</text>
        <text class="m" x="%d" y="57">%s</text>
        """,
        PlotFrame.WIDTH,
        height,
        PlotFrame.WIDTH,
        height,
        heading,
        PlotStyle.SHEET,
        PlotFrame.LEFT,
        PlotFrame.TOP,
        PlotFrame.INNER_WIDTH,
        frame.height(),
        PlotFrame.WIDTH,
        height,
        PlotFrame.LEFT,
        heading,
        PlotFrame.LEFT,
        counts());
  }

  private String counts() {
    int steps = path.steps();
    return points.numRows
        + (points.numRows == 1 ? " point" : " points")
        + queries
            .map(table -> ", " + table.numRows + (table.numRows == 1 ? " query" : " queries"))
            .orElse("")
        + (steps == 0 ? "" : steps == 1 ? ", 1 step" : ", " + steps + " steps");
  }

  private void drawPoints(StringBuilder svg, PlotFrame frame) {
    double mean = 0;
    for (int n = 0; n < points.numRows; n++) {
      mean += weights.get(n, 0) / points.numRows;
    }
    for (int n = 0; n < points.numRows; n++) {
      double radius = Marks.DOT * Math.sqrt(weights.get(n, 0) / mean);
      svg.append(
          Marks.dot(
              owners[n],
              frame.x(points.get(n, 0)),
              frame.y(points.get(n, 1)),
              Math.max(SMALLEST_DOT, Math.min(LARGEST_DOT, radius))));
    }
  }

  private void drawQueries(StringBuilder svg, PlotFrame frame) {
    for (int m = 0; queries.isPresent() && m < queries.get().numRows; m++) {
      svg.append(Marks.diamond(frame.x(queries.get().get(m, 0)), frame.y(queries.get().get(m, 1))));
    }
  }
}
