package org.set2model.gradcheck;

/**
 * A random formula. Evaluated with additional rounding, it shows how well conditioned it is.
 *
 * @param operation what is done, {@link #VARIABLE} for an entry of x
 * @param variable index of the entry
 * @param constant a number that the operation uses
 * @param left the operand
 * @param right the other operand
 */
record Formula(int operation, int variable, double constant, Formula left, Formula right) {

  private static final int VARIABLE = -1;
  private static final int BINARY = 6;
  private static final int OPERATIONS = 22;

  /** Additional relative rounding. */
  private static final double ROUNDING = 1e-15;

  /** A formula of a depth, in some of n variables. */
  static Formula draw(Draw draw, int n, int depth) {
    if (depth == 0) {
      return new Formula(VARIABLE, draw.integer(0, n - 1), 0, null, null);
    }
    int operation =
        draw.chance(0.5) ? draw.integer(0, BINARY - 1) : draw.integer(BINARY, OPERATIONS - 1);
    double constant = draw.of(1, draw.integer(1, 5), draw.gaussian(), draw.power(-3, 3));
    Formula left = draw(draw, n, depth - 1);
    Formula right = operation < BINARY ? draw(draw, n, draw.chance(0.5) ? depth - 1 : 0) : null;
    return new Formula(operation, 0, constant, left, right);
  }

  /**
   * The value.
   *
   * @param rounding draws additional rounding of every operation; null for none
   */
  Dual value(Dual[] x, Draw rounding) {
    Dual exact = operation == VARIABLE ? x[variable] : apply(x, rounding);
    return rounding == null ? exact : exact.times(1 + ROUNDING * rounding.uniform(-1, 1));
  }

  private Dual apply(Dual[] x, Draw rounding) {
    Dual a = left.value(x, rounding);
    return right == null ? unary(a) : binary(a, right.value(x, rounding));
  }

  private Dual binary(Dual a, Dual b) {
    return switch (operation) {
      case 0, 1 -> a.plus(b.times(constant));
      case 2, 3 -> a.times(b);
      case 4 -> a.over(b.square().plus(Math.abs(constant)));
      default -> a.max(b.times(constant));
    };
  }

  private Dual unary(Dual a) {
    return switch (operation) {
      case 6 -> a.times(constant).exp();
      case 7 -> a.square().plus(Math.abs(constant)).log();
      case 8 -> a.times(constant).sin();
      case 9 -> a.times(constant).cos();
      case 10 -> a.times(constant).tanh();
      case 11 -> a.square().plus(Math.abs(constant)).root();
      case 12, 13 -> a.square();
      case 14 -> a.times(constant).arctan();
      case 15 -> a.times(constant).sigmoid();
      case 16 -> a.times(constant).softplus();
      case 17 -> a.plus(constant);
      case 18 -> a.max(a.times(0.1));
      case 19 -> a.square().plus(Math.abs(constant)).power(-1);
      case 20 -> a.times(a.square());
      default -> a.square().times(-Math.abs(constant)).exp();
    };
  }
}
