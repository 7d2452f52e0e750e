package org.set2model.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.set2model.concept.LoadedNetwork;
import org.set2model.data.IconFolder;
import org.set2model.io.AtomicFile;
import org.set2model.kernel.Workers;
import org.set2model.mixture.Differentiation;
import org.set2model.report.RankingPage;
import org.set2model.scoring.ScorerKind;
import org.set2model.study.IconStudy;
import org.set2model.study.Route;
import org.set2model.study.StudyPage;

/** The command {@code demo}: the main job on the icon data, end to end. */
final class DemoCommand {

  private static final int DEFAULT_STEPS = 1500;
  private static final Path NETWORK = Path.of("testdata/models/icons.safetensors");

  private static final String HELP =
      """
      usage: java -jar set2model.jar demo [flags]

      Trains networks on the training words of the icon data, picks what it must on the
      validation words, ranks the gallery of the unseen test words from their raw search
      results, and writes a page that shows the rankings.

        --quick         trains nothing: ranks by the network testdata/models/icons.safetensors
        --data DIR      the icon data (default testdata/icons)
        --output FILE   the page (default target/demo.html)
        --steps N       training steps of the longest route, at least 1 (default 1500)
        --model M       what the last route trains through: kde (default), a kernel density;
                        gauss; or gmm:K, a mixture of K components
        --gradient G    through the fit of a mixture: unrolled (default) or implicit
        --seed S        determines every random choice (default 1)
        --threads T     threads, 1 to 256; results do not depend on it (default: all processors)
      """;

  private DemoCommand() {}

  /**
   * Runs the command.
   *
   * @throws UsageException if the flags are wrong
   * @throws IOException if the page cannot be written
   */
  static void run(List<String> arguments, PrintStream out, boolean interactive) throws IOException {
    if (Flags.askForHelp(arguments)) {
      out.print(HELP);
      return;
    }
    Flags flags =
        new Flags(
            "demo",
            arguments,
            Set.of("data", "output", "steps", "model", "gradient", "seed", "threads"),
            Set.of("quick"));
    Path data = flags.path("data", "testdata/icons");
    Path page = flags.path("output", "target/demo.html");
    int steps = flags.integer("steps", DEFAULT_STEPS, 1, 1_000_000);
    ScorerKind model = TrainingFlags.scorer(flags, "model", "kde");
    Differentiation gradient = TrainingFlags.gradient(flags, "model", model);
    long seed = flags.longInteger("seed", 1);
    int threads = flags.threads();
    boolean quick = flags.has("quick");
    if (quick && (flags.has("steps") || flags.has("model") || flags.has("gradient"))) {
      throw new UsageException("--quick trains nothing: leave out --steps, --model and --gradient");
    }

    AtomicFile.requireWritable(page);
    try (Workers workers = new Workers(threads)) {
      LoadedNetwork trained = quick ? LoadedNetwork.read(NETWORK, workers) : null;
      IconFolder icons = quick ? IconFolder.read(data, trained.input()) : IconFolder.read(data);
      out.printf(
          "%d training, %d validation and %d test words from %s%n",
          icons.train().size(), icons.validation().size(), icons.test().size(), data);
      IconStudy study = new IconStudy(icons, model, gradient, seed, workers, out, interactive);
      List<Route> routes = quick ? List.of(study.route(trained)) : study.routes(steps);
      RankingPage rankings = new StudyPage(icons.test(), routes, seed, workers).page();
      out.println();
      out.println("mean average precision on the test words, 95 % bootstrap intervals over words");
      out.println();
      out.print(rankings.results().text());
      rankings.write(page);
      out.println();
      out.println("rankings: " + page.toAbsolutePath().normalize());
    }
  }
}
