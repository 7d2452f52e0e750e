package org.set2model.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.set2model.concept.Embedder;
import org.set2model.io.AtomicFile;
import org.set2model.io.DataException;
import org.set2model.io.Json;
import org.set2model.kernel.Workers;
import org.set2model.plot.LinePlot;
import org.set2model.scoring.ScorerKind;
import org.set2model.study.EvaluationData;
import org.set2model.study.NoiseCurves;
import org.set2model.study.NoiseStudy;
import org.set2model.study.Route;

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
    List<ScorerKind> kinds = flags.parsed("scorers", SCORERS, ScorerFlags::list);
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
      Route route = Route.of("", network, evaluation.concepts(), seed);
      var study = new NoiseStudy(route, repeats, workers);
      write(study.byNoise(kinds), study.byPolysemy(kinds), output, out);
    }
  }

  private static void write(NoiseCurves noise, NoiseCurves polysemy, Path output, PrintStream out)
      throws IOException {
    String text =
        "mean average precision by the share of irrelevant images in the set\n\n"
            + noise.table().text()
            + "\nby the number of concepts in the set\n\n"
            + polysemy.table().text();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("noise", noise.json());
    json.put("polysemy", polysemy.json());
    out.print(text);
    AtomicFile.write(
        output.resolve("noise.svg"), LinePlot.panels(List.of(noise.plot(), polysemy.plot())));
    AtomicFile.write(output.resolve("noise.txt"), text);
    AtomicFile.write(output.resolve("noise.json"), Json.text(json));
    out.println("\nplot: " + output.resolve("noise.svg").toAbsolutePath().normalize());
  }
}
