package org.set2model.gradcheck;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.set2model.gradcheck.argument.Argument;

/** The findings about the entries of one argument, in their places. */
final class EntryFindings {

  /** Entries that are named one by one. */
  private static final int NAMED = 4;

  private final Argument argument;
  private final DMatrixRMaj x;
  private final Finding[] findings;

  /** Those of the findings that are about entries of the argument, and nothing else. */
  EntryFindings(Argument argument, Collection<Finding> all) {
    this.argument = argument;
    x = argument.value();
    findings = new Finding[x.getNumElements()];
    for (Finding finding : all) {
      finding
          .place()
          .filter(place -> place.argument().equals(argument.name()))
          .filter(place -> finding.subject().equals(place.toString()))
          .ifPresent(place -> findings[place.index(x.numCols)] = finding);
    }
  }

  String name() {
    return argument.name();
  }

  int rows() {
    return x.numRows;
  }

  int columns() {
    return x.numCols;
  }

  int count() {
    return findings.length;
  }

  /** What was found about an entry, or null. */
  Finding at(int index) {
    return findings[index];
  }

  /** What else moves with an entry, in a sentence; empty if nothing does. */
  String movement(int index) {
    return argument.domain().movement(argument, index);
  }

  double value(int index) {
    return x.data[index];
  }

  String place(int index) {
    int columns = x.numCols;
    return argument.name() + argument.notation().index(index / columns, index % columns);
  }

  boolean isWrong(int index) {
    return findings[index] != null && findings[index].verdict() == Verdict.DISAGREE;
  }

  int[] wrong() {
    return IntStream.range(0, count()).filter(this::isWrong).toArray();
  }

  /** The wrong entries in words. */
  String scope() {
    int rows = x.numRows;
    int columns = x.numCols;
    int[] wrong = wrong();
    if (wrong.length > 2 && isExactly(i -> true)) {
      return "all of " + name();
    }
    if (rows > 1 && columns > 1 && wrong.length > 2) {
      int row = wrong[0] / columns;
      int column = wrong[0] % columns;
      if (isExactly(i -> i / columns == row)) {
        return "row " + row + " of " + name();
      }
      if (isExactly(i -> i % columns == column)) {
        return "column " + column + " of " + name();
      }
      if (isExactly(i -> i / columns == i % columns)) {
        return "the diagonal of " + name();
      }
      if (isExactly(i -> i / columns != i % columns)) {
        return "what is off the diagonal of " + name();
      }
    }
    String named =
        String.join(", ", Arrays.stream(wrong).limit(NAMED).mapToObj(this::place).toList());
    return wrong.length > NAMED ? named + " and " + (wrong.length - NAMED) + " others" : named;
  }

  /** Whether a part is wrong, but for derivatives of zero, and nothing else. */
  private boolean isExactly(IntPredicate part) {
    return IntStream.range(0, count())
        .allMatch(i -> part.test(i) ? isWrong(i) || isZero(i) : !isWrong(i));
  }

  private boolean isZero(int index) {
    Finding finding = findings[index];
    return finding != null
        && finding.claimed() == 0
        && Math.abs(finding.numerical()) <= finding.tolerance();
  }

  /** The wrong entries of several arguments in words; empty if none is. */
  static String scope(List<EntryFindings> arguments) {
    boolean all = arguments.stream().allMatch(argument -> argument.isExactly(i -> true));
    int wrong = arguments.stream().mapToInt(argument -> argument.wrong().length).sum();
    return all && wrong > 2
        ? "all entries"
        : String.join(
            ", ",
            arguments.stream()
                .filter(argument -> argument.wrong().length > 0)
                .map(EntryFindings::scope)
                .toList());
  }
}
