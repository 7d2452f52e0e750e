package org.set2model.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.set2model.classification.FewShotClassification;
import org.set2model.classification.FewShotProtocol;
import org.set2model.concept.Embedder;
import org.set2model.data.ConceptImages;
import org.set2model.data.DataSet;
import org.set2model.image.ImageSet;
import org.set2model.io.AtomicFile;
import org.set2model.io.DataException;
import org.set2model.io.Json;
import org.set2model.kernel.Workers;
import org.set2model.retrieval.BootstrapInterval;
import org.set2model.scoring.ScorerKind;
import org.set2model.study.EvaluationJson;

/** The command {@code classify}: the accuracy of few-shot classification. */
final class ClassifyCommand {

  private static final int MOST = 10_000;
  private static final int MOST_EPISODES = 100_000;
  private static final int PERCENT = 100;
  private static final String HELP =
      """
      usage: java -jar set2model.jar classify --network MODEL --data DATA [flags]

      Learns classes from a few images each and measures how many other images are given their
      class. Each episode draws classes at random, examples of each, and queries among the other
      images of these classes. A query goes to the class whose model scores it highest; if
      several classes share the highest score, it counts as wrong. Prints the mean accuracy over
      the episodes with its 95 % bootstrap interval, which speaks of the draw of episodes, not of
      the choice of classes.

        --network MODEL  a trained network (required)
        --data DATA      a folder or zip archive (required): a folder of pictures for each class,
                         such as ALPHABET/character01; or words with search and gallery, of which
                         the gallery is the class, those of the split test if there are splits
        --ways W         classes of an episode, 2 to 10000 (default 20)
        --shots N        examples of a class, 1 to 10000 (default 5)
        --queries Q      the most queries of a class, 1 to 10000 (default 15); a class with fewer
                         images left gives all of them
        --episodes E     1 to 100000 (default 1000)
        --rotations      each class turned by 90, 180 and 270 degrees is a class too, which makes
                         four of one
        --scorer S       avg, nn, gauss, kde, or gmm:K with K >= 2 (default: the network's own);
                         svm is refused, since it needs images of no class to learn from
        --seed S         determines every random choice (default 1)
        --threads T      threads, 1 to 256; results do not depend on it (default: all processors)
        --json FILE      also writes ways, shots, episodes, and accuracy, low and high as
                         fractions

      Classes with fewer images than N + 1 are left out, and that is said.
      """;

  private ClassifyCommand() {}

  /**
   * Runs the command.
   *
   * @throws UsageException if the flags are wrong
   * @throws DataException if the network or the data cannot be used, or has too few classes
   * @throws IOException if the results cannot be written
   */
  static void run(List<String> arguments, PrintStream out) throws IOException {
    if (Flags.askForHelp(arguments)) {
      out.print(HELP);
      return;
    }
    Flags flags =
        new Flags(
            "classify",
            arguments,
            Flags.names("network data ways shots queries episodes scorer seed threads json"),
            Set.of("rotations"));
    Path file = flags.requiredPath("network");
    Path data = flags.requiredPath("data");
    FewShotProtocol protocol =
        new FewShotProtocol(
            flags.integer("ways", 20, 2, MOST),
            flags.integer("shots", 5, 1, MOST),
            flags.integer("queries", 15, 1, MOST),
            flags.integer("episodes", 1000, 1, MOST_EPISODES));
    long seed = flags.longInteger("seed", 1);
    Optional<Path> json = flags.output("json");
    try (Workers workers = new Workers(flags.threads())) {
      Embedder loaded = Embedder.read(file, workers);
      ScorerKind kind = ScorerFlags.classifying(flags, loaded);
      List<ImageSet> classes =
          largeEnough(
              Skipped.report(DataSet.read(data, loaded.input()), out),
              protocol.smallestClass(),
              out);
      boolean rotations = flags.has("rotations");
      requireWays(data, classes.size(), rotations, protocol);
      FewShotClassification classification =
          FewShotClassification.of(classes, rotations, loaded.network());
      BootstrapInterval accuracy =
          BootstrapInterval.ofMean(
              classification.accuracies(protocol, loaded.scorer(kind, seed), seed, workers), seed);
      print(protocol, accuracy, classification.size(), kind, out);
      if (json.isPresent()) {
        AtomicFile.write(json.get(), Json.text(members(protocol, accuracy)));
      }
    }
  }

  /** The images of each class that has enough; says how many have not. */
  private static List<ImageSet> largeEnough(DataSet data, int smallest, PrintStream out) {
    List<ImageSet> all = data.test().stream().map(ConceptImages::showing).toList();
    List<ImageSet> classes = all.stream().filter(images -> images.size() >= smallest).toList();
    if (classes.size() < all.size()) {
      out.printf(
          Locale.ROOT,
          "%d of %d classes left out: fewer than %d images%n",
          all.size() - classes.size(),
          all.size(),
          smallest);
    }
    return classes;
  }

  private static void requireWays(
      Path data, int classes, boolean rotations, FewShotProtocol protocol) {
    int available = rotations ? Math.multiplyExact(4, classes) : classes;
    if (!(available >= protocol.ways())) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: %d classes%s of %d images or more, fewer than %d ways; lower --ways or --shots,"
                  + " or name more data",
              data,
              available,
              rotations ? ", turned ones included," : "",
              protocol.smallestClass(),
              protocol.ways()));
    }
  }

  private static void print(
      FewShotProtocol protocol,
      BootstrapInterval accuracy,
      int classes,
      ScorerKind scorer,
      PrintStream out) {
    out.printf(
        Locale.ROOT,
        "accuracy %.2f %% [%.2f, %.2f]: %d-way %d-shot, %d episodes from %d classes, up to %d"
            + " queries a class, scorer %s%n",
        PERCENT * accuracy.mean(),
        PERCENT * accuracy.low(),
        PERCENT * accuracy.high(),
        protocol.ways(),
        protocol.shots(),
        protocol.episodes(),
        classes,
        protocol.queries(),
        scorer);
  }

  private static Map<String, Object> members(FewShotProtocol protocol, BootstrapInterval accuracy) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("ways", protocol.ways());
    members.put("shots", protocol.shots());
    members.put("episodes", protocol.episodes());
    members.putAll(EvaluationJson.interval("accuracy", accuracy));
    return members;
  }
}
