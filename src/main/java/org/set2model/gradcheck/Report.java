package org.set2model.gradcheck;

import java.util.List;
import java.util.Optional;

/** The outcome of a check. Its text names the worst entry and gives a counterexample to paste. */
public final class Report {

  private final List<Finding> findings;
  private final String defect;
  private final double remainderOrder;
  private final int evaluations;
  private final List<Argument> arguments;
  private final boolean acceptsRelative;

  private Report(
      List<Finding> findings,
      String defect,
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
        findings, "", remainderOrder, evaluations, arguments, options.acceptsRelative());
  }

  /** A report on a function that cannot be checked. */
  static Report unfit(String defect, int evaluations, List<Argument> arguments) {
    return new Report(List.of(), defect, Double.NaN, evaluations, arguments, false);
  }

  /**
   * The worst verdict: DISAGREE if any finding says so, else UNRESOLVED if any does, or if one
   * agrees only relative to the others and the check was not made with {@link
   * GradientCheck#acceptRelative}.
   */
  public Verdict verdict() {
    if (!defect.isEmpty()) {
      return Verdict.UNRESOLVED;
    }
    Verdict worst = worst().map(Finding::verdict).orElse(Verdict.AGREE);
    return worst == Verdict.AGREE && !acceptsRelative && count(Evidence.RELATIVE) > 0
        ? Verdict.UNRESOLVED
        : worst;
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

  /** What makes the function itself unfit for a check; empty if nothing does. */
  public String defect() {
    return defect;
  }

  @Override
  public String toString() {
    var text = new StringBuilder("gradient check: ").append(verdict());
    if (!defect.isEmpty()) {
      text.append(", ").append(defect);
    }
    text.append(
        String.format(
            "%n%d agree, %d disagree, %d unresolved; worst relative error %.1e; Taylor remainder of"
                + " order %.2f; %d evaluations",
            count(Verdict.AGREE),
            count(Verdict.DISAGREE),
            count(Verdict.UNRESOLVED),
            worstRelativeError(),
            remainderOrder,
            evaluations));
    worst().ifPresent(worst -> text.append(String.format("%nworst: %s", worst)));
    if (verdict() != Verdict.AGREE) {
      text.append(counterexample());
    }
    return text.toString();
  }

  private long count(Verdict verdict) {
    return findings.stream().filter(finding -> finding.verdict() == verdict).count();
  }

  private String counterexample() {
    var text = new StringBuilder();
    for (Argument argument : arguments) {
      text.append(String.format("%n%s", JavaLiteral.of(argument.name(), argument.value())));
    }
    worst()
        .flatMap(Finding::place)
        .ifPresent(
            place -> {
              Finding worst = worst().get();
              text.append(
                  String.format(
                      "%ndouble claimed = %s; // with respect to %s%ndouble numerical = %s;",
                      JavaLiteral.of(worst.claimed()), place, JavaLiteral.of(worst.numerical())));
            });
    return text.toString();
  }
}
