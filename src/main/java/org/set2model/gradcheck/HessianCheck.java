package org.set2model.gradcheck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.CompensatedSum;
import org.set2model.gradcheck.argument.Directions;
import org.set2model.gradcheck.argument.EntryLocation;

/**
 * Checks the second derivatives of a scalar function f: the products {@code H v} of its Hessian
 * with tangents v, or the Hessian itself.
 *
 * <pre>{@code
 * HessianCheck.of(x -> f(x), x -> gradient(x), x0).assertAgrees((in, v) -> product(in[0], v[0]));
 * HessianCheck.of(x -> f(x), x -> gradient(x), x0).assertAgrees(hessian);
 * }</pre>
 *
 * <p>Four things are checked, so that no error in f's gradient can hide one in its Hessian:
 *
 * <ol>
 *   <li>the gradient at the point, by {@link GradientCheck};
 *   <li>the product against differences of the gradient, as it is the gradient's Jacobian-vector
 *       product, with all that {@link JacobianVectorCheck} watches;
 *   <li>symmetry, {@code u^T H v = v^T H u}, up to the rounding of the product;
 *   <li>{@code u^T H v} against second differences of f itself: along every direction, and for all
 *       pairs of up to 8 directions, or else for random divisions of them in two. A direction is a
 *       coordinate, or a random direction through a block where there are more than 64.
 * </ol>
 *
 * <p>Second differences divide the rounding of f by the square of a step, and may not resolve an
 * entry that differences of the gradient verify. The verdict is then UNRESOLVED, and says so;
 * {@link #acceptRelative} lets the other three decide.
 */
public final class HessianCheck {

  private final ToDoubleFunction<DMatrixRMaj[]> function;
  private final Function<DMatrixRMaj[], DMatrixRMaj[]> gradient;
  private final List<Argument> arguments;
  private final Options options;

  private HessianCheck(
      ToDoubleFunction<DMatrixRMaj[]> function,
      Function<DMatrixRMaj[], DMatrixRMaj[]> gradient,
      List<Argument> arguments,
      Options options) {
    this.function = function;
    this.gradient = gradient;
    this.arguments = arguments;
    this.options = options;
  }

  /** A function of one unconstrained matrix, which reports call x, and its gradient. */
  public static HessianCheck of(
      ToDoubleFunction<DMatrixRMaj> function, UnaryOperator<DMatrixRMaj> gradient, DMatrixRMaj x) {
    return of(
        inputs -> function.applyAsDouble(inputs[0]),
        inputs -> new DMatrixRMaj[] {gradient.apply(inputs[0])},
        Argument.of("x", x));
  }

  /**
   * A function of several matrices, given in the order of the arguments.
   *
   * @param gradient maps inputs to the gradient of each, of its shape
   */
  public static HessianCheck of(
      ToDoubleFunction<DMatrixRMaj[]> function,
      Function<DMatrixRMaj[], DMatrixRMaj[]> gradient,
      Argument... arguments) {
    return new HessianCheck(function, gradient, List.of(arguments), Options.DEFAULT);
  }

  /** The same check with steps that keep a fingerprint, as {@link GradientCheck#branches}. */
  public HessianCheck branches(Function<DMatrixRMaj[], ?> fingerprint) {
    return with(options.branches(fingerprint));
  }

  /** The same check with other random directions. */
  public HessianCheck seed(long newSeed) {
    return with(options.seed(newSeed));
  }

  /**
   * The same check of a less accurate function and gradient, as {@link
   * GradientCheck#functionAccurateTo}.
   */
  public HessianCheck functionAccurateTo(double relativeError) {
    return with(options.functionAccurateTo(relativeError));
  }

  /** The same check of less accurate claims, as {@link GradientCheck#claimAccurateTo}. */
  public HessianCheck claimAccurateTo(double relativeError) {
    return with(options.claimAccurateTo(relativeError));
  }

  /**
   * The same check, content with {@link Evidence#RELATIVE}: with entries verified only relative to
   * others, and with second differences that do not resolve what the gradient's differences verify.
   */
  public HessianCheck acceptRelative() {
    return with(options.acceptRelative());
  }

  private HessianCheck with(Options newOptions) {
    return new HessianCheck(function, gradient, arguments, newOptions);
  }

  /**
   * Checks and asserts.
   *
   * @param product as for {@link #check(BiFunction)}
   * @throws AssertionError with the report as its message, unless the verdict is AGREE
   */
  public void assertAgrees(BiFunction<DMatrixRMaj[], DMatrixRMaj[], DMatrixRMaj[]> product) {
    requireAgreement(check(product));
  }

  /**
   * Checks and asserts.
   *
   * @param hessian as for {@link #check(DMatrixRMaj)}
   * @throws AssertionError with the report as its message, unless the verdict is AGREE
   */
  public void assertAgrees(DMatrixRMaj hessian) {
    requireAgreement(check(hessian));
  }

  private static void requireAgreement(Report report) {
    if (report.verdict() != Verdict.AGREE) {
      throw new AssertionError(report.toString());
    }
  }

  /**
   * Checks a Hessian.
   *
   * @param hessian n x n, the n entries of all arguments numbered through, by rows
   * @throws IllegalArgumentException if it has another shape
   */
  public Report check(DMatrixRMaj hessian) {
    int n = arguments.stream().mapToInt(argument -> argument.value().getNumElements()).sum();
    if (hessian.numRows != n || hessian.numCols != n) {
      throw new IllegalArgumentException(
          String.format(
              "Hessian (%d x %d) must be %d x %d, as the arguments have %d entries",
              hessian.numRows, hessian.numCols, n, n, n));
    }
    DMatrixRMaj h = hessian.copy();
    return check(
        (inputs, tangents) -> {
          double[] v = stacked(tangents).data;
          DMatrixRMaj[] product = new DMatrixRMaj[tangents.length];
          int row = 0;
          for (int a = 0; a < product.length; a++) {
            product[a] = new DMatrixRMaj(tangents[a].numRows, tangents[a].numCols);
            for (int i = 0; i < product[a].getNumElements(); i++, row++) {
              var sum = new CompensatedSum();
              for (int column = 0; column < n; column++) {
                sum.addProduct(h.get(row, column), v[column]);
              }
              product[a].data[i] = sum.value();
            }
          }
          return product;
        });
  }

  /**
   * Checks a product. What function, gradient and product throw at the point itself is passed on.
   *
   * @param product maps inputs and tangents, one for each input and of its shape, to a matrix for
   *     each input: the change of the gradient along the tangents
   * @throws IllegalArgumentException if number or shape of gradients or results is wrong
   */
  public Report check(BiFunction<DMatrixRMaj[], DMatrixRMaj[], DMatrixRMaj[]> product) {
    DMatrixRMaj[] x = arguments.stream().map(Argument::value).toArray(DMatrixRMaj[]::new);
    Report ofGradient =
        new GradientCheck(
                inputs -> new DMatrixRMaj(1, 1, true, function.applyAsDouble(inputs)),
                new DMatrixRMaj(1, 1, true, 1),
                arguments,
                options)
            .check(gradient.apply(x).clone());
    if (!ofGradient.defect().isEmpty()) {
      return ofGradient;
    }
    var watched = new WatchedProduct(product, arguments, x);
    var checks =
        new JacobianChecks(
            inputs -> stacked(gradient.apply(inputs)),
            arguments,
            options,
            tangents -> stacked(watched.times(tangents)),
            entry -> "gradient of " + name(entry));
    Report ofProduct = checks.report(watched);
    if (!ofProduct.defect().isEmpty()) {
      return ofProduct;
    }
    List<Finding> findings = new ArrayList<>();
    for (Finding finding : ofGradient.findings()) {
      findings.add(
          JacobianChecks.restated(finding, "gradient: " + finding.subject(), finding.place(), 1));
    }
    findings.addAll(ofProduct.findings());
    Report ofDifferences = Report.of(List.of(), Double.NaN, 0, arguments, options);
    if (isFinite(checks.columns())) {
      var form = new HessianForm(checks.directions(), checks.columns());
      form.symmetry().ifPresent(findings::add);
      ofDifferences = secondDifferences(checks.directions(), form, findings);
      if (!ofDifferences.defect().isEmpty()) {
        return ofDifferences;
      }
      findings.addAll(ofDifferences.findings());
    }
    return Report.of(
        findings,
        ofGradient.remainderOrder(),
        ofGradient.evaluations() + ofProduct.evaluations() + ofDifferences.evaluations(),
        arguments,
        options);
  }

  /** Where the gradient has a kink there is no second derivative, and nothing to compare. */
  private Report secondDifferences(Directions directions, HessianForm form, List<Finding> soFar) {
    if (soFar.stream().anyMatch(Finding::kink)) {
      return Report.of(List.of(), Double.NaN, 0, arguments, options);
    }
    List<Finding> found = new ArrayList<>();
    for (String direction : form.onEdge()) {
      found.add(noRoom(direction));
    }
    List<SecondDifferences.Pair> pairs = form.pairs(new SplittableRandom(options.seed()));
    Report report = Report.of(List.of(), Double.NaN, 0, arguments, options);
    if (!pairs.isEmpty()) {
      report = SecondDifferences.check(function, arguments, directions, pairs, options);
      if (!report.defect().isEmpty()) {
        return report;
      }
    }
    found.addAll(report.findings());
    boolean others = soFar.stream().allMatch(finding -> finding.verdict() == Verdict.AGREE);
    return Report.of(
        others ? found.stream().map(HessianCheck::relative).toList() : found,
        report.remainderOrder(),
        report.evaluations(),
        arguments,
        options);
  }

  private static Finding noRoom(String direction) {
    return new Finding(
        "second difference along " + direction,
        Optional.empty(),
        Verdict.UNRESOLVED,
        Evidence.NONE,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        "on the edge of the domain there is none");
  }

  /** Where all else agrees, a second difference that is not resolved does not leave nothing. */
  private static Finding relative(Finding finding) {
    return finding.verdict() == Verdict.UNRESOLVED || finding.evidence() == Evidence.RELATIVE
        ? new Finding(
            finding.subject(),
            finding.place(),
            Verdict.AGREE,
            Evidence.RELATIVE,
            finding.claimed(),
            finding.numerical(),
            finding.lowest(),
            finding.highest(),
            finding.uncertainty(),
            finding.tolerance(),
            (finding.difference() + finding.tolerance()) / Math.abs(finding.numerical()),
            "verified by differences of the gradient only, not by those of the function: "
                + finding.reason())
        : finding;
  }

  private static boolean isFinite(DMatrixRMaj[] columns) {
    boolean finite = true;
    for (DMatrixRMaj column : columns) {
      for (int i = 0; i < column.getNumElements(); i++) {
        finite &= Double.isFinite(column.data[i]);
      }
    }
    return finite;
  }

  /** The name of an entry, numbered through all arguments. */
  private String name(int entry) {
    int argument = 0;
    int index = entry;
    while (index >= arguments.get(argument).value().getNumElements()) {
      index -= arguments.get(argument++).value().getNumElements();
    }
    int columns = arguments.get(argument).value().numCols;
    return new EntryLocation(arguments.get(argument).name(), index / columns, index % columns)
        .toString();
  }

  /** All entries in one column. */
  static DMatrixRMaj stacked(DMatrixRMaj[] matrices) {
    int rows = Arrays.stream(matrices).mapToInt(DMatrixRMaj::getNumElements).sum();
    DMatrixRMaj stacked = new DMatrixRMaj(rows, 1);
    int from = 0;
    for (DMatrixRMaj matrix : matrices) {
      System.arraycopy(matrix.data, 0, stacked.data, from, matrix.getNumElements());
      from += matrix.getNumElements();
    }
    return stacked;
  }
}
