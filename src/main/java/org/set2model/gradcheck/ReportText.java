package org.set2model.gradcheck;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.EntryLocation;
import org.set2model.gradcheck.argument.JavaLiteral;

/**
 * A report for people: first the verdict, the worst entry and both of its derivatives, then what to
 * look for or what to do, then how much was checked, and the input to paste into a test.
 */
final class ReportText {

  /** Wrong entries that are shown beside the worst, where no mistake explains them all. */
  private static final int OTHERS = 3;

  private final Report report;
  private final List<Argument> arguments;
  private final List<EntryFindings> located;
  private final Collection<Finding> entries;
  private final Collection<Finding> directions;
  private final Optional<Finding> worst;
  private final List<String> lines = new ArrayList<>();

  private ReportText(Report report, List<Argument> arguments) {
    this.report = report;
    this.arguments = arguments;
    Map<String, Finding> bySubject = new LinkedHashMap<>();
    for (Finding finding : report.findings()) {
      finding.place().ifPresent(place -> bySubject.put(finding.subject(), finding));
    }
    entries = bySubject.values();
    located = arguments.stream().map(argument -> new EntryFindings(argument, entries)).toList();
    worst = report.worst().filter(finding -> isTold(finding, report));
    // Where entries were judged one by one, a direction says the same once more.
    boolean byEntry = 2 * entries.size() > size() && worst.flatMap(Finding::place).isPresent();
    directions =
        byEntry
            ? List.of()
            : report.findings().stream().filter(finding -> finding.place().isEmpty()).toList();
  }

  private int size() {
    return located.stream().mapToInt(EntryFindings::count).sum();
  }

  /** An entry is told if it is why the verdict is no better. */
  private static boolean isTold(Finding finding, Report report) {
    return report.verdict() != Verdict.AGREE
        && (finding.verdict() == report.verdict()
            || report.defect().isEmpty() && finding.evidence() == Evidence.RELATIVE);
  }

  /** The text of a report on arguments. */
  static String of(Report report, List<Argument> arguments) {
    var text = new ReportText(report, arguments);
    text.addHeadline();
    text.addAdvice();
    text.addCounts();
    if (report.verdict() != Verdict.AGREE) {
      text.addCounterexample();
    }
    return String.join("\n", text.lines);
  }

  private void addHeadline() {
    String headline = "gradient check: " + report.verdict();
    if (!report.defect().isEmpty()) {
      lines.add(headline + ": " + report.defect());
      worst.ifPresent(finding -> lines.add("  " + finding));
    } else {
      lines.add(headline + worst.map(ReportText::headline).orElse(""));
    }
  }

  private static String headline(Finding worst) {
    return (worst.place().isPresent() ? " at " : " along ")
        + worst.subject()
        + ": "
        + worst.numbers();
  }

  private void addAdvice() {
    if (worst.isEmpty()) {
      return;
    }
    worst.get().place().map(this::movement).filter(text -> !text.isEmpty()).ifPresent(this::add);
    if (worst.get().verdict() != Verdict.DISAGREE) {
      add("what to do: " + Remedy.of(worst.get()));
      return;
    }
    Optional<String> mistake = Diagnosis.of(located, entries, directions);
    mistake.ifPresent(text -> add("look for " + text));
    if (mistake.isEmpty()) {
      entries.stream()
          .filter(finding -> finding.verdict() == Verdict.DISAGREE)
          .filter(finding -> !finding.subject().equals(worst.get().subject()))
          .limit(OTHERS)
          .forEach(finding -> add(finding.subject() + ": " + finding.numbers()));
    }
  }

  private String movement(EntryLocation place) {
    return located.stream()
        .filter(argument -> argument.name().equals(place.argument()))
        .findFirst()
        .map(argument -> argument.movement(place.index(argument.columns())))
        .orElse("");
  }

  private void addCounts() {
    if (!directions.isEmpty()) {
      add("directions through " + size() + " entries: " + counts(directions, ""));
    }
    if (!entries.isEmpty()) {
      add("entries: " + counts(entries, EntryFindings.scope(located)));
    }
    String order =
        Double.isNaN(report.remainderOrder())
            ? ""
            : String.format(
                Locale.ROOT,
                "Taylor remainder of order %.2f, where a right gradient has 2; ",
                report.remainderOrder());
    add(order + report.evaluations() + " evaluations of the function");
  }

  private static String counts(Collection<Finding> findings, String wrong) {
    List<String> counts = new ArrayList<>();
    addCount(counts, findings, has(Verdict.DISAGREE), "wrong" + inBrackets(wrong));
    addCount(counts, findings, has(Verdict.UNRESOLVED), "unresolved");
    double excluded =
        findings.stream()
            .filter(has(Evidence.STRICT))
            .mapToDouble(Finding::verifiedError)
            .max()
            .orElse(0);
    String bound = String.format(Locale.ROOT, "right to %.1e of their own size", excluded);
    addCount(counts, findings, has(Evidence.STRICT), bound);
    addCount(counts, findings, has(Evidence.RELATIVE), "right relative to others only");
    addCount(counts, findings, has(Evidence.KINK), "right at a kink");
    addCount(counts, findings, has(Evidence.ZERO), "right as zero");
    return String.join(", ", counts);
  }

  private static Predicate<Finding> has(Verdict verdict) {
    return finding -> finding.verdict() == verdict;
  }

  private static Predicate<Finding> has(Evidence evidence) {
    return finding -> finding.evidence() == evidence;
  }

  private static String inBrackets(String text) {
    return text.isEmpty() ? "" : " (" + text + ")";
  }

  private static void addCount(
      List<String> counts, Collection<Finding> findings, Predicate<Finding> which, String what) {
    long count = findings.stream().filter(which).count();
    if (count > 0) {
      counts.add(count + " " + what);
    }
  }

  private void addCounterexample() {
    Optional<EntryLocation> place = worst.flatMap(Finding::place);
    for (Argument argument : arguments) {
      int index =
          place
              .filter(at -> at.argument().equals(argument.name()))
              .map(at -> at.index(argument.value().numCols))
              .orElse(0);
      lines.add(JavaLiteral.of(argument, index));
    }
    if (place.isPresent()) {
      String claimed = JavaLiteral.of(worst.get().claimed());
      lines.add("double claimed = " + claimed + "; // with respect to " + worst.get().subject());
      lines.add("double numerical = " + JavaLiteral.of(worst.get().numerical()) + ";");
    }
  }

  private void add(String line) {
    lines.add("  " + line);
  }
}
