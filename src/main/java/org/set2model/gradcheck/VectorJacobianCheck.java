package org.set2model.gradcheck;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.set2model.gradcheck.argument.Argument;

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
 *
 * <p>A product may be right once and broken all the same. It is therefore called again: with the
 * upstream gradient {@code -2^30} and {@code -2^-30} times as large, another one, the sum of both,
 * and zeros; with all inputs moved by up to 1/64 of their size, where it is held against the
 * difference along one random direction; and as at first. Wrong numbers are {@link
 * Verdict#DISAGREE}, and {@link Report#defect} tells when they came: large ones are clipped or
 * small ones set to zero, a result or an input is kept from an earlier call. A product that changes
 * what it is given, returns a matrix that it was given or that is not one gradient's alone, or
 * overwrites what it returned before leaves the verdict {@link Verdict#UNRESOLVED}: it depends on
 * the caller whether that does harm. Matrices that were given are overwritten with NaN after the
 * call.
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
    check(product).requireAgreement();
  }

  /**
   * Checks a product. What function and product throw at the point itself is passed on.
   *
   * <p>The function is called at the same inputs before every call of the product, so that layers
   * can be checked that keep what they need for it.
   *
   * @param product maps inputs and upstream gradient to a gradient for each input
   * @throws IllegalArgumentException if number or shape of the product's results is wrong
   */
  public Report check(BiFunction<DMatrixRMaj[], DMatrixRMaj, DMatrixRMaj[]> product) {
    var random = new SplittableRandom(options.seed());
    DMatrixRMaj value = function.apply(values());
    DMatrixRMaj weights = upstream == null ? randomUpstream(value, 1, random) : upstream;
    if (weights.numRows != value.numRows || weights.numCols != value.numCols) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "upstream gradient (%d x %d) must have the shape of the value (%d x %d)",
              weights.numRows,
              weights.numCols,
              value.numRows,
              value.numCols));
    }
    var trial = new PullbackTrial(function, product, arguments, weights, options);
    Report report =
        new GradientCheck(function, weights, arguments, options).check(trial.gradients());
    if (trial.isFinite()) {
      DMatrixRMaj other = randomUpstream(value, size(weights), random);
      trial.requireLinearity(other);
      trial.requireTheSameAgain();
      if (report.verdict() != Verdict.DISAGREE && report.defect().isEmpty()) {
        trial.requireRightElsewhere(other, random);
      }
      trial.requireTheSameAgain();
    }
    return report.with(trial.defect(), 1 + trial.evaluations());
  }

  private DMatrixRMaj[] values() {
    return arguments.stream().map(Argument::value).toArray(DMatrixRMaj[]::new);
  }

  /**
   * Entries of either sign with magnitudes of half to all of a size, so that none hides an output.
   */
  private static DMatrixRMaj randomUpstream(
      DMatrixRMaj value, double size, SplittableRandom random) {
    DMatrixRMaj weights = new DMatrixRMaj(value.numRows, value.numCols);
    for (int i = 0; i < weights.getNumElements(); i++) {
      weights.data[i] = (random.nextBoolean() ? size : -size) * random.nextDouble(0.5, 1);
    }
    return weights;
  }

  /** The largest magnitude, up to a power of two; 1 for zeros. */
  private static double size(DMatrixRMaj weights) {
    double largest = 0;
    for (int i = 0; i < weights.getNumElements(); i++) {
      largest = Math.max(largest, Math.abs(weights.data[i]));
    }
    return largest > 0 ? Math.scalb(1, Math.getExponent(largest) + 1) : 1;
  }
}
