package org.set2model.autodiff;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Product of a scalar and a matrix, both of which may be differentiated.
 *
 * <pre>
 *   value    y = s x
 *   vjp      dL/ds = sum_ij g_ij x_ij,   dL/dx = s g
 * </pre>
 *
 * s is 1 x 1, x and y have any one shape.
 *
 * <p>Proof: catalog entry {@code scalar multiplication}.
 */
public final class ScalarMultiplication implements Operation {

  /** Multiplies a variable by a scalar variable. */
  public static Variable multiply(Variable scalar, Variable x) {
    return new ScalarMultiplication().apply(scalar, x);
  }

  /** Multiplies a variable by a number. */
  public static Variable multiply(double scalar, Variable x) {
    return multiply(Variable.constant(scalar), x);
  }

  @Override
  public String name() {
    return "scalar multiplication";
  }

  /** {@inheritDoc} With tangents r of s and v of x: {@code r x + s v}. */
  @Override
  public Tangent tangent() {
    return Tangent.ofFormula(this, (x, v) -> multiply(v[0], x[1]).plus(multiply(x[0], v[1])));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the first input is not 1 x 1
   */
  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    DMatrixRMaj scalar = inputs[0];
    DMatrixRMaj x = inputs[1];
    if (scalar.numRows != 1 || scalar.numCols != 1) {
      throw new IllegalArgumentException(
          "scalar (" + scalar.numRows + " x " + scalar.numCols + ") must be 1 x 1");
    }
    double s = scalar.data[0];
    return new Evaluation(
        scaled(s, x),
        (gradient, into) -> {
          if (into.wants(0)) {
            into.add(0, scalarGradient(x, gradient));
          }
          if (into.wants(1)) {
            into.add(1, scaled(s, gradient));
          }
        });
  }

  /** {@code s x}. */
  public static DMatrixRMaj scaled(double s, DMatrixRMaj x) {
    DMatrixRMaj y = new DMatrixRMaj(x.numRows, x.numCols);
    CommonOps_DDRM.scale(s, x, y);
    return y;
  }

  /** {@code sum_ij g_ij x_ij}, 1 x 1. */
  public static DMatrixRMaj scalarGradient(DMatrixRMaj x, DMatrixRMaj gradient) {
    DMatrixRMaj product = new DMatrixRMaj(1, 1);
    for (int i = 0; i < x.getNumElements(); i++) {
      product.data[0] += gradient.data[i] * x.data[i];
    }
    return product;
  }
}
