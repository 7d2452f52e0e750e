package org.set2model.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

  private static final int WIDTH = 760;
  private static final int LEFT = 72;
  private static final int TOP = 76;
  private static final int INNER_WIDTH = WIDTH - LEFT - 24;
  private static final int LEAST_HEIGHT = 300;
  private static final int UNEQUAL_HEIGHT = 480;
  private static final int LEGEND_GAP = 56;
  private static final int LEGEND_LINE = 25;
  private static final double LONGEST_SIDE_RATIO = 8;
  private static final double MARGIN = 0.05;

  private static final int COLOURS = 6;
  private static final int MOST_WEIGHTS = 5;
  private static final int EARLIER_ELLIPSES = 7;
  private static final int MEANS_ON_A_TRAIL = 80;
  private static final double DOT = 3.9;
  private static final double SMALLEST_DOT = 1.5;
  private static final double LONGEST_ARROW = 60;
  private static final double MEDIAN_ARROW = 20;
  private static final double SHORTEST_ARROW = 0.3;
  private static final int LONGEST_LABEL = 9;
  private static final int DIGIT = 7;
  private static final int LABEL_GAP = 12;

  private static final String STYLE =
      """
      text{font:13px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;fill:#1b1f24}
      .t{font-size:17px;font-weight:600;letter-spacing:-.01em}
      .m{fill:#5b6571}
      .l{font-size:12px;fill:#5b6571;font-variant-numeric:tabular-nums}
      .paper{fill:#fff}
      .halo{fill:none;stroke:#fff;stroke-width:5;stroke-linecap:round}
      .grid{stroke:#e4e7eb;fill:none}
      .frame{stroke:#c3c9d1;fill:none}
      .g{stroke:#1b1f24;stroke-width:1.25;fill:none;stroke-linecap:round}
      .h{fill:#1b1f24}
      .q{stroke:#1b1f24;stroke-width:1.3;fill:#fff;fill-opacity:.7}
      .p{stroke:#fff;stroke-width:.8}
      .o{fill:none;stroke-width:1.1}
      .one{stroke-width:2;fill-opacity:.13}
      .two{stroke-width:1.4;stroke-dasharray:5 4;fill-opacity:.06}
      .trail{fill:none;stroke-width:1.5;stroke-linejoin:round;opacity:.75}
      .x{fill:none;stroke-width:2.4;stroke-linecap:round}
      .f0{fill:#0072b2}.f1{fill:#d55e00}.f2{fill:#009e73}
      .f3{fill:#cc79a7}.f4{fill:#b8860b}.f5{fill:#56b4e9}
      .s0{stroke:#0072b2}.s1{stroke:#d55e00}.s2{stroke:#009e73}
      .s3{stroke:#cc79a7}.s4{stroke:#b8860b}.s5{stroke:#56b4e9}
      @media (prefers-color-scheme:dark){
      text{fill:#e7eaee}.m,.l{fill:#9aa4b0}.paper{fill:#14171b}.halo{stroke:#14171b}
      .grid{stroke:#262b32}.frame{stroke:#434b55}.g{stroke:#e7eaee}.h{fill:#e7eaee}
      .q{stroke:#e7eaee;fill:#14171b}.p{stroke:#14171b}
      .f0{fill:#3d9fdc}.f1{fill:#f07f33}.f2{fill:#22bd90}.f3{fill:#db93bb}.f4{fill:#dcae3c}
      .s0{stroke:#3d9fdc}.s1{stroke:#f07f33}.s2{stroke:#22bd90}.s3{stroke:#db93bb}.s4{stroke:#dcae3c}}
      """;

  private final String title;
  private final DMatrixRMaj points;
  private final DMatrixRMaj weights;
  private final int[] owners;
  private final Optional<DMatrixRMaj> queries;
  private final List<List<Component>> path;
  private final Optional<DMatrixRMaj> gradient;

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
    this.title = title;
    this.points = points;
    this.weights = weights;
    this.owners = owners.clone();
    this.queries = queries;
    this.path = List.copyOf(path);
    this.gradient = gradient;
  }

  /** The drawing as the text of an SVG file. The same fit gives the same text. */
  public String svg() {
    Frame frame = Frame.around(extent(0));
    double factor = arrowFactor(frame);
    frame = Frame.around(extent(factor));
    var legend = new StringBuilder();
    int lines = legend(legend, factor, frame.bottom() + LEGEND_GAP);
    int height = frame.bottom() + LEGEND_GAP + lines * LEGEND_LINE;
    String heading = Html.escape(title);
    var svg = new StringBuilder();
    svg.append(
        format(
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
            WIDTH,
            height,
            WIDTH,
            height,
            heading,
            STYLE,
            LEFT,
            TOP,
            INNER_WIDTH,
            frame.height,
            WIDTH,
            height,
            LEFT,
            heading,
            LEFT,
            counts()));
    axes(svg, frame);
    svg.append("<g clip-path=\"url(#inside)\">\n");
    ellipses(svg, frame);
    svg.append("</g>\n");
    arrows(svg, frame, factor);
    points(svg, frame);
    queries(svg, frame);
    trails(svg, frame);
    return svg.append(legend).append("</svg>\n").toString();
  }

  private List<Component> fit() {
    return path.get(path.size() - 1);
  }

  private String counts() {
    int steps = path.size() - 1;
    return points.numRows
        + (points.numRows == 1 ? " point" : " points")
        + queries
            .map(table -> ", " + table.numRows + (table.numRows == 1 ? " query" : " queries"))
            .orElse("")
        + (steps == 0 ? "" : steps == 1 ? ", 1 step" : ", " + steps + " steps");
  }

  // ---- where things are

  /** The box of all that should be seen. */
  private Extent extent(double factor) {
    var extent = new Extent();
    extent.include(points);
    queries.ifPresent(extent::include);
    for (Component component : fit()) {
      double x = 2 * Math.sqrt(component.xx());
      double y = 2 * Math.sqrt(component.yy());
      extent.include(component.x() - x, component.y() - y);
      extent.include(component.x() + x, component.y() + y);
    }
    for (Component component : path.get(0)) {
      extent.include(component.x(), component.y());
    }
    for (int n = 0; n < points.numRows && factor > 0; n++) {
      DMatrixRMaj slope = gradient.orElseThrow();
      extent.include(
          points.get(n, 0) + factor * slope.get(n, 0), points.get(n, 1) + factor * slope.get(n, 1));
    }
    return extent;
  }

  /** A box in the units of the data. */
  private static final class Extent {

    double lowX = Double.POSITIVE_INFINITY;
    double highX = Double.NEGATIVE_INFINITY;
    double lowY = Double.POSITIVE_INFINITY;
    double highY = Double.NEGATIVE_INFINITY;

    void include(double x, double y) {
      lowX = Math.min(lowX, x);
      highX = Math.max(highX, x);
      lowY = Math.min(lowY, y);
      highY = Math.max(highY, y);
    }

    void include(DMatrixRMaj table) {
      for (int n = 0; n < table.numRows; n++) {
        include(table.get(n, 0), table.get(n, 1));
      }
    }
  }

  /** The map from data to the drawing: pixels a unit and what is at the centre. */
  private record Frame(double centerX, double centerY, double scaleX, double scaleY, int height) {

    static Frame around(Extent extent) {
      double x = length(extent.lowX, extent.highX);
      double y = length(extent.lowY, extent.highY);
      double ratio = y / x;
      boolean equal = ratio <= LONGEST_SIDE_RATIO && ratio >= 1 / LONGEST_SIDE_RATIO;
      int height =
          equal
              ? (int) Math.round(Math.max(LEAST_HEIGHT, Math.min(INNER_WIDTH, INNER_WIDTH * ratio)))
              : UNEQUAL_HEIGHT;
      double scaleX = INNER_WIDTH / x;
      double scaleY = height / y;
      double smaller = Math.min(scaleX, scaleY);
      return new Frame(
          0.5 * extent.lowX + 0.5 * extent.highX,
          0.5 * extent.lowY + 0.5 * extent.highY,
          equal ? smaller : scaleX,
          equal ? smaller : scaleY,
          height);
    }

    /** A side with its margins; not zero, nor so short that doubles on it would be told apart. */
    private static double length(double low, double high) {
      double size = Math.max(Math.abs(low), Math.abs(high));
      double length = (high - low) * (1 + 2 * MARGIN);
      return length > 1e-12 * size ? length : size > 0 ? size : 1;
    }

    int bottom() {
      return TOP + height;
    }

    double x(double value) {
      return LEFT + 0.5 * INNER_WIDTH + (value - centerX) * scaleX;
    }

    double y(double value) {
      return TOP + 0.5 * height - (value - centerY) * scaleY;
    }
  }

  /** Ticks at multiples of a step of 1, 2 or 5 times a power of ten. */
  private record Ticks(double step, int exponent, long first, long last) {

    static Ticks between(double low, double high, int most) {
      double rough = (high - low) / most;
      int exponent = (int) Math.floor(Math.log10(rough));
      double digit = rough / Math.pow(10, exponent);
      if (digit > 5) {
        exponent++;
      }
      double step = Math.pow(10, exponent) * (digit > 5 ? 1 : digit > 2 ? 5 : digit > 1 ? 2 : 1);
      return new Ticks(
          step, exponent, (long) Math.ceil(low / step), (long) Math.floor(high / step));
    }

    String label(long multiple) {
      double value = multiple * step;
      boolean plain = Math.abs(value) < 1e10 && exponent > -7;
      return value == 0
          ? "0"
          : plain
              ? String.format(Locale.ROOT, "%." + Math.max(0, -exponent) + "f", value)
              : String.format(Locale.ROOT, "%." + digits(value) + "e", value);
    }

    /** Pixels, with the gap to the next label. */
    int widestLabel() {
      return LABEL_GAP + DIGIT * Math.max(label(first).length(), label(last).length());
    }

    /** Decimals of the mantissa that tell neighbours apart. */
    private int digits(double value) {
      return Math.max(0, (int) Math.floor(Math.log10(Math.abs(value))) - exponent);
    }
  }

  private void axes(StringBuilder svg, Frame frame) {
    double halfX = 0.5 * INNER_WIDTH / frame.scaleX();
    double halfY = 0.5 * frame.height() / frame.scaleY();
    Ticks across = Ticks.between(frame.centerX() - halfX, frame.centerX() + halfX, 10);
    Ticks up =
        Ticks.between(
            frame.centerY() - halfY, frame.centerY() + halfY, Math.max(4, frame.height() / 66));
    int every = (int) Math.ceil(across.widestLabel() / (across.step() * frame.scaleX()));
    var lines = new StringBuilder();
    var labels = new StringBuilder();
    for (long i = across.first(); i <= across.last(); i++) {
      double x = frame.x(i * across.step());
      lines.append(format("M%.2f %dV%d", x, TOP, frame.bottom()));
      if (Math.floorMod(i, every) == 0) {
        labels.append(
            format(
                "<text class=\"l\" text-anchor=\"middle\" x=\"%.2f\" y=\"%d\">%s</text>\n",
                x, frame.bottom() + 19, across.label(i)));
      }
    }
    for (long i = up.first(); i <= up.last(); i++) {
      double y = frame.y(i * up.step());
      String label = up.label(i);
      lines.append(format("M%d %.2fH%d", LEFT, y, LEFT + INNER_WIDTH));
      labels.append(
          format(
              "<text class=\"l\" text-anchor=\"end\" x=\"%d\" y=\"%.2f\"%s>%s</text>\n",
              LEFT - 9,
              y + 4,
              label.length() > LONGEST_LABEL
                  ? " textLength=\"60\" lengthAdjust=\"spacingAndGlyphs\""
                  : "",
              label));
    }
    svg.append(format("<path class=\"grid\" d=\"%s\"/>\n", lines));
    svg.append(
        format(
            "<rect class=\"frame\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n",
            LEFT, TOP, INNER_WIDTH, frame.height()));
    svg.append(labels);
  }

  // ---- the components

  private void ellipses(StringBuilder svg, Frame frame) {
    int last = path.size() - 1;
    int[] earlier = last == 0 ? new int[0] : spread(last - 1, EARLIER_ELLIPSES);
    for (int i = 0; i < earlier.length; i++) {
      double opacity = 0.18 + 0.4 * (i + 1) / earlier.length;
      svg.append(format("<g opacity=\"%.2f\">\n", opacity));
      List<Component> components = path.get(earlier[i]);
      for (int k = 0; k < components.size(); k++) {
        svg.append(ellipse(components.get(k), 1, "o s" + k % COLOURS, frame));
      }
      svg.append("</g>\n");
    }
    for (int k = 0; k < fit().size(); k++) {
      String colours = " f" + k % COLOURS + " s" + k % COLOURS;
      svg.append(ellipse(fit().get(k), 2, "two" + colours, frame));
      svg.append(ellipse(fit().get(k), 1, "one" + colours, frame));
    }
  }

  /** The principal axes of the covariance in pixels; y points down there. */
  private static String ellipse(Component c, double deviations, String style, Frame frame) {
    double xx = c.xx() * frame.scaleX() * frame.scaleX();
    double yy = c.yy() * frame.scaleY() * frame.scaleY();
    double xy = -c.xy() * frame.scaleX() * frame.scaleY();
    double middle = 0.5 * (xx + yy);
    double radius = Math.hypot(0.5 * (xx - yy), xy);
    double x = frame.x(c.x());
    double y = frame.y(c.y());
    String turn =
        xy == 0
            ? ""
            : format(
                " transform=\"rotate(%.3f %.2f %.2f)\"",
                Math.toDegrees(0.5 * Math.atan2(2 * xy, xx - yy)), x, y);
    boolean upright = xy == 0 && xx < yy;
    double longer = deviations * Math.sqrt(middle + radius);
    double shorter = deviations * Math.sqrt(Math.max(0, middle - radius));
    return format(
        "<ellipse class=\"%s\" cx=\"%.2f\" cy=\"%.2f\" rx=\"%.2f\" ry=\"%.2f\"%s/>\n",
        style, x, y, upright ? shorter : longer, upright ? longer : shorter, turn);
  }

  /** How each mean went, from a ring at the start to a cross at the end. */
  private void trails(StringBuilder svg, Frame frame) {
    int[] steps = spread(path.size() - 1, MEANS_ON_A_TRAIL);
    for (int k = 0; k < fit().size(); k++) {
      int component = k;
      String colour = "s" + k % COLOURS;
      if (steps.length > 1) {
        String line =
            Arrays.stream(steps)
                .mapToObj(t -> path.get(t).get(component))
                .map(c -> format("%.2f %.2f", frame.x(c.x()), frame.y(c.y())))
                .collect(Collectors.joining("L", "M", ""));
        Component start = path.get(0).get(k);
        svg.append(format("<path class=\"trail %s\" d=\"%s\"/>\n", colour, line));
        svg.append(ring(colour, frame.x(start.x()), frame.y(start.y())));
      }
      svg.append(cross(colour, frame.x(fit().get(k).x()), frame.y(fit().get(k).y())));
    }
  }

  private static String ring(String colour, double x, double y) {
    return format(
        "<circle class=\"paper %s\" stroke-width=\"1.6\" cx=\"%.2f\" cy=\"%.2f\" r=\"4\"/>\n",
        colour, x, y);
  }

  private static String cross(String colour, double x, double y) {
    String d = format("M%.2f %.2fh11m-5.5-5.5v11", x - 5.5, y);
    return format("<path class=\"halo\" d=\"%s\"/><path class=\"x %s\" d=\"%s\"/>\n", d, colour, d);
  }

  /** Up to {@code most} of 0..last, both included, dense at first, where a fit moves most. */
  private static int[] spread(int last, int most) {
    return last < most
        ? IntStream.rangeClosed(0, last).toArray()
        : IntStream.range(0, most)
            .map(i -> (int) Math.round(Math.pow(1.0 + last, i / (most - 1.0)) - 1))
            .distinct()
            .toArray();
  }

  // ---- points, queries, arrows

  private void points(StringBuilder svg, Frame frame) {
    double mean = 0;
    for (int n = 0; n < points.numRows; n++) {
      mean += weights.get(n, 0) / points.numRows;
    }
    for (int n = 0; n < points.numRows; n++) {
      double radius = DOT * Math.sqrt(weights.get(n, 0) / mean);
      svg.append(
          dot(
              "p f" + owners[n] % COLOURS,
              frame.x(points.get(n, 0)),
              frame.y(points.get(n, 1)),
              Math.max(SMALLEST_DOT, Math.min(3 * DOT, radius))));
    }
  }

  private static String dot(String style, double x, double y, double radius) {
    return format(
        "<circle class=\"%s\" cx=\"%.2f\" cy=\"%.2f\" r=\"%.2f\"/>\n", style, x, y, radius);
  }

  private void queries(StringBuilder svg, Frame frame) {
    for (int m = 0; queries.isPresent() && m < queries.get().numRows; m++) {
      svg.append(diamond(frame.x(queries.get().get(m, 0)), frame.y(queries.get().get(m, 1))));
    }
  }

  private static String diamond(double x, double y) {
    return format("<path class=\"q\" d=\"M%.2f %.2fl4 4l-4 4l-4-4z\"/>\n", x, y - 4);
  }

  /** c, with one digit; zero if there is nothing to draw. */
  private double arrowFactor(Frame frame) {
    if (gradient.isEmpty()) {
      return 0;
    }
    double[] lengths =
        IntStream.range(0, points.numRows).mapToDouble(n -> length(n, frame)).sorted().toArray();
    double longest = lengths[lengths.length - 1];
    double median = lengths[lengths.length / 2];
    if (!(longest > 0 && longest < Double.POSITIVE_INFINITY)) {
      return 0;
    }
    double factor =
        Math.min(2 * LONGEST_ARROW, Math.max(LONGEST_ARROW, MEDIAN_ARROW * longest / median))
            / longest;
    double power = Math.pow(10, Math.floor(Math.log10(factor)));
    return Math.floor(factor / power) * power;
  }

  /** Pixels of the gradient at a point. */
  private double length(int n, Frame frame) {
    DMatrixRMaj slope = gradient.orElseThrow();
    return Math.hypot(slope.get(n, 0) * frame.scaleX(), slope.get(n, 1) * frame.scaleY());
  }

  private void arrows(StringBuilder svg, Frame frame, double factor) {
    for (int n = 0; n < points.numRows && factor > 0; n++) {
      double length = factor * length(n, frame);
      if (length >= SHORTEST_ARROW) {
        DMatrixRMaj slope = gradient.orElseThrow();
        double x = points.get(n, 0);
        double y = points.get(n, 1);
        svg.append(
            arrow(
                frame.x(x),
                frame.y(y),
                frame.x(x + factor * slope.get(n, 0)),
                frame.y(y + factor * slope.get(n, 1))));
      }
    }
  }

  private static String arrow(double x0, double y0, double x1, double y1) {
    boolean hasHead = Math.hypot(x1 - x0, y1 - y0) > 2 * DOT;
    return format(
        "<path class=\"g\"%s d=\"M%.2f %.2fL%.2f %.2f\"/>\n",
        hasHead ? " marker-end=\"url(#head)\"" : "", x0, y0, x1, y1);
  }

  // ---- the legend

  /** Appends the legend; returns how many lines it has. */
  private int legend(StringBuilder svg, double factor, int top) {
    List<String> entries = new ArrayList<>();
    int x = LEFT + 16;
    entries.add(
        dot("p f0", x, 0, DOT + 1)
            + text(
                fit().size() == 1
                    ? "points" + areas()
                    : "points, in the colour of the component most likely to have made them"
                        + areas()));
    if (queries.isPresent()) {
      entries.add(diamond(x, 0) + text("queries"));
    }
    entries.add(
        format(
                "<ellipse class=\"two f0 s0\" cx=\"%d\" cy=\"0\" rx=\"16\" ry=\"9\"/>"
                    + "<ellipse class=\"one f0 s0\" cx=\"%d\" cy=\"0\" rx=\"8\" ry=\"4.5\"/>",
                x, x)
            + text(
                "the fit at one and two standard deviations"
                    + (fit().size() == 1 ? "" : ", ")
                    + weightsOfComponents()));
    if (path.size() > 1) {
      String earlier =
          Arrays.stream(spread(path.size() - 2, EARLIER_ELLIPSES))
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(", "));
      entries.add(
          format(
                  "<ellipse class=\"o s0\" opacity=\".5\" cx=\"%d\" cy=\"0\" rx=\"16\" ry=\"8\"/>",
                  x)
              + text(
                  "one standard deviation "
                      + (path.size() == 2
                          ? "at the start"
                          : "after " + earlier + " steps, fading into the past")));
      entries.add(
          format("<path class=\"trail s0\" d=\"M%d 0h24\"/>", x - 12)
              + ring("s0", x - 12, 0)
              + cross("s0", x + 12, 0)
              + text("the way of a mean, from the start to the fit"));
    }
    if (gradient.isPresent()) {
      entries.add(
          arrow(x - 16, 0, x + 16, 0)
              + text(
                  factor > 0
                      ? "gradient of the mean log-likelihood with respect to the points, times "
                          + brief(factor)
                          + "; longest "
                          + brief(longestGradient())
                      : "the gradient is zero"));
    }
    for (int i = 0; i < entries.size(); i++) {
      svg.append(
          format(
              "<g transform=\"translate(0 %d)\">%s</g>\n", top + i * LEGEND_LINE, entries.get(i)));
    }
    return entries.size();
  }

  private String areas() {
    for (int n = 1; n < weights.numRows; n++) {
      if (weights.get(n, 0) != weights.get(0, 0)) {
        return "; areas are weights";
      }
    }
    return "";
  }

  private String weightsOfComponents() {
    if (fit().size() == 1) {
      return "";
    }
    String list =
        IntStream.range(0, Math.min(MOST_WEIGHTS, fit().size()))
            .mapToObj(
                k ->
                    format(
                        "<tspan class=\"f%d\" font-weight=\"600\">%.3f</tspan>",
                        k % COLOURS, fit().get(k).weight()))
            .collect(Collectors.joining(", "));
    return "weights " + list + (fit().size() > MOST_WEIGHTS ? ", ..." : "");
  }

  private double longestGradient() {
    DMatrixRMaj slope = gradient.orElseThrow();
    double longest = 0;
    for (int n = 0; n < slope.numRows; n++) {
      longest = Math.max(longest, Math.hypot(slope.get(n, 0), slope.get(n, 1)));
    }
    return longest;
  }

  private static String text(String markup) {
    return format("<text x=\"%d\" y=\"4.5\">%s</text>", LEFT + 48, markup);
  }

  /** Three digits, without needless zeros. */
  private static String brief(double value) {
    double size = Math.abs(value);
    String text =
        size >= 1e-3 && size < 1e6
            ? format("%." + Math.max(0, 2 - (int) Math.floor(Math.log10(size))) + "f", value)
            : format("%.2e", value);
    return text.contains(".") ? text.replaceFirst("\\.?0+(e|$)", "$1") : text;
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
