package org.set2model.accuracy;

import java.math.BigDecimal;

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

  /** Digits below the bound of the rounding in double at which a number is taken to be zero. */
  private static final double EXTENDED_ZERO = 1e-20;

  /** A value and its reference. */
  static Errors ofValue(double[] computed, Scalars exact, Part part, Decimals decimals) {
    var reference = new Exact[part.entries().length];
    for (int i = 0; i < reference.length; i++) {
      Scalar scalar = exact.entries()[part.entries()[i]];
      reference[i] = new Exact(scalar.value, scalar.bound);
    }
    return of(computed, reference, part, decimals);
  }

  /** A gradient and its reference. */
  static Errors ofGradient(double[] computed, Scalars argument, Part part, Decimals decimals) {
    var reference = new Exact[part.entries().length];
    for (int i = 0; i < reference.length; i++) {
      Scalar scalar = argument.entries()[part.entries()[i]];
      reference[i] =
          new Exact(
              scalar.gradient == null ? BigDecimal.ZERO : scalar.gradient, scalar.gradientBound);
    }
    return of(computed, reference, part, decimals);
  }

  private record Exact(BigDecimal value, double bound) {

    /** Whether nothing but the rounding of the extended precision is left of it. */
    boolean isZero() {
      double size = Scalar.size(value);
      return size == 0 || size <= EXTENDED_ZERO * Scalar.ROUNDING_UNIT * bound;
    }

    double ulp() {
      return Math.ulp(value.doubleValue());
    }
  }

  private static Errors of(double[] computed, Exact[] exact, Part part, Decimals decimals) {
    double unit = 0;
    for (Exact reference : exact) {
      unit = Math.max(unit, reference.isZero() ? 0 : reference.ulp());
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
      if (!exact[i].isZero()) {
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
