package org.set2model.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.set2model.classification.OneShotClassification;
import org.set2model.concept.Embedder;
import org.set2model.data.OneShotRun;
import org.set2model.data.OneShotRuns;
import org.set2model.image.InputFormat;
import org.set2model.image.Polarity;
import org.set2model.io.AtomicFile;
import org.set2model.io.DataException;
import org.set2model.io.Json;
import org.set2model.kernel.Workers;
import org.set2model.network.WarpedEmbedding;
import org.set2model.scoring.ScorerKind;

/** The command {@code oneshot}: the error on the runs of a one-shot challenge. */
final class OneShotCommand {

  private static final String HAUSDORFF = "hausdorff";

  /** The size of the challenge's drawings, which this format leaves as they are. */
  private static final InputFormat DRAWINGS = new InputFormat(105, 1, Polarity.DARK_ON_LIGHT);

  private static final int PERCENT = 100;
  private static final int DEFAULT_WARPS = 16;
  private static final int MOST_WARPS = 10_000;

  private static final String HELP =
      """
      usage: java -jar set2model.jar oneshot --network MODEL --runs RUNS [flags]
             java -jar set2model.jar oneshot --scorer hausdorff --runs RUNS [flags]

      Classifies the items of one-shot runs as in the Omniglot challenge: every class is learned
      from its single training image, and every item is compared with all training images of its
      run. Prints the error of each run and their mean.

        --network MODEL  a trained network (required, but not for hausdorff)
        --runs RUNS      a folder or zip archive (required), such as the challenge's all_runs.zip:
                         it holds, or one folder in it holds, folders run01, run02, ..., each with
                         test/, training/ and class_labels.txt of lines like
                         'run01/test/item01.png run01/training/class08.png'
        --scorer S       avg, nn, gauss, kde, or gmm:K with K >= 2 (default: the network's own);
                         an item whose highest score several classes share counts as an error;
                         svm is refused, since it needs images of no class to learn from
                         hausdorff: the challenge's baseline, the modified Hausdorff distance
                         between the ink pixels of pictures, dark on light, of 105 x 105 pixels,
                         to which others are scaled; the first of equal distances wins
        --warps N        descriptors are averaged over the image and N - 1 slight warps of it
                         (default %d); 1 takes the network's own
        --seed S         determines every random choice, those of a mixture's fit (default 1)
        --threads T      threads, 1 to 256; results do not depend on it (default: all processors)
        --json FILE      also writes error, the mean over runs, and runs, the error of each in the
                         order of names, as fractions
      """
          .formatted(DEFAULT_WARPS);

  private OneShotCommand() {}

  /**
   * Runs the command.
   *
   * @throws UsageException if the flags are wrong
   * @throws DataException if the network or the runs cannot be used
   * @throws IOException if the results cannot be written
   */
  static void run(List<String> arguments, PrintStream out) throws IOException {
    if (Flags.askForHelp(arguments)) {
      out.print(HELP);
      return;
    }
    Flags flags =
        new Flags(
            "oneshot",
            arguments,
            Set.of("network", "runs", "scorer", "warps", "seed", "threads", "json"));
    Path source = flags.requiredPath("runs");
    boolean hausdorff = flags.text("scorer", "").equals(HAUSDORFF);
    if (hausdorff && (flags.has("network") || flags.has("warps"))) {
      throw new UsageException(
          "--scorer hausdorff uses no network: leave out --network and --warps");
    }
    int warps = flags.integer("warps", DEFAULT_WARPS, 1, MOST_WARPS);
    Optional<Path> network =
        hausdorff ? Optional.empty() : Optional.of(flags.requiredPath("network"));
    long seed = flags.longInteger("seed", 1);
    Optional<Path> json = flags.output("json");
    List<OneShotRun> runs;
    double[] errors;
    String scorer;
    try (Workers workers = new Workers(flags.threads())) {
      if (network.isPresent()) {
        Embedder loaded = Embedder.read(network.get(), workers);
        ScorerKind kind = ScorerFlags.classifying(flags, loaded);
        runs = OneShotRuns.read(source, loaded.input());
        errors =
            OneShotClassification.errors(
                runs,
                new WarpedEmbedding(loaded.network(), warps)::embed,
                loaded.scorer(kind, seed),
                workers);
        scorer = kind.toString();
      } else {
        runs = OneShotRuns.read(source, DRAWINGS);
        errors = OneShotClassification.hausdorffErrors(runs, workers);
        scorer = HAUSDORFF;
      }
    }
    double mean = Arrays.stream(errors).sum() / errors.length;
    print(runs, errors, mean, scorer, out);
    if (json.isPresent()) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("error", mean);
      members.put("runs", Arrays.stream(errors).boxed().toList());
      AtomicFile.write(json.get(), Json.text(members));
    }
  }

  private static void print(
      List<OneShotRun> runs, double[] errors, double mean, String scorer, PrintStream out) {
    for (int run = 0; run < errors.length; run++) {
      out.printf(
          Locale.ROOT,
          "%s  error %6.2f %%, %d items, %d classes%n",
          runs.get(run).name(),
          PERCENT * errors[run],
          runs.get(run).items().size(),
          runs.get(run).classes().size());
    }
    out.printf(
        Locale.ROOT,
        "mean error %.2f %% over %d runs, scorer %s%n",
        PERCENT * mean,
        errors.length,
        scorer);
  }
}
