package org.set2model.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.set2model.concept.Embedder;
import org.set2model.io.AtomicFile;
import org.set2model.io.DataException;
import org.set2model.kernel.Workers;
import org.set2model.retrieval.EmbeddedConcepts;
import org.set2model.retrieval.RetrievalEvaluation;
import org.set2model.scoring.ScorerKind;
import org.set2model.study.EvaluationData;
import org.set2model.study.EvaluationJson;
import org.set2model.study.ResultPages;
import org.set2model.study.Route;

/** The command {@code evaluate}: how well a network's descriptors rank galleries. */
final class EvaluateCommand {

  private static final String SCORERS = "avg,nn,svm,gauss,kde,gmm:2,gmm:3";
  private static final int DEFAULT_SUPPORT = 10;
  private static final int MOST_SUPPORT = 1_000_000;
  private static final String ATTRIBUTION = "ATTRIBUTION.tsv";

  private static final String HELP =
      """
      usage: java -jar set2model.jar evaluate --network MODEL --data D [flags]

      Measures how well images are ranked by what is learned from a search result: mean average
      precision with 95 %% bootstrap intervals over the words, for each scorer.

        --network MODEL   the network, a safetensors file; it says how pictures are converted, and
                          holds the priors of the densities
        --data D          what to evaluate on, one of
                          - train/, validation/, test/ with search/ and gallery/ in each, strips of
                            tiles WORD.png: the test split is taken;
                          - search/ and gallery/ alone, with strips WORD.png, or with a folder of
                            pictures for each word;
                          - a folder of pictures for each class, or a zip of such folders: some
                            pictures of a class describe it, the others are to be found
        --scorers LIST    commas between; those of the default and gmm:K for any K from 2
                          (default %s)
                          avg: inner product with the mean; nn: largest inner product with an
                          example; svm: a linear support vector machine, the set of N images
                          against 2 N images drawn from the other words' search results, C = 1 for
                          all; gauss: a Gaussian; kde: a kernel density; gmm:K: a mixture of K
        --support N       how many pictures describe a class, at most; for class folders alone
                          (default %d)
        --without-background  densities rank by the likelihood alone, not by how much it exceeds
                          that of images in general (see below)
        --seed S          of all that is drawn: pictures that describe a class, starts of mixtures,
                          negatives of svm, bootstrap (default 1)
        --threads T       1 to 256; results do not depend on it (default: all processors)
        --json FILE       also write the results, those of each word included
        --html FILE       also write a page that shows the rankings; words are sorted by the last
                          scorer

      gallery: for each word, the gallery that mixes the images of all words is ranked by what the
      scorer learns from the word's whole search result.

      A density scores an image by log p(image | word) - beta log p(image), with the density of
      images in general, the background, and its exponent beta from the network's file. Networks
      without a background rank by log p(image | word).

      re-ranked: the search result itself is ranked, where it is known what is relevant. Each image
      is scored by what the scorer learns from the other images of the search result (leave-one-out,
      for all scorers alike; an image that took part would find itself). svm keeps its negatives.
      Words whose search result is all relevant, or not at all, are left out.
      A table images.tsv in D, or in the folder above, says what is relevant: tab-separated columns
      split, part, concept, tile, relevant, collection, icon; one line for each search image, part
      being search, tile counting from 0, relevant 1 or 0. For pictures in folders the order is that
      of their sorted names. A concept in several splits is read from that called as the folder.

      Images of equal scores are ranked with the irrelevant first, so no order of files can help.

      Files that cannot be read are skipped and reported. Exit code 2 for a wrong call, 3 for bad
      data or a file that cannot be written.
      """
          .formatted(SCORERS, DEFAULT_SUPPORT);

  private EvaluateCommand() {}

  /**
   * Runs the command.
   *
   * @throws UsageException if the flags are wrong
   * @throws DataException if the network or the data cannot be used
   * @throws IOException if a file cannot be written
   */
  static void run(List<String> arguments, PrintStream out) throws IOException {
    if (Flags.askForHelp(arguments)) {
      out.print(HELP);
      return;
    }
    Flags flags =
        new Flags(
            "evaluate",
            arguments,
            Set.of("network", "data", "scorers", "support", "seed", "threads", "json", "html"),
            Set.of("without-background"));
    Path network = flags.requiredPath("network");
    Path data = flags.requiredPath("data");
    List<ScorerKind> kinds = flags.parsed("scorers", SCORERS, ScorerFlags::list);
    int support = flags.integer("support", DEFAULT_SUPPORT, 1, MOST_SUPPORT);
    long seed = flags.longInteger("seed", 1);
    Optional<Path> json = flags.output("json");
    Optional<Path> html = flags.output("html");
    try (Workers workers = new Workers(flags.threads())) {
      Embedder loaded = Embedder.read(network, workers);
      EvaluationData read = EvaluationData.read(data, loaded.input(), support, seed);
      describe(data, read, flags.has("support"), out);
      Route route = Route.of("", loaded, read.concepts(), seed);
      if (flags.has("without-background")) {
        route = new Route("", route.test(), route.settings().withoutBackground(), seed);
      }
      EmbeddedConcepts concepts = route.test();
      RetrievalEvaluation evaluation =
          RetrievalEvaluation.of(
              concepts, route.settings(), usable(kinds, concepts, flags, out), seed, workers);
      print(evaluation, concepts, seed, out);
      if (json.isPresent()) {
        AtomicFile.write(json.get(), EvaluationJson.of(evaluation, seed));
        out.println("results: " + json.get());
      }
      if (html.isPresent()) {
        ResultPages.evaluation(route, evaluation, credits(data)).write(html.get());
        out.println("rankings: " + html.get());
      }
    }
  }

  /** An SVM needs images of other words; where there are none, one that was not asked for goes. */
  private static List<ScorerKind> usable(
      List<ScorerKind> kinds, EmbeddedConcepts concepts, Flags flags, PrintStream out) {
    if (concepts.size() > 1 || !kinds.contains(ScorerKind.SVM)) {
      return kinds;
    }
    if (flags.has("scorers")) {
      throw new DataException(
          "svm needs images of other words as negatives, and there is a single word: leave svm out"
              + " of --scorers, or add words");
    }
    out.println("svm is left out: it needs images of other words");
    List<ScorerKind> others = new ArrayList<>(kinds);
    others.remove(ScorerKind.SVM);
    return others;
  }

  private static void describe(
      Path data, EvaluationData read, boolean supportGiven, PrintStream out) {
    int search = read.concepts().stream().mapToInt(concept -> concept.search().size()).sum();
    int gallery = read.concepts().stream().mapToInt(concept -> concept.gallery().size()).sum();
    out.printf(
        "%s: %d words, %d search images, a gallery of %d%n",
        data, read.concepts().size(), search, gallery);
    if (supportGiven && !read.drawn()) {
      out.println("--support is without effect: the words have search results of their own");
    }
    Skipped.report(read.skipped(), out);
  }

  private static void print(
      RetrievalEvaluation evaluation, EmbeddedConcepts concepts, long seed, PrintStream out) {
    out.println();
    out.println("mean average precision, 95 % bootstrap intervals over words");
    out.println();
    out.print(ResultPages.table(evaluation, seed).text());
    out.println();
    if (evaluation.rerank().isEmpty() && evaluation.unranked() == 0) {
      out.println("nothing was re-ranked: which search images are relevant is not known");
    } else {
      out.printf(
          "re-ranked: %d of %d words; of %d the search result is all relevant or not at all%n",
          concepts.size() - evaluation.unranked(), concepts.size(), evaluation.unranked());
    }
  }

  /** Names the table of authors and licenses where there is one. */
  private static String credits(Path data) {
    Path above = data.toAbsolutePath().normalize().getParent();
    boolean beside =
        Files.exists(data.resolve(ATTRIBUTION))
            || above != null && Files.exists(above.resolve(ATTRIBUTION));
    return "The images are those of "
        + data
        + (beside ? "; " + ATTRIBUTION + " there names their authors and licenses." : ".");
  }
}
