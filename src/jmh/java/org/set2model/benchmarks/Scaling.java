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
import org.set2model.plot.LinePlot;
import org.set2model.plot.Series;

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
    write("time", curves, Point::milliseconds);
    write("memory", curves, Point::megabytes);
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

  /** A double logarithmic plot with a line of proportional growth. */
  private static void write(String what, List<Curve> curves, ToDoubleFunction<Point> value)
      throws IOException {
    List<Series> series = new ArrayList<>();
    for (Curve curve : curves) {
      List<Point> points = curve.points();
      double largest = value.applyAsDouble(points.get(points.size() - 1));
      series.add(
          Series.marked(
              curve.name(),
              points.stream().mapToDouble(Point::work).toArray(),
              points.stream().mapToDouble(p -> value.applyAsDouble(p) / largest).toArray()));
    }
    double[] ends = {0.01, 1};
    series.add(Series.guide("proportional", ends, ends));
    LinePlot plot =
        new LinePlot(
            what + " by size",
            new LinePlot.Axis("size, in units of the largest", true),
            new LinePlot.Axis(what + ", in units of that at the largest size", true),
            series);
    Files.writeString(DIRECTORY.resolve("scaling-" + what + ".svg"), plot.svg());
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
