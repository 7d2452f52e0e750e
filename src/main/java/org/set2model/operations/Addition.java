package org.set2model.operations;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Tangent;
import org.set2model.autodiff.Variable;

/**
 * Sum of two matrices of one shape.
 *
 * <pre>
 *   value    y = a + b
 *   product  dL/da = g,   dL/db = g
 * </pre>
 *
 * <p>Proof: catalog entry {@code addition}.
 */
public final class Addition implements Operation {

  /** Adds two variables. */
  public static Variable add(Variable a, Variable b) {
    return new Addition().apply(a, b);
  }

  @Override
  public String name() {
    return "addition";
  }

  @Override
  public Tangent tangent() {
    return Tangent.ofLinear(this);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the shapes differ
   */
  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    DMatrixRMaj a = inputs[0];
    DMatrixRMaj b = inputs[1];
    if (a.numRows != b.numRows || a.numCols != b.numCols) {
      throw new IllegalArgumentException(
          String.format(
              "terms (%d x %d and %d x %d) must have one shape",
              a.numRows, a.numCols, b.numRows, b.numCols));
    }
    return new Evaluation(
        CommonOps_DDRM.add(a, b, null),
        (gradient, into) -> {
          for (int i = 0; i < 2; i++) {
            if (into.wants(i)) {
              into.add(i, gradient.copy());
            }
          }
        });
  }
}
