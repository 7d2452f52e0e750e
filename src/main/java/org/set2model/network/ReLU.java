package org.set2model.network;

import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Variable;

/**
 * Rectified linear unit, entry by entry.
 *
 * <pre>
 *   value    y = max(0, x)
 *   vjp      dL/dx = g where y > 0, else 0,      g = dL/dy
 * </pre>
 *
 * At the kink x = 0 the product takes the left derivative, 0. NaN stays NaN. Any shape. Source:
 * Nair and Hinton, Rectified linear units improve restricted Boltzmann machines, ICML 2010.
 *
 * <p>Proof: catalog entry {@code ReLU}.
 */
public final class ReLU implements Operation {

  /** Applies the rectifier. */
  public static Variable rectify(Variable x) {
    return new ReLU().apply(x);
  }

  @Override
  public String name() {
    return "ReLU";
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    DMatrixRMaj y = rectified(inputs[0]);
    return Evaluation.ofOne(y, gradient -> product(y, gradient));
  }

  /** {@code max(0, x)}. */
  public static DMatrixRMaj rectified(DMatrixRMaj x) {
    DMatrixRMaj y = new DMatrixRMaj(x.numRows, x.numCols);
    for (int i = 0; i < x.getNumElements(); i++) {
      y.data[i] = Math.max(0, x.data[i]);
    }
    return y;
  }

  /** {@code g} where {@code y > 0}, NaN where y is, else 0. */
  public static DMatrixRMaj product(DMatrixRMaj y, DMatrixRMaj gradient) {
    DMatrixRMaj product = new DMatrixRMaj(y.numRows, y.numCols);
    for (int i = 0; i < y.getNumElements(); i++) {
      product.data[i] = y.data[i] > 0 ? gradient.data[i] : 0 * y.data[i];
    }
    return product;
  }
}
