package org.set2model.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * How time and memory grow with each size of a problem over two decades, on one thread: {@code
 * scaling.csv}, and the plots {@code scaling-time.svg} and {@code scaling-memory.svg}, in the
 * directory of the property {@code scaling.output} ({@code target}).
 *
 * <p>Memory of a fit and its gradient is all that one of them allocates, for nothing is reused or
 * released on the way. A training step reuses its memory; that of a step is the smallest heap in
 * which steps can be made.
 */
public final class Scaling {

  private static final Path DIRECTORY = Path.of(System.getProperty("scaling.output", "target"));
  private static final String STEP = "TrainingStepBenchmark.step";
  private static final String FIT = "DifferentiableFitBenchmark.unrolled";
  private static final int HEAP_RESOLUTION = 4;
  private static final int LARGEST_HEAP = 4096;

  /**
   * A size that is varied while the others stay.
   *
   * @param name what is varied
   * @param benchmark end of a benchmark's name
   * @param sizes values of the size
   * @param work what time is expected to be proportional to, in terms of the size
   * @param parameters of the benchmark at a size, as name=value
   */
  private record Axis(
      String name,
      String benchmark,
      List<Integer> sizes,
      ToDoubleFunction<Integer> work,
      IntFunction<List<String>> parameters) {}

  private static final List<Axis> AXES =
      List.of(
          new Axis(
              "images of a step",
              STEP,
              List.of(10, 32, 100, 316, 1000),
              size -> size,
              size -> List.of("images=" + size, "filters=32", "threads=1")),
          new Axis(
              "squared filters of a step",
              STEP,
              List.of(16, 28, 52, 92, 160),
              size -> size * size,
              size -> List.of("filters=" + size, "images=20", "threads=1")),
          new Axis(
              "points N of a fit",
              FIT,
              List.of(100, 316, 1000, 3160, 10_000),
              size -> size,
              size -> List.of("shape=" + size + "x32x4x10")),
          new Axis(
              "components K of a fit",
              FIT,
              List.of(2, 6, 20, 64, 200),
              size -> size,
              size -> List.of("shape=1000x32x" + size + "x10")),
          new Axis(
              "dimensions D of a fit",
              FIT,
              List.of(8, 24, 80, 256, 800),
              size -> size,
              size -> List.of("shape=1000x" + size + "x4x10")),
          new Axis(
              "steps T of a fit",
              FIT,
              List.of(5, 16, 50, 158, 500),
              size -> size,
              size -> List.of("shape=500x32x4x" + size)));

  /**
   * What was measured at a size.
   *
   * @param work in units of that at the largest size
   * @param milliseconds median
   * @param megabytes memory, see the class
   */
  private record Point(int size, double work, double milliseconds, double megabytes) {}

  private record Curve(String name, List<Point> points) {}

  private Scaling() {}

  /** Measures and writes. */
  public static void main(String[] arguments) throws IOException, RunnerException {
    List<Curve> curves = new ArrayList<>();
    StringBuilder table = new StringBuilder("varied,size,median ms,MB\n");
    for (Axis axis : AXES) {
      Curve curve = measure(axis);
      curves.add(curve);
      for (Point point : curve.points()) {
        String row =
            format(
                "%s,%d,%.4f,%.3f%n",
                axis.name(), point.size(), point.milliseconds(), point.megabytes());
        table.append(row);
        System.out.print(row);
      }
    }
    Files.createDirectories(DIRECTORY);
    Files.writeString(DIRECTORY.resolve("scaling.csv"), table);
    Files.writeString(
        DIRECTORY.resolve("scaling-time.svg"), plot("time", curves, Point::milliseconds));
    Files.writeString(
        DIRECTORY.resolve("scaling-memory.svg"), plot("memory", curves, Point::megabytes));
  }

  private static Curve measure(Axis axis) throws RunnerException {
    double largest = axis.work().applyAsDouble(axis.sizes().get(axis.sizes().size() - 1));
    List<Point> points = new ArrayList<>();
    for (int size : axis.sizes()) {
      List<String> parameters = axis.parameters().apply(size);
      RunResult timed = new Runner(timing(axis, parameters).build()).runSingle();
      double allocated =
          timed.getSecondaryResults().get("gc.alloc.rate.norm").getScore() / (1 << 20);
      points.add(
          new Point(
              size,
              axis.work().applyAsDouble(size) / largest,
              timed.getPrimaryResult().getStatistics().getPercentile(50),
              axis.benchmark().equals(STEP) ? smallestHeap(axis, parameters) : allocated));
    }
    return new Curve(axis.name(), points);
  }

  private static OptionsBuilder options(Axis axis, List<String> parameters) {
    var options = new OptionsBuilder();
    options.include(axis.benchmark().replace(".", "\\.") + "$").forks(1);
    options.verbosity(VerboseMode.SILENT);
    for (String parameter : parameters) {
      String[] pair = parameter.split("=");
      options.param(pair[0], pair[1]);
    }
    return options;
  }

  private static OptionsBuilder timing(Axis axis, List<String> parameters) {
    OptionsBuilder options = options(axis, parameters);
    options.warmupIterations(2).warmupTime(TimeValue.seconds(1));
    options.measurementIterations(2).measurementTime(TimeValue.seconds(1));
    options.addProfiler(GCProfiler.class);
    return options;
  }

  /** In megabytes, by halving the interval. */
  private static double smallestHeap(Axis axis, List<String> parameters) {
    int tooSmall = 0;
    int enough = LARGEST_HEAP;
    while (enough - tooSmall > Math.max(HEAP_RESOLUTION, enough / 32)) {
      // Most are far below the largest.
      int tried = tooSmall == 0 ? enough / 4 : (tooSmall + enough) / 2;
      if (fits(axis, parameters, tried)) {
        enough = tried;
      } else {
        tooSmall = tried;
      }
    }
    return enough;
  }

  private static boolean fits(Axis axis, List<String> parameters, int megabytes) {
    OptionsBuilder options = options(axis, parameters);
    options.warmupIterations(0).measurementIterations(1).measurementTime(TimeValue.seconds(1));
    options.jvmArgs("-Xms" + megabytes + "m", "-Xmx" + megabytes + "m").shouldFailOnError(true);
    try {
      new Runner(options.build()).runSingle();
      return true;
    } catch (RunnerException e) {
      return false;
    }
  }

  /** A double logarithmic plot in which the diagonal is proportional growth. */
  private static String plot(String what, List<Curve> curves, ToDoubleFunction<Point> value) {
    List<String> colours =
        List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00");
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 380" font-family="sans-serif" font-size="12">
        <rect width="640" height="380" fill="white"/>
        """);
    for (int decade = -2; decade <= 0; decade++) {
      double x = x(Math.pow(10, decade));
      double y = y(Math.pow(10, decade));
      svg.append(line(x, y(0.01), x, y(1), "#ddd"));
      svg.append(line(x(0.01), y, x(1), y, "#ddd"));
      String label = new String[] {"1/100", "1/10", "1"}[decade + 2];
      svg.append(text(x, y(0.01) + 18, "middle", label));
      svg.append(text(x(0.01) - 8, y + 4, "end", label));
    }
    svg.append(line(x(0.01), y(0.01), x(1), y(1), "#888"));
    svg.append(text(x(0.1), y(0.01) + 38, "middle", "size, in units of the largest"));
    svg.append(text(x(0.01), y(1) - 12, "start", what + ", in units of that at the largest size"));
    svg.append(text(x(1) + 20, y(1) + 4, "start", "grey: proportional"));
    for (int c = 0; c < curves.size(); c++) {
      List<Point> points = curves.get(c).points();
      double largest = value.applyAsDouble(points.get(points.size() - 1));
      StringBuilder path = new StringBuilder();
      for (Point point : points) {
        double x = x(point.work());
        double y = y(value.applyAsDouble(point) / largest);
        path.append(format("%s%.1f %.1f", path.isEmpty() ? "M" : "L", x, y));
        svg.append(
            format(
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n", x, y, colours.get(c)));
      }
      svg.append(format("<path d=\"%s\" fill=\"none\" stroke=\"%s\"/>%n", path, colours.get(c)));
      double y = y(1) + 28 + 20 * c;
      svg.append(line(x(1) + 20, y - 4, x(1) + 40, y - 4, colours.get(c)));
      svg.append(text(x(1) + 46, y, "start", curves.get(c).name()));
    }
    return svg.append("</svg>\n").toString();
  }

  /** 0.01 to 1 are 70 to 430. */
  private static double x(double share) {
    return 430 + 180 * Math.log10(share);
  }

  /** 0.01 to 1 are 320 to 40. */
  private static double y(double share) {
    return 40 - 140 * Math.log10(share);
  }

  private static String line(double x1, double y1, double x2, double y2, String colour) {
    return format(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
        x1, y1, x2, y2, colour);
  }

  private static String text(double x, double y, String anchor, String text) {
    return format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
