package org.set2model.gradcheck;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;

/**
 * Functions that are less precise than a double. Their gradients are those of the functions they
 * stand for.
 */
final class CoarseFamilies {

  private CoarseFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.coarse("result cast to float", draw -> rounded(draw, value -> (float) value)),
        Family.coarse(
            "result cast to float, told",
            draw -> rounded(draw, value -> (float) value).told(0x1p-24)),
        Family.coarse(
            "inputs cast to float",
            draw -> floatInputs(smooth(draw, draw.integer(0, 4), t -> (float) t))),
        Family.coarse(
            "inputs cast to float, told",
            draw -> floatInputs(positive(draw, t -> (float) t)).told(0x1p-18)),
        Family.coarse("sum a sin x in float", CoarseFamilies::floatSum),
        Family.coarse("float sum of n positive terms", CoarseFamilies::floatAccumulation),
        Family.coarse(
            "float sum of n positive terms, told", draw -> floatAccumulation(draw).told(0x1p-20)),
        Family.coarse("grid of 1e-10", draw -> rounded(draw, value -> grid(value, 1e-10))),
        Family.coarse("grid of 1e-6", draw -> rounded(draw, value -> grid(value, 1e-6))),
        Family.coarse("grid of 1e-3", draw -> rounded(draw, value -> grid(value, 1e-3))),
        Family.coarse("grid of the inputs", CoarseFamilies::gridInputs),
        Family.coarse("six decimal digits", draw -> rounded(draw, CoarseFamilies::sixDigits)),
        Family.coarse("pseudo-noise", draw -> noisy(draw, draw.power(-12, -4))),
        Family.accurate("pseudo-noise of 1e-13", draw -> noisy(draw, 1e-13)),
        Family.coarse("noise on one side", CoarseFamilies::noisyOnOneSide),
        Family.coarse("large terms that cancel", CoarseFamilies::canceling),
        Family.coarse("(e^x - 1) / x by its formula", CoarseFamilies::differenceOfOne),
        Family.accurate("claims in float", draw -> smooth(draw).claimedInSingle()),
        Family.coarse(
            "claims and result in float",
            draw -> rounded(draw, value -> (float) value).claimedInSingle().told(0x1p-24)));
  }

  /** An ordinary function of 1, 3, 8 or 100 variables, of size 1 or more. */
  private static Example smooth(Draw draw) {
    boolean single = draw.chance(0.5);
    return smooth(draw, draw.integer(0, 4), t -> single ? (float) t : t);
  }

  /** A sum of positive terms, the size of which says how precise it is. */
  private static Example positive(Draw draw, DoubleUnaryOperator place) {
    return smooth(draw, draw.integer(3, 4), place);
  }

  /** Of a kind, at a point that is put into place. */
  private static Example smooth(Draw draw, int kind, DoubleUnaryOperator place) {
    int n = draw.of(1, 1, 3, 3, 8, 8, 8, 100);
    double[] a = draw.gaussians(n);
    DMatrixRMaj x = mapped(new DMatrixRMaj[] {draw.gaussian(1, n)}, place)[0];
    return switch (kind) {
      case 0 -> Example.sum(x, (t, i) -> a[i] * Math.sin(t), (t, i) -> a[i] * Math.cos(t));
      case 3 -> Example.sum(x, (t, i) -> Math.exp(a[i] * t), (t, i) -> a[i] * Math.exp(a[i] * t));
      case 2 -> Example.sum(x, (t, i) -> 1 + t * t + a[i] * t, (t, i) -> 2 * t + a[i]);
      case 1 -> Example.sum(x, (t, i) -> a[i] * t, (t, i) -> a[i]);
      default ->
          Example.sum(
              x,
              (t, i) -> EvenFamilies.softplus(a[i] * t),
              (t, i) -> a[i] * EvenFamilies.sigmoid(a[i] * t));
    };
  }

  private static Example rounded(Draw draw, DoubleUnaryOperator rounding) {
    Example example = smooth(draw);
    ToDoubleFunction<DMatrixRMaj[]> exact = example.function();
    return example.computing(in -> rounding.applyAsDouble(exact.applyAsDouble(in)));
  }

  private static double grid(double value, double spacing) {
    return Math.rint(value / spacing) * spacing;
  }

  /** As if printed and read again. */
  private static double sixDigits(double value) {
    double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(value) + 1e-300)) - 5);
    return Math.rint(value / unit) * unit;
  }

  private static Example floatInputs(Example example) {
    ToDoubleFunction<DMatrixRMaj[]> exact = example.function();
    return example.computing(in -> exact.applyAsDouble(mapped(in, t -> (float) t)));
  }

  private static Example gridInputs(Draw draw) {
    double spacing = draw.of(1e-10, 1e-6, 1e-3);
    Example example = smooth(draw, draw.integer(0, 4), t -> grid(t, spacing));
    ToDoubleFunction<DMatrixRMaj[]> exact = example.function();
    return example.computing(in -> exact.applyAsDouble(mapped(in, t -> grid(t, spacing))));
  }

  private static DMatrixRMaj[] mapped(DMatrixRMaj[] in, DoubleUnaryOperator map) {
    DMatrixRMaj[] mapped = new DMatrixRMaj[in.length];
    for (int a = 0; a < in.length; a++) {
      mapped[a] = in[a].copy();
      for (int i = 0; i < in[a].getNumElements(); i++) {
        mapped[a].data[i] = map.applyAsDouble(in[a].data[i]);
      }
    }
    return mapped;
  }

  private static Example floatSum(Draw draw) {
    int n = draw.of(1, 3, 8, 100);
    double[] a = draw.gaussians(n);
    DMatrixRMaj x = draw.gaussian(1, n);
    return Example.sum(x, (t, i) -> a[i] * Math.sin(t), (t, i) -> a[i] * Math.cos(t))
        .computing(
            in -> {
              float sum = 0;
              for (int i = 0; i < n; i++) {
                sum += (float) a[i] * (float) Math.sin((float) in[0].data[i]);
              }
              return sum;
            });
  }

  private static Example floatAccumulation(Draw draw) {
    int n = draw.of(1, 3, 8, 100);
    DMatrixRMaj x = draw.gaussian(1, n);
    return Example.sum(x, (t, i) -> Math.exp(t), (t, i) -> Math.exp(t))
        .computing(
            in -> {
              float sum = 0;
              for (int i = 0; i < n; i++) {
                sum += (float) Math.exp(in[0].data[i]);
              }
              return sum;
            });
  }

  private static Example noisy(Draw draw, double size) {
    Example example = smooth(draw);
    ToDoubleFunction<DMatrixRMaj[]> exact = example.function();
    return example.computing(in -> exact.applyAsDouble(in) * (1 + size * noise(in[0])));
  }

  /** A number between -1 and 1 that depends on every bit of the input. */
  static double noise(DMatrixRMaj x) {
    long hash = 0x9E3779B97F4A7C15L;
    for (double entry : x.data) {
      hash = (hash ^ Double.doubleToLongBits(entry)) * 0xBF58476D1CE4E5B9L;
      hash ^= hash >>> 29;
    }
    hash = (hash ^ hash >>> 32) * 0x94D049BB133111EBL;
    return (hash >> 11) * 0x1p-52;
  }

  private static Example noisyOnOneSide(Draw draw) {
    double size = draw.power(-12, -4);
    Example example = smooth(draw);
    double edge = example.x().data[0];
    ToDoubleFunction<DMatrixRMaj[]> exact = example.function();
    return example.computing(
        in -> exact.applyAsDouble(in) * (1 + (in[0].data[0] > edge ? size * noise(in[0]) : 0)));
  }

  private static Example canceling(Draw draw) {
    double large = draw.power(3, 12);
    Example example = smooth(draw);
    ToDoubleFunction<DMatrixRMaj[]> exact = example.function();
    return example.computing(in -> (large + exact.applyAsDouble(in)) - large);
  }

  private static Example differenceOfOne(Draw draw) {
    DMatrixRMaj x = draw.powers(1, draw.integer(1, 3), -8, 0);
    return Example.sum(
        x,
        (t, i) -> (Math.exp(t) - 1) / t,
        (t, i) -> {
          double sum = 0;
          double term = 0.5;
          for (int k = 2; k < 30; k++) {
            sum += (k - 1) * term;
            term *= t / (k + 1);
          }
          return sum;
        });
  }
}
