package org.set2model.gradcheck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.Directions;
import org.set2model.gradcheck.argument.EntryLocation;
import org.set2model.gradcheck.argument.Remembered;

/**
 * Holds the columns of a Jacobian, as a product claims them, against differences of the function,
 * output by output; see {@link JacobianVectorCheck}.
 */
final class JacobianChecks {

  /** Outputs, or groups of outputs, that are checked one by one. */
  private static final int MOST_GROUPS = 1024;

  /** Directions that are replaced by others because a derivative along them is not resolved. */
  private static final int MOST_SECOND_TRIES = 64;

  /** Sizes of a tangent; powers of two, which touch no digit of an honest product. */
  private static final double[] SIZES = {1, 0x1p30, 0x1p-30};

  /** Rounding in a sum of columns, as part of the sum of its terms' magnitudes. */
  private static final double SUM_ROUNDING = 0x1p-30;

  /** The same as part of the largest such sum of all outputs, which may have met the others. */
  private static final double COMMON_ROUNDING = 0x1p-46;

  /** A sum that is wrong is this many tolerances off. */
  private static final double CLEAR = 4;

  private final List<Argument> arguments;
  private final Options options;
  private final Function<DMatrixRMaj[], DMatrixRMaj> product;
  private final IntFunction<String> names;
  private final SplittableRandom random;
  private final Directions directions;
  private final DMatrixRMaj[] columns;
  private final Function<DMatrixRMaj[], DMatrixRMaj> function;
  private final Remembered<DMatrixRMaj> ofParameters;
  private final Options optionsOfParameters;
  private final List<Finding> findings = new ArrayList<>();
  private double remainderOrder = Double.NaN;
  private int evaluations;
  private boolean traced;
  private int secondTries;
  private String defect;

  /**
   * Asks the product for all columns.
   *
   * @param product maps tangents to the tangent of the value
   * @param names what the outputs are called
   */
  JacobianChecks(
      Function<DMatrixRMaj[], DMatrixRMaj> function,
      List<Argument> arguments,
      Options options,
      Function<DMatrixRMaj[], DMatrixRMaj> product,
      IntFunction<String> names) {
    this.function = function;
    this.arguments = arguments;
    this.options = options;
    this.product = product;
    this.names = names;
    random = new SplittableRandom(options.seed());
    directions = Directions.of(arguments, random);
    columns = new DMatrixRMaj[directions.count()];
    Arrays.setAll(columns, direction -> product.apply(directions.tangent(direction)));
    ofParameters = new Remembered<>(directions.ofParameters(function));
    optionsOfParameters =
        options.branches() == null
            ? options
            : options.branches(new Remembered<>(directions.ofParameters(options.branches())));
  }

  Directions directions() {
    return directions;
  }

  /** What is claimed along the parameter of each direction; only read. */
  DMatrixRMaj[] columns() {
    return columns;
  }

  /** Makes all checks of a product under watch. */
  Report report(WatchedProduct watched) {
    if (columns.length > 0) {
      checkOutputs();
      if (defect == null && findings.stream().allMatch(f -> f.verdict() == Verdict.AGREE)) {
        for (double size : SIZES) {
          checkSum(size);
        }
      }
      watched.repeat();
    }
    if (defect == null) {
      defect = watched.defect();
    }
    int calls = evaluations + ofParameters.calls();
    return defect == null
        ? Report.of(findings, remainderOrder, calls, arguments, options)
        : Report.unfit(defect, calls, arguments);
  }

  private void checkOutputs() {
    int outputs = columns[0].getNumElements();
    int groups = Math.min(outputs, MOST_GROUPS);
    for (int group = 0; group < groups && defect == null; group++) {
      int from = (int) ((long) outputs * group / groups);
      int to = (int) ((long) outputs * (group + 1) / groups);
      if (!checkOutputs(from, to) && to - from > 1) {
        for (int output = from; output < to && checkOutputs(output, output + 1); output++) {}
      }
    }
  }

  /** Checks a weighted sum of outputs; false if it disagrees. */
  private boolean checkOutputs(int from, int to) {
    boolean single = to - from == 1;
    DMatrixRMaj weights = new DMatrixRMaj(to - from, 1);
    for (int i = 0; i < to - from; i++) {
      weights.data[i] = single ? 1 : (random.nextBoolean() ? 1 : -1) * random.nextDouble(0.5, 1);
    }
    Function<DMatrixRMaj, DMatrixRMaj> outputs = value -> rows(value, from, to);
    double[] claimed = new double[columns.length];
    Arrays.setAll(
        claimed, direction -> CommonOps_DDRM.dot(weights, outputs.apply(columns[direction])));
    Report report =
        check(
            ofParameters.andThen(outputs),
            weights,
            directions.parameters(),
            optionsOfParameters,
            directions.gradients(claimed));
    defect = report.defect().isEmpty() ? null : report.defect();
    if (!Double.isNaN(report.remainderOrder()) && !(report.remainderOrder() > remainderOrder)) {
      remainderOrder = report.remainderOrder();
    }
    String name = names.apply(from) + (single ? "" : " to " + names.apply(to - 1));
    int[] guilty = {};
    for (Finding finding : report.findings()) {
      int direction = finding.place().map(directions::at).orElse(-1);
      if (direction < 0) {
        findings.add(restated(finding, name + " along " + finding.subject(), Optional.empty(), 1));
      } else {
        int[] block = directions.block(direction);
        Finding standing =
            block.length > 1 && isOpen(finding) ? again(outputs, block, finding) : finding;
        findings.add(about(standing, name, block));
        guilty = standing.verdict() == Verdict.DISAGREE ? block : guilty;
      }
    }
    if (single && guilty.length > 1 && !traced) {
      traced = true;
      findings.add(trace(outputs, name, guilty));
    }
    return report.verdict() != Verdict.DISAGREE;
  }

  private static boolean isOpen(Finding finding) {
    return finding.verdict() == Verdict.UNRESOLVED || finding.evidence() == Evidence.RELATIVE;
  }

  /** The terms of a derivative along a block may cancel by chance, but hardly twice. */
  private Finding again(Function<DMatrixRMaj, DMatrixRMaj> output, int[] block, Finding finding) {
    boolean single = output.apply(columns[0]).getNumElements() == 1;
    if (!single || secondTries++ >= MOST_SECOND_TRIES) {
      return finding;
    }
    Finding second = judgeAlong(output, directions.otherCoefficients(block, random));
    return isOpen(second) ? finding : second;
  }

  /** Halves a block again and again, following the larger difference, down to an entry. */
  private Finding trace(Function<DMatrixRMaj, DMatrixRMaj> output, String name, int[] block) {
    int[] suspects = block;
    Finding finding = null;
    while (suspects.length > 1) {
      int[] first = Arrays.copyOf(suspects, suspects.length / 2);
      int[] second = Arrays.copyOfRange(suspects, first.length, suspects.length);
      Finding inFirst = judgeAlong(output, directions.coefficients(first));
      Finding inSecond = judgeAlong(output, directions.coefficients(second));
      boolean isFirst = inFirst.difference() > inSecond.difference();
      suspects = isFirst ? first : second;
      finding = isFirst ? inFirst : inSecond;
    }
    return restated(
        finding,
        name + " with respect to " + directions.name(suspects),
        directions.place(suspects),
        directions.coefficients(suspects)[suspects[0]]);
  }

  private Finding judgeAlong(Function<DMatrixRMaj, DMatrixRMaj> output, double[] coefficients) {
    DMatrixRMaj[] tangent = directions.tangent(coefficients);
    Function<DMatrixRMaj[], DMatrixRMaj[]> moved =
        parameter -> directions.inputs(parameter[0].data[0], tangent);
    Report report =
        check(
            function.compose(moved).andThen(output),
            new DMatrixRMaj(1, 1, true, 1),
            List.of(directions.parameter(0, coefficients)),
            options.branches() == null
                ? options
                : options.branches(options.branches().compose(moved)),
            output.apply(product.apply(tangent)));
    evaluations += report.evaluations();
    return report.findings().get(0);
  }

  private Finding about(Finding finding, String output, int[] block) {
    String way = block.length == 1 ? " with respect to " : " along ";
    return restated(finding, output + way + directions.name(block), directions.place(block), 1);
  }

  /** The product of a random sum of all tangents has to be that sum of columns. */
  private void checkSum(double size) {
    double[] factors = new double[columns.length];
    Arrays.setAll(
        factors,
        direction ->
            (random.nextBoolean() ? 1 : -1)
                * random.nextDouble(0.5, 1)
                * directions.magnitude(direction));
    DMatrixRMaj[] tangent = directions.inputs(0, null);
    for (DMatrixRMaj part : tangent) {
      part.zero();
    }
    for (int direction = 0; direction < columns.length; direction++) {
      DMatrixRMaj[] parts = directions.tangent(direction);
      for (int a = 0; a < tangent.length; a++) {
        CommonOps_DDRM.addEquals(tangent[a], size * factors[direction], parts[a]);
      }
    }
    DMatrixRMaj sum = product.apply(tangent);
    int outputs = sum.getNumElements();
    double[] expected = new double[outputs];
    double[] magnitude = new double[outputs];
    for (int direction = 0; direction < columns.length; direction++) {
      for (int output = 0; output < outputs; output++) {
        double term = factors[direction] * columns[direction].data[output];
        expected[output] += term;
        magnitude[output] += Math.abs(term);
      }
    }
    double common = COMMON_ROUNDING * Arrays.stream(magnitude).max().orElse(0);
    for (int output = 0; output < outputs; output++) {
      double claimed = sum.data[output] / size;
      double tolerance = SUM_ROUNDING * magnitude[output] + common;
      double difference = Math.abs(claimed - expected[output]);
      if (!(difference <= tolerance)) {
        findings.add(
            new Finding(
                names.apply(output) + " along a sum of tangents",
                Optional.empty(),
                difference <= CLEAR * tolerance ? Verdict.UNRESOLVED : Verdict.DISAGREE,
                Evidence.NONE,
                claimed,
                expected[output],
                expected[output],
                expected[output],
                0,
                tolerance,
                Double.NaN,
                "the product is not linear: tangents of " + size + " times the size of the point"));
        return;
      }
    }
  }

  /** Entries of a matrix, numbered through, as a column. */
  private static DMatrixRMaj rows(DMatrixRMaj value, int from, int to) {
    return new DMatrixRMaj(to - from, 1, true, Arrays.copyOfRange(value.data, from, to));
  }

  /** The check of a gradient, however many entries it has, entry by entry. */
  static Report check(
      Function<DMatrixRMaj[], DMatrixRMaj> function,
      DMatrixRMaj upstream,
      List<Argument> arguments,
      Options options,
      DMatrixRMaj... gradients) {
    Options everyEntry = options.entryByEntryUpTo(Integer.MAX_VALUE);
    return new GradientCheck(function, upstream, arguments, everyEntry).check(gradients);
  }

  /** The same finding about something else, with the numbers in units of it. */
  static Finding restated(
      Finding finding, String subject, Optional<EntryLocation> place, double unit) {
    return new Finding(
        subject,
        place,
        finding.verdict(),
        finding.evidence(),
        finding.claimed() / unit,
        finding.numerical() / unit,
        Math.min(finding.lowest() / unit, finding.highest() / unit),
        Math.max(finding.lowest() / unit, finding.highest() / unit),
        finding.uncertainty() / Math.abs(unit),
        finding.tolerance() / Math.abs(unit),
        finding.verifiedError(),
        finding.reason());
  }
}
