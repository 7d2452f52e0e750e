package org.set2model.gradcheck;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What to look for when derivatives disagree: mistakes that are made again and again leave marks,
 * like a common factor or entries in another order. A mark is recognized only if all that is wrong
 * bears it, to within the uncertainties.
 */
final class Diagnosis {

  /** Tolerances by which a wrong claim may differ from what a mistake makes of the derivative. */
  private static final double WITHIN = 4;

  /** Relative rounding of a claim. */
  private static final double ROUNDING = 0x1p-30;

  /** Relative tolerance above which a derivative is too vague to bear a mark. */
  private static final double VAGUE = 1e-3;

  /** A factor that formulas have. */
  private record Factor(double value, String words) {}

  private static final List<Factor> FACTORS =
      List.of(
          new Factor(-1, "a sign: minus the derivative is claimed"),
          new Factor(2, "a factor of 2: twice the derivative is claimed"),
          new Factor(0.5, "a factor of 1/2: half the derivative is claimed"),
          new Factor(-2, "a sign and a factor of 2: minus twice the derivative is claimed"),
          new Factor(-0.5, "a sign and a factor of 1/2: minus half the derivative is claimed"));

  private final List<EntryFindings> arguments;
  private final List<Finding> wrong;
  private final List<Finding> disagreeing;
  private final String scope;

  private Diagnosis(
      List<EntryFindings> arguments, Collection<Finding> entries, Collection<Finding> directions) {
    this.arguments = arguments;
    wrong = entries.stream().filter(f -> f.verdict() == Verdict.DISAGREE).toList();
    disagreeing =
        Stream.concat(entries.stream(), directions.stream())
            .filter(f -> f.verdict() == Verdict.DISAGREE)
            .toList();
    int located = arguments.stream().mapToInt(argument -> argument.wrong().length).sum();
    scope =
        directions.isEmpty() && located == wrong.size()
            ? EntryFindings.scope(arguments)
            : disagreeing.size() == entries.size() + directions.size()
                ? "all that was checked"
                : "all that is wrong";
  }

  /**
   * The mistake that explains what is wrong, in words that follow "look for"; empty if none does.
   *
   * @param arguments what was found about their entries, as far as each was judged once
   * @param entries each finding about another entry
   * @param directions findings about directions through many entries
   */
  static Optional<String> of(
      List<EntryFindings> arguments, Collection<Finding> entries, Collection<Finding> directions) {
    var diagnosis = new Diagnosis(arguments, entries, directions);
    return diagnosis.wrong.isEmpty() ? Optional.empty() : diagnosis.mistake();
  }

  private Optional<String> mistake() {
    if (wrong.stream().anyMatch(finding -> !Double.isFinite(finding.claimed()))) {
      return Optional.of("a division by zero, the logarithm of zero or an overflow");
    }
    return wrong.stream().allMatch(Diagnosis::isClear)
        ? Stream.<Supplier<Optional<String>>>of(
                this::nothing,
                this::factor,
                this::mean,
                this::commonFactor,
                this::order,
                this::exchange,
                this::extraTerm)
            .flatMap(mark -> mark.get().stream())
            .findFirst()
        : Optional.empty();
  }

  private static boolean isClear(Finding finding) {
    double size = Math.max(Math.abs(finding.claimed()), Math.abs(finding.numerical()));
    return !finding.kink() && finding.tolerance() <= VAGUE * size;
  }

  /** Claims of zero. */
  private Optional<String> nothing() {
    if (!wrong.stream().allMatch(finding -> finding.claimed() == 0)) {
      return Optional.empty();
    }
    for (EntryFindings argument : arguments) {
      int[] indices = argument.wrong();
      if (indices.length == wrong.size() && indices.length > 1 && indices[0] > 0) {
        boolean toTheEnd =
            IntStream.range(indices[0], argument.count())
                .allMatch(i -> argument.at(i) != null && argument.at(i).claimed() == 0);
        if (toTheEnd) {
          return Optional.of(
              "a loop that ends early: all claims are zero from "
                  + argument.place(indices[0])
                  + " on");
        }
      }
    }
    return Optional.of("a missing term: zero is claimed for " + scope);
  }

  private Optional<String> factor() {
    return FACTORS.stream()
        .filter(factor -> allAre(factor.value))
        .map(factor -> factor.words + " for " + scope)
        .findFirst();
  }

  /** A factor that is a size of an argument, or one over it. */
  private Optional<String> mean() {
    if (disagreeing.size() > 1) {
      for (EntryFindings argument : arguments) {
        for (int n : new int[] {argument.count(), argument.rows(), argument.columns()}) {
          String number =
              n == argument.count() ? "entries" : n == argument.rows() ? "rows" : "columns";
          String size = n + ", the number of " + number + " of " + argument.name();
          if (n > 1 && allAre(n)) {
            return Optional.of(
                "a mean taken for a sum: the derivative times "
                    + size
                    + ", is claimed for "
                    + scope);
          }
          if (n > 1 && allAre(1.0 / n)) {
            return Optional.of(
                "a sum taken for a mean: the derivative divided by "
                    + size
                    + ", is claimed for "
                    + scope);
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> commonFactor() {
    Finding clearest = wrong.stream().min(Comparator.comparing(Diagnosis::vagueness)).get();
    double factor = clearest.claimed() / clearest.numerical();
    return disagreeing.size() > 1 && allAre(factor)
        ? Optional.of(
            "a common factor: " + number(factor) + " times the derivative is claimed for " + scope)
        : Optional.empty();
  }

  private static double vagueness(Finding finding) {
    return finding.tolerance() / Math.abs(finding.numerical());
  }

  private boolean allAre(double factor) {
    return Double.isFinite(factor)
        && disagreeing.stream().allMatch(finding -> isTimes(factor, finding, finding));
  }

  private static boolean isTimes(double factor, Finding claim, Finding derivative) {
    return claim != null
        && derivative != null
        && Math.abs(claim.claimed() - factor * derivative.numerical())
            <= WITHIN * Math.abs(factor) * derivative.tolerance()
                + ROUNDING * Math.abs(claim.claimed());
  }

  /** Derivatives of other entries of the same argument. */
  private Optional<String> order() {
    return arguments.stream()
        .filter(argument -> argument.wrong().length == wrong.size() && wrong.size() > 1)
        .flatMap(argument -> order(argument).stream())
        .findFirst();
  }

  private static Optional<String> order(EntryFindings argument) {
    String name = argument.name();
    int rows = argument.rows();
    int columns = argument.columns();
    int n = argument.count();
    IntUnaryOperator transposed = i -> i % rows * columns + i / rows;
    if (rows > 1 && columns > 1 && isReordered(argument, i -> true, transposed)) {
      return Optional.of(
          rows == columns
              ? "a transpose: the transposed derivative is claimed for " + name
              : "the order of entries: " + name + " is claimed by columns instead of by rows");
    }
    int[] wrong = argument.wrong();
    int sum = wrong[0] + wrong[1];
    if (wrong.length == 2 && isReordered(argument, argument::isWrong, i -> sum - i)) {
      return Optional.of(
          String.format(
              "swapped entries: for %s the derivative of %s is claimed, and the other way round",
              argument.place(wrong[0]), argument.place(wrong[1])));
    }
    if (isReordered(argument, i -> true, i -> n - 1 - i)) {
      return Optional.of("the order of entries: " + name + " is claimed from back to front");
    }
    for (int shift : new int[] {1, -1}) {
      if (n > 2 && isReordered(argument, i -> i + shift >= 0 && i + shift < n, i -> i + shift)) {
        return Optional.of(
            "an index that is off by one: for each entry of "
                + name
                + " the derivative of the "
                + (shift > 0 ? "next" : "previous")
                + " one is claimed");
      }
    }
    return Optional.empty();
  }

  private static boolean isReordered(
      EntryFindings argument, IntPredicate which, IntUnaryOperator from) {
    return IntStream.range(0, argument.count())
        .filter(which)
        .allMatch(i -> isTimes(1, argument.at(i), argument.at(from.applyAsInt(i))));
  }

  /** Gradients of other arguments. */
  private Optional<String> exchange() {
    for (EntryFindings a : arguments) {
      for (EntryFindings b : arguments) {
        if (a != b
            && a.count() == b.count()
            && a.wrong().length + b.wrong().length == wrong.size()
            && IntStream.range(0, a.count())
                .allMatch(i -> isTimes(1, a.at(i), b.at(i)) && isTimes(1, b.at(i), a.at(i)))) {
          return Optional.of(
              String.format(
                  "exchanged gradients: for %s that of %s is claimed, and the other way round",
                  a.name(), b.name()));
        }
      }
    }
    return Optional.empty();
  }

  /** The same number added to all derivatives, or the same multiple of the argument. */
  private Optional<String> extraTerm() {
    OptionalDouble offset = commonError(false);
    OptionalDouble multiple = commonError(true);
    if (offset.isPresent()) {
      boolean compared =
          arguments.stream()
              .allMatch(a -> Arrays.stream(a.wrong()).noneMatch(i -> a.movement(i).isEmpty()));
      return Optional.of(
          (compared
                  ? "a mistake in what entries are compared with: "
                  : "a term that entries share: ")
              + sum(offset.getAsDouble())
              + " is claimed for "
              + scope);
    }
    return multiple.isPresent()
        ? Optional.of(
            "a term like weight decay: "
                + sum(multiple.getAsDouble())
                + " times the entry itself is claimed for "
                + scope)
        : Optional.empty();
  }

  private static String sum(double term) {
    return "the derivative " + (term < 0 ? "less " : "plus ") + number(Math.abs(term));
  }

  /** The error of all claims that are wrong, if it is common to two or more. */
  private OptionalDouble commonError(boolean relativeToValue) {
    double common = Double.NaN;
    int count = 0;
    for (EntryFindings argument : arguments) {
      for (int i : argument.wrong()) {
        Finding finding = argument.at(i);
        double unit = relativeToValue ? argument.value(i) : 1;
        double error = finding.claimed() - finding.numerical();
        common = count++ == 0 ? error / unit : common;
        double vague = WITHIN * finding.tolerance() + ROUNDING * Math.abs(finding.claimed());
        if (!(Math.abs(error - common * unit) <= 2 * vague && vague <= VAGUE * Math.abs(error))) {
          return OptionalDouble.empty();
        }
      }
    }
    return count > 1 && count == wrong.size() ? OptionalDouble.of(common) : OptionalDouble.empty();
  }

  /** A number to six digits. */
  private static String number(double value) {
    return Double.toString(Double.parseDouble(String.format(Locale.ROOT, "%.5e", value)));
  }
}
