package org.set2model.autodiff;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The transpose of a matrix.
 *
 * <pre>
 *   value    y_ij = x_ji
 *   vjp      dL/dx_ij = g_ji
 * </pre>
 *
 * x is N x D, y is D x N. Domain: all real matrices.
 *
 * <p>Proof: catalog entry {@code transpose}.
 */
public final class Transpose implements Operation {

  @Override
  public String name() {
    return "transpose";
  }

  @Override
  public Tangent tangent() {
    return Tangent.ofLinear(this);
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    return Evaluation.ofOne(
        CommonOps_DDRM.transpose(inputs[0], null),
        gradient -> CommonOps_DDRM.transpose(gradient, null));
  }
}
