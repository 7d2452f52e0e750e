package org.set2model.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.set2model.gradcheck.Evidence;
import org.set2model.gradcheck.Finding;
import org.set2model.gradcheck.Verdict;

/**
 * What was found about an entry by differences and by the contracts.
 *
 * @param entry the entry
 * @param cases how many cases were checked
 * @param strict derivatives, or sums of them along random directions, that were verified to their
 *     own size
 * @param verifiedError the largest relative error that they may still have
 * @param relative those that were verified relative to larger ones or to the rounding of the value
 *     only
 * @param kinks those of which any between two one-sided slopes is right
 * @param zeros those claimed to be zero where there is nothing
 * @param retries checks made again with another upstream gradient because one was unresolved
 * @param replaced cases replaced by others because they stayed unresolved
 * @param reason the commonest reason for that; empty if no check was unresolved
 * @param verdict the worst verdict
 * @param failure what is wrong with the first case of that verdict, unless all agree
 */
public record EntryResult(
    Entry entry,
    int cases,
    long strict,
    double verifiedError,
    long relative,
    long kinks,
    long zeros,
    int retries,
    int replaced,
    String reason,
    Verdict verdict,
    Optional<String> failure) {

  /** An entry is unresolved when more than this share of its cases had to be replaced. */
  private static final double MOST_REPLACED = 0.06;

  /**
   * Sums up.
   *
   * @param violations of contracts in some cases; empty where all are kept
   */
  static EntryResult of(Entry entry, List<Trial> trials, String... violations) {
    int replaced = (int) trials.stream().filter(Trial::replaced).count();
    Verdict verdict = Verdict.AGREE;
    Optional<String> failure = Optional.empty();
    for (Trial trial : trials) {
      if (worse(verdict, trial.verdict()) != verdict) {
        verdict = trial.verdict();
        failure = trial.failure();
      }
    }
    if (replaced > 1 && replaced > MOST_REPLACED * trials.size() && verdict == Verdict.AGREE) {
      verdict = Verdict.UNRESOLVED;
      failure = Optional.of(replaced + " of " + trials.size() + " cases could not be resolved");
    }
    Optional<String> broken = Stream.of(violations).filter(text -> !text.isEmpty()).findFirst();
    if (broken.isPresent() && verdict != Verdict.DISAGREE) {
      verdict = Verdict.DISAGREE;
      failure = broken;
    }
    return new EntryResult(
        entry,
        trials.size(),
        count(trials, Evidence.STRICT),
        findings(trials, Evidence.STRICT)
            .mapToDouble(Finding::verifiedError)
            .filter(error -> !Double.isNaN(error))
            .max()
            .orElse(0),
        count(trials, Evidence.RELATIVE),
        count(trials, Evidence.KINK),
        count(trials, Evidence.ZERO),
        trials.stream().mapToInt(Trial::retries).sum(),
        replaced,
        commonest(trials),
        verdict,
        failure);
  }

  private static Stream<Finding> findings(List<Trial> trials, Evidence evidence) {
    return trials.stream()
        .flatMap(trial -> trial.findings().stream())
        .filter(finding -> finding.evidence() == evidence);
  }

  private static long count(List<Trial> trials, Evidence evidence) {
    return findings(trials, evidence).count();
  }

  /** The commonest reason, the first in the alphabet of equals. */
  private static String commonest(List<Trial> trials) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Trial trial : trials) {
      trial.reasons().forEach(reason -> counts.merge(reason, 1, Integer::sum));
    }
    String commonest = "";
    for (Map.Entry<String, Integer> count : counts.entrySet()) {
      if (count.getValue() > counts.getOrDefault(commonest, 0)) {
        commonest = count.getKey();
      }
    }
    return commonest;
  }

  /** The worse of two verdicts. */
  static Verdict worse(Verdict a, Verdict b) {
    if (a == Verdict.DISAGREE || b == Verdict.DISAGREE) {
      return Verdict.DISAGREE;
    }
    return a == Verdict.UNRESOLVED ? a : b;
  }
}
