package org.set2model.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.set2model.audit.Audit;
import org.set2model.audit.AuditJson;
import org.set2model.audit.AuditPage;
import org.set2model.audit.AuditTable;
import org.set2model.audit.Entry;
import org.set2model.audit.PlainEntry;
import org.set2model.catalog.Catalog;
import org.set2model.gradcheck.Report;
import org.set2model.gradcheck.Verdict;
import org.set2model.io.AtomicFile;
import org.set2model.kernel.Workers;

/** {@code set2model audit}: checks every gradient of the program. */
final class AuditCommand {

  private static final long DEFAULT_SEED = 1;
  private static final int DEFAULT_CASES = 50;
  private static final int MOST_CASES = 100_000;
  private static final int MOST_THREADS = 1024;

  private static final String HELP =
      """
      set2model audit checks every operation, layer, model and loss that carries a gradient
      against extrapolated differences of its value, on random and on hard cases, and the contracts
      of each. What is computed in blocks, by several threads, or by updates without a derivative is
      held against a plain form of itself as well.

      usage: java -jar set2model.jar audit [flags]

        --seed S      seed of the cases (default 1)
        --cases N     cases of each function (default %d)
        --threads T   threads; the result does not depend on them (default: all processors)
        --only NAME   only the entry of this name, as the first column of the table has it, whether
                      held against differences, a plain form or both; of a name that is none the
                      nearest is suggested
        --case N      only case N of the function that is called --only, with all that was found
        --html FILE   also write a page with the formulas
        --json FILE   also write the results as JSON

      For each function it says how many derivatives were verified to their own size and the relative
      error that they may have at most, how many relative to larger ones only, how many are kinks or
      zero, how often a check was retried with other weights of the outputs, and how many cases were
      replaced by others of their kind, as beside a kink within rounding. No more than 2 %% may be.

      Exit code 0 if all gradients agree, 1 if one does not or could not be resolved, 2 for a
      name that is unknown or another wrong call.
      """
          .formatted(DEFAULT_CASES);

  private AuditCommand() {}

  /** Runs the command; returns its exit code. */
  static int run(List<String> arguments, PrintStream out) throws IOException {
    if (Flags.askForHelp(arguments)) {
      out.print(HELP);
      return Main.SUCCESS;
    }
    Flags flags =
        new Flags(
            "audit", arguments, Set.of("seed", "cases", "threads", "only", "case", "html", "json"));
    List<Entry> entries = Catalog.entries();
    List<PlainEntry> plainEntries = Catalog.plainEntries();
    if (flags.has("only")) {
      String only = flags.text("only", "");
      requireKnown(only, entries, plainEntries);
      entries = entries.stream().filter(entry -> entry.name().equals(only)).toList();
      plainEntries = plainEntries.stream().filter(entry -> entry.name().equals(only)).toList();
    }
    return flags.has("case") ? repeat(entries, flags, out) : run(entries, plainEntries, flags, out);
  }

  private static void requireKnown(
      String name, List<Entry> entries, List<PlainEntry> plainEntries) {
    List<String> names =
        Stream.concat(
                entries.stream().map(Entry::name), plainEntries.stream().map(PlainEntry::name))
            .toList();
    if (!names.contains(name)) {
      throw new UsageException(
          "--only (" + name + ") is no entry: did you mean '" + NearestName.of(name, names) + "'?");
    }
  }

  private static int run(
      List<Entry> entries, List<PlainEntry> plainEntries, Flags flags, PrintStream out)
      throws IOException {
    long seed = flags.longInteger("seed", DEFAULT_SEED);
    int cases = flags.integer("cases", DEFAULT_CASES, 1, MOST_CASES);
    int processors = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    String html = flags.text("html", "");
    String json = flags.text("json", "");
    requireWritable(html);
    requireWritable(json);
    Audit audit;
    try (Workers workers = new Workers(flags.integer("threads", processors, 1, MOST_THREADS))) {
      audit = Audit.run(entries, plainEntries, seed, cases, workers);
    }
    out.print(AuditTable.of(audit));
    write(html, AuditPage.of(audit));
    write(json, AuditJson.of(audit));
    return audit.verdict() == Verdict.AGREE ? Main.SUCCESS : Main.FAILED_AUDIT;
  }

  /** One case again. */
  private static int repeat(List<Entry> entries, Flags flags, PrintStream out) {
    if (entries.size() != 1) {
      throw new UsageException("--case needs the name of a function in --only");
    }
    Entry entry = entries.get(0);
    int number = flags.integer("case", 0, 0, Integer.MAX_VALUE);
    Report report = Audit.repeat(entry, flags.longInteger("seed", DEFAULT_SEED), number);
    out.printf("%s, case %d (%s): %s%n", entry.name(), number, entry.kind(number), report);
    report.findings().forEach(finding -> out.printf("%n%s%n", finding));
    return report.verdict() == Verdict.AGREE ? Main.SUCCESS : Main.FAILED_AUDIT;
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
