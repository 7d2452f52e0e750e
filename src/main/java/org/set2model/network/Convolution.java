package org.set2model.network;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Variable;
import org.set2model.kernel.Panel;
import org.set2model.kernel.PanelProduct;
import org.set2model.kernel.Workers;

/**
 * Convolution (cross-correlation) with 3 x 3 filters, stride 1 and zero padding of one pixel.
 *
 * <pre>
 *   value    Y_f(y,x)        = sum_c sum_{a,b in -1..1} W_f,c(a,b) X_c(y+a, x+b)
 *   product  dL/dX_c(y,x)    = sum_f sum_{a,b} W_f,c(a,b) G_f(y-a, x-b)
 *            dL/dW_f,c(a,b)  = sum_{images,y,x} G_f(y,x) X_c(y+a, x+b),      G = dL/dY
 * </pre>
 *
 * so the gradient of the input is the convolution of G with the filters mirrored in both axes and
 * their two channel indices exchanged. Shapes: X is C x (N H W) channel-major (see {@link
 * ImageShape}), W is F x 9C with column {@code 9 c + 3 (a + 1) + (b + 1)}, Y is F x (N H W). There
 * is no bias: batch normalisation, which follows, would cancel it. Domain: all real matrices.
 * Source: Dumoulin and Visin, A guide to convolution arithmetic for deep learning, arXiv
 * 1603.07285.
 */
public final class Convolution implements Operation {

  /**
   * Channels whose patches are multiplied at once: 72 panel rows stay in the second-level cache.
   */
  private static final int CHANNELS_PER_PANEL = 8;

  private final ImageShape shape;
  private final Workers workers;
  private final ConvolutionWeightProduct weightProduct;
  private final double[][][] patches;
  private final double[][][] results;
  private final DMatrixRMaj mirrored = new DMatrixRMaj(0, 0);

  /** A convolution of images of this shape, whose loops the workers share. */
  public Convolution(ImageShape shape, Workers workers) {
    this.shape = shape;
    this.workers = workers;
    this.weightProduct = new ConvolutionWeightProduct(shape, workers);
    this.patches = new double[workers.count()][][];
    this.results = new double[workers.count()][][];
  }

  /** Applies the convolution to images and filters. */
  public static Variable convolve(
      Variable images, Variable filters, ImageShape shape, Workers workers) {
    return new Convolution(shape, workers).apply(images, filters);
  }

  @Override
  public String name() {
    return "convolution 3x3";
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    DMatrixRMaj x = inputs[0];
    DMatrixRMaj w = inputs[1];
    requireShapes(x, w);
    DMatrixRMaj y = new DMatrixRMaj(w.numRows, x.numCols);
    value(x, w, y);
    return new Evaluation(
        y,
        (gradient, into) -> {
          if (into.wants(0)) {
            DMatrixRMaj images = new DMatrixRMaj(x.numRows, x.numCols);
            imageProduct(w, gradient, images);
            into.add(0, images);
          }
          if (into.wants(1)) {
            into.add(1, weightProduct.product(x, gradient));
          }
        });
  }

  void requireShapes(DMatrixRMaj x, DMatrixRMaj w) {
    shape.images(x.numCols);
    if (w.numCols != Patches.TAPS * x.numRows) {
      throw new IllegalArgumentException(
          String.format(
              "filters (%d x %d) must have 9 columns for each of the %d channels",
              w.numRows, w.numCols, x.numRows));
    }
  }

  /** Writes the convolution of {@code x} with {@code w} to {@code y}, F x (N H W). */
  void value(DMatrixRMaj x, DMatrixRMaj w, DMatrixRMaj y) {
    int rows = x.numCols / shape.width();
    int perBand = Patches.rowsPerBand(shape);
    workers.run(
        Patches.bands(shape, shape.images(x.numCols)),
        (band, worker) ->
            convolveBand(x, w, y, worker, band * perBand, Math.min(rows, (band + 1) * perBand)));
  }

  /** Writes the gradient with respect to the images to {@code images}, C x (N H W). */
  void imageProduct(DMatrixRMaj w, DMatrixRMaj gradient, DMatrixRMaj images) {
    mirror(w, mirrored);
    value(gradient, mirrored, images);
  }

  /** The gradient with respect to the filters, F x 9C. */
  DMatrixRMaj weightProduct(DMatrixRMaj x, DMatrixRMaj gradient) {
    return weightProduct.product(x, gradient);
  }

  private void convolveBand(
      DMatrixRMaj x, DMatrixRMaj w, DMatrixRMaj y, int worker, int firstRow, int endRow) {
    int filters = w.numRows;
    int pixels = (endRow - firstRow) * shape.width();
    patches[worker] =
        withRows(patches[worker], Patches.TAPS * Math.min(CHANNELS_PER_PANEL, x.numRows));
    results[worker] = withRows(results[worker], filters);
    double[][] patch = patches[worker];
    double[][] result = results[worker];
    for (int f = 0; f < filters; f++) {
      Arrays.fill(result[f], 0, pixels, 0);
    }
    for (int first = 0; first < x.numRows; first += CHANNELS_PER_PANEL) {
      int channels = Math.min(CHANNELS_PER_PANEL, x.numRows - first);
      for (int c = 0; c < channels; c++) {
        Patches.fill(
            x.data, (first + c) * x.numCols, x.numCols, shape, firstRow, endRow, patch, 9 * c);
      }
      PanelProduct.add(result, filters, patch, 9 * channels, w.data, 9 * first, w.numCols, pixels);
    }
    for (int f = 0; f < filters; f++) {
      System.arraycopy(result[f], 0, y.data, f * y.numCols + firstRow * shape.width(), pixels);
    }
  }

  private double[][] withRows(double[][] panel, int rows) {
    return panel != null && panel.length >= rows
        ? panel
        : Panel.allocate(rows, Patches.rowsPerBand(shape) * shape.width());
  }

  /** Mirrors filters in both axes and exchanges their input and output channels: C x 9F. */
  private static void mirror(DMatrixRMaj w, DMatrixRMaj mirrored) {
    int filters = w.numRows;
    int channels = w.numCols / Patches.TAPS;
    mirrored.reshape(channels, Patches.TAPS * filters);
    for (int f = 0; f < filters; f++) {
      for (int c = 0; c < channels; c++) {
        for (int tap = 0; tap < Patches.TAPS; tap++) {
          mirrored.data[(c * filters + f) * Patches.TAPS + Patches.TAPS - 1 - tap] =
              w.data[(f * channels + c) * Patches.TAPS + tap];
        }
      }
    }
  }
}
