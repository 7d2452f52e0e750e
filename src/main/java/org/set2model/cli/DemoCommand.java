package org.set2model.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.set2model.concept.Embedder;
import org.set2model.data.IconFolder;
import org.set2model.io.AtomicFile;
import org.set2model.io.DataException;
import org.set2model.kernel.Workers;
import org.set2model.mixture.Differentiation;
import org.set2model.report.RankingPage;
import org.set2model.scoring.ScorerKind;
import org.set2model.study.Experiment;
import org.set2model.study.ExperimentRun;
import org.set2model.study.ResultPages;
import org.set2model.study.Route;
import org.set2model.study.Splits;

/** The command {@code demo}: the main job on the icon data, end to end. */
final class DemoCommand {

  private static final List<String> PICTURES = List.of("planet.zip", "gallery.zip");

  private static final String HELP =
      """
      usage: java -jar set2model.jar demo [flags]

      Trains networks on the training words of the icon data, picks what it must on the
      validation words, ranks the gallery of the unseen test words from their raw search
      results, and writes a page that shows the rankings.

        --quick         trains nothing: ranks by the network that comes with the program; where
                        there is no icon data, only the few pictures that come with it
        --data DIR      the icon data (default testdata/icons, as in a checkout)
        --output FILE   the page (default target/demo.html)
        --steps N       training steps of the longest route, at least 1 (default 1500); with 100
                        it takes a tenth of the time, and ranks worse
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
    int steps = flags.integer("steps", Experiment.DEFAULT_STEPS, 1, 1_000_000);
    ScorerKind model = ScorerFlags.trained(flags, "model", "kde");
    Differentiation gradient = TrainingFlags.gradient(flags, "model", model);
    long seed = flags.longInteger("seed", 1);
    int threads = flags.threads();
    boolean quick = flags.has("quick");
    if (quick && (flags.has("steps") || flags.has("model") || flags.has("gradient"))) {
      throw new UsageException("--quick trains nothing: leave out --steps, --model and --gradient");
    }

    if (!flags.has("data") && !Files.isDirectory(data)) {
      if (!quick) {
        throw new DataException(
            "demo trains on the icon data, which is not at "
                + data
                + ": run it from a checkout, name the data by --data, or give --quick");
      }
      rankPicturesOfTheJar(folder(page), out, interactive);
      return;
    }
    AtomicFile.requireWritable(page);
    try (Workers workers = new Workers(threads)) {
      Embedder trained = quick ? Embedder.icons(workers) : null;
      IconFolder icons = quick ? IconFolder.read(data, trained.input()) : IconFolder.read(data);
      int side = icons.test().get(0).search().side();
      Experiment experiment = Experiment.demo(side, steps, model, gradient);
      Splits splits = Splits.forExperiment(icons, experiment.draw().sizes().support());
      out.printf(
          "%d training, %d validation and %d test words from %s%n",
          splits.training().size(), splits.validation().size(), splits.test().size(), data);
      List<Route> routes =
          quick
              ? List.of(Route.of("trained before", trained, splits.test(), seed))
              : new ExperimentRun(experiment, splits, workers, out, interactive).routes(seed);
      RankingPage rankings = ResultPages.demo(routes, experiment.scorers(), workers);
      out.println();
      out.println("mean average precision on the test words, 95 % bootstrap intervals over words");
      out.println();
      out.print(rankings.results().text());
      rankings.write(page);
      out.println();
      out.println("rankings: " + page.toAbsolutePath().normalize());
    }
  }

  /** What can be shown without any data: one concept, and a small gallery ranked by it. */
  private static void rankPicturesOfTheJar(Path output, PrintStream out, boolean interactive)
      throws IOException {
    out.println("no icon data here: one concept of the pictures that come with the program");
    Path folder = Files.createTempDirectory("set2model");
    try {
      for (String name : PICTURES) {
        try (InputStream pictures = DemoCommand.class.getResourceAsStream(name)) {
          Files.copy(pictures, folder.resolve(name));
        }
      }
      RankCommand.run(
          List.of(
              "--concept", folder.resolve(PICTURES.get(0)).toString(),
              "--gallery", folder.resolve(PICTURES.get(1)).toString(),
              "--output", output.toString()),
          out,
          interactive);
    } finally {
      for (String name : PICTURES) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.delete(folder);
    }
  }

  /** {@code target/demo.html} without its ending. */
  private static Path folder(Path page) {
    String name = page.getFileName().toString();
    return page.resolveSibling(
        name.endsWith(".html") ? name.substring(0, name.length() - 5) : name);
  }
}
