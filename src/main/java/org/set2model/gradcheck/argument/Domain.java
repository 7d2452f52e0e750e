package org.set2model.gradcheck.argument;

import org.ejml.data.DMatrixRMaj;

/**
 * The set in which an argument moves during a check. A domain maps coordinates c, one per entry of
 * the argument, linearly to displacements E c that stay in the set for small enough c; the gradient
 * that is compared is the one with respect to c, {@code E^T g}.
 */
public abstract sealed class Domain permits BoxDomain, SimplexDomain, SymmetricDomain {

  /** All matrices. */
  public static Domain unconstrained() {
    return new BoxDomain(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false);
  }

  /** Matrices with entries above zero, like variances. */
  public static Domain positive() {
    return new BoxDomain(0, Double.POSITIVE_INFINITY, true);
  }

  /**
   * Matrices with entries from {@code lower} to {@code upper}, both included. At an entry on a
   * bound the one-sided derivative is checked.
   */
  public static Domain box(double lower, double upper) {
    return new BoxDomain(lower, upper, false);
  }

  /**
   * Matrices of non-negative entries that sum to one, like mixture weights. Coordinate i moves
   * weight from the largest entry m to entry i, {@code E e_i = e_i - e_m}. What is compared is
   * {@code g_i - g_m}, so the gradient is checked up to a constant added to all its entries, to
   * which no function of the simplex is sensitive.
   */
  public static Domain simplex() {
    return new SimplexDomain();
  }

  /**
   * Symmetric matrices. Entries (i, j) and (j, i) move together and {@code g_ij + g_ji} is
   * compared, for gradients in the convention {@code df = sum_ij g_ij dx_ij}.
   */
  public static Domain symmetric() {
    return new SymmetricDomain();
  }

  abstract void requireContains(String name, DMatrixRMaj x);

  /** Whether entry {@code index} of {@code x} carries a coordinate. */
  abstract boolean isFree(DMatrixRMaj x, int index);

  /** Turns coordinates into a displacement, in place, from {@code offset} on. */
  abstract void embed(DMatrixRMaj x, double[] coordinates, int offset);

  /** Turns a gradient into the gradient with respect to the coordinates, in place. */
  abstract void pullBack(DMatrixRMaj x, double[] gradient, int offset);

  /** Spacing of doubles in the largest entry that moves with a coordinate. */
  double spacing(DMatrixRMaj x, int index) {
    return Math.ulp(x.data[index]);
  }

  /** What else moves with a coordinate, in a sentence; empty if nothing does. */
  public String movement(Argument argument, int index) {
    return "";
  }

  /** The smallest number that an entry may be. */
  abstract double lower();

  /** The largest number that an entry may be. */
  abstract double upper();

  /** How far a coordinate can decrease, on its own. */
  double roomBelow(DMatrixRMaj x, int index) {
    return x.data[index] - lower();
  }

  /** How far a coordinate can increase, on its own. */
  double roomAbove(DMatrixRMaj x, int index) {
    return upper() - x.data[index];
  }
}
