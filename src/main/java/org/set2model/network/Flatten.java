package org.set2model.network;

import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Variable;

/**
 * Rearranges a channel-major matrix to one row per image.
 *
 * <pre>
 *   value    Y[n][c P + p] = X[c][n P + p],      P pixels per image
 *   vjp      dL/dX[c][n P + p] = G[n][c P + p],  G = dL/dY
 * </pre>
 *
 * X is C x (N P), Y is N x (C P). Domain: all real matrices.
 *
 * <p>Proof: catalog entry {@code flatten}.
 */
public final class Flatten implements Operation {

  private final ImageShape shape;

  /** Flattening of images of this shape. */
  public Flatten(ImageShape shape) {
    this.shape = shape;
  }

  /** Flattens images of this shape. */
  public static Variable flatten(Variable images, ImageShape shape) {
    return new Flatten(shape).apply(images);
  }

  @Override
  public String name() {
    return "flatten";
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    DMatrixRMaj x = inputs[0];
    int channels = x.numRows;
    return Evaluation.ofOne(flattened(x, shape.pixels()), gradient -> product(gradient, channels));
  }

  /** One row per image. */
  public static DMatrixRMaj flattened(DMatrixRMaj x, int pixels) {
    int images = x.numCols / pixels;
    DMatrixRMaj y = new DMatrixRMaj(images, x.numRows * pixels);
    for (int c = 0; c < x.numRows; c++) {
      for (int n = 0; n < images; n++) {
        System.arraycopy(
            x.data, c * x.numCols + n * pixels, y.data, n * y.numCols + c * pixels, pixels);
      }
    }
    return y;
  }

  /** One row per channel. */
  public static DMatrixRMaj product(DMatrixRMaj gradient, int channels) {
    int images = gradient.numRows;
    int pixels = gradient.numCols / channels;
    DMatrixRMaj product = new DMatrixRMaj(channels, images * pixels);
    for (int c = 0; c < channels; c++) {
      for (int n = 0; n < images; n++) {
        System.arraycopy(
            gradient.data,
            n * gradient.numCols + c * pixels,
            product.data,
            c * product.numCols + n * pixels,
            pixels);
      }
    }
    return product;
  }
}
