package org.set2model.network;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.set2model.kernel.Panel;
import org.set2model.kernel.PanelProduct;
import org.set2model.kernel.Workers;

/**
 * The gradient of a {@link PanelConvolution} with respect to its filters, a sum over all pixels p:
 *
 * <pre>  dL/dW_f,c(tap) = sum_p G_f(p) patch_c,tap(p).</pre>
 *
 * <p>This is a product of two matrices with the pixel as the inner index. One of them must have a
 * row for each pixel, and it is the one whose rows are longer:
 *
 * <ul>
 *   <li>Many channels: the patch of a pixel over all channels is a row of 9C entries, copied from
 *       the transposed image, and the sum is the product of G with these rows, F x 9C.
 *   <li>Few channels: G is transposed, and the sum is the product of the patches with its rows of F
 *       entries, 9C x F.
 * </ul>
 *
 * The pixels are cut into {@link #PARTS} parts whose sums are added in order, whatever the threads.
 * The memory of parts and workers is kept from call to call.
 */
final class ConvolutionWeightGradient {

  private static final int PARTS = 8;

  /** Rows of 9C entries multiplied at once: 48 of them stay in the second-level cache. */
  private static final int PIXELS_PER_PANEL = 48;

  /** Entries of a cache line: the transposition of G writes so many of a pixel at a time. */
  private static final int LINE = 8;

  /** From this number of channels on, rows of 9C entries are long enough. */
  private static final int MANY_CHANNELS = 8;

  private final ImageShape shape;
  private final Workers workers;
  private final Scratch[] scratch;
  private final double[][][] sums = new double[PARTS][][];

  ConvolutionWeightGradient(ImageShape shape, Workers workers) {
    this.shape = shape;
    this.workers = workers;
    this.scratch = new Scratch[workers.count()];
  }

  /**
   * The gradient with respect to the filters.
   *
   * @param x images, C x (N H W)
   * @param gradient gradient with respect to the convolution's value, F x (N H W)
   * @return F x 9C
   */
  DMatrixRMaj product(DMatrixRMaj x, DMatrixRMaj gradient) {
    int bands = Patches.bands(shape, shape.images(x.numCols));
    int rows = x.numCols / shape.width();
    int perBand = Patches.rowsPerBand(shape);
    int filters = gradient.numRows;
    int taps = Patches.TAPS * x.numRows;
    boolean many = x.numRows >= MANY_CHANNELS;
    int parts = Math.min(PARTS, bands);
    workers.run(
        parts,
        (part, worker) -> {
          sums[part] = many ? zeroed(sums[part], filters, taps) : zeroed(sums[part], taps, filters);
          if (scratch[worker] == null || !scratch[worker].fits(taps, filters)) {
            scratch[worker] = new Scratch(shape, taps, filters, many);
          }
          int firstRow = bands * part / parts * perBand;
          int endRow = Math.min(rows, bands * (part + 1) / parts * perBand);
          for (int row = firstRow; row < endRow; row += perBand) {
            int bandEnd = Math.min(endRow, row + perBand);
            if (many) {
              addGradientTimesPatches(x, gradient, row, bandEnd, scratch[worker], sums[part]);
            } else {
              addPatchesTimesGradient(x, gradient, row, bandEnd, scratch[worker], sums[part]);
            }
          }
        });
    DMatrixRMaj product = new DMatrixRMaj(filters, taps);
    for (int f = 0, i = 0; f < filters; f++) {
      for (int c = 0; c < x.numRows; c++) {
        for (int tap = 0; tap < Patches.TAPS; tap++, i++) {
          for (int part = 0; part < parts; part++) {
            product.data[i] +=
                many ? sums[part][f][tap * x.numRows + c] : sums[part][Patches.TAPS * c + tap][f];
          }
        }
      }
    }
    return product;
  }

  private static double[][] zeroed(double[][] panel, int rows, int columns) {
    if (panel == null || panel.length < rows || panel[0].length < columns) {
      return Panel.allocate(rows, columns);
    }
    for (double[] row : panel) {
      Arrays.fill(row, 0);
    }
    return panel;
  }

  /** The memory of one worker. */
  private static final class Scratch {

    private final int taps;
    private final int filters;

    /** Many channels: a band with the row before and the row after, one pixel after the other. */
    private final double[] pixelMajor;

    /** Few channels: the patches of a band, in two forms. */
    private final double[][] patchRows;

    private final double[] patches;

    /** The factor that has a row for each pixel. */
    private final double[][] panel;

    Scratch(ImageShape shape, int taps, int filters, boolean many) {
      int band = Patches.rowsPerBand(shape) * shape.width();
      this.taps = taps;
      this.filters = filters;
      this.pixelMajor =
          many ? new double[(band + 2 * shape.width()) * (taps / Patches.TAPS)] : null;
      this.patchRows = many ? null : Panel.allocate(taps, band);
      this.patches = many ? null : new double[taps * band];
      this.panel = Panel.allocate(many ? PIXELS_PER_PANEL : band, many ? taps : filters);
    }

    boolean fits(int taps, int filters) {
      return this.taps == taps && this.filters == filters;
    }
  }

  private void addGradientTimesPatches(
      DMatrixRMaj x,
      DMatrixRMaj gradient,
      int firstRow,
      int endRow,
      Scratch scratch,
      double[][] sums) {
    int channels = x.numRows;
    int end = endRow * shape.width();
    transpose(x, firstRow - 1, endRow + 1, scratch.pixelMajor);
    for (int p = firstRow * shape.width(); p < end; p += PIXELS_PER_PANEL) {
      int pixels = Math.min(PIXELS_PER_PANEL, end - p);
      for (int i = 0; i < pixels; i++) {
        fillPatch(scratch.pixelMajor, firstRow - 1, p + i, channels, scratch.panel[i]);
      }
      PanelProduct.add(
          sums,
          gradient.numRows,
          scratch.panel,
          pixels,
          gradient.data,
          p,
          gradient.numCols,
          Patches.TAPS * channels);
    }
  }

  /** Writes image rows, as far as they exist, with the channels of a pixel beside each other. */
  private void transpose(DMatrixRMaj x, int firstRow, int endRow, double[] pixelMajor) {
    int channels = x.numRows;
    int width = shape.width();
    int from = Math.max(0, firstRow) * width;
    int end = Math.min(x.numCols, endRow * width);
    int offset = firstRow * width;
    for (int block = from; block < end; block += 16) {
      int blockEnd = Math.min(end, block + 16);
      for (int c = 0; c < channels; c++) {
        int channel = c * x.numCols;
        for (int p = block; p < blockEnd; p++) {
          pixelMajor[(p - offset) * channels + c] = x.data[channel + p];
        }
      }
    }
  }

  /** Writes the patch of a pixel, tap by tap, the channels of a tap beside each other. */
  private void fillPatch(double[] pixelMajor, int firstRow, int pixel, int channels, double[] row) {
    int width = shape.width();
    int column = pixel % width;
    int y = pixel / width % shape.height();
    int left = column == 0 ? channels : 0;
    int right = column == width - 1 ? channels : 0;
    for (int dy = -1; dy <= 1; dy++) {
      int at = 3 * (dy + 1) * channels;
      if (y + dy < 0 || y + dy >= shape.height()) {
        Arrays.fill(row, at, at + 3 * channels, 0);
      } else {
        int from = (pixel + dy * width - 1 - firstRow * width) * channels;
        Arrays.fill(row, at, at + left, 0);
        System.arraycopy(pixelMajor, from + left, row, at + left, 3 * channels - left - right);
        Arrays.fill(row, at + 3 * channels - right, at + 3 * channels, 0);
      }
    }
  }

  private void addPatchesTimesGradient(
      DMatrixRMaj x,
      DMatrixRMaj gradient,
      int firstRow,
      int endRow,
      Scratch scratch,
      double[][] sums) {
    int taps = Patches.TAPS * x.numRows;
    int from = firstRow * shape.width();
    int length = endRow * shape.width() - from;
    for (int c = 0; c < x.numRows; c++) {
      Patches.fill(
          x.data, c * x.numCols, x.numCols, shape, firstRow, endRow, scratch.patchRows, 9 * c);
    }
    for (int tap = 0; tap < taps; tap++) {
      System.arraycopy(scratch.patchRows[tap], 0, scratch.patches, tap * length, length);
    }
    transpose(gradient, from, length, scratch.panel);
    PanelProduct.add(
        sums, taps, scratch.panel, length, scratch.patches, 0, length, gradient.numRows);
  }

  /** Writes a run of pixels to the rows of a panel, one pixel each. */
  private static void transpose(DMatrixRMaj from, int start, int pixels, double[][] panel) {
    int f = 0;
    for (; f + LINE <= from.numRows; f += LINE) {
      transposeLine(from.data, f * from.numCols + start, from.numCols, pixels, panel, f);
    }
    for (; f < from.numRows; f++) {
      for (int i = 0; i < pixels; i++) {
        panel[i][f] = from.data[f * from.numCols + start + i];
      }
    }
  }

  /** The same for eight rows, which fill a cache line of the panel at once. */
  private static void transposeLine(
      double[] data, int start, int stride, int pixels, double[][] panel, int f) {
    int start4 = start + 4 * stride;
    for (int i = 0; i < pixels; i++) {
      double[] pixel = panel[i];
      pixel[f] = data[start + i];
      pixel[f + 1] = data[start + stride + i];
      pixel[f + 2] = data[start + 2 * stride + i];
      pixel[f + 3] = data[start + 3 * stride + i];
      pixel[f + 4] = data[start4 + i];
      pixel[f + 5] = data[start4 + stride + i];
      pixel[f + 6] = data[start4 + 2 * stride + i];
      pixel[f + 7] = data[start4 + 3 * stride + i];
    }
  }
}
