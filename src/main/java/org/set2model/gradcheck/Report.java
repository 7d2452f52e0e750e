package org.set2model.gradcheck;

import java.util.List;
import java.util.Optional;
import org.set2model.gradcheck.argument.Argument;

/** The outcome of a check. Its text names the worst entry and gives a counterexample to paste. */
public final class Report {

  private final List<Finding> findings;
  private final Defect defect;
  private final double remainderOrder;
  private final int evaluations;
  private final List<Argument> arguments;
  private final boolean acceptsRelative;

  private Report(
      List<Finding> findings,
      Defect defect,
      double remainderOrder,
      int evaluations,
      List<Argument> arguments,
      boolean acceptsRelative) {
    this.findings = List.copyOf(findings);
    this.defect = defect;
    this.remainderOrder = remainderOrder;
    this.evaluations = evaluations;
    this.arguments = arguments;
    this.acceptsRelative = acceptsRelative;
  }

  static Report of(
      List<Finding> findings,
      double remainderOrder,
      int evaluations,
      List<Argument> arguments,
      Options options) {
    return new Report(
        findings, null, remainderOrder, evaluations, arguments, options.acceptsRelative());
  }

  /** A report on a function that cannot be checked. */
  static Report unfit(String defect, int evaluations, List<Argument> arguments) {
    return new Report(List.of(), Defect.open(defect), Double.NaN, evaluations, arguments, false);
  }

  /**
   * The same report with something that is wrong beside the findings, unless it has one already.
   *
   * @param found may be null
   * @param moreEvaluations calls of the function that it took to look for it
   */
  Report with(Defect found, int moreEvaluations) {
    return new Report(
        findings,
        defect == null || (found != null && found.verdict() == Verdict.DISAGREE) ? found : defect,
        remainderOrder,
        evaluations + moreEvaluations,
        arguments,
        acceptsRelative);
  }

  /**
   * The worst verdict: DISAGREE if any finding says so, else UNRESOLVED if any does, or if one
   * agrees only relative to the others and the check was not made with {@link
   * GradientCheck#acceptRelative}. With a {@link #defect} it is no better than UNRESOLVED.
   */
  public Verdict verdict() {
    Verdict worst = worst().map(Finding::verdict).orElse(Verdict.AGREE);
    if (worst == Verdict.DISAGREE || defect == null) {
      return worst == Verdict.AGREE && !acceptsRelative && count(Evidence.RELATIVE) > 0
          ? Verdict.UNRESOLVED
          : worst;
    }
    return defect.verdict();
  }

  /** How many findings agree on some evidence. */
  public long count(Evidence evidence) {
    return findings.stream().filter(finding -> finding.evidence() == evidence).count();
  }

  /**
   * The relative error of any entry's own size that the findings exclude: the largest of those that
   * are strict or relative; 0 if there are none.
   */
  public double verifiedError() {
    return findings.stream()
        .filter(finding -> !Double.isNaN(finding.verifiedError()))
        .mapToDouble(Finding::verifiedError)
        .max()
        .orElse(0);
  }

  /**
   * Everything that was judged: every entry, or for large inputs the random directions and the
   * entries to which disagreement was traced.
   */
  public List<Finding> findings() {
    return findings;
  }

  /** The worst finding, an entry before a direction; empty if there was nothing to judge. */
  public Optional<Finding> worst() {
    Finding worst = null;
    for (Finding finding : findings) {
      if (worst == null || finding.isWorseThan(worst)) {
        worst = finding;
      }
    }
    return Optional.ofNullable(worst);
  }

  /** The largest relative difference of a claimed and a numerical derivative. */
  public double worstRelativeError() {
    return findings.stream().mapToDouble(Finding::relativeError).max().orElse(0);
  }

  /**
   * The order in h with which the Taylor remainder falls along a random direction, 2 for a right
   * gradient of a curved function; NaN if it was not observable.
   */
  public double remainderOrder() {
    return remainderOrder;
  }

  /** How often the function was called. */
  public int evaluations() {
    return evaluations;
  }

  /**
   * What is wrong beside the findings; empty if nothing is. A function that cannot be checked and a
   * product that changes or shares matrices are UNRESOLVED, as the numbers may be right; a product
   * that gave wrong numbers for another upstream gradient, at another point or when called again is
   * DISAGREE.
   */
  public String defect() {
    return defect == null ? "" : defect.text();
  }

  /** Throws an error with this report as its message, unless the verdict is AGREE. */
  void requireAgreement() {
    if (verdict() != Verdict.AGREE) {
      throw new AssertionError(toString());
    }
  }

  @Override
  public String toString() {
    return ReportText.of(this, arguments);
  }
}
