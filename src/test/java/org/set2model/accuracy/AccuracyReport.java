package org.set2model.accuracy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.set2model.kernel.Workers;

/**
 * Searches for the worst errors of every value and derivative and writes them into the {@link
 * Page}, with its two plots. Run from the project's directory:
 *
 * <pre>
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *     -Dexec.mainClass=org.set2model.accuracy.AccuracyReport
 * </pre>
 */
public final class AccuracyReport {

  private static final Path IMAGES = Path.of("src/site/resources/images");

  private AccuracyReport() {}

  /** Searches and writes. */
  public static void main(String[] arguments) throws IOException {
    List<Figures> figures = search(Subject.all());
    Page.write(figures, machine());
    Files.writeString(IMAGES.resolve("accuracy-errors.svg"), errors(figures).svg());
    Files.writeString(IMAGES.resolve("accuracy-shares.svg"), shares(figures).svg());
  }

  /** The figures of all subjects, in their order. */
  static List<Figures> search(List<Subject> subjects) {
    List<List<Figures>> found = new ArrayList<>(Collections.nCopies(subjects.size(), List.of()));
    // The largest stand last.
    new Workers(Runtime.getRuntime().availableProcessors())
        .run(
            subjects.size(),
            (task, worker) -> {
              int i = subjects.size() - 1 - task;
              found.set(i, Search.of(subjects.get(i)));
            });
    return found.stream().flatMap(List::stream).toList();
  }

  private static String machine() {
    return String.format(
        Locale.ROOT,
        "Figures of Java %s (%s) on %s, %s.",
        System.getProperty("java.version"),
        System.getProperty("java.vm.vendor"),
        System.getProperty("os.name"),
        System.getProperty("os.arch"));
  }

  private static Chart errors(List<Figures> figures) {
    return new Chart(
        "Errors of drawn inputs: from the root mean square to the largest",
        "ulp of the largest entry",
        -1,
        8,
        0.5,
        rows(figures, side -> new Chart.Span(side.mean(), side.drawn())));
  }

  private static Chart shares(List<Figures> figures) {
    return new Chart(
        "The largest error that was found, as a share of what the plain formula is allowed",
        "share",
        -8,
        2,
        1,
        rows(figures, side -> new Chart.Span(0, side.share())));
  }

  private static List<Chart.Row> rows(
      List<Figures> figures, Function<Summary.Side, Chart.Span> span) {
    return Summary.of(figures).stream()
        .map(
            summary ->
                new Chart.Row(
                    summary.subject(),
                    span.apply(summary.value()),
                    span.apply(summary.derivative())))
        .toList();
  }
}
