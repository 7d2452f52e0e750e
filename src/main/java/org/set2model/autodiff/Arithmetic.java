package org.set2model.autodiff;

import java.util.function.DoubleBinaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * Arithmetic of two matrices of one shape, entry by entry.
 *
 * <pre>
 *   value    y = f(a, b)
 *   vjp      dL/da = g df/da,   dL/db = g df/db
 * </pre>
 *
 * The constants are made of f, the two products, and the tangent {@code df/da u + df/db v}, where u
 * and v are the tangents of a and b. The methods of {@link Variable} broadcast first.
 *
 * <p>Proof: catalog entries {@code addition}, {@code subtraction}, {@code elementwise
 * multiplication} and {@code elementwise division}.
 */
public final class Arithmetic implements Operation {

  /** {@code y = a + b, dL/da = g, dL/db = g}. */
  public static final Arithmetic ADDITION =
      new Arithmetic(
          "addition", (a, b) -> a + b, (a, b, g) -> g, (a, b, g) -> g, (a, b, u, v) -> u.plus(v));

  /** {@code y = a - b, dL/da = g, dL/db = -g}. */
  public static final Arithmetic SUBTRACTION =
      new Arithmetic(
          "subtraction",
          (a, b) -> a - b,
          (a, b, g) -> g,
          (a, b, g) -> -g,
          (a, b, u, v) -> u.minus(v));

  /** {@code y = a b, dL/da = g b, dL/db = g a}: the Hadamard product. */
  public static final Arithmetic MULTIPLICATION =
      new Arithmetic(
          "elementwise multiplication",
          (a, b) -> a * b,
          (a, b, g) -> g * b,
          (a, b, g) -> g * a,
          (a, b, u, v) -> u.timesElementwise(b).plus(a.timesElementwise(v)));

  /**
   * {@code y = a / b, dL/da = g / b, dL/db = -g a / b^2}. Domain: b not 0, which is refused with an
   * {@link IllegalArgumentException}.
   */
  public static final Arithmetic DIVISION =
      new Arithmetic(
          "elementwise division",
          Arithmetic::quotient,
          (a, b, g) -> g / b,
          (a, b, g) -> -g / b * (a / b),
          (a, b, u, v) -> u.minus(a.over(b).timesElementwise(v)).over(b));

  /** The gradient of an entry of a or b, from those entries and the gradient of y. */
  @FunctionalInterface
  private interface Product {
    double of(double a, double b, double gradient);
  }

  /** The tangent of y, from a and b and their tangents. */
  @FunctionalInterface
  private interface Change {
    Variable of(Variable a, Variable b, Variable u, Variable v);
  }

  private final String name;
  private final DoubleBinaryOperator function;
  private final Product toA;
  private final Product toB;
  private final Change change;

  private Arithmetic(
      String name, DoubleBinaryOperator function, Product toA, Product toB, Change change) {
    this.name = name;
    this.function = function;
    this.toA = toA;
    this.toB = toB;
    this.change = change;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Tangent tangent() {
    return Tangent.ofFormula(this, (x, v) -> change.of(x[0], x[1], v[0], v[1]));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the shapes differ, or a divisor is 0
   */
  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    DMatrixRMaj a = inputs[0];
    DMatrixRMaj b = inputs[1];
    if (a.numRows != b.numRows || a.numCols != b.numCols) {
      throw new IllegalArgumentException(
          String.format(
              "%s: operands (%d x %d and %d x %d) must have one shape, or be broadcast to it",
              name, a.numRows, a.numCols, b.numRows, b.numCols));
    }
    DMatrixRMaj y = new DMatrixRMaj(a.numRows, a.numCols);
    for (int i = 0; i < y.getNumElements(); i++) {
      y.data[i] = function.applyAsDouble(a.data[i], b.data[i]);
    }
    return new Evaluation(
        y,
        (gradient, into) -> {
          if (into.wants(0)) {
            into.add(0, product(a, b, gradient, toA));
          }
          if (into.wants(1)) {
            into.add(1, product(a, b, gradient, toB));
          }
        });
  }

  private static DMatrixRMaj product(
      DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj gradient, Product to) {
    DMatrixRMaj product = new DMatrixRMaj(a.numRows, a.numCols);
    for (int i = 0; i < product.getNumElements(); i++) {
      product.data[i] = to.of(a.data[i], b.data[i], gradient.data[i]);
    }
    return product;
  }

  private static double quotient(double a, double b) {
    if (!(Math.abs(b) > 0)) {
      throw new IllegalArgumentException(
          "elementwise division by " + b + ": every divisor must be a number other than 0");
    }
    return a / b;
  }
}
