package org.set2model.drawings;

import java.util.ArrayList;
import java.util.List;

/**
 * The ideal form of a character, which every hand draws a little differently.
 *
 * @param strokes each the points {x, y} that a pen passes through, two at least, about in the unit
 *     square, y downward
 */
record Glyph(List<double[][]> strokes) {

  private static final int POINTS_A_SPAN = 8;

  /** Points closely along a stroke: a Catmull-Rom spline; of two points, a straight line. */
  static double[][] path(double[][] stroke) {
    int spans = stroke.length - 1;
    double[][] path = new double[spans * POINTS_A_SPAN + 1][];
    for (int i = 0; i < path.length; i++) {
      int span = Math.min(i / POINTS_A_SPAN, spans - 1);
      double[] before = stroke[Math.max(0, span - 1)];
      double[] after = stroke[Math.min(spans, span + 2)];
      double t = (i - span * POINTS_A_SPAN) / (double) POINTS_A_SPAN;
      path[i] = new double[2];
      for (int axis = 0; axis < 2; axis++) {
        double from = stroke[span][axis];
        double to = stroke[span + 1][axis];
        double start = (to - before[axis]) / 2;
        double end = (after[axis] - from) / 2;
        double bend = 3 * (to - from) - 2 * start - end;
        path[i][axis] = from + t * (start + t * (bend + t * (to - from - start - bend)));
      }
    }
    return path;
  }

  /** Points along all strokes. */
  List<double[]> points() {
    List<double[]> points = new ArrayList<>();
    strokes.forEach(stroke -> points.addAll(List.of(path(stroke))));
    return points;
  }

  /** The way of the pen. */
  double length() {
    double sum = 0;
    for (double[][] stroke : strokes) {
      double[][] path = path(stroke);
      for (int i = 1; i < path.length; i++) {
        double dx = path[i][0] - path[i - 1][0];
        double dy = path[i][1] - path[i - 1][1];
        sum += Math.sqrt(dx * dx + dy * dy);
      }
    }
    return sum;
  }

  /** Turned by multiples of 90 degrees about the middle of the unit square. */
  Glyph turned(int quarters) {
    Glyph turned = this;
    for (int i = 0; i < quarters; i++) {
      List<double[][]> next = new ArrayList<>();
      for (double[][] stroke : turned.strokes) {
        double[][] points = new double[stroke.length][];
        for (int k = 0; k < points.length; k++) {
          points[k] = new double[] {1 - stroke[k][1], stroke[k][0]};
        }
        next.add(points);
      }
      turned = new Glyph(next);
    }
    return turned;
  }

  /** The larger of the two mean distances of points to the nearest ones of the other glyph. */
  double distance(Glyph other) {
    List<double[]> mine = centered(points());
    List<double[]> others = centered(other.points());
    return Math.max(toNearest(mine, others), toNearest(others, mine));
  }

  /** The least mean distance of a stroke to the others; small if one is drawn over another. */
  double clearance() {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < strokes.size() && strokes.size() > 1; i++) {
      List<double[][]> others = new ArrayList<>(strokes);
      double[][] stroke = others.remove(i);
      least = Math.min(least, toNearest(List.of(path(stroke)), new Glyph(others).points()));
    }
    return least;
  }

  private static List<double[]> centered(List<double[]> points) {
    double[] sum = new double[2];
    for (double[] point : points) {
      sum[0] += point[0];
      sum[1] += point[1];
    }
    double x = sum[0] / points.size();
    double y = sum[1] / points.size();
    return points.stream().map(p -> new double[] {p[0] - x, p[1] - y}).toList();
  }

  private static double toNearest(List<double[]> from, List<double[]> to) {
    double sum = 0;
    for (double[] a : from) {
      double nearest = Double.POSITIVE_INFINITY;
      for (double[] b : to) {
        double dx = a[0] - b[0];
        double dy = a[1] - b[1];
        nearest = Math.min(nearest, dx * dx + dy * dy);
      }
      sum += Math.sqrt(nearest);
    }
    return sum / from.size();
  }
}
