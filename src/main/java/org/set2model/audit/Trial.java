package org.set2model.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.set2model.gradcheck.Finding;
import org.set2model.gradcheck.Report;
import org.set2model.gradcheck.Verdict;

/**
 * What came of one case of an entry.
 *
 * @param verdict the verdict of the check that was made last
 * @param findings what that check found
 * @param failure the report of that check with the number of its case, unless it agrees
 * @param retries how many checks were made again with another upstream gradient
 * @param replaced whether the case was replaced by another of its kind
 * @param reasons why checks were left open, one for each of them
 */
record Trial(
    Verdict verdict,
    List<Finding> findings,
    Optional<String> failure,
    int retries,
    boolean replaced,
    List<String> reasons) {

  /**
   * How often a check is made with another random upstream gradient and other directions while it
   * is unresolved. A product is right or wrong whatever the upstream gradient; one draw may weigh
   * the function so that an entry cannot be told from rounding.
   */
  private static final int UPSTREAMS = 4;

  /** Cases drawn in place of one that stays unresolved, as beside a kink within rounding. */
  private static final int REPLACEMENTS = 4;

  /** Numbers of replacements lie beyond those of all cases, and are of the same kind. */
  private static final int STRIDE = 1_000_000;

  /** Checks the case of a number, and what stands in for it. */
  static Trial of(Entry entry, long seed, int number) {
    List<String> reasons = new ArrayList<>();
    int retries = 0;
    for (int replacement = 0; ; replacement++) {
      int own = number + replacement * STRIDE * entry.kinds().size();
      String where = "case " + own + " (" + entry.kind(own) + "): ";
      try {
        Case drawn = entry.draw(seed, own);
        for (int upstream = 0; upstream < UPSTREAMS; upstream++) {
          retries += upstream > 0 ? 1 : 0;
          Report report = drawn.report(entry.seed(seed, own) + upstream);
          if (!report.defect().isEmpty()) {
            // Cases lie in the domain: a function that is unfit for a check there is broken.
            throw new IllegalStateException(report.defect());
          }
          boolean open = report.verdict() == Verdict.UNRESOLVED;
          if (open) {
            reasons.add(report.worst().map(Finding::reason).orElse(""));
          }
          if (!open || replacement == REPLACEMENTS && upstream == UPSTREAMS - 1) {
            return new Trial(
                report.verdict(),
                report.findings(),
                report.verdict() == Verdict.AGREE ? Optional.empty() : Optional.of(where + report),
                retries,
                replacement > 0,
                List.copyOf(reasons));
          }
        }
      } catch (RuntimeException thrown) {
        // A rule that cannot be applied is as wrong as one that gives a wrong number.
        return new Trial(
            Verdict.DISAGREE,
            List.of(),
            Optional.of(where + thrown),
            retries,
            replacement > 0,
            List.copyOf(reasons));
      }
    }
  }
}
