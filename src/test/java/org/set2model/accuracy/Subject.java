package org.set2model.accuracy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.set2model.audit.Case;
import org.set2model.audit.Entry;
import org.set2model.catalog.Catalog;

/**
 * A function whose accuracy is measured, and how to draw points at which it is.
 *
 * @param name as the catalog has it
 * @param samples how many points, numbered from 0, the mean figures are taken over
 * @param points the point of a number
 */
record Subject(String name, int samples, IntFunction<Point> points) {

  /** Of the points of all entries. */
  static final long SEED = 1;

  private static final int SAMPLES = 30;

  /** The entries of the catalog, and a few of them at real sizes. */
  static List<Subject> all() {
    return Stream.concat(
            Catalog.entries().stream()
                .filter(Subject::isNoPlainForm)
                .filter(Subject::isNoRepetition)
                .map(Subject::of),
            RealSizes.subjects().stream())
        .toList();
  }

  /**
   * Plain forms in double precision are there to be held against the fast ones, and have no figures
   * of their own.
   */
  private static boolean isNoPlainForm(Entry entry) {
    return !entry.name().startsWith("plain ")
        && entry.operations().stream().noneMatch(type -> type.getSimpleName().equals("PlainForm"));
  }

  /**
   * A tangent stands in the catalog up to three times, held against other differences each time:
   * its value and its derivative have their figures once, in forward mode.
   */
  private static boolean isNoRepetition(Entry entry) {
    return !entry.name().endsWith(", tangent") && !entry.name().endsWith(", Hessian");
  }

  private static Subject of(Entry entry) {
    return new Subject(entry.name(), SAMPLES, number -> point(entry, number));
  }

  private static Point point(Entry entry, int number) {
    Case drawn = entry.draw(SEED, number);
    String kind = entry.kinds().get(number % entry.kinds().size()).toString();
    long seed = 0x9E3779B97F4A7C15L * (0x100000001L * entry.name().hashCode() + number);
    return Point.of(drawn.operation(), drawn.arguments(), kind, new SplittableRandom(seed));
  }

  /** The point that an input names. */
  Point point(Input input) {
    Point point = points.apply(input.number());
    for (int move : input.moves()) {
      point = point.moved(new SplittableRandom(move));
    }
    return point;
  }

  @Override
  public String toString() {
    return name;
  }
}
