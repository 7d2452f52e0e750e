package org.set2model.accuracy;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Operation;
import org.set2model.network.ImageShape;
import org.set2model.network.PanelConvolution;
import org.set2model.network.RunningStatistics;

/** The layers, number by number. */
final class NetworkFormulas {

  /** That of {@code BatchNormalization}. */
  private static final double EPSILON = 1e-5;

  private NetworkFormulas() {}

  static Scalars convolution(Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    return convolved(in[0], in[1], shape(operation), r);
  }

  private static ImageShape shape(Operation operation) {
    return Settings.of(operation, "shape", ImageShape.class);
  }

  /** Y_f(y, x) = sum_{c,a,b} W_fc(a, b) X_c(y + a, x + b), zero outside the image. */
  private static Scalars convolved(Scalars x, Scalars w, ImageShape shape, Recording r) {
    Scalars y = Scalars.empty(w.rows(), x.columns());
    for (int f = 0; f < w.rows(); f++) {
      for (int at = 0; at < x.columns(); at++) {
        int image = at / shape.pixels() * shape.pixels();
        int row = at % shape.pixels() / shape.width();
        int column = at % shape.width();
        List<Scalar> weights = new ArrayList<>();
        List<Scalar> pixels = new ArrayList<>();
        for (int c = 0; c < x.rows(); c++) {
          for (int a = -1; a <= 1; a++) {
            for (int b = -1; b <= 1; b++) {
              int i = row + a;
              int j = column + b;
              if (i >= 0 && i < shape.height() && j >= 0 && j < shape.width()) {
                weights.add(w.get(f, 9 * c + 3 * (a + 1) + b + 1));
                pixels.add(x.get(c, image + i * shape.width() + j));
              }
            }
          }
        }
        y.set(f, at, r.dot(weights, pixels));
      }
    }
    return y;
  }

  static Scalars batchNormalization(
      Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    return normalized(operation, in[0], in[1], in[2], r);
  }

  /** y = gamma (x - mu) / sqrt(v + epsilon) + beta, of an operation with statistics. */
  private static Scalars normalized(
      Operation operation, Scalars x, Scalars gamma, Scalars beta, Recording r) {
    boolean training = Settings.of(operation, "training", Boolean.class);
    RunningStatistics running = Settings.of(operation, "statistics", RunningStatistics.class);
    Scalars y = Scalars.empty(x.rows(), x.columns());
    Scalar count = r.constant(x.columns());
    for (int c = 0; c < x.rows(); c++) {
      Scalar mu = training ? r.over(r.sum(x.row(c)), count) : r.constant(running.mean().data[c]);
      List<Scalar> deviations = x.row(c).stream().map(value -> r.minus(value, mu)).toList();
      Scalar v =
          training
              ? r.over(r.dot(deviations, deviations), count)
              : r.constant(running.variance().data[c]);
      Scalar s = r.over(Scalar.one(), r.sqrt(r.plus(v, r.constant(EPSILON))));
      for (int m = 0; m < x.columns(); m++) {
        Scalar h = r.times(deviations.get(m), s);
        y.set(c, m, r.plus(r.times(gamma.entries()[c], h), beta.entries()[c]));
      }
    }
    return y;
  }

  /** y = max(0, x). */
  static Scalars rectified(Scalars x, Recording r) {
    Scalar zero = r.constant(0);
    return x.map(value -> r.isGreater(value, zero) ? value : zero);
  }

  static Scalars maxPooling(Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    return pooled(in[0], shape(operation), r);
  }

  /** Y(i, j) = max_{a,b in 0..1} X(2i + a, 2j + b), the first where several tie. */
  private static Scalars pooled(Scalars x, ImageShape shape, Recording r) {
    ImageShape half = shape.halved();
    int images = x.columns() / shape.pixels();
    Scalars y = Scalars.empty(x.rows(), images * half.pixels());
    for (int c = 0; c < x.rows(); c++) {
      for (int at = 0; at < y.columns(); at++) {
        int image = at / half.pixels() * shape.pixels();
        int i = at % half.pixels() / half.width();
        int j = at % half.width();
        Scalar largest = null;
        for (int a = 0; a <= 1; a++) {
          for (int b = 0; b <= 1; b++) {
            Scalar next = x.get(c, image + (2 * i + a) * shape.width() + 2 * j + b);
            largest = largest == null || r.isGreater(next, largest) ? next : largest;
          }
        }
        y.set(c, at, largest);
      }
    }
    return y;
  }

  /** maxpool(max(0, batchnorm(X * W; gamma, beta))). */
  static Scalars block(Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    ImageShape shape = shape(Settings.of(operation, "convolution", PanelConvolution.class));
    Scalars convolved = convolved(in[0], in[1], shape, r);
    Scalars normalized = normalized(operation, convolved, in[2], in[3], r);
    return pooled(rectified(normalized, r), shape, r);
  }

  /** Y_{n, c P + p} = X_{c, n P + p}. */
  static Scalars flatten(Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    Scalars x = in[0];
    int pixels = shape(operation).pixels();
    Scalars y = Scalars.empty(x.columns() / pixels, x.rows() * pixels);
    for (int n = 0; n < y.rows(); n++) {
      for (int c = 0; c < x.rows(); c++) {
        for (int p = 0; p < pixels; p++) {
          y.set(n, c * pixels + p, x.get(c, n * pixels + p));
        }
      }
    }
    return y;
  }

  /** Y = X W^T + 1 b. */
  static Scalars linear(Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    Scalars y = Scalars.empty(in[0].rows(), in[1].rows());
    for (int n = 0; n < y.rows(); n++) {
      for (int d = 0; d < y.columns(); d++) {
        y.set(n, d, r.plus(r.dot(in[0].row(n), in[1].row(d)), in[2].get(0, d)));
      }
    }
    return y;
  }

  /** y_n = x_n / |x_n|; 0, and flat, for a row of zeros. */
  static Scalars rowNormalization(
      Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    Scalars y = Scalars.empty(in[0].rows(), in[0].columns());
    for (int n = 0; n < y.rows(); n++) {
      List<Scalar> x = in[0].row(n);
      Scalar square = r.dot(x, x);
      Scalar length = square.size == 0 ? null : r.sqrt(square);
      for (int d = 0; d < y.columns(); d++) {
        y.set(n, d, length == null ? r.constant(0) : r.over(x.get(d), length));
      }
    }
    return y;
  }
}
