package org.set2model.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

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

  private static final int WIDTH = 664;
  private static final int TOP = 76;
  private static final int LEAST_HEIGHT = 300;
  private static final int UNEQUAL_HEIGHT = 480;
  private static final double LONGEST_SIDE_RATIO = 8;
  private static final double MARGIN = 0.05;
  private static final int ROW_DISTANCE = 64;
  private static final int LEGEND_GAP = 38;
  private static final int BOTTOM = 12;

  /** Radius of a point of average weight. */
  private static final double DOT = 3.5;

  private static final double SMALLEST_DOT = 1.5;
  private static final double LARGEST_DOT = 3 * DOT;

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
    Frame withoutArrows = frame(0);
    double factor = arrows.map(present -> present.factor(withoutArrows)).orElse(0.0);
    Frame frame = frame(factor);
    var svg = new Svg();
    svg.add("<defs>\n%s<clipPath id=\"inside\">", GradientArrows.HEAD);
    svg.add("<rect x=\"%d\" y=\"%d\"", frame.left(), frame.top());
    svg.add(" width=\"%d\" height=\"%d\"/></clipPath>\n</defs>\n", WIDTH, frame.height());
    svg.add(
        "<text class=\"t\" x=\"%d\" y=\"34\">%s</text>\n",
        frame.left(), Svg.fitted(title, WIDTH, Svg.TITLE));
    svg.add("<text class=\"m\" x=\"%d\" y=\"57\">%s</text>\n", frame.left(), counts());
    frame.draw(svg, "", "");
    svg.add("<g clip-path=\"url(#inside)\">\n");
    path.drawEllipses(svg, frame);
    svg.add("</g>\n");
    arrows.ifPresent(present -> present.draw(svg, frame, factor));
    drawPoints(svg, frame);
    for (int m = 0; queries.isPresent() && m < queries.get().numRows; m++) {
      diamond(svg, frame.x(queries.get().get(m, 0)), frame.y(queries.get().get(m, 1)));
    }
    path.drawTrails(svg, frame);
    int legendTop = frame.bottom() + LEGEND_GAP;
    int end = Legend.draw(svg, legend(factor), frame.left(), legendTop, WIDTH);
    return svg.document(frame.right() + Frame.BESIDE, end + BOTTOM, title);
  }

  /** A frame around all that should be seen. */
  private Frame frame(double factor) {
    var extent = new Extent();
    extent.include(points);
    queries.ifPresent(extent::include);
    path.includeIn(extent);
    arrows.ifPresent(present -> present.includeIn(extent, factor));
    Scale across = Scale.around(extent.lowX, extent.highX, false, MARGIN, false);
    Scale up = Scale.around(extent.lowY, extent.highY, false, MARGIN, false);
    double ratio = up.length() / across.length();
    int height = UNEQUAL_HEIGHT;
    if (ratio <= LONGEST_SIDE_RATIO && ratio >= 1 / LONGEST_SIDE_RATIO) {
      height = (int) Math.round(Math.max(LEAST_HEIGHT, Math.min(WIDTH, WIDTH * ratio)));
      double pixel = Math.max(across.length() / WIDTH, up.length() / height);
      across = across.withLength(WIDTH * pixel);
      up = up.withLength(height * pixel);
    }
    int left = Frame.left(up, height, ROW_DISTANCE);
    return new Frame(across, up, left, TOP, WIDTH, height, ROW_DISTANCE);
  }

  private String counts() {
    return count(points.numRows, "point", "points")
        + queries.map(table -> ", " + count(table.numRows, "query", "queries")).orElse("")
        + (path.steps() == 0 ? "" : ", " + count(path.steps(), "step", "steps"));
  }

  private static String count(int count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }

  private void drawPoints(Svg svg, Frame frame) {
    double mean = CommonOps_DDRM.elementSum(weights) / points.numRows;
    for (int n = 0; n < points.numRows; n++) {
      double radius = DOT * Math.sqrt(weights.get(n, 0) / mean);
      dot(
          svg,
          Theme.colour(owners[n]),
          frame.x(points.get(n, 0)),
          frame.y(points.get(n, 1)),
          Math.max(SMALLEST_DOT, Math.min(LARGEST_DOT, radius)));
    }
  }

  private static void dot(Svg svg, String colour, double x, double y, double radius) {
    svg.add("<circle class=\"mark %s\" cx=\"%.2f\" cy=\"%.2f\"", colour, x, y);
    svg.add(" r=\"%.2f\"/>\n", radius);
  }

  private static void diamond(Svg svg, double x, double y) {
    svg.add("<path class=\"q\" d=\"M%.2f %.2fl4 4l-4 4l-4-4z\"/>\n", x, y - 4);
  }

  /** Only what is drawn has an entry. */
  private List<Legend.Entry> legend(double factor) {
    List<Legend.Entry> entries = new ArrayList<>();
    var point = new Svg();
    dot(point, Theme.colour(0), 0.5 * Legend.MARK, 0, DOT + 1);
    String colours =
        path.fit().size() == 1
            ? ""
            : ", in the colour of the component most likely to have made them";
    boolean equal = CommonOps_DDRM.elementMax(weights) == CommonOps_DDRM.elementMin(weights);
    entries.add(
        Legend.Entry.row(
            point.toString(), "points" + colours + (equal ? "" : "; areas are weights")));
    if (queries.isPresent()) {
      var query = new Svg();
      diamond(query, 0.5 * Legend.MARK, 0);
      entries.add(Legend.Entry.row(query.toString(), "queries"));
    }
    entries.addAll(path.legend());
    arrows.ifPresent(present -> entries.add(present.legend(factor)));
    return entries;
  }
}
