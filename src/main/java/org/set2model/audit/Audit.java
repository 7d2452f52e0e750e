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
   * @param verdict the worst verdict
   * @param failure the report of the first case with that verdict, unless all agree
   */
  public record Result(
      Entry entry,
      int cases,
      double worstRelativeError,
      double uncertainty,
      Verdict verdict,
      Optional<String> failure) {}

  /** What one check tells. */
  private record Outcome(Verdict verdict, double error, double uncertainty, String report) {}

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
      return outcome(entry.draw(seed, number).check(entry.seed(seed, number)).check(), where);
    } catch (RuntimeException thrown) {
      // A rule that cannot be applied is as wrong as one that gives a wrong number.
      return new Outcome(Verdict.DISAGREE, 1, 0, where + thrown);
    }
  }

  private static Outcome outcome(Report report, String where) {
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
    return new Outcome(report.verdict(), error, uncertainty, agrees ? "" : where + report);
  }

  private static Result result(Entry entry, List<Outcome> outcomes) {
    Outcome worst = outcomes.get(0);
    Verdict verdict = Verdict.AGREE;
    Optional<String> failure = Optional.empty();
    for (Outcome outcome : outcomes) {
      if (outcome.error > worst.error) {
        worst = outcome;
      }
      if (worse(verdict, outcome.verdict) != verdict) {
        verdict = outcome.verdict;
        failure = Optional.of(outcome.report);
      }
    }
    return new Result(entry, outcomes.size(), worst.error, worst.uncertainty, verdict, failure);
  }

  private static Verdict worse(Verdict a, Verdict b) {
    if (a == Verdict.DISAGREE || b == Verdict.DISAGREE) {
      return Verdict.DISAGREE;
    }
    return a == Verdict.UNRESOLVED ? a : b;
  }
}
