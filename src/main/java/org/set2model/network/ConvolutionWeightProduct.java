package org.set2model.network;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.set2model.kernel.Panel;
import org.set2model.kernel.PanelProduct;
import org.set2model.kernel.Workers;

/**
 * The gradient of a convolution with respect to its filters, a sum over all pixels p:
 *
 * <pre>  dL/dW_f,c(tap) = sum_p G_f(p) patch_c,tap(p).</pre>
 *
 * <p>The inner index is the long one, so the loops must be turned to run over contiguous entries:
 *
 * <ul>
 *   <li>Many channels: pixel-major. The patch of a pixel over all channels is a row of 9C entries,
 *       copied from the transposed image, and the sum is the product of G with these rows.
 *   <li>Few channels: such rows would be too short. Pixels are dealt to {@link #LANES} lanes, each
 *       lane is summed on its own, and the lanes are added at the end.
 * </ul>
 *
 * The pixels are cut into {@link #PARTS} parts whose sums are added in order, whatever the threads.
 */
final class ConvolutionWeightProduct {

  private static final int PARTS = 8;
  private static final int LANES = 128;
  private static final int SEGMENTS = 4;

  /** Pixels multiplied at once: 48 rows of 9C entries stay in the second-level cache. */
  private static final int PIXELS_PER_PANEL = 48;

  /** From this number of channels on, rows of 9C entries are long enough. */
  private static final int MANY_CHANNELS = 8;

  private final ImageShape shape;
  private final Workers workers;

  ConvolutionWeightProduct(ImageShape shape, Workers workers) {
    this.shape = shape;
    this.workers = workers;
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
    boolean many = x.numRows >= MANY_CHANNELS;
    DMatrixRMaj[] parts = new DMatrixRMaj[Math.min(PARTS, bands)];
    workers.run(
        parts.length,
        (part, worker) -> {
          int firstRow = bands * part / parts.length * perBand;
          int endRow = Math.min(rows, bands * (part + 1) / parts.length * perBand);
          parts[part] =
              many
                  ? sumByPixels(x, gradient, firstRow, endRow)
                  : sumByLanes(x, gradient, firstRow, endRow);
        });
    DMatrixRMaj sum = parts[0];
    for (int part = 1; part < parts.length; part++) {
      for (int i = 0; i < sum.data.length; i++) {
        sum.data[i] += parts[part].data[i];
      }
    }
    return sum;
  }

  private DMatrixRMaj sumByPixels(DMatrixRMaj x, DMatrixRMaj gradient, int firstRow, int endRow) {
    int channels = x.numRows;
    int filters = gradient.numRows;
    int width = shape.width();
    int perBand = Patches.rowsPerBand(shape);
    double[] pixelMajor = new double[(perBand + 2) * width * channels];
    double[][] patches = Panel.allocate(PIXELS_PER_PANEL, Patches.TAPS * channels);
    double[][] sums = Panel.allocate(filters, Patches.TAPS * channels);
    for (int row = firstRow; row < endRow; row += perBand) {
      int bandEnd = Math.min(endRow, row + perBand);
      transpose(x, row - 1, bandEnd + 1, pixelMajor);
      for (int p = row * width; p < bandEnd * width; p += PIXELS_PER_PANEL) {
        int pixels = Math.min(PIXELS_PER_PANEL, bandEnd * width - p);
        for (int i = 0; i < pixels; i++) {
          fillPatch(pixelMajor, row - 1, p + i, channels, patches[i]);
        }
        PanelProduct.add(
            sums, filters, patches, pixels, gradient.data, p, gradient.numCols, 9 * channels);
      }
    }
    DMatrixRMaj product = new DMatrixRMaj(filters, Patches.TAPS * channels);
    for (int f = 0; f < filters; f++) {
      for (int c = 0; c < channels; c++) {
        for (int tap = 0; tap < Patches.TAPS; tap++) {
          product.data[(f * channels + c) * Patches.TAPS + tap] = sums[f][tap * channels + c];
        }
      }
    }
    return product;
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

  private DMatrixRMaj sumByLanes(DMatrixRMaj x, DMatrixRMaj gradient, int firstRow, int endRow) {
    int taps = Patches.TAPS * x.numRows;
    int filters = gradient.numRows;
    int width = shape.width();
    int perBand = Patches.rowsPerBand(shape);
    int perPiece = SEGMENTS * LANES;
    int capacity = (perBand * width + perPiece - 1) / perPiece * perPiece;
    double[][] patches = Panel.allocate(taps, capacity);
    double[][] patchSegments = Panel.allocate(taps * SEGMENTS, LANES);
    double[][] gradientSegments = Panel.allocate(SEGMENTS, LANES);
    double[][] lanes = Panel.allocate(filters * taps, LANES);
    for (int row = firstRow; row < endRow; row += perBand) {
      int bandEnd = Math.min(endRow, row + perBand);
      int pixels = (bandEnd - row) * width;
      for (int c = 0; c < x.numRows; c++) {
        Patches.fill(x.data, c * x.numCols, x.numCols, shape, row, bandEnd, patches, 9 * c);
      }
      for (int piece = 0; piece < pixels; piece += perPiece) {
        int length = Math.min(perPiece, pixels - piece);
        for (int tap = 0; tap < taps; tap++) {
          deal(patches[tap], piece, length, patchSegments, tap * SEGMENTS);
        }
        for (int f = 0; f < filters; f++) {
          deal(
              gradient.data,
              f * gradient.numCols + row * width + piece,
              length,
              gradientSegments,
              0);
          for (int tap = 0; tap < taps; tap++) {
            addProducts(lanes[f * taps + tap], gradientSegments, patchSegments, tap * SEGMENTS);
          }
        }
      }
    }
    DMatrixRMaj product = new DMatrixRMaj(filters, taps);
    for (int i = 0; i < product.data.length; i++) {
      double sum = 0;
      for (int lane = 0; lane < LANES; lane++) {
        sum += lanes[i][lane];
      }
      product.data[i] = sum;
    }
    return product;
  }

  /** Copies a run of entries into consecutive segments of LANES entries, padded with zeros. */
  private static void deal(double[] from, int start, int length, double[][] segments, int first) {
    for (int s = 0; s < SEGMENTS; s++) {
      int count = Math.max(0, Math.min(LANES, length - s * LANES));
      System.arraycopy(from, start + Math.min(length, s * LANES), segments[first + s], 0, count);
      Arrays.fill(segments[first + s], count, LANES, 0);
    }
  }

  private static void addProducts(double[] lanes, double[][] g, double[][] x, int first) {
    double[] g0 = g[0];
    double[] g1 = g[1];
    double[] g2 = g[2];
    double[] g3 = g[3];
    double[] x0 = x[first];
    double[] x1 = x[first + 1];
    double[] x2 = x[first + 2];
    double[] x3 = x[first + 3];
    for (int j = 0; j < LANES; j++) {
      lanes[j] =
          Math.fma(
              g3[j],
              x3[j],
              Math.fma(g2[j], x2[j], Math.fma(g1[j], x1[j], Math.fma(g0[j], x0[j], lanes[j]))));
    }
  }
}
