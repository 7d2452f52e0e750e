package org.set2model.gradcheck;

/** What an agreement rests on. */
public enum Evidence {
  /** An error of 1e-5 of the derivative's own size, or what the check was told, is excluded. */
  STRICT,
  /**
   * Claimed and numerical derivative are consistent, but the derivative is so small beside the
   * rounding of the function that an error is excluded relative to the other entries only.
   */
  RELATIVE,
  /** The slopes on the two sides differ, and the claim lies between them. */
  KINK,
  /** Zero is claimed, and the derivative is zero beside all that are not. */
  ZERO,
  /** There is no agreement. */
  NONE
}
