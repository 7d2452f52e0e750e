package org.set2model.catalog;

import java.util.ArrayList;
import java.util.List;
import org.set2model.audit.PlainForm;
import org.set2model.audit.Scalar;
import org.set2model.network.ImageShape;
import org.set2model.network.RunningStatistics;

/** The layers as their formulas say. */
final class PlainLayers {

  private static final double EPSILON = 1e-5;

  private PlainLayers() {}

  /** Inputs X (C x N H W) and W (F x 9C), see {@link org.set2model.network.Convolution}. */
  static PlainForm convolution(ImageShape shape) {
    return new PlainForm("convolution 3x3", in -> convolved(in[0], in[1], shape));
  }

  private static Scalar[][] convolved(Scalar[][] x, Scalar[][] w, ImageShape shape) {
    Scalar[][] y = new Scalar[w.length][x[0].length];
    for (int f = 0; f < w.length; f++) {
      for (int p = 0; p < x[0].length; p++) {
        List<Scalar> filter = new ArrayList<>();
        List<Scalar> patch = new ArrayList<>();
        int row = p / shape.width() % shape.height();
        int column = p % shape.width();
        for (int c = 0; c < x.length; c++) {
          for (int a = -1; a <= 1; a++) {
            for (int b = -1; b <= 1; b++) {
              boolean inside =
                  row + a >= 0
                      && row + a < shape.height()
                      && column + b >= 0
                      && column + b < shape.width();
              if (inside) {
                filter.add(w[f][9 * c + 3 * (a + 1) + b + 1]);
                patch.add(x[c][p + a * shape.width() + b]);
              }
            }
          }
        }
        y[f][p] = Scalar.dot(filter.toArray(Scalar[]::new), patch.toArray(Scalar[]::new));
      }
    }
    return y;
  }

  /** Inputs X (C x M), gamma and beta (C x 1), by the statistics of the batch. */
  static PlainForm batchNormalization() {
    return new PlainForm("batch normalization", in -> normalized(in[0], in[1], in[2], null));
  }

  /** The same by running statistics. */
  static PlainForm batchNormalization(RunningStatistics statistics) {
    return new PlainForm("batch normalization", in -> normalized(in[0], in[1], in[2], statistics));
  }

  private static Scalar[][] normalized(
      Scalar[][] x, Scalar[][] gamma, Scalar[][] beta, RunningStatistics running) {
    Scalar[][] y = new Scalar[x.length][x[0].length];
    for (int c = 0; c < x.length; c++) {
      int count = x[c].length;
      Scalar mean =
          running == null
              ? Scalar.sum(x[c]).times(1.0 / count)
              : x[c][0].constant(running.mean().data[c]);
      Scalar[] d = new Scalar[count];
      for (int m = 0; m < count; m++) {
        d[m] = x[c][m].minus(mean);
      }
      Scalar variance =
          running == null
              ? Scalar.dot(d, d).times(1.0 / count)
              : x[c][0].constant(running.variance().data[c]);
      Scalar deviation = variance.plus(EPSILON).root();
      for (int m = 0; m < count; m++) {
        y[c][m] = gamma[c][0].times(d[m].over(deviation)).plus(beta[c][0]);
      }
    }
    return y;
  }

  /** Convolution, normalization, ReLU and pooling; inputs X, W, gamma and beta. */
  static PlainForm block(ImageShape shape, RunningStatistics running) {
    return new PlainForm(
        "convolution block",
        in -> pooled(normalized(convolved(in[0], in[1], shape), in[2], in[3], running), shape));
  }

  /** The largest of zero and the four entries of each window. */
  private static Scalar[][] pooled(Scalar[][] x, ImageShape shape) {
    ImageShape half = shape.halved();
    int images = shape.images(x[0].length);
    Scalar[][] y = new Scalar[x.length][images * half.pixels()];
    for (int c = 0; c < x.length; c++) {
      for (int p = 0; p < y[c].length; p++) {
        Scalar[] window = window(x[c], p, shape);
        y[c][p] = Scalar.max(x[c][0].constant(0), window[0], window[1], window[2], window[3]);
      }
    }
    return y;
  }

  /** Of several largest entries the first in the order of rows counts. */
  static PlainForm pooling(ImageShape shape) {
    return new PlainForm(
        "max-pooling 2x2",
        in -> {
          ImageShape half = shape.halved();
          int images = shape.images(in[0][0].length);
          Scalar[][] y = new Scalar[in[0].length][images * half.pixels()];
          for (int c = 0; c < y.length; c++) {
            for (int p = 0; p < y[c].length; p++) {
              y[c][p] = Scalar.firstOfLargest(window(in[0][c], p, shape));
            }
          }
          return y;
        });
  }

  /** The four entries that are pooled to entry p. */
  private static Scalar[] window(Scalar[] x, int p, ImageShape shape) {
    ImageShape half = shape.halved();
    int row = p % half.pixels() / half.width();
    int column = p % half.width();
    int corner = p / half.pixels() * shape.pixels() + 2 * row * shape.width() + 2 * column;
    int below = corner + shape.width();
    return new Scalar[] {x[corner], x[corner + 1], x[below], x[below + 1]};
  }

  static PlainForm flatten(ImageShape shape) {
    return new PlainForm("flatten", in -> flattened(in[0], shape.pixels()));
  }

  static PlainForm rowNormalization() {
    return new PlainForm("row normalization", in -> lengthsOfOne(in[0]));
  }

  /** Inputs X (N x F), W (D x F) and b (1 x D). */
  static PlainForm linear() {
    return new PlainForm("linear", in -> mapped(in[0], in[1], in[2]));
  }

  private static Scalar[][] mapped(Scalar[][] x, Scalar[][] w, Scalar[][] b) {
    Scalar[][] y = new Scalar[x.length][w.length];
    for (int n = 0; n < x.length; n++) {
      for (int d = 0; d < w.length; d++) {
        y[n][d] = Scalar.dot(x[n], w[d]).plus(b[0][d]);
      }
    }
    return y;
  }

  /**
   * Descriptors of images (1 x N side side), with the parameters of the blocks and of the linear
   * map as further inputs, by the statistics of the batch.
   */
  static PlainForm embedding(int side, int blocks) {
    return new PlainForm(
        "embedding",
        in -> {
          Scalar[][] h = in[0];
          for (int b = 0; b < blocks; b++) {
            ImageShape shape = new ImageShape(side >> b, side >> b);
            Scalar[][] y = convolved(h, in[3 * b + 1], shape);
            h = pooled(normalized(y, in[3 * b + 2], in[3 * b + 3], null), shape);
          }
          int last = 3 * blocks + 1;
          int pixels = (side >> blocks) * (side >> blocks);
          return lengthsOfOne(mapped(flattened(h, pixels), in[last], in[last + 1]));
        });
  }

  private static Scalar[][] flattened(Scalar[][] x, int pixels) {
    int images = x[0].length / pixels;
    Scalar[][] y = new Scalar[images][x.length * pixels];
    for (int n = 0; n < images; n++) {
      for (int c = 0; c < x.length; c++) {
        System.arraycopy(x[c], n * pixels, y[n], c * pixels, pixels);
      }
    }
    return y;
  }

  private static Scalar[][] lengthsOfOne(Scalar[][] x) {
    Scalar[][] y = new Scalar[x.length][x[0].length];
    for (int n = 0; n < x.length; n++) {
      Scalar length = Scalar.dot(x[n], x[n]).root();
      for (int d = 0; d < x[n].length; d++) {
        y[n][d] = x[n][d].over(length);
      }
    }
    return y;
  }
}
