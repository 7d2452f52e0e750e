package org.set2model.network;

import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Variable;

/**
 * Maximum over non-overlapping 2 x 2 windows of the images of a channel-major matrix.
 *
 * <pre>
 *   value    Y(i,j) = max { X(2i+a, 2j+b) : a, b in {0, 1} }
 *   vjp      dL/dX(2i+a, 2j+b) = G(i,j) at the first maximum in the order (0,0), (0,1), (1,0), (1,1),
 *            0 elsewhere,      G = dL/dY
 * </pre>
 *
 * An odd last row or column belongs to no window. X is C x (N H W), Y is C x (N (H/2) (W/2)). A
 * window with a NaN gives NaN. Where two entries share the maximum the function has a kink, and the
 * product is one of its subgradients. Source: Yamaguchi et al., ICSLP 1990.
 *
 * <p>Proof: catalog entry {@code max-pooling 2x2}.
 */
public final class MaxPooling implements Operation {

  private final ImageShape shape;
  private final ImageShape pooled;

  /**
   * Pooling of images of this shape.
   *
   * @param shape height and width, both at least 2
   */
  public MaxPooling(ImageShape shape) {
    this.shape = shape;
    this.pooled = shape.halved();
  }

  /** Pools images of this shape. */
  public static Variable pool(Variable images, ImageShape shape) {
    return new MaxPooling(shape).apply(images);
  }

  @Override
  public String name() {
    return "max-pooling 2x2";
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    DMatrixRMaj x = inputs[0];
    int[] maxima = maxima(x);
    return Evaluation.ofOne(
        value(x, maxima), gradient -> product(maxima, gradient, x.numRows, x.numCols));
  }

  /** The index into x of the maximum of each window, in the order of the value's entries. */
  public int[] maxima(DMatrixRMaj x) {
    int images = shape.images(x.numCols);
    int[] maxima = new int[x.numRows * images * pooled.pixels()];
    int at = 0;
    for (int plane = 0; plane < x.numRows * images; plane++) {
      for (int i = 0; i < pooled.height(); i++) {
        for (int j = 0; j < pooled.width(); j++) {
          int corner = plane * shape.pixels() + 2 * i * shape.width() + 2 * j;
          int best = later(x, corner, corner + 1);
          best = later(x, best, corner + shape.width());
          maxima[at++] = later(x, best, corner + shape.width() + 1);
        }
      }
    }
    return maxima;
  }

  /** The index of the greater entry; the earlier on a tie; that of a NaN if there is one. */
  private static int later(DMatrixRMaj x, int earlier, int later) {
    return x.data[earlier] >= x.data[later] || Double.isNaN(x.data[earlier]) ? earlier : later;
  }

  private DMatrixRMaj value(DMatrixRMaj x, int[] maxima) {
    DMatrixRMaj y = new DMatrixRMaj(x.numRows, maxima.length / x.numRows);
    for (int i = 0; i < maxima.length; i++) {
      y.data[i] = x.data[maxima[i]];
    }
    return y;
  }

  /** The gradient of the value, moved to where the maxima were in a rows x columns matrix. */
  public static DMatrixRMaj product(int[] maxima, DMatrixRMaj gradient, int rows, int columns) {
    DMatrixRMaj product = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < maxima.length; i++) {
      product.data[maxima[i]] = gradient.data[i];
    }
    return product;
  }
}
