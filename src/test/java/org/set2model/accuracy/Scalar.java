package org.set2model.accuracy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * A number in a {@link Recording}: its value in extended precision, how it was computed, and what
 * rounding every operation on the way to double precision could do to it.
 *
 * <p>The last is a bound by running error analysis (Higham, Accuracy and stability of numerical
 * algorithms, doi:10.1137/1.9780898718027, section 3.3), to first order: in units of the rounding
 * unit 2^-53, an operation {@code y = f(x)} adds to the error of its arguments, {@code sum_i
 * |df/dx_i| e_i}, half a unit in the last place of its own result, {@code |y|}; a whole unit for
 * logarithms and exponentials. The slopes {@code df/dx_i} are numbers with a bound too, so that the
 * sweep back bounds the error of derivatives in the same way.
 */
final class Scalar {

  /** 2^-53. */
  static final double ROUNDING_UNIT = 0x1p-53;

  private static final Scalar ONE = exact(BigDecimal.ONE);
  private static final Scalar MINUS_ONE = exact(BigDecimal.ONE.negate());
  private static final Scalar[] NONE = {};

  private static final int LARGEST_POWER = 300;
  private static final int MOST_BITS = 1000;

  final BigDecimal value;

  /** |value| to a dozen digits. */
  final double size;

  /** Of the error, in units of 2^-53. */
  final double bound;

  /** Null for a constant, empty for a leaf. */
  final Scalar[] parents;

  /** The derivatives with respect to the parents; either of them constants or of its own kind. */
  final Scalar[] slopes;

  /** What gives the slopes as numbers that were recorded themselves; null if they were. */
  final RecordedSlopes recordedSlopes;

  /** Derivative of the swept sum with respect to this number; null where no path leads. */
  BigDecimal gradient;

  /** Of the gradient's error, in units of 2^-53. */
  double gradientBound;

  /** The slopes of a number, computed from it and its parents in a recording. */
  @FunctionalInterface
  interface RecordedSlopes {
    Scalar[] of(Scalar number);
  }

  Scalar(
      BigDecimal value,
      double bound,
      Scalar[] parents,
      Scalar[] slopes,
      RecordedSlopes recordedSlopes) {
    this.value = value;
    this.size = size(value);
    this.bound = bound;
    this.parents = parents;
    this.slopes = slopes;
    this.recordedSlopes = recordedSlopes;
  }

  /** A constant without error. */
  static Scalar exact(BigDecimal value) {
    return new Scalar(value, 0, null, null, null);
  }

  /** A constant known to within an error. */
  static Scalar constant(BigDecimal value, double bound) {
    return new Scalar(value, bound, null, null, null);
  }

  static Scalar leaf(BigDecimal value, double bound) {
    return new Scalar(value, bound, NONE, NONE, null);
  }

  static Scalar one() {
    return ONE;
  }

  static Scalar minusOne() {
    return MINUS_ONE;
  }

  boolean isConstant() {
    return parents == null;
  }

  /** Adds to the gradient. */
  void receive(BigDecimal contribution, double contributionBound, Decimals decimals) {
    if (gradient == null) {
      gradient = contribution;
      gradientBound = contributionBound;
    } else {
      gradient = gradient.add(contribution, decimals.context());
      gradientBound += contributionBound + size(gradient);
    }
  }

  /** Passes the gradient on to the parents. */
  void pull(Decimals decimals) {
    double gradientSize = size(gradient);
    for (int i = 0; i < parents.length; i++) {
      Scalar slope = slopes[i];
      if (parents[i].isConstant()) {
        continue;
      }
      if (slope == ONE) {
        parents[i].receive(gradient, gradientBound, decimals);
      } else if (slope == MINUS_ONE) {
        parents[i].receive(gradient.negate(), gradientBound, decimals);
      } else {
        parents[i].receive(
            gradient.multiply(slope.value, decimals.context()),
            slope.size * gradientBound + (slope.bound + slope.size) * gradientSize,
            decimals);
      }
    }
  }

  /**
   * |x| to a dozen digits: {@link BigDecimal#doubleValue} goes by way of a string, and takes longer
   * than all else.
   */
  static double size(BigDecimal x) {
    if (x.signum() == 0) {
      return 0;
    }
    BigInteger digits = x.unscaledValue();
    if (digits.bitLength() > MOST_BITS) {
      return size(x.round(MathContext.DECIMAL64));
    }
    double size = Math.abs(digits.doubleValue());
    int power = -x.scale();
    if (Math.abs(power) <= LARGEST_POWER) {
      return size * Math.pow(10, power);
    }
    double largest = Math.pow(10, LARGEST_POWER);
    return power > 0
        ? size * largest * Math.pow(10, Math.min(LARGEST_POWER, power - LARGEST_POWER))
        : size / largest * Math.pow(10, Math.max(-LARGEST_POWER, power + LARGEST_POWER));
  }
}
