package org.set2model.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.set2model.gradcheck.Report;
import org.set2model.gradcheck.Verdict;
import org.set2model.kernel.Workers;

/**
 * Checks every entry of a catalog: derivatives against differences on a number of cases, the
 * contracts on one case of each kind of input, and fast forms against plain ones.
 *
 * @param seed of the cases
 * @param entries what was found about each entry, in the catalog's order
 * @param plainEntries what was found about each entry that has a plain form
 */
public record Audit(long seed, List<EntryResult> entries, List<PlainResult> plainEntries) {

  /** The audit is unresolved when more than this share of all cases had to be replaced. */
  private static final double MOST_REPLACED = 0.02;

  /** Copies the lists. */
  public Audit {
    entries = List.copyOf(entries);
    plainEntries = List.copyOf(plainEntries);
  }

  /**
   * Runs the checks. The result does not depend on the number of workers.
   *
   * @param entries what to check against differences, and for the contracts
   * @param plainEntries what to check against plain forms
   * @param cases cases of each entry, at least 1
   */
  public static Audit run(
      List<Entry> entries, List<PlainEntry> plainEntries, long seed, int cases, Workers workers) {
    if (!(cases >= 1)) {
      throw new IllegalArgumentException("cases (" + cases + ") must be >= 1");
    }
    Trial[][] trials = new Trial[entries.size()][cases];
    String[][] violations = new String[entries.size()][];
    PlainResult.Part[][] parts = new PlainResult.Part[plainEntries.size()][];
    List<Runnable> tasks = new ArrayList<>();
    for (int e = 0; e < trials.length; e++) {
      Entry entry = entries.get(e);
      Trial[] own = trials[e];
      String[] broken = new String[entry.kinds().size()];
      violations[e] = broken;
      forEach(broken.length, tasks, kind -> broken[kind] = violations(entry, seed, kind));
      forEach(cases, tasks, number -> own[number] = Trial.of(entry, seed, number));
    }
    for (int e = 0; e < parts.length; e++) {
      PlainEntry entry = plainEntries.get(e);
      PlainResult.Part[] own = new PlainResult.Part[entry.cases().size()];
      parts[e] = own;
      forEach(own.length, tasks, number -> own[number] = PlainResult.Part.of(entry, seed, number));
    }
    // The last tasks are the largest: begin with them, so that no worker idles at the end.
    workers.run(tasks.size(), (task, worker) -> tasks.get(tasks.size() - 1 - task).run());
    return new Audit(
        seed,
        IntStream.range(0, trials.length)
            .mapToObj(e -> EntryResult.of(entries.get(e), List.of(trials[e]), violations[e]))
            .toList(),
        IntStream.range(0, parts.length)
            .mapToObj(e -> PlainResult.of(plainEntries.get(e), List.of(parts[e])))
            .toList());
  }

  private static void forEach(int count, List<Runnable> tasks, IntConsumer check) {
    for (int i = 0; i < count; i++) {
      int number = i;
      tasks.add(() -> check.accept(number));
    }
  }

  /** The contracts that an entry breaks in its first case of a kind; empty if it keeps all. */
  private static String violations(Entry entry, long seed, int kind) {
    String where = "case " + kind + " (" + entry.kind(kind) + "): ";
    try {
      Case drawn = entry.draw(seed, kind);
      List<String> violations =
          Contracts.violations(drawn.operation(), drawn.inputs(), entry.seed(seed, kind));
      return violations.isEmpty() ? "" : where + String.join("; ", violations);
    } catch (RuntimeException thrown) {
      return where + thrown;
    }
  }

  /**
   * One case again, with what it takes the place of left out.
   *
   * @param number of the case or of a replacement
   */
  public static Report repeat(Entry entry, long seed, int number) {
    return entry.draw(seed, number).report(entry.seed(seed, number));
  }

  /** The worst verdict of all; unresolved also if too many cases were replaced. */
  public Verdict verdict() {
    boolean replacedFew = replaced() <= Math.max(1, MOST_REPLACED * cases());
    return Stream.concat(
            entries.stream().map(EntryResult::verdict),
            plainEntries.stream().map(PlainResult::verdict))
        .reduce(replacedFew ? Verdict.AGREE : Verdict.UNRESOLVED, EntryResult::worse);
  }

  /** How many cases were checked against differences. */
  public int cases() {
    return entries.stream().mapToInt(EntryResult::cases).sum();
  }

  /** How many of them were replaced. */
  public int replaced() {
    return entries.stream().mapToInt(EntryResult::replaced).sum();
  }
}
