package org.set2model.gradcheck.argument;

import org.ejml.data.DMatrixRMaj;

/**
 * One argument of the checked function.
 *
 * @param name what reports call it; a Java identifier, if counterexamples are to compile
 * @param value where the gradient is checked; copied
 * @param domain the set on which the function is defined around the value
 * @param notation how reports write it
 */
public record Argument(String name, DMatrixRMaj value, Domain domain, Notation notation) {

  /**
   * Copies the value.
   *
   * @throws IllegalArgumentException if the value is not finite or not in the domain
   */
  public Argument {
    value = value.copy();
    for (int i = 0; i < value.getNumElements(); i++) {
      if (!Double.isFinite(value.data[i])) {
        throw new IllegalArgumentException(
            "argument '" + name + "' has the entry " + value.data[i] + "; check at finite values");
      }
    }
    domain.requireContains(name, value);
  }

  /** A matrix that stays in a domain. */
  public Argument(String name, DMatrixRMaj value, Domain domain) {
    this(name, value, domain, Notation.MATRIX);
  }

  /** An unconstrained matrix. */
  public static Argument of(String name, DMatrixRMaj value) {
    return in(Domain.unconstrained(), name, value);
  }

  /** An unconstrained vector. The function gets it as a matrix of one row. */
  public static Argument of(String name, double... value) {
    return in(Domain.unconstrained(), name, value);
  }

  /** An unconstrained matrix, by rows. */
  public static Argument of(String name, double[][] value) {
    return in(Domain.unconstrained(), name, value);
  }

  /** A matrix that stays in a domain. */
  public static Argument in(Domain domain, String name, DMatrixRMaj value) {
    return new Argument(name, value, domain);
  }

  /** A vector that stays in a domain. The function gets it as a matrix of one row. */
  public static Argument in(Domain domain, String name, double... value) {
    return new Argument(name, Notation.matrix(value), domain, Notation.VECTOR);
  }

  /** A matrix, by rows, that stays in a domain. */
  public static Argument in(Domain domain, String name, double[][] value) {
    return new Argument(name, Notation.matrix("'" + name + "'", value), domain, Notation.ROWS);
  }

  /** The same argument with another value. */
  public Argument at(DMatrixRMaj other) {
    return new Argument(name, other, domain, notation);
  }

  /** A matrix of its own, for a function that may keep or spoil it. */
  @Override
  public DMatrixRMaj value() {
    return value.copy();
  }
}
