package org.set2model.plot;

import static org.ejml.dense.row.CommonOps_DDRM.elementMax;
import static org.ejml.dense.row.CommonOps_DDRM.elementMin;
import static org.ejml.dense.row.CommonOps_DDRM.elementSum;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/**
 * A drawing of a fit in two dimensions: the points, the components on their way from the start to
 * the fit, and the gradient with respect to the points as arrows. It is an SVG that loads nothing,
 * runs no script, and turns dark with the viewer.
 *
 * <p>A component is drawn as its ellipses at one and two standard deviations, {@code (x - mu)^T
 * S^-1 (x - mu) = 1} and 4. Both axes have the same scale unless the drawing were more than eight
 * times as long as wide. An arrow leads from a point x to {@code x + c g}, g being the gradient
 * there; the legend gives c, which is chosen so that the arrows can be seen.
 *
 * <p>What is given must not be changed afterwards.
 *
 * @param title what was fitted
 * @param points N x 2
 * @param weights of the points, N x 1; they become areas
 * @param owners index of the component whose color each point has
 * @param queries M x 2
 * @param path the components after 0, 1, ... steps, the last being the fit
 * @param gradient N x 2, with respect to the points
 */
public record FitPlot(
    String title,
    DMatrixRMaj points,
    DMatrixRMaj weights,
    int[] owners,
    Optional<DMatrixRMaj> queries,
    List<List<Component>> path,
    Optional<DMatrixRMaj> gradient) {

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

  /**
   * A drawing.
   *
   * @throws IllegalArgumentException if there are not two dimensions or a value is not finite
   */
  public FitPlot {
    if (points.numCols != 2) {
      throw new IllegalArgumentException(
          "points (" + points.numRows + " x " + points.numCols + ") must have 2 dimensions");
    }
    requireFinite("points", points);
    queries.ifPresent(matrix -> requireFinite("queries", matrix));
    gradient.ifPresent(matrix -> requireFinite("gradient", matrix));
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
    double factor = arrows().map(present -> present.factor(withoutArrows)).orElse(0.0);
    Frame frame = frame(factor);
    int left = frame.left();
    var svg = new Svg();
    svg.add("<defs>\n%s<clipPath id=\"inside\">", GradientArrows.HEAD);
    svg.element("rect", "x", left, "y", TOP, "width", WIDTH, "height", frame.height());
    svg.add("</clipPath></defs>\n");
    svg.title(title, left, 0, WIDTH);
    svg.text("m", left, 57, counts());
    frame.draw(svg, "", "");
    svg.add("<g clip-path=\"url(#inside)\">\n");
    components().drawEllipses(svg, frame);
    svg.add("</g>\n");
    arrows().ifPresent(present -> present.draw(svg, frame, factor));
    drawPoints(svg, frame);
    for (int m = 0; queries.isPresent() && m < queries.get().numRows; m++) {
      diamond(svg, frame.place(queries.get().get(m, 0), queries.get().get(m, 1)));
    }
    components().drawTrails(svg, frame);
    int end = Legend.draw(svg, legend(factor), left, frame.bottom() + LEGEND_GAP, WIDTH);
    return svg.document(frame.right() + Frame.BESIDE, end + BOTTOM, title);
  }

  private ComponentPath components() {
    return new ComponentPath(path);
  }

  private Optional<GradientArrows> arrows() {
    return gradient.map(slopes -> new GradientArrows(points, slopes));
  }

  /** A frame around all that should be seen. */
  private Frame frame(double factor) {
    Scale across = Scale.around(coordinates(0, factor), false, MARGIN, false);
    Scale up = Scale.around(coordinates(1, factor), false, MARGIN, false);
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

  private DoubleStream coordinates(int dimension, double factor) {
    return Stream.of(
            column(points, dimension),
            queries.map(table -> column(table, dimension)).orElse(DoubleStream.empty()),
            components().ends(dimension),
            arrows().map(all -> all.ends(dimension, factor)).orElse(DoubleStream.empty()))
        .flatMapToDouble(values -> values);
  }

  private static DoubleStream column(DMatrixRMaj table, int column) {
    return IntStream.range(0, table.numRows).mapToDouble(n -> table.get(n, column));
  }

  private String counts() {
    return count(points.numRows, "point", "points")
        + queries.map(table -> ", " + count(table.numRows, "query", "queries")).orElse("")
        + (path.size() == 1 ? "" : ", " + count(path.size() - 1, "step", "steps"));
  }

  private static String count(int count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }

  private void drawPoints(Svg svg, Frame frame) {
    double mean = elementSum(weights) / points.numRows;
    for (int n = 0; n < points.numRows; n++) {
      double radius = DOT * Math.sqrt(weights.get(n, 0) / mean);
      double shown = Math.max(SMALLEST_DOT, Math.min(LARGEST_DOT, radius));
      dot(svg, owners[n], frame.x(points.get(n, 0)), frame.y(points.get(n, 1)), shown);
    }
  }

  private static Svg dot(Svg svg, int owner, double x, double y, double radius) {
    return svg.element(
        "circle", "class", "mark " + Theme.color(owner), "cx", x, "cy", y, "r", radius);
  }

  private static Svg diamond(Svg svg, String place) {
    return svg.path("q", "M" + place + "m0-4l4 4l-4 4l-4-4z");
  }

  /** Only what is drawn has an entry. */
  private List<Legend.Entry> legend(double factor) {
    List<Legend.Entry> entries = new ArrayList<>();
    String text = "points";
    if (components().fit().size() > 1) {
      text += ", in the color of the component most likely to have made them";
    }
    if (elementMax(weights) != elementMin(weights)) {
      text += "; areas are weights";
    }
    entries.add(Legend.Entry.row(dot(new Svg(), 0, 14, 0, DOT + 1), text));
    if (queries.isPresent()) {
      entries.add(Legend.Entry.row(diamond(new Svg(), "14 0"), "queries"));
    }
    components().addTo(entries);
    arrows().ifPresent(present -> entries.add(present.legend(factor)));
    return entries;
  }
}
