package org.set2model.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.set2model.concept.Embedder;
import org.set2model.io.AtomicFile;
import org.set2model.io.DataException;
import org.set2model.io.Json;
import org.set2model.kernel.Workers;
import org.set2model.plot.LinePlot;
import org.set2model.plot.Series;
import org.set2model.report.ResultTable;
import org.set2model.retrieval.BootstrapInterval;
import org.set2model.retrieval.EmbeddedConcepts;
import org.set2model.scoring.ScorerKind;
import org.set2model.study.EvaluationData;
import org.set2model.study.NoiseStudy;

/** The command {@code experiment noise}: rankings from noisy and from ambiguous sets. */
final class NoiseCommand {

  private static final String SCORERS = "avg,nn,svm,gauss,gmm:2,gmm:3,kde";

  private static final String HELP =
      """
      usage: java -jar set2model.jar experiment noise --network MODEL [flags]

      Measures how rankings of a gallery suffer when a share of the describing images shows other
      concepts (0 to 70 %%), and when the set is the union of one to three concepts' sets, all of
      which are to be found. Writes noise.svg, noise.json and noise.txt.

        --network MODEL   the network
        --data D          concepts to test on, as for 'evaluate' (default testdata/icons). Sets are
                          drawn from the search images known to be relevant, %d for a concept
        --scorers LIST    which scorers (default %s)
        --repeats N       draws for each concept (default 3)
        --support N       images that describe a class, where the data is classes (default 10)
        --output DIR      where to write (default target/experiment-noise)
        --seed S          determines every random choice (default 1)
        --threads T       threads, 1 to 256; results do not depend on it (default: all processors)
      """
          .formatted(NoiseStudy.SET, SCORERS);

  private NoiseCommand() {}

  /**
   * Runs the command.
   *
   * @throws UsageException if the flags are wrong
   * @throws IOException if a file cannot be written
   */
  static void run(List<String> arguments, PrintStream out) throws IOException {
    if (Flags.askForHelp(arguments)) {
      out.print(HELP);
      return;
    }
    Flags flags =
        new Flags(
            "experiment noise",
            arguments,
            Set.of(
                "network", "data", "scorers", "repeats", "support", "output", "seed", "threads"));
    Path file = flags.requiredPath("network");
    Path data = flags.path("data", "testdata/icons");
    Path output = flags.path("output", "target/experiment-noise");
    List<ScorerKind> kinds =
        flags.parsed(
            "scorers",
            SCORERS,
            text -> Arrays.stream(text.split(",")).map(ScorerKind::parse).distinct().toList());
    int repeats = flags.integer("repeats", 3, 1, 10_000);
    int support = flags.integer("support", 10, 1, 1_000_000);
    long seed = flags.longInteger("seed", 1);
    AtomicFile.requireWritable(output.resolve("noise.svg"));
    try (Workers workers = new Workers(flags.threads())) {
      Embedder network = Embedder.read(file, workers);
      EvaluationData evaluation = EvaluationData.read(data, network.input(), support, seed);
      Skipped.report(evaluation.skipped(), out);
      if (evaluation.concepts().size() <= NoiseStudy.MOST_MERGED) {
        throw new DataException(
            data + ": " + evaluation.concepts().size() + " concepts are too few to merge three");
      }
      var embedded = new EmbeddedConcepts(evaluation.concepts(), network.network());
      var study = new NoiseStudy(embedded, network.settings(), repeats, seed, workers);
      write(study.byNoise(kinds), study.byPolysemy(kinds), output, out);
    }
  }

  private static void write(
      Map<ScorerKind, List<BootstrapInterval>> noise,
      Map<ScorerKind, List<BootstrapInterval>> polysemy,
      Path output,
      PrintStream out)
      throws IOException {
    double[] percent = Arrays.stream(NoiseStudy.SHARES).map(share -> 100 * share).toArray();
    double[] merged = IntStream.rangeClosed(1, NoiseStudy.MOST_MERGED).asDoubleStream().toArray();
    String text =
        "mean average precision by the share of irrelevant images in the set\n\n"
            + table(noise, percent, " %").text()
            + "\nby the number of concepts in the set\n\n"
            + table(polysemy, merged, "").text();
    out.print(text);
    LinePlot.Axis precision = new LinePlot.Axis("mean average precision", false);
    AtomicFile.write(
        output.resolve("noise.svg"),
        LinePlot.panels(
            List.of(
                new LinePlot(
                    "Noise",
                    new LinePlot.Axis("irrelevant images in the set, %", false),
                    precision,
                    series(noise, percent)),
                new LinePlot(
                    "Polysemy",
                    new LinePlot.Axis("concepts in the set", false),
                    precision,
                    series(polysemy, merged)))));
    AtomicFile.write(output.resolve("noise.txt"), text);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("noise", json(noise, percent, "percent"));
    json.put("polysemy", json(polysemy, merged, "concepts"));
    AtomicFile.write(output.resolve("noise.json"), Json.text(json));
    out.println("\nplot: " + output.resolve("noise.svg").toAbsolutePath().normalize());
  }

  private static ResultTable table(
      Map<ScorerKind, List<BootstrapInterval>> results, double[] levels, String unit) {
    return new ResultTable(
        results.keySet().stream().map(ScorerKind::toString).toList(),
        Arrays.stream(levels).mapToObj(level -> (int) Math.round(level) + unit).toList(),
        results.values().stream()
            .map(row -> row.toArray(BootstrapInterval[]::new))
            .toArray(BootstrapInterval[][]::new));
  }

  private static List<Series> series(
      Map<ScorerKind, List<BootstrapInterval>> results, double[] levels) {
    List<Series> series = new ArrayList<>();
    results.forEach(
        (kind, row) ->
            series.add(
                Series.marked(
                    kind.toString(),
                    levels,
                    row.stream().mapToDouble(BootstrapInterval::mean).toArray(),
                    row.stream().mapToDouble(BootstrapInterval::low).toArray(),
                    row.stream().mapToDouble(BootstrapInterval::high).toArray())));
    return series;
  }

  private static Map<String, Object> json(
      Map<ScorerKind, List<BootstrapInterval>> results, double[] levels, String role) {
    Map<String, Object> json = new LinkedHashMap<>();
    results.forEach(
        (kind, row) -> {
          List<Object> points = new ArrayList<>();
          for (int i = 0; i < levels.length; i++) {
            Map<String, Object> point = new LinkedHashMap<>();
            point.put(role, Math.round(levels[i]));
            point.put("map", row.get(i).mean());
            point.put("low", row.get(i).low());
            point.put("high", row.get(i).high());
            points.add(point);
          }
          json.put(kind.toString(), points);
        });
    return json;
  }
}
