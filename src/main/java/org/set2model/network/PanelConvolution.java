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
 * {@link Convolution} as a product of its filters with panels of patches, by bands of image rows
 * that the workers share. Its value, product, shapes and domain are those that {@link Convolution}
 * derives.
 *
 * <p>Substituting y for y-a and x for x-b, the gradient of the input is the convolution of G with
 * the filters mirrored in both axes and their two channel indices exchanged, so that one loop makes
 * both. The gradient of the filters is made by {@link ConvolutionWeightGradient}. The memory of the
 * workers is kept from call to call.
 *
 * <p>Proof: catalog entry {@code convolution 3x3}.
 */
public final class PanelConvolution implements Operation {

  /**
   * Channels whose patches are multiplied at once: 72 panel rows stay in the second-level cache.
   */
  private static final int CHANNELS_PER_PANEL = 8;

  private final ImageShape shape;
  private final Workers workers;
  private final ConvolutionWeightGradient weightGradient;
  private final double[][][] patches;
  private final double[][][] results;
  private final DMatrixRMaj mirrored = new DMatrixRMaj(0, 0);

  /** A convolution of images of this shape, whose loops the workers share. */
  public PanelConvolution(ImageShape shape, Workers workers) {
    this.shape = shape;
    this.workers = workers;
    this.weightGradient = new ConvolutionWeightGradient(shape, workers);
    this.patches = new double[workers.count()][][];
    this.results = new double[workers.count()][][];
  }

  /** Applies the convolution to images and filters. */
  public static Variable convolve(
      Variable images, Variable filters, ImageShape shape, Workers workers) {
    return new PanelConvolution(shape, workers).apply(images, filters);
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
            imageGradient(w, gradient, images);
            into.add(0, images);
          }
          if (into.wants(1)) {
            into.add(1, weightGradient.product(x, gradient));
          }
        });
  }

  void requireShapes(DMatrixRMaj x, DMatrixRMaj w) {
    Convolution.requireShapes(shape, x, w);
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
  void imageGradient(DMatrixRMaj w, DMatrixRMaj gradient, DMatrixRMaj images) {
    mirror(w, mirrored);
    value(gradient, mirrored, images);
  }

  /** The gradient with respect to the filters, F x 9C. */
  DMatrixRMaj weightGradient(DMatrixRMaj x, DMatrixRMaj gradient) {
    return weightGradient.product(x, gradient);
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
