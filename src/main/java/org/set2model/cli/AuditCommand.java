package org.set2model.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.set2model.audit.Audit;
import org.set2model.audit.AuditJson;
import org.set2model.audit.AuditPage;
import org.set2model.audit.Catalogue;
import org.set2model.gradcheck.Verdict;
import org.set2model.kernel.Workers;
import org.set2model.report.AtomicFile;

/** {@code set2model audit}: checks every gradient of the program. */
final class AuditCommand {

  private static final int DEFAULT_CASES = 50;
  private static final int MOST_CASES = 100_000;
  private static final int MOST_THREADS = 1024;

  private static final String HELP =
      """
      set2model audit checks every operation, layer, model and loss that carries a gradient
      against extrapolated differences of its value, on random and on hard cases.

      usage: java -jar set2model.jar audit [flags]

        --seed S      seed of the cases (default 1)
        --cases N     cases of each function (default %d)
        --threads T   threads; the result does not depend on them (default: all processors)
        --html FILE   also write a page with the formulas
        --json FILE   also write the results as JSON

      A case that cannot be resolved, as beside a kink within rounding, is replaced by another of its
      kind and counted.

      Exit code 0 if all gradients agree, 1 if one does not or could not be resolved.
      """
          .formatted(DEFAULT_CASES);

  private AuditCommand() {}

  /** Runs the command; returns its exit code. */
  static int run(List<String> arguments, PrintStream out) throws IOException {
    if (Flags.askForHelp(arguments)) {
      out.print(HELP);
      return Main.SUCCESS;
    }
    Flags flags = new Flags("audit", arguments, Set.of("seed", "cases", "threads", "html", "json"));
    long seed = flags.longInteger("seed", 1);
    int cases = flags.integer("cases", DEFAULT_CASES, 1, MOST_CASES);
    int processors = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    String html = flags.text("html", "");
    String json = flags.text("json", "");
    requireWritable(html);
    requireWritable(json);
    Audit audit;
    try (Workers workers = new Workers(flags.integer("threads", processors, 1, MOST_THREADS))) {
      audit = Audit.run(Catalogue.entries(), seed, cases, workers);
    }
    print(audit, out);
    write(html, AuditPage.of(audit));
    write(json, AuditJson.of(audit));
    return audit.verdict() == Verdict.AGREE ? Main.SUCCESS : Main.FAILED_AUDIT;
  }

  private static void print(Audit audit, PrintStream out) {
    List<Audit.Result> results = audit.operations();
    int names = width(results.stream().map(result -> result.entry().name()).toList());
    int formulas = width(results.stream().map(result -> result.entry().formula().text()).toList());
    int sources = width(results.stream().map(result -> result.entry().source()).toList());
    String row =
        "%-" + names + "s  %-" + formulas + "s  %-" + sources + "s  %6s  %8s  %9s  %11s  %s%n";
    out.printf(
        Locale.ROOT,
        row,
        "operation",
        "formula",
        "source",
        "cases",
        "replaced",
        "error",
        "uncertainty",
        "verdict");
    for (Audit.Result result : results) {
      out.printf(
          Locale.ROOT,
          row,
          result.entry().name(),
          result.entry().formula().text(),
          result.entry().source(),
          result.cases(),
          result.replaced(),
          String.format(Locale.ROOT, "%.1e", result.worstRelativeError()),
          String.format(Locale.ROOT, "%.1e", result.uncertainty()),
          result.verdict());
    }
    for (Audit.Result result : results) {
      result.failure().ifPresent(text -> out.printf("%n%s, %s%n", result.entry().name(), text));
    }
    out.printf(
        Locale.ROOT,
        "%n%s: %d functions, %d cases, seed %d%n",
        audit.verdict(),
        results.size(),
        results.stream().mapToInt(Audit.Result::cases).sum(),
        audit.seed());
  }

  private static int width(List<String> column) {
    return column.stream().mapToInt(String::length).max().orElse(1);
  }

  private static void requireWritable(String file) throws IOException {
    if (!file.isEmpty()) {
      AtomicFile.requireWritable(Path.of(file));
    }
  }

  /** Writes a file, none if its name is empty. */
  private static void write(String file, String text) throws IOException {
    if (!file.isEmpty()) {
      AtomicFile.write(Path.of(file), text);
    }
  }
}
