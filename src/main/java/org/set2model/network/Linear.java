package org.set2model.network;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Variable;
import org.set2model.kernel.MatrixProduct;

/**
 * Affine map of rows.
 *
 * <pre>
 *   value    Y = X W^T + 1 b
 *   vjp      dL/dX = G W,   dL/dW = G^T X,   dL/db = 1^T G,      G = dL/dY
 * </pre>
 *
 * X is N x F, W is D x F, b is 1 x D, Y is N x D. Domain: all real matrices.
 *
 * <p>Proof: catalog entry {@code linear}.
 */
public final class Linear implements Operation {

  /** Maps the rows of {@code x}. */
  public static Variable map(Variable x, Variable weights, Variable bias) {
    return new Linear().apply(x, weights, bias);
  }

  @Override
  public String name() {
    return "linear";
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    DMatrixRMaj x = inputs[0];
    DMatrixRMaj weights = inputs[1];
    DMatrixRMaj bias = inputs[2];
    if (weights.numCols != x.numCols) {
      throw new IllegalArgumentException(
          String.format(
              "weights (%d x %d) must have a column for each of the %d inputs",
              weights.numRows, weights.numCols, x.numCols));
    }
    if (bias.numRows != 1 || bias.numCols != weights.numRows) {
      throw new IllegalArgumentException(
          String.format(
              "bias (%d x %d) must be 1 x %d", bias.numRows, bias.numCols, weights.numRows));
    }
    return new Evaluation(
        value(x, weights, bias),
        (gradient, into) -> {
          if (into.wants(0)) {
            into.add(0, inputGradient(weights, gradient));
          }
          if (into.wants(1)) {
            into.add(1, weightGradient(x, gradient));
          }
          if (into.wants(2)) {
            into.add(2, biasGradient(gradient));
          }
        });
  }

  /** {@code X W^T + 1 b}. */
  public static DMatrixRMaj value(DMatrixRMaj x, DMatrixRMaj weights, DMatrixRMaj bias) {
    DMatrixRMaj transposed = CommonOps_DDRM.transpose(weights, null);
    DMatrixRMaj y = MatrixProduct.multiply(x, transposed);
    for (int n = 0; n < y.numRows; n++) {
      for (int d = 0; d < y.numCols; d++) {
        y.data[n * y.numCols + d] += bias.data[d];
      }
    }
    return y;
  }

  /** {@code G W}. */
  public static DMatrixRMaj inputGradient(DMatrixRMaj weights, DMatrixRMaj gradient) {
    return MatrixProduct.multiply(gradient, weights);
  }

  /** {@code G^T X}. */
  public static DMatrixRMaj weightGradient(DMatrixRMaj x, DMatrixRMaj gradient) {
    return MatrixProduct.multiply(CommonOps_DDRM.transpose(gradient, null), x);
  }

  /** {@code 1^T G}. */
  public static DMatrixRMaj biasGradient(DMatrixRMaj gradient) {
    return CommonOps_DDRM.sumCols(gradient, null);
  }
}
