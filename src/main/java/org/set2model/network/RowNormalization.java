package org.set2model.network;

import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Variable;

/**
 * Scales each row to Euclidean length 1.
 *
 * <pre>
 *   value    y = x / |x|
 *   vjp      dL/dx = (g - (g . y) y) / |x|,      g = dL/dy
 * </pre>
 *
 * At {@code x = 0}, where no continuous value exists, y = 0 and the product is 0: an image without
 * features has no direction and is left alone. Lengths are computed after scaling by the largest
 * entry, so that rows of any finite scale are normalized without overflow or underflow. Shapes: any
 * N x D. Source: [S2M, section 3], which normalizes descriptors before the fit.
 *
 * <p>Proof: catalog entry {@code row normalization}.
 */
public final class RowNormalization implements Operation {

  /** Normalizes the rows. */
  public static Variable normalize(Variable x) {
    return new RowNormalization().apply(x);
  }

  @Override
  public String name() {
    return "row normalization";
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    DMatrixRMaj x = inputs[0];
    double[] lengths = lengths(x);
    DMatrixRMaj y = value(x, lengths);
    return Evaluation.ofOne(y, gradient -> product(y, lengths, gradient));
  }

  /** Euclidean length of each row. */
  public static double[] lengths(DMatrixRMaj x) {
    double[] lengths = new double[x.numRows];
    for (int n = 0; n < x.numRows; n++) {
      double largest = 0;
      for (int d = 0; d < x.numCols; d++) {
        largest = Math.max(largest, Math.abs(x.data[n * x.numCols + d]));
      }
      double sum = 0;
      for (int d = 0; d < x.numCols; d++) {
        double scaled = x.data[n * x.numCols + d] / largest;
        sum += scaled * scaled;
      }
      lengths[n] = largest == 0 ? 0 : largest * Math.sqrt(sum);
    }
    return lengths;
  }

  /** {@code x / |x|}, or 0 for a row of zeros. */
  public static DMatrixRMaj value(DMatrixRMaj x, double[] lengths) {
    DMatrixRMaj y = new DMatrixRMaj(x.numRows, x.numCols);
    for (int n = 0, i = 0; n < x.numRows; n++) {
      for (int d = 0; d < x.numCols; d++, i++) {
        y.data[i] = lengths[n] == 0 ? 0 : x.data[i] / lengths[n];
      }
    }
    return y;
  }

  /** {@code (g - (g . y) y) / |x|}, or 0 for a row of zeros. */
  public static DMatrixRMaj product(DMatrixRMaj y, double[] lengths, DMatrixRMaj gradient) {
    DMatrixRMaj product = new DMatrixRMaj(y.numRows, y.numCols);
    for (int n = 0; n < y.numRows; n++) {
      int row = n * y.numCols;
      double along = 0;
      for (int d = 0; d < y.numCols; d++) {
        along += gradient.data[row + d] * y.data[row + d];
      }
      for (int d = 0; d < y.numCols; d++) {
        product.data[row + d] =
            lengths[n] == 0 ? 0 : (gradient.data[row + d] - along * y.data[row + d]) / lengths[n];
      }
    }
    return product;
  }
}
