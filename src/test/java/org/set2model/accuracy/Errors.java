package org.set2model.accuracy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * The errors of a {@link Part}, in three measures:
 *
 * <ul>
 *   <li>of an entry: |computed - exact| in units in the last place (ulp) of the exact entry,
 *   <li>of a block: |computed - exact| in ulp of the largest exact entry of the part,
 *   <li>share: |computed - exact| as a share of the error that the plain formula can be shown to
 *       stay below in double precision, see {@link Scalar}.
 * </ul>
 *
 * <p>An entry that is exactly zero has no ulp, and is left out of the first; a part of zeros also
 * of the second. Where sums cancel, the first two are large for every algorithm; the third is not.
 *
 * @param entry largest of the first measure, zero if there is none
 * @param block largest of the second
 * @param share largest of the third
 * @param allowed the plain formula's bound in ulp of the largest entry, where block is largest
 * @param entrySquares sum of squares of the first
 * @param entryCount of how many
 * @param blockSquares sum of squares of the second
 * @param blockCount of how many
 */
record Errors(
    double entry,
    double block,
    double share,
    double allowed,
    double entrySquares,
    long entryCount,
    double blockSquares,
    long blockCount) {

  /** A value and its reference. */
  static Errors ofValue(double[] computed, Scalars exact, Part part, Decimals decimals) {
    return of(
        computed,
        part,
        decimals,
        i -> new Exact(exact.entries()[i].value, exact.entries()[i].bound));
  }

  /** A gradient and its reference. */
  static Errors ofGradient(double[] computed, Scalars argument, Part part, Decimals decimals) {
    return of(
        computed,
        part,
        decimals,
        i -> {
          Scalar entry = argument.entries()[i];
          return new Exact(
              entry.gradient == null ? BigDecimal.ZERO : entry.gradient, entry.gradientBound);
        });
  }

  private record Exact(BigDecimal value, double bound) {

    Exact {
      if (!(Scalar.size(value) <= Double.MAX_VALUE)) {
        throw new ArithmeticException("too large for double precision: " + value);
      }
    }

    /** Whether nothing but the rounding of the extended precision is left of it. */
    boolean isZero(Decimals decimals) {
      return Scalar.size(value) <= bound * Math.pow(10, 1 - decimals.context().getPrecision());
    }

    double ulp() {
      return Math.ulp(value.doubleValue());
    }
  }

  private static Errors of(
      double[] computed, Part part, Decimals decimals, IntFunction<Exact> reference) {
    Exact[] exact = Arrays.stream(part.entries()).mapToObj(reference).toArray(Exact[]::new);
    double unit = 0;
    for (Exact entry : exact) {
      unit = Math.max(unit, entry.isZero(decimals) ? 0 : entry.ulp());
    }
    double entry = 0;
    double block = 0;
    double share = 0;
    double allowed = 0;
    double entrySquares = 0;
    double blockSquares = 0;
    long entryCount = 0;
    for (int i = 0; i < exact.length; i++) {
      double value = computed[part.entries()[i]];
      double error = error(value, exact[i], decimals);
      double bound = Math.max(Scalar.ROUNDING_UNIT * exact[i].bound(), exact[i].ulp());
      share = Math.max(share, error / bound);
      if (!exact[i].isZero(decimals)) {
        double inEntry = error / exact[i].ulp();
        entry = Math.max(entry, inEntry);
        entrySquares += inEntry * inEntry;
        entryCount++;
      }
      if (unit > 0) {
        double inBlock = error / unit;
        if (inBlock >= block) {
          block = inBlock;
          allowed = bound / unit;
        }
        blockSquares += inBlock * inBlock;
      }
    }
    return new Errors(
        entry,
        block,
        share,
        allowed,
        entrySquares,
        entryCount,
        blockSquares,
        unit > 0 ? exact.length : 0);
  }

  private static double error(double computed, Exact exact, Decimals decimals) {
    if (!Double.isFinite(computed)) {
      return Double.POSITIVE_INFINITY;
    }
    return Scalar.size(new BigDecimal(computed).subtract(exact.value(), decimals.context()));
  }
}
