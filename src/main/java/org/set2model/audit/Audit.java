package org.set2model.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.set2model.gradcheck.Finding;
import org.set2model.gradcheck.Report;
import org.set2model.gradcheck.Verdict;
import org.set2model.kernel.Workers;

/**
 * Checks every entry of the catalogue on a number of cases.
 *
 * @param seed of the cases
 * @param operations what was found about each entry, in the catalogue's order
 */
public record Audit(long seed, List<Result> operations) {

  /**
   * What was found about an entry.
   *
   * @param entry the entry
   * @param cases how many cases were checked
   * @param worstRelativeError largest relative difference of a claimed and a numerical derivative
   * @param uncertainty estimated relative error of that numerical derivative
   * @param replaced how many of the cases were replaced because they could not be resolved
   * @param verdict the worst verdict
   * @param failure the report of the first case with that verdict, unless all agree
   */
  public record Result(
      Entry entry,
      int cases,
      double worstRelativeError,
      double uncertainty,
      int replaced,
      Verdict verdict,
      Optional<String> failure) {}

  /** What one check tells. */
  private record Outcome(
      Verdict verdict, double error, double uncertainty, String report, boolean replaced) {}

  /**
   * How often a check is made with another random upstream gradient and other directions while it
   * is unresolved. A product is right or wrong whatever the upstream gradient; one draw may weigh
   * the function so that an entry cannot be told from rounding.
   */
  private static final int ATTEMPTS = 4;

  /** Cases drawn in place of one that stays unresolved, as beside a kink within rounding. */
  private static final int REPLACEMENTS = 4;

  /**
   * An entry is unresolved when this share of its cases had to be replaced, or one could not be.
   */
  private static final double MOST_REPLACED = 0.1;

  /** Numbers of replacements lie beyond those of all cases. */
  private static final int REPLACEMENT_STRIDE = 1_000_000;

  public Audit {
    operations = List.copyOf(operations);
  }

  /**
   * Runs the checks. The result does not depend on the number of workers.
   *
   * @param entries what to check
   * @param cases cases of each entry, at least 1
   */
  public static Audit run(List<Entry> entries, long seed, int cases, Workers workers) {
    if (!(cases >= 1)) {
      throw new IllegalArgumentException("cases (" + cases + ") must be >= 1");
    }
    Outcome[] outcomes = new Outcome[entries.size() * cases];
    workers.run(
        outcomes.length,
        (task, worker) -> {
          // The last entries are the largest: begin with them, so that no worker idles at the end.
          int i = outcomes.length - 1 - task;
          outcomes[i] = outcome(entries.get(i / cases), seed, i % cases);
        });
    List<Result> results = new ArrayList<>();
    for (int e = 0; e < entries.size(); e++) {
      results.add(result(entries.get(e), List.of(outcomes).subList(e * cases, (e + 1) * cases)));
    }
    return new Audit(seed, results);
  }

  /** The worst verdict of all. */
  public Verdict verdict() {
    return operations.stream().map(Result::verdict).reduce(Verdict.AGREE, Audit::worse);
  }

  private static Outcome outcome(Entry entry, long seed, int number) {
    String where =
        "case " + number + " (" + entry.kinds().get(number % entry.kinds().size()) + "): ";
    try {
      Report report = report(entry, seed, number);
      int replaced = 0;
      while (report.verdict() == Verdict.UNRESOLVED && replaced < REPLACEMENTS) {
        replaced++;
        report = report(entry, seed, number + replaced * REPLACEMENT_STRIDE * entry.kinds().size());
      }
      return outcome(report, where, replaced > 0);
    } catch (RuntimeException thrown) {
      // A rule that cannot be applied is as wrong as one that gives a wrong number.
      return new Outcome(Verdict.DISAGREE, 1, 0, where + thrown, false);
    }
  }

  private static Report report(Entry entry, long seed, int number) {
    Case drawn = entry.draw(seed, number);
    Report report = drawn.check(entry.seed(seed, number)).check();
    for (int i = 1; i < ATTEMPTS && report.verdict() == Verdict.UNRESOLVED; i++) {
      report = drawn.check(entry.seed(seed, number) + i).check();
    }
    return report;
  }

  private static Outcome outcome(Report report, String where, boolean replaced) {
    double error = 0;
    double uncertainty = 0;
    for (Finding finding : report.findings()) {
      if (finding.relativeError() > error) {
        error = finding.relativeError();
        uncertainty =
            finding.uncertainty()
                / Math.max(Math.abs(finding.claimed()), Math.abs(finding.numerical()));
      }
    }
    boolean agrees = report.verdict() == Verdict.AGREE;
    return new Outcome(
        report.verdict(), error, uncertainty, agrees ? "" : where + report, replaced);
  }

  private static Result result(Entry entry, List<Outcome> outcomes) {
    Outcome worst = outcomes.get(0);
    Verdict verdict = Verdict.AGREE;
    Optional<String> failure = Optional.empty();
    int replaced = 0;
    for (Outcome outcome : outcomes) {
      replaced += outcome.replaced ? 1 : 0;
      if (outcome.error > worst.error) {
        worst = outcome;
      }
      if (worse(verdict, outcome.verdict) != verdict) {
        verdict = outcome.verdict;
        failure = Optional.of(outcome.report);
      }
    }
    if (replaced > 1 && replaced > MOST_REPLACED * outcomes.size() && verdict == Verdict.AGREE) {
      verdict = Verdict.UNRESOLVED;
      failure = Optional.of(replaced + " of " + outcomes.size() + " cases could not be resolved");
    }
    return new Result(
        entry, outcomes.size(), worst.error, worst.uncertainty, replaced, verdict, failure);
  }

  private static Verdict worse(Verdict a, Verdict b) {
    if (a == Verdict.DISAGREE || b == Verdict.DISAGREE) {
      return Verdict.DISAGREE;
    }
    return a == Verdict.UNRESOLVED ? a : b;
  }
}
