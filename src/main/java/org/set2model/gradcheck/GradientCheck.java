package org.set2model.gradcheck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.Coordinates;
import org.set2model.gradcheck.argument.EntryLocation;
import org.set2model.gradcheck.argument.Notation;
import org.set2model.gradcheck.argument.Probe;

/**
 * Checks claimed gradients of a scalar function against derivatives that carry their own error
 * estimate.
 *
 * <pre>{@code
 * GradientCheck.of(x -> f(x), x0).assertAgrees(gradient); // double[], double[][] or DMatrixRMaj
 *
 * GradientCheck.of(
 *         in -> logLikelihood(in[0], in[1]),
 *         Argument.of("mean", mean),
 *         Argument.in(Domain.positive(), "variance", variance))
 *     .assertAgrees(gradientOfMean, gradientOfVariance);
 * }</pre>
 *
 * The function must be deterministic and leave its arguments alone; both are watched. It may reject
 * points outside its domain with an {@link IllegalArgumentException}. Up to 64 coordinates are
 * checked one by one, more by random directions. A check holds the function and the point; any
 * number of claims can be held against it.
 */
public final class GradientCheck {

  private final Function<DMatrixRMaj[], DMatrixRMaj> function;
  private final DMatrixRMaj upstream;
  private final List<Argument> arguments;
  private final Options options;

  GradientCheck(
      Function<DMatrixRMaj[], DMatrixRMaj> function,
      DMatrixRMaj upstream,
      List<Argument> arguments,
      Options options) {
    this.function = function;
    this.upstream = upstream;
    this.arguments = arguments;
    this.options = options;
  }

  /** A function of one unconstrained matrix, which reports call x. */
  public static GradientCheck of(ToDoubleFunction<DMatrixRMaj> function, DMatrixRMaj x) {
    return of(inputs -> function.applyAsDouble(inputs[0]), Argument.of("x", x));
  }

  /** A function of one unconstrained vector, which reports call x. */
  public static GradientCheck of(ToDoubleFunction<double[]> function, double... x) {
    return of(inputs -> function.applyAsDouble(Notation.vector(inputs[0])), Argument.of("x", x));
  }

  /**
   * A function of one unconstrained matrix, by rows, which reports call x.
   *
   * @throws IllegalArgumentException unless the rows have one length
   */
  public static GradientCheck of(ToDoubleFunction<double[][]> function, double[][] x) {
    return of(inputs -> function.applyAsDouble(Notation.rows(inputs[0])), Argument.of("x", x));
  }

  /** A function of several matrices, given in the order of the arguments. */
  public static GradientCheck of(ToDoubleFunction<DMatrixRMaj[]> function, Argument... arguments) {
    return new GradientCheck(
        inputs -> scalar(function.applyAsDouble(inputs)),
        scalar(1),
        List.of(arguments),
        Options.DEFAULT);
  }

  /**
   * The same check with steps kept so small that the function takes the same branches.
   *
   * @param fingerprint maps arguments to an object (or array) that is equal for equal branches,
   *     like the signs entering a ReLU and the arguments of maxima
   */
  public GradientCheck branches(Function<DMatrixRMaj[], ?> fingerprint) {
    return with(options.branches(fingerprint));
  }

  /** The same check with other random directions. */
  public GradientCheck seed(long newSeed) {
    return with(options.seed(newSeed));
  }

  /** The same check with another largest number of coordinates to check one by one. */
  public GradientCheck entryByEntryUpTo(int coordinates) {
    return with(options.entryByEntryUpTo(coordinates));
  }

  /**
   * The same check of a function whose values have a given relative error: {@code 0x1p-24} for one
   * that computes in single precision. What is not told is measured.
   *
   * @throws IllegalArgumentException unless the error is above 0 and below 1
   */
  public GradientCheck functionAccurateTo(double relativeError) {
    return with(options.functionAccurateTo(relativeError));
  }

  /**
   * The same check of claims that may have a given relative error themselves: {@code 0x1p-24} for
   * gradients that were rounded to single precision.
   *
   * @throws IllegalArgumentException unless the error is above 0 and below 1
   */
  public GradientCheck claimAccurateTo(double relativeError) {
    return with(options.claimAccurateTo(relativeError));
  }

  /**
   * The same check, content with entries that are verified only relative to the others, see {@link
   * Evidence#RELATIVE}. Without this they leave the check {@link Verdict#UNRESOLVED}.
   */
  public GradientCheck acceptRelative() {
    return with(options.acceptRelative());
  }

  private GradientCheck with(Options newOptions) {
    return new GradientCheck(function, upstream, arguments, newOptions);
  }

  /**
   * Checks and asserts.
   *
   * @param gradients claimed gradient of each argument, of its shape
   * @throws AssertionError with the report as its message, unless the verdict is AGREE
   * @throws IllegalArgumentException if number or shape of the gradients is wrong
   */
  public void assertAgrees(DMatrixRMaj... gradients) {
    check(gradients).requireAgreement();
  }

  /** Checks and asserts, for one argument that is a vector. */
  public void assertAgrees(double... gradient) {
    check(gradient).requireAgreement();
  }

  /** Checks and asserts, for vectors or one argument by rows, see {@link #check(double[][])}. */
  public void assertAgrees(double[]... gradients) {
    check(gradients).requireAgreement();
  }

  /**
   * Checks the claimed gradient of one argument that is a vector.
   *
   * @throws IllegalArgumentException if the gradient has another length
   */
  public Report check(double... gradient) {
    return check(Notation.matrix(gradient));
  }

  /**
   * Checks the claimed gradient of one argument by rows, or of several that are vectors.
   *
   * @param gradients the rows of the gradient, or a gradient for each argument
   * @throws IllegalArgumentException if number or length of the gradients is wrong
   */
  public Report check(double[]... gradients) {
    boolean byRows = arguments.size() == 1 && arguments.get(0).notation() == Notation.ROWS;
    return check(
        byRows
            ? new DMatrixRMaj[] {Notation.matrix("the gradient", gradients)}
            : Arrays.stream(gradients).map(Notation::matrix).toArray(DMatrixRMaj[]::new));
  }

  /**
   * Checks claimed gradients. What the function throws at the point itself is passed on.
   *
   * @param gradients claimed gradient of each argument, of its shape
   * @throws IllegalArgumentException if number or shape of the gradients is wrong
   */
  public Report check(DMatrixRMaj... gradients) {
    requireShapes(gradients);
    List<Finding> notFinite = notFinite(gradients);
    if (!notFinite.isEmpty()) {
      return Report.of(notFinite, Double.NaN, 0, arguments, options);
    }
    var probe = new Probe(function, arguments, options.branches());
    if (probe.defect() != null) {
      return Report.unfit(probe.defect(), probe.evaluations(), arguments);
    }
    if (upstream.numRows != probe.base().numRows || upstream.numCols != probe.base().numCols) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "upstream gradient (%d x %d) must have the shape of the value (%d x %d)",
              upstream.numRows,
              upstream.numCols,
              probe.base().numRows,
              probe.base().numCols));
    }
    var random = new SplittableRandom(options.seed());
    var coordinates = new Coordinates(arguments, gradients);
    if (coordinates.free().length == 0) {
      return Report.of(List.of(), Double.NaN, probe.evaluations(), arguments, options);
    }
    var lines = new LineChecks(probe, upstream, coordinates, options.forClaims(gradients), random);
    List<Finding> findings =
        coordinates.free().length <= options.entryByEntryLimit()
            ? entries(lines)
            : RandomDirections.check(lines, random);
    double remainderOrder = Double.NaN;
    if (findings.stream().noneMatch(Finding::kink)) {
      var taylor = TaylorTest.run(lines, random);
      remainderOrder = taylor.order();
      // Where rounding can look like a slope to an entry, it can along a direction through it.
      boolean isTold =
          findings.stream().noneMatch(found -> found.reason().equals(ClaimCheck.SMALL_FEATURE));
      if (isTold && taylor.contradicts()) {
        findings.add(taylor.direction());
      }
    }
    return probe.defect() == null
        ? Report.of(findings, remainderOrder, probe.evaluations(), arguments, options)
        : Report.unfit(probe.defect(), probe.evaluations(), arguments);
  }

  private static List<Finding> entries(LineChecks lines) {
    List<Finding> findings = new ArrayList<>();
    for (int position : lines.coordinates().free()) {
      findings.add(lines.judgeEntry(position));
    }
    return findings;
  }

  private void requireShapes(DMatrixRMaj[] gradients) {
    if (gradients.length != arguments.size()) {
      throw new IllegalArgumentException(
          gradients.length
              + " gradients are claimed for "
              + arguments.size()
              + " arguments; claim one for each");
    }
    for (int i = 0; i < gradients.length; i++) {
      DMatrixRMaj x = arguments.get(i).value();
      DMatrixRMaj g = gradients[i];
      if (g == null || g.numRows != x.numRows || g.numCols != x.numCols) {
        throw new IllegalArgumentException(
            String.format(
                "gradient of '%s' (%s) must have its shape (%s)",
                arguments.get(i).name(),
                g == null ? "null" : arguments.get(i).notation().shape(g),
                arguments.get(i).notation().shape(x)));
      }
    }
  }

  private List<Finding> notFinite(DMatrixRMaj[] gradients) {
    List<Finding> findings = new ArrayList<>();
    for (int a = 0; a < gradients.length; a++) {
      DMatrixRMaj gradient = gradients[a];
      for (int i = 0; i < gradient.getNumElements(); i++) {
        if (!Double.isFinite(gradient.data[i])) {
          var place = EntryLocation.of(arguments.get(a), i);
          findings.add(
              new Finding(
                  place.toString(),
                  Optional.of(place),
                  Verdict.DISAGREE,
                  Evidence.NONE,
                  gradient.data[i],
                  Double.NaN,
                  Double.NaN,
                  Double.NaN,
                  Double.NaN,
                  Double.NaN,
                  Double.NaN,
                  "this is not a finite number"));
        }
      }
    }
    return findings;
  }

  private static DMatrixRMaj scalar(double value) {
    DMatrixRMaj matrix = new DMatrixRMaj(1, 1);
    matrix.data[0] = value;
    return matrix;
  }
}
