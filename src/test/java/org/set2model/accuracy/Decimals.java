package org.set2model.accuracy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Elementary functions of decimal numbers, to a given number of digits.
 *
 * <p>Each works with a dozen digits more than it gives. The error is below one unit in the last
 * digit; {@code DecimalsTest} holds them against printed constants and functional equations.
 */
final class Decimals {

  private static final int GUARD = 12;

  private static final int MOST_DIGITS = 100;

  /** Digits of the constants: a logarithm asks for an exponential of as many as it works with. */
  private static final MathContext CONSTANTS = new MathContext(MOST_DIGITS + 4 * GUARD);

  /** Halvings of an exponent before the series, so that some twenty terms are enough. */
  private static final int HALVINGS = 9;

  /** Beyond it a power of ten has an exponent that a BigDecimal cannot hold. */
  private static final BigDecimal LARGEST_EXPONENT = BigDecimal.valueOf(4_000_000_000L);

  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal NEAR_ONE = new BigDecimal("0.1");

  /** Störmer's: log 10 = 46 artanh 1/31 + 34 artanh 1/49 + 20 artanh 1/161. */
  private static final BigDecimal LOG_TEN =
      times(46, inverseTangent(31, false))
          .add(times(34, inverseTangent(49, false)))
          .add(times(20, inverseTangent(161, false)));

  /** Machin's: pi = 16 arctan 1/5 - 4 arctan 1/239. */
  private static final BigDecimal PI =
      times(16, inverseTangent(5, true)).subtract(times(4, inverseTangent(239, true)));

  private final MathContext context;
  private final MathContext working;

  /**
   * Functions that give this many digits.
   *
   * @param digits from 10 to 100
   */
  Decimals(int digits) {
    if (!(digits >= 10 && digits <= MOST_DIGITS)) {
      throw new IllegalArgumentException("digits (" + digits + ") must be in 10..100");
    }
    context = new MathContext(digits);
    working = new MathContext(digits + GUARD);
  }

  /** The number of digits, rounded half to even. */
  MathContext context() {
    return context;
  }

  BigDecimal pi() {
    return PI.round(context);
  }

  BigDecimal sqrt(BigDecimal x) {
    return x.sqrt(context);
  }

  /**
   * exp(x) = 10^k exp(r), |r| below 1.2, and exp(r) = exp(r / 2^9)^(2^9) by the series.
   *
   * @return zero below -4e9, where not even a decimal exponent reaches
   * @throws ArithmeticException above 4e9
   */
  BigDecimal exp(BigDecimal x) {
    return exp(x, context);
  }

  private static BigDecimal exp(BigDecimal x, MathContext context) {
    if (x.abs().compareTo(LARGEST_EXPONENT) > 0) {
      if (x.signum() < 0) {
        return BigDecimal.ZERO;
      }
      throw new ArithmeticException("exponential of " + x.toEngineeringString());
    }
    MathContext working = new MathContext(context.getPrecision() + GUARD);
    // Taking out a multiple of log 10 loses as many digits as x has before the point.
    MathContext wide = new MathContext(working.getPrecision() + 10);
    int k = x.divide(LOG_TEN, wide).setScale(0, RoundingMode.HALF_EVEN).intValueExact();
    BigDecimal rest = x.subtract(LOG_TEN.multiply(BigDecimal.valueOf(k)), wide);
    BigDecimal r = rest.divide(BigDecimal.valueOf(1 << HALVINGS), working);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal smallest = BigDecimal.ONE.scaleByPowerOfTen(-(working.getPrecision()));
    for (int n = 1; term.abs().compareTo(smallest) > 0; n++) {
      term = term.multiply(r, working).divide(BigDecimal.valueOf(n), working);
      sum = sum.add(term, working);
    }
    for (int i = 0; i < HALVINGS; i++) {
      sum = sum.multiply(sum, working);
    }
    return sum.scaleByPowerOfTen(k).round(context);
  }

  /**
   * The natural logarithm: with x = m 10^k it is log m + k log 10, and log m is found by Halley's
   * iteration on exp(y) = m, which triples the digits of a double at every turn. Near 1 see {@link
   * #log1p}.
   */
  BigDecimal log(BigDecimal x) {
    // Only a number near 1 is subtracted from without rounding: 1e1000000 would fill the memory.
    int digitsBeforePoint = x.precision() - x.scale();
    if (digitsBeforePoint == 0 || digitsBeforePoint == 1) {
      BigDecimal beyondOne = x.subtract(BigDecimal.ONE);
      if (beyondOne.abs().compareTo(NEAR_ONE) < 0) {
        return logNearOne(beyondOne);
      }
    }
    return logFarFromOne(x);
  }

  /** log(1 + x), to all digits of a small x too. */
  BigDecimal log1p(BigDecimal x) {
    return x.abs().compareTo(NEAR_ONE) < 0
        ? logNearOne(x)
        : logFarFromOne(x.add(BigDecimal.ONE, working));
  }

  private BigDecimal logFarFromOne(BigDecimal x) {
    if (!(x.signum() > 0)) {
      throw new ArithmeticException("logarithm of " + x.toEngineeringString());
    }
    int k = x.precision() - x.scale();
    BigDecimal m = x.scaleByPowerOfTen(-k).round(working);
    BigDecimal y = new BigDecimal(Math.log(m.doubleValue()));
    for (int correct = 15; correct < working.getPrecision(); correct *= 3) {
      BigDecimal power = exp(y, working);
      BigDecimal step = m.subtract(power).divide(m.add(power), working);
      y = y.add(TWO.multiply(step), working);
    }
    return y.add(LOG_TEN.multiply(BigDecimal.valueOf(k)), context);
  }

  /** log(1 + x) = 2 artanh(x / (2 + x)). */
  private BigDecimal logNearOne(BigDecimal x) {
    if (x.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal z = x.divide(TWO.add(x, working), working);
    BigDecimal square = z.multiply(z, working);
    BigDecimal smallest = z.abs().scaleByPowerOfTen(-(working.getPrecision()));
    BigDecimal power = z;
    BigDecimal sum = z;
    for (int n = 3; power.abs().compareTo(smallest) > 0; n += 2) {
      power = power.multiply(square, working);
      sum = sum.add(power.divide(BigDecimal.valueOf(n), working), working);
    }
    return sum.multiply(TWO, context);
  }

  private static BigDecimal times(int factor, BigDecimal x) {
    return x.multiply(BigDecimal.valueOf(factor));
  }

  /** arctan(1/n) if the signs alternate, else artanh(1/n). */
  private static BigDecimal inverseTangent(int n, boolean alternating) {
    BigDecimal power = BigDecimal.ONE.divide(BigDecimal.valueOf(n), CONSTANTS);
    BigDecimal square = BigDecimal.valueOf((alternating ? -1L : 1L) * n * n);
    BigDecimal smallest = BigDecimal.ONE.scaleByPowerOfTen(-(CONSTANTS.getPrecision() + 2));
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 1; power.abs().compareTo(smallest) > 0; k += 2) {
      sum = sum.add(power.divide(BigDecimal.valueOf(k), CONSTANTS), CONSTANTS);
      power = power.divide(square, CONSTANTS);
    }
    return sum;
  }
}
