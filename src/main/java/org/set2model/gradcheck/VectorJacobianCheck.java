package org.set2model.gradcheck;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;

/**
 * Checks a lone vector-Jacobian product: for a function F of matrices with a matrix as its value,
 * the gradients of {@code s(x) = sum_ij u_ij F_ij(x)} that the product claims for an upstream
 * gradient u.
 *
 * <pre>{@code
 * VectorJacobianCheck.of(in -> product(in[0], in[1]), Argument.of("a", a), Argument.of("b", b))
 *     .assertAgrees((in, upstream) -> new DMatrixRMaj[] {...});
 * }</pre>
 *
 * Differences of F are taken entry by entry, then weighted and added in twice the working
 * precision. An input is thus verified to the precision of those outputs that depend on it, however
 * large the others are.
 */
public final class VectorJacobianCheck {

  private final Function<DMatrixRMaj[], DMatrixRMaj> function;
  private final List<Argument> arguments;
  private final DMatrixRMaj upstream;
  private final Options options;

  private VectorJacobianCheck(
      Function<DMatrixRMaj[], DMatrixRMaj> function,
      List<Argument> arguments,
      DMatrixRMaj upstream,
      Options options) {
    this.function = function;
    this.arguments = arguments;
    this.upstream = upstream;
    this.options = options;
  }

  /** A function at a point, with a random upstream gradient. */
  public static VectorJacobianCheck of(
      Function<DMatrixRMaj[], DMatrixRMaj> function, Argument... arguments) {
    return new VectorJacobianCheck(function, List.of(arguments), null, Options.DEFAULT);
  }

  /** The same check with a given upstream gradient, of the value's shape. */
  public VectorJacobianCheck upstream(DMatrixRMaj given) {
    return new VectorJacobianCheck(function, arguments, given.copy(), options);
  }

  /** The same check with steps that keep a fingerprint, as {@link GradientCheck#branches}. */
  public VectorJacobianCheck branches(Function<DMatrixRMaj[], ?> fingerprint) {
    return with(options.branches(fingerprint));
  }

  /** The same check with another random upstream gradient and other random directions. */
  public VectorJacobianCheck seed(long newSeed) {
    return with(options.seed(newSeed));
  }

  /** The same check of a less precise function, as {@link GradientCheck#functionAccurateTo}. */
  public VectorJacobianCheck functionAccurateTo(double relativeError) {
    return with(options.functionAccurateTo(relativeError));
  }

  /** The same check of less precise products, as {@link GradientCheck#claimAccurateTo}. */
  public VectorJacobianCheck claimAccurateTo(double relativeError) {
    return with(options.claimAccurateTo(relativeError));
  }

  /** The same check, content with less, as {@link GradientCheck#acceptRelative}. */
  public VectorJacobianCheck acceptRelative() {
    return with(options.acceptRelative());
  }

  private VectorJacobianCheck with(Options newOptions) {
    return new VectorJacobianCheck(function, arguments, upstream, newOptions);
  }

  /**
   * Checks and asserts.
   *
   * @param product maps inputs and upstream gradient to a gradient for each input
   * @throws AssertionError with the report as its message, unless the verdict is AGREE
   */
  public void assertAgrees(BiFunction<DMatrixRMaj[], DMatrixRMaj, DMatrixRMaj[]> product) {
    Report report = check(product);
    if (report.verdict() != Verdict.AGREE) {
      throw new AssertionError(report.toString());
    }
  }

  /**
   * Checks a product. A product that changes its inputs or the upstream gradient is UNRESOLVED.
   *
   * @param product maps inputs and upstream gradient to a gradient for each input
   */
  public Report check(BiFunction<DMatrixRMaj[], DMatrixRMaj, DMatrixRMaj[]> product) {
    DMatrixRMaj weights = upstream == null ? randomUpstream() : upstream;
    DMatrixRMaj[] inputs = inputs();
    DMatrixRMaj given = weights.copy();
    DMatrixRMaj[] gradients = product.apply(inputs, given).clone();
    for (int i = 0; i < inputs.length; i++) {
      gradients[i] = gradients[i] == null ? null : gradients[i].copy();
      if (!Probe.sameBits(inputs[i], arguments.get(i).value())) {
        return Report.unfit(
            "the product changes its input '" + arguments.get(i).name() + "'", 0, arguments);
      }
    }
    if (!Probe.sameBits(given, weights)) {
      return Report.unfit("the product changes the upstream gradient", 0, arguments);
    }
    return new GradientCheck(function, weights, arguments, options).check(gradients);
  }

  private DMatrixRMaj[] inputs() {
    return arguments.stream().map(Argument::value).toArray(DMatrixRMaj[]::new);
  }

  /** Entries of either sign with magnitudes between 1/2 and 1, so that none hides an output. */
  private DMatrixRMaj randomUpstream() {
    DMatrixRMaj value = function.apply(inputs());
    var random = new SplittableRandom(options.seed());
    DMatrixRMaj weights = new DMatrixRMaj(value.numRows, value.numCols);
    for (int i = 0; i < weights.getNumElements(); i++) {
      weights.data[i] = (random.nextBoolean() ? 1 : -1) * random.nextDouble(0.5, 1);
    }
    return weights;
  }
}
