package org.set2model.gradcheck;

import org.ejml.data.DMatrixRMaj;

/**
 * One matrix argument of the checked function.
 *
 * @param name what reports call it; a Java identifier, if counterexamples are to compile
 * @param value where the gradient is checked; copied
 * @param domain the set on which the function is defined around the value
 */
public record Argument(String name, DMatrixRMaj value, Domain domain) {

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

  /** An unconstrained argument. */
  public static Argument of(String name, DMatrixRMaj value) {
    return new Argument(name, value, Domain.unconstrained());
  }

  /** An argument that stays in a domain. */
  public static Argument in(Domain domain, String name, DMatrixRMaj value) {
    return new Argument(name, value, domain);
  }

  /** A matrix of its own, for a function that may keep or spoil it. */
  @Override
  public DMatrixRMaj value() {
    return value.copy();
  }
}
