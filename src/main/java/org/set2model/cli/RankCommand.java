package org.set2model.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.set2model.concept.Concept;
import org.set2model.concept.ConceptModel;
import org.set2model.concept.Embedder;
import org.set2model.concept.Outliers;
import org.set2model.data.ImageFiles;
import org.set2model.data.ImageFolder;
import org.set2model.io.AtomicFile;
import org.set2model.io.DataException;
import org.set2model.io.Progress;
import org.set2model.kernel.Workers;
import org.set2model.report.ConceptPage;
import org.set2model.scoring.ScorerKind;

/** The command {@code rank}: learns a concept from a person's images and ranks others by it. */
final class RankCommand {

  private static final String HELP =
      """
      usage: java -jar set2model.jar rank --concept SET --gallery SET --output DIR [flags]

      Learns what the images of one folder have in common, tells which of them do not belong, and
      ranks the images of another folder by it.

        --network MODEL   a trained network, as the command train writes it (default: the one
                          that comes with the program, which is for icons: drawings and
                          pictograms, not photographs)
        --concept SET     the example images: a folder or zip, with all folders below; the raw
                          result of an image search will do
        --gallery SET     the images to rank, likewise, as many as you like: they are not held in
                          memory
        --output DIR      where to write, made if need be; files of an earlier run are replaced:
                          ranking.csv  rank,file,log-likelihood,component
                          index.html   the examples, with their outliers, the components, and the
                                       best of the gallery; a page that loads nothing
        --scorer S        how to learn: gauss, a Gaussian; gmm:K, a mixture of K of them, K from 2;
                          kde, a kernel on every example; nn, the nearest example; avg, the mean of
                          the examples (default: the one the network was trained for)
        --top N           the best N images only (default: all in ranking.csv, 200 on the page,
                          which never shows more)
        --seed S          of the starts of a mixture's fit (default 1)
        --threads T       threads, 1 to 256; results do not depend on it (default: all processors)

      Images are PNG, JPEG, GIF or BMP of any size. Files that cannot be read are skipped, and
      listed on the page.

      Where the network's file has a background, the density of images in general, log-likelihoods
      are relative to it: log p(image | concept) - beta log p(image), beta being in the file too.

      In ranking.csv scores read back exactly, and names are quoted as in RFC 4180. The component is
      the one responsible for the image, counted from 1, the heaviest first; for kde it is the
      number of the nearest example, in the order of their names. For nn and avg the third column
      is called score, and the fourth is empty.

      An example is an outlier if its score, by what is learned from the others without it, is two
      standard deviations, robustly estimated, below the median.

      Exit code 2 for a wrong call, 3 if there is no image to learn from or to rank, or the network
      cannot be read; nothing is written then.
      """;

  private static final String ICONS = "the one for icons that comes with the program";

  private RankCommand() {}

  /**
   * Runs the command.
   *
   * @param interactive whether {@code out} is a terminal
   * @throws UsageException if the flags are wrong
   * @throws DataException if the network cannot be used, or there is no image to learn or to rank
   * @throws IOException if a file cannot be written
   */
  static void run(List<String> arguments, PrintStream out, boolean interactive) throws IOException {
    if (Flags.askForHelp(arguments)) {
      out.print(HELP);
      return;
    }
    Flags flags =
        new Flags(
            "rank",
            arguments,
            Set.of("network", "concept", "gallery", "output", "scorer", "top", "seed", "threads"));
    Optional<Path> networkFile = flags.path("network");
    Path conceptPath = flags.requiredPath("concept");
    Path galleryPath = flags.requiredPath("gallery");
    Path output = flags.requiredPath("output");
    Optional<ScorerKind> asked =
        flags.has("scorer")
            ? Optional.of(flags.parsed("scorer", "", ScorerKind::parse))
            : Optional.empty();
    asked.ifPresent(RankCommand::requirePositivesOnly);
    int top = flags.integer("top", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
    long seed = flags.longInteger("seed", 1);
    int threads = flags.threads();
    Path csv = output.resolve("ranking.csv");
    Path html = output.resolve("index.html");
    AtomicFile.requireWritable(csv);
    AtomicFile.requireWritable(html);

    try (Workers workers = new Workers(threads);
        ImageFolder concept = ImageFolder.open(conceptPath);
        ImageFolder gallery = ImageFolder.open(galleryPath)) {
      Embedder embedder =
          networkFile.isPresent()
              ? Embedder.read(networkFile.get(), workers)
              : Embedder.icons(workers);
      ScorerKind kind = asked.orElse(embedder.settings().scorer());
      requirePositivesOnly(kind);
      if (gallery.size() == 0) {
        throw gallery.noImage(List.of());
      }

      ImageFiles examples = concept.readAll(embedder.input(), workers);
      Concept learned = embedder.learn(embedder.embed(examples.images()), kind, seed);
      Outliers outliers = learned.outliers();
      printConcept(conceptPath, kind, examples, learned.model(), outliers, out);

      var progress = new Progress(out, interactive, System::nanoTime, gallery.size());
      RankedGallery ranked =
          RankedGallery.of(gallery, embedder, learned.model(), workers, progress);
      Skipped.report(ranked.skipped(), out);

      ConceptPage page =
          new RankPage(examples, learned, outliers, ranked)
              .page(
                  name(conceptPath),
                  List.of(
                      new ConceptPage.Fact("Examples", conceptPath.toString()),
                      new ConceptPage.Fact("Gallery", galleryPath.toString()),
                      new ConceptPage.Fact(
                          "Network", networkFile.map(Path::toString).orElse(ICONS)),
                      new ConceptPage.Fact("Scorer", kind + ", seed " + seed)),
                  top,
                  concept,
                  gallery,
                  embedder.input(),
                  workers);
      String pageText = page.html();
      AtomicFile.write(csv, table -> ranked.writeTable(learned.model().scoreName(), top, table));
      AtomicFile.write(html, pageText);
      printResult(ranked, outliers, out);
      out.println("ranking: " + csv.toAbsolutePath().normalize());
      out.println("page: " + html.toAbsolutePath().normalize());
    }
  }

  private static void requirePositivesOnly(ScorerKind kind) {
    if (kind.equals(ScorerKind.SVM)) {
      throw new UsageException(
          "rank knows no images that do not belong to the concept, which svm needs: give --scorer"
              + " gauss, gmm:K, kde, nn or avg");
    }
  }

  /** What a concept is called: its folder or archive. */
  private static String name(Path path) {
    Path file = path.toAbsolutePath().normalize().getFileName();
    String name = file == null ? path.toString() : file.toString();
    return name.toLowerCase(Locale.ROOT).endsWith(".zip")
        ? name.substring(0, name.length() - ".zip".length())
        : name;
  }

  private static void printConcept(
      Path path,
      ScorerKind kind,
      ImageFiles examples,
      ConceptModel model,
      Outliers outliers,
      PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%s from %s, %s; scorer %s%n",
        count(examples.names().size(), "example"),
        path,
        count(outliers.count(), "outlier"),
        kind);
    if (kind.family() == ScorerKind.Family.GMM && model.components() < kind.components()) {
      out.printf(
          Locale.ROOT,
          "%d components were asked for, but no more than %d examples differ%n",
          kind.components(),
          model.components());
    }
    Skipped.report(examples.skipped(), out);
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private static void printResult(RankedGallery ranked, Outliers outliers, PrintStream out) {
    int likely = 0;
    for (double score : ranked.scores()) {
      likely += score >= outliers.limit() ? 1 : 0;
    }
    out.print(count(ranked.scores().length, "image") + " ranked");
    if (Double.isFinite(outliers.limit())) {
      out.printf(
          Locale.ROOT,
          "; %d of them score at least %.4g, below which an example is an outlier",
          likely,
          outliers.limit());
    }
    out.println();
  }
}
