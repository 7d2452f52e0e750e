package org.set2model.gradcheck;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.EntryLocation;
import org.set2model.gradcheck.argument.Probe;

/**
 * Checks a Jacobian-vector product, the derivative in forward mode: for a function F of matrices
 * with a matrix as its value, the change {@code J v} of the value that the product claims when the
 * inputs change along tangents v.
 *
 * <pre>{@code
 * JacobianVectorCheck.of(in -> product(in[0], in[1]), Argument.of("a", a), Argument.of("b", b))
 *     .assertAgrees((in, v) -> sum(product(v[0], in[1]), product(in[0], v[1])));
 * }</pre>
 *
 * <p>With up to 64 coordinates the product is asked for the tangents that move one coordinate each.
 * Its results are the columns of the Jacobian, whose rows are gradients of the outputs, and each of
 * these is checked as {@link GradientCheck} does. With more, coordinates are dealt at random into
 * 64 blocks at most, the smallest arguments apart, and the derivatives along one random tangent
 * through each block are checked; a disagreement is traced to an entry. An error in one entry then
 * shows relative to what its block moves the output by. More than 1024 outputs are checked in
 * groups with random weights, and those of a group that is wrong one by one. The function is called
 * once for each point, whatever the number of outputs.
 *
 * <p>Then the product must be what the columns add up to along a random tangent through all
 * coordinates, at its own size, a billion times that and a billionth. It is watched for everything
 * that makes its results depend on more than inputs and tangents, which {@link Report#defect}
 * tells.
 */
public final class JacobianVectorCheck {

  private final Function<DMatrixRMaj[], DMatrixRMaj> function;
  private final List<Argument> arguments;
  private final Options options;

  private JacobianVectorCheck(
      Function<DMatrixRMaj[], DMatrixRMaj> function, List<Argument> arguments, Options options) {
    this.function = function;
    this.arguments = arguments;
    this.options = options;
  }

  /** A function at a point. */
  public static JacobianVectorCheck of(
      Function<DMatrixRMaj[], DMatrixRMaj> function, Argument... arguments) {
    return new JacobianVectorCheck(function, List.of(arguments), Options.DEFAULT);
  }

  /** The same check with steps that keep a fingerprint, as {@link GradientCheck#branches}. */
  public JacobianVectorCheck branches(Function<DMatrixRMaj[], ?> fingerprint) {
    return with(options.branches(fingerprint));
  }

  /** The same check with other random tangents. */
  public JacobianVectorCheck seed(long newSeed) {
    return with(options.seed(newSeed));
  }

  /** The same check of a less accurate function, as {@link GradientCheck#functionAccurateTo}. */
  public JacobianVectorCheck functionAccurateTo(double relativeError) {
    return with(options.functionAccurateTo(relativeError));
  }

  /** The same check of less accurate claims, as {@link GradientCheck#claimAccurateTo}. */
  public JacobianVectorCheck claimAccurateTo(double relativeError) {
    return with(options.claimAccurateTo(relativeError));
  }

  /** The same check, content with {@link Evidence#RELATIVE}, as {@link GradientCheck}'s. */
  public JacobianVectorCheck acceptRelative() {
    return with(options.acceptRelative());
  }

  private JacobianVectorCheck with(Options newOptions) {
    return new JacobianVectorCheck(function, arguments, newOptions);
  }

  /**
   * Checks and asserts.
   *
   * @param product maps inputs and tangents, one for each input and of its shape, to the tangent of
   *     the value
   * @throws AssertionError with the report as its message, unless the verdict is AGREE
   */
  public void assertAgrees(BiFunction<DMatrixRMaj[], DMatrixRMaj[], DMatrixRMaj> product) {
    Report report = check(product);
    if (report.verdict() != Verdict.AGREE) {
      throw new AssertionError(report.toString());
    }
  }

  /**
   * Checks a product. What function and product throw at the point itself is passed on.
   *
   * @param product maps inputs and tangents, one for each input and of its shape, to the tangent of
   *     the value
   * @throws IllegalArgumentException if the product's result does not have the shape of the value
   */
  public Report check(BiFunction<DMatrixRMaj[], DMatrixRMaj[], DMatrixRMaj> product) {
    DMatrixRMaj value = value().copy();
    if (!Probe.sameBits(value, value())) {
      return Report.unfit(
          "the function is not deterministic: two calls at the same point differ", 2, arguments);
    }
    var watched =
        new WatchedProduct(
            (inputs, tangents) -> new DMatrixRMaj[] {product.apply(inputs, tangents)},
            arguments,
            value);
    return new JacobianChecks(
            function,
            arguments,
            options,
            tangents -> watched.times(tangents)[0],
            output ->
                new EntryLocation("value", output / value.numCols, output % value.numCols)
                    .toString())
        .report(watched);
  }

  private DMatrixRMaj value() {
    return function.apply(arguments.stream().map(Argument::value).toArray(DMatrixRMaj[]::new));
  }
}
