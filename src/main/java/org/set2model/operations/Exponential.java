package org.set2model.operations;

import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Tangent;
import org.set2model.autodiff.Variable;

/**
 * Exponential function, entry by entry: how a positive parameter is learned without a constraint.
 *
 * <pre>
 *   value    y = exp(x)
 *   product  dL/dx = g y
 * </pre>
 *
 * Any shape. Domain: x below 709.78, above which y overflows to infinity.
 *
 * <p>Proof: catalog entry {@code exponential}.
 */
public final class Exponential implements Operation {

  /** Applies the exponential function. */
  public static Variable exp(Variable x) {
    return new Exponential().apply(x);
  }

  @Override
  public String name() {
    return "exponential";
  }

  /** {@inheritDoc} {@code y v}, where y is its own derivative. */
  @Override
  public Tangent tangent() {
    return new Tangent(
        this,
        (inputs, tangents) -> {
          DMatrixRMaj change = product(exponential(inputs[0]), tangents[0]);
          return Evaluation.ofOne(change, gradient -> product(change, gradient));
        });
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    DMatrixRMaj y = exponential(inputs[0]);
    return Evaluation.ofOne(y, gradient -> product(y, gradient));
  }

  /** {@code exp(x)}. */
  public static DMatrixRMaj exponential(DMatrixRMaj x) {
    DMatrixRMaj y = new DMatrixRMaj(x.numRows, x.numCols);
    for (int i = 0; i < x.getNumElements(); i++) {
      y.data[i] = Math.exp(x.data[i]);
    }
    return y;
  }

  /** {@code g y}. */
  public static DMatrixRMaj product(DMatrixRMaj y, DMatrixRMaj gradient) {
    DMatrixRMaj product = new DMatrixRMaj(y.numRows, y.numCols);
    for (int i = 0; i < y.getNumElements(); i++) {
      product.data[i] = gradient.data[i] * y.data[i];
    }
    return product;
  }
}
