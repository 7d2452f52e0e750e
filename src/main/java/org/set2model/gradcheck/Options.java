package org.set2model.gradcheck;

import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;

/**
 * What a check may be told beyond the function and the point.
 *
 * @param branches fingerprint of the branches taken, or null
 * @param seed of the random directions
 * @param entryByEntryLimit the largest number of coordinates to check one by one
 * @param functionAccuracy relative error of the function's values
 * @param claimAccuracy relative error that a right claim may have
 * @param acceptsRelative whether entries may be verified relative to the others only
 */
record Options(
    Function<DMatrixRMaj[], ?> branches,
    long seed,
    int entryByEntryLimit,
    double functionAccuracy,
    double claimAccuracy,
    boolean acceptsRelative) {

  /** Rounding of a claim in double precision: that of about a thousand operations. */
  private static final double DOUBLE_CLAIM = 0x1p-33;

  /** Relative rounding to single precision. */
  private static final double SINGLE_CLAIM = 0x1p-24;

  static final Options DEFAULT = new Options(null, 0, 64, 0x1p-53, DOUBLE_CLAIM, false);

  Options {
    if (!(functionAccuracy > 0 && functionAccuracy < 1)) {
      throw new IllegalArgumentException(
          "accuracy of the function (" + functionAccuracy + ") must be > 0 and < 1, like 0x1p-24");
    }
    if (!(claimAccuracy > 0 && claimAccuracy < 1)) {
      throw new IllegalArgumentException(
          "accuracy of the claim (" + claimAccuracy + ") must be > 0 and < 1, like 0x1p-24");
    }
  }

  Options branches(Function<DMatrixRMaj[], ?> fingerprint) {
    return new Options(
        fingerprint, seed, entryByEntryLimit, functionAccuracy, claimAccuracy, acceptsRelative);
  }

  Options seed(long newSeed) {
    return new Options(
        branches, newSeed, entryByEntryLimit, functionAccuracy, claimAccuracy, acceptsRelative);
  }

  Options entryByEntryUpTo(int coordinates) {
    return new Options(
        branches, seed, coordinates, functionAccuracy, claimAccuracy, acceptsRelative);
  }

  Options functionAccurateTo(double relativeError) {
    return new Options(
        branches,
        seed,
        entryByEntryLimit,
        Math.max(relativeError, DEFAULT.functionAccuracy),
        claimAccuracy,
        acceptsRelative);
  }

  Options claimAccurateTo(double relativeError) {
    return new Options(
        branches,
        seed,
        entryByEntryLimit,
        functionAccuracy,
        Math.max(relativeError, DOUBLE_CLAIM),
        acceptsRelative);
  }

  /**
   * Claims all of which are numbers of single precision are taken to be accurate to it: a claim in
   * double precision is one by chance once in 2^29.
   */
  Options forClaims(DMatrixRMaj... gradients) {
    for (DMatrixRMaj gradient : gradients) {
      for (int i = 0; i < gradient.getNumElements(); i++) {
        if (gradient.data[i] != (float) gradient.data[i]) {
          return this;
        }
      }
    }
    return claimAccurateTo(Math.max(claimAccuracy, SINGLE_CLAIM));
  }

  Options acceptRelative() {
    return new Options(branches, seed, entryByEntryLimit, functionAccuracy, claimAccuracy, true);
  }
}
