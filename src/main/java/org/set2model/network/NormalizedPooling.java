package org.set2model.network;

/**
 * Normalization, ReLU and 2 x 2 max-pooling of one channel in a single pass, and the way back.
 *
 * <pre>  z = max(0, max over the window of (scale (x - mean) + shift))</pre>
 *
 * For each window one byte says which of its four entries, numbered 2a + b, was the first maximum,
 * or {@link #INACTIVE} where ReLU cut it off.
 */
final class NormalizedPooling {

  private static final byte INACTIVE = -1;

  private final ImageShape shape;
  private final ImageShape pooled;

  NormalizedPooling(ImageShape shape) {
    this.shape = shape;
    this.pooled = shape.halved();
  }

  int images(int columns) {
    return shape.images(columns);
  }

  /** Number of windows of this many images. */
  int windows(int images) {
    return images * pooled.pixels();
  }

  /** Writes the pooled channel to {@code z} from {@code zStart} on, and the maxima. */
  void pool(
      double[] x,
      int start,
      int images,
      double mean,
      double scale,
      double shift,
      double[] z,
      int zStart,
      byte[] maxima) {
    int width = shape.width();
    int at = 0;
    for (int n = 0; n < images; n++) {
      for (int i = 0; i < pooled.height(); i++) {
        int p = start + n * shape.pixels() + 2 * i * width;
        for (int j = 0; j < pooled.width(); j++, p += 2, at++) {
          int q = p + width;
          double a = Math.fma(scale, x[p] - mean, shift);
          double b = Math.fma(scale, x[p + 1] - mean, shift);
          double c = Math.fma(scale, x[q] - mean, shift);
          double d = Math.fma(scale, x[q + 1] - mean, shift);
          double top = Math.max(a, b);
          double bottom = Math.max(c, d);
          double max = Math.max(top, bottom);
          int upper = less(a, b);
          int lower = 2 + less(c, d);
          int best = upper + less(top, bottom) * (lower - upper);
          z[zStart + at] = Math.max(0, max);
          maxima[at] = (byte) (best | ~allOnesIfNegative(0 - max));
        }
      }
    }
  }

  /** Selecting by the sign bit avoids branches, which would be mispredicted half the time. */
  private static long allOnesIfNegative(double a) {
    return Double.doubleToRawLongBits(a) >> 63;
  }

  /** 1 if {@code a < b}, else 0. */
  private static int less(double a, double b) {
    return (int) (Double.doubleToRawLongBits(a - b) >>> 63);
  }

  /**
   * Overwrites the channel x with the gradient with respect to it; the formulas are those of {@link
   * BatchNormalization}, with sums over the active maxima only, because the gradient is zero
   * elsewhere.
   */
  void pull(
      double[] x,
      int start,
      int images,
      double mean,
      double inverseDeviation,
      double gamma,
      boolean training,
      double[] gradient,
      int gradientStart,
      byte[] maxima,
      int channel,
      double[] gammaGradient,
      double[] betaGradient) {
    int width = shape.width();
    double sumG = 0;
    double sumGh = 0;
    int at = 0;
    for (int n = 0; n < images; n++) {
      double imageG = 0;
      double imageGh = 0;
      for (int i = 0; i < pooled.height(); i++) {
        int p = start + n * shape.pixels() + 2 * i * width;
        for (int j = 0; j < pooled.width(); j++, p += 2, at++) {
          double g = maxima[at] == INACTIVE ? 0 : gradient[gradientStart + at];
          int which = Math.max(0, maxima[at]);
          double h = (x[p + (which & 1) + (which >> 1) * width] - mean) * inverseDeviation;
          imageG += g;
          imageGh = Math.fma(g, h, imageGh);
        }
      }
      sumG += imageG;
      sumGh += imageGh;
    }
    betaGradient[channel] = sumG;
    gammaGradient[channel] = sumGh;

    double scale = gamma * inverseDeviation;
    int count = images * shape.pixels();
    // dL/dx = scale (g - sumG / M - h sumGh / M), first the part that every entry has.
    double slope = training ? -scale * inverseDeviation * sumGh / count : 0;
    double constant = training ? -scale * sumG / count : 0;
    for (int p = start; p < start + count; p++) {
      x[p] = Math.fma(slope, x[p] - mean, constant);
    }
    at = 0;
    for (int n = 0; n < images; n++) {
      for (int i = 0; i < pooled.height(); i++) {
        int p = start + n * shape.pixels() + 2 * i * width;
        for (int j = 0; j < pooled.width(); j++, p += 2, at++) {
          double g = maxima[at] == INACTIVE ? 0 : scale * gradient[gradientStart + at];
          int which = Math.max(0, maxima[at]);
          x[p + (which & 1) + (which >> 1) * width] += g;
        }
      }
    }
  }
}
