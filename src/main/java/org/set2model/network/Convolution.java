package org.set2model.network;

import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Variable;

/**
 * Convolution (cross-correlation) with 3 x 3 filters, stride 1 and zero padding of one pixel.
 *
 * <pre>
 *   value    Y_f(y,x)        = sum_c sum_{a,b in -1..1} W_f,c(a,b) X_c(y+a, x+b)
 *   vjp      dL/dX_c(y,x)    = sum_f sum_{a,b} W_f,c(a,b) G_f(y-a, x-b)
 *            dL/dW_f,c(a,b)  = sum_{images,y,x} G_f(y,x) X_c(y+a, x+b),      G = dL/dY
 * </pre>
 *
 * Shapes: X is C x (N H W) channel-major (see {@link ImageShape}), W is F x 9C with column {@code 9
 * c + 3 (a + 1) + (b + 1)}, Y is F x (N H W). There is no bias: batch normalization, which follows,
 * would cancel it. Domain: all real matrices. Source: Dumoulin and Visin, A guide to convolution
 * arithmetic for deep learning, arXiv 1603.07285.
 *
 * <p>This is the plain form: each sum is a loop, and an index outside the image reads a zero.
 * {@link PanelConvolution} is the fast form, equal to it but for rounding, and what networks run.
 *
 * <p>Proof: catalog entry {@code plain convolution 3x3}.
 */
public final class Convolution implements Operation {

  private final ImageShape shape;

  /** A convolution of images of this shape. */
  public Convolution(ImageShape shape) {
    this.shape = shape;
  }

  /** Applies the convolution to images and filters. */
  public static Variable convolve(Variable images, Variable filters, ImageShape shape) {
    return new Convolution(shape).apply(images, filters);
  }

  @Override
  public String name() {
    return "plain convolution 3x3";
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    DMatrixRMaj x = inputs[0];
    DMatrixRMaj w = inputs[1];
    requireShapes(shape, x, w);
    return new Evaluation(
        value(x, w),
        (gradient, into) -> {
          if (into.wants(0)) {
            into.add(0, imageGradient(w, gradient));
          }
          if (into.wants(1)) {
            into.add(1, filterProduct(x, gradient));
          }
        });
  }

  /**
   * Requires whole images, and filters with nine columns for each channel.
   *
   * @throws IllegalArgumentException if the shapes do not fit
   */
  static void requireShapes(ImageShape shape, DMatrixRMaj x, DMatrixRMaj w) {
    shape.images(x.numCols);
    if (w.numCols != 9 * x.numRows) {
      throw new IllegalArgumentException(
          String.format(
              "filters (%d x %d) must have 9 columns for each of the %d channels",
              w.numRows, w.numCols, x.numRows));
    }
  }

  private DMatrixRMaj value(DMatrixRMaj x, DMatrixRMaj w) {
    DMatrixRMaj value = new DMatrixRMaj(w.numRows, x.numCols);
    for (int f = 0; f < w.numRows; f++) {
      for (int pixel = 0; pixel < x.numCols; pixel++) {
        double sum = 0;
        for (int c = 0; c < x.numRows; c++) {
          for (int a = -1; a <= 1; a++) {
            for (int b = -1; b <= 1; b++) {
              sum += w.get(f, column(c, a, b)) * shifted(x, c, pixel, a, b);
            }
          }
        }
        value.set(f, pixel, sum);
      }
    }
    return value;
  }

  private DMatrixRMaj imageGradient(DMatrixRMaj w, DMatrixRMaj gradient) {
    DMatrixRMaj product = new DMatrixRMaj(w.numCols / 9, gradient.numCols);
    for (int c = 0; c < product.numRows; c++) {
      for (int pixel = 0; pixel < product.numCols; pixel++) {
        double sum = 0;
        for (int f = 0; f < w.numRows; f++) {
          for (int a = -1; a <= 1; a++) {
            for (int b = -1; b <= 1; b++) {
              sum += w.get(f, column(c, a, b)) * shifted(gradient, f, pixel, -a, -b);
            }
          }
        }
        product.set(c, pixel, sum);
      }
    }
    return product;
  }

  private DMatrixRMaj filterProduct(DMatrixRMaj x, DMatrixRMaj gradient) {
    DMatrixRMaj product = new DMatrixRMaj(gradient.numRows, 9 * x.numRows);
    for (int f = 0; f < gradient.numRows; f++) {
      for (int c = 0; c < x.numRows; c++) {
        for (int a = -1; a <= 1; a++) {
          for (int b = -1; b <= 1; b++) {
            double sum = 0;
            for (int pixel = 0; pixel < x.numCols; pixel++) {
              sum += gradient.get(f, pixel) * shifted(x, c, pixel, a, b);
            }
            product.set(f, column(c, a, b), sum);
          }
        }
      }
    }
    return product;
  }

  /** Where {@code W_f,c(a,b)} stands in row f. */
  private static int column(int c, int a, int b) {
    return 9 * c + 3 * (a + 1) + (b + 1);
  }

  /** The entry a rows below a pixel and b columns to its right, zero outside its image. */
  private double shifted(DMatrixRMaj channels, int c, int pixel, int a, int b) {
    int y = pixel / shape.width() % shape.height() + a;
    int x = pixel % shape.width() + b;
    boolean isInside = y >= 0 && y < shape.height() && x >= 0 && x < shape.width();
    return isInside ? channels.get(c, pixel + a * shape.width() + b) : 0;
  }
}
