package org.set2model.gradcheck;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;

/** A function at a point with its gradient there, derived by hand. */
record KnownGradient(
    String name, ToDoubleFunction<DMatrixRMaj> function, DMatrixRMaj x, DMatrixRMaj gradient) {

  /** A derivative of one entry's term. */
  interface Term {
    double value(double x, int index);
  }

  /** Kinds of functions that are smooth at every point, in the order of {@link #smooth}. */
  static final int SMOOTH_KINDS = 16;

  static final int KINDS = SMOOTH_KINDS + 5;

  /** A smooth function, or one with kinks at or near the point. */
  static KnownGradient of(int kind, int rows, int columns, long seed) {
    return kind < SMOOTH_KINDS
        ? smooth(kind, rows, columns, seed)
        : kinked(kind - SMOOTH_KINDS, rows, columns, seed);
  }

  static KnownGradient smooth(int kind, int rows, int columns, long seed) {
    var random = new SplittableRandom(seed);
    int n = rows * columns;
    DMatrixRMaj x = gaussian(rows, columns, random);
    double[] a = gaussian(1, n, random).data;
    double[] magnitude = new double[n];
    for (int i = 0; i < n; i++) {
      magnitude[i] = Math.pow(10, random.nextInt(-8, 9));
    }
    return switch (kind) {
      case 0 -> sum("linear", x, (t, i) -> a[i] * t, (t, i) -> a[i]);
      case 1 ->
          sum("cubic", x, (t, i) -> t * (a[i] + t * (2 + t)), (t, i) -> a[i] + t * (4 + 3 * t));
      case 2 ->
          sum("exponential", x, (t, i) -> Math.exp(a[i] * t), (t, i) -> a[i] * Math.exp(a[i] * t));
      case 3 -> sum("logarithm", absolute(x), (t, i) -> a[i] * Math.log(t), (t, i) -> a[i] / t);
      case 4 -> logSumExp(x);
      case 5 -> norm(x);
      case 6 -> quadratic(x, gaussian(n, n, random));
      case 7 -> sum("constant", x, (t, i) -> 3.25, (t, i) -> 0);
      case 8 ->
          sum(
              "large offset",
              x,
              (t, i) -> (i == 0 ? 1e6 : 0) + Math.sin(t + 0.3 * a[i]),
              (t, i) -> Math.cos(t + 0.3 * a[i]));
      case 9 ->
          sum(
              "fast periodic",
              x,
              (t, i) -> Math.sin(1e3 * t + i),
              (t, i) -> 1e3 * Math.cos(1e3 * t + i));
      case 10 ->
          sum(
              "ill-scaled arguments",
              scaled(x, magnitude),
              (t, i) -> a[i] * Math.tanh(t / magnitude[i]),
              (t, i) -> a[i] / magnitude[i] / square(Math.cosh(t / magnitude[i])));
      case 11 -> {
        double size = Math.pow(10, random.nextInt(-8, 9));
        yield sum(
            "ill-scaled value",
            x,
            (t, i) -> size * (a[i] * t + Math.cos(t)),
            (t, i) -> size * (a[i] - Math.sin(t)));
      }
      case 12 -> longSum(x, a);
      case 13 -> sum("reciprocal", absolute(x), (t, i) -> a[i] / t, (t, i) -> -a[i] / (t * t));
      case 14 ->
          sum(
              "tiny entries",
              scaled(x, 1e-8),
              (t, i) -> a[i] * t + Math.exp(t),
              (t, i) -> a[i] + Math.exp(t));
      case 15 ->
          sum(
              "huge entries",
              scaled(x, 1e8),
              (t, i) -> Math.log1p(square(a[i] * t)),
              (t, i) -> 2 * a[i] * a[i] * t / (1 + square(a[i] * t)));
      default -> throw new IllegalArgumentException("kind " + kind + " is not known");
    };
  }

  static KnownGradient kinked(int kind, int rows, int columns, long seed) {
    var random = new SplittableRandom(seed);
    DMatrixRMaj x = gaussian(rows, columns, random);
    int n = x.getNumElements();
    double[] a = gaussian(1, n, random).data;
    switch (kind) {
      case 0, 1 -> {
        for (int i = 0; i < n; i++) {
          if (random.nextBoolean()) {
            x.data[i] = kind == 0 ? 0 : x.data[i] * Math.pow(10, -random.nextInt(0, 11));
          }
        }
        return sum(
            kind == 0 ? "relu at zero" : "relu near zero",
            x,
            (t, i) -> a[i] * Math.max(t, 0) + 0.1 * t * t,
            (t, i) -> (t > 0 ? a[i] : 0) + 0.2 * t);
      }
      case 2 -> {
        x.data[random.nextInt(n)] = 0;
        return sum(
            "absolute value at zero",
            x,
            (t, i) -> Math.abs(t) * Math.exp(a[i]),
            (t, i) -> Math.signum(t) * Math.exp(a[i]));
      }
      case 3 -> {
        int largest = random.nextInt(n);
        x.data[largest] = 4;
        x.data[random.nextInt(n)] = 4;
        return maximum(x);
      }
      case 4 -> {
        return network(x, random);
      }
      default -> throw new IllegalArgumentException("kind " + kind + " is not known");
    }
  }

  static KnownGradient sum(String name, DMatrixRMaj x, Term value, Term derivative) {
    DMatrixRMaj gradient = new DMatrixRMaj(x.numRows, x.numCols);
    for (int i = 0; i < x.getNumElements(); i++) {
      gradient.data[i] = derivative.value(x.data[i], i);
    }
    return new KnownGradient(
        name,
        y -> {
          double sum = 0;
          for (int i = 0; i < y.getNumElements(); i++) {
            sum += value.value(y.data[i], i);
          }
          return sum;
        },
        x,
        gradient);
  }

  private static KnownGradient logSumExp(DMatrixRMaj x) {
    ToDoubleFunction<DMatrixRMaj> f =
        y -> {
          double largest = Double.NEGATIVE_INFINITY;
          for (double entry : y.data) {
            largest = Math.max(largest, entry);
          }
          double sum = 0;
          for (double entry : y.data) {
            sum += Math.exp(entry - largest);
          }
          return largest + Math.log(sum);
        };
    double value = f.applyAsDouble(x);
    return new KnownGradient(
        "log-sum-exp", f, x, sum("", x, (t, i) -> 0, (t, i) -> Math.exp(t - value)).gradient);
  }

  private static KnownGradient norm(DMatrixRMaj x) {
    ToDoubleFunction<DMatrixRMaj> f =
        y -> {
          double squares = 0;
          for (double entry : y.data) {
            squares += entry * entry;
          }
          return Math.sqrt(squares);
        };
    double value = f.applyAsDouble(x);
    return new KnownGradient("norm", f, x, sum("", x, (t, i) -> 0, (t, i) -> t / value).gradient);
  }

  private static KnownGradient quadratic(DMatrixRMaj x, DMatrixRMaj q) {
    ToDoubleFunction<DMatrixRMaj> f =
        y -> {
          double sum = 0;
          for (int i = 0; i < q.numRows; i++) {
            for (int j = 0; j < q.numCols; j++) {
              sum += y.data[i] * q.get(i, j) * y.data[j];
            }
          }
          return sum;
        };
    DMatrixRMaj gradient = new DMatrixRMaj(x.numRows, x.numCols);
    for (int i = 0; i < q.numRows; i++) {
      for (int j = 0; j < q.numCols; j++) {
        gradient.data[i] += (q.get(i, j) + q.get(j, i)) * x.data[j];
      }
    }
    return new KnownGradient("quadratic form", f, x, gradient);
  }

  /** A sum of 10^4 terms, with the rounding that goes with it. */
  private static KnownGradient longSum(DMatrixRMaj x, double[] a) {
    int terms = 10_000;
    int n = x.getNumElements();
    DMatrixRMaj gradient = new DMatrixRMaj(x.numRows, x.numCols);
    for (int k = 0; k < terms; k++) {
      gradient.data[k % n] += -a[k % n] * Math.sin(a[k % n] * x.data[k % n] + k);
    }
    return new KnownGradient(
        "long sum",
        y -> {
          double sum = 0;
          for (int k = 0; k < terms; k++) {
            sum += 2 + Math.cos(a[k % n] * y.data[k % n] + k);
          }
          return sum;
        },
        x,
        gradient);
  }

  private static KnownGradient maximum(DMatrixRMaj x) {
    DMatrixRMaj gradient = new DMatrixRMaj(x.numRows, x.numCols);
    int largest = 0;
    for (int i = 0; i < x.getNumElements(); i++) {
      largest = x.data[i] > x.data[largest] ? i : largest;
    }
    gradient.data[largest] = 1;
    return new KnownGradient(
        "maximum",
        y -> {
          double max = Double.NEGATIVE_INFINITY;
          for (double entry : y.data) {
            max = Math.max(max, entry);
          }
          return max;
        },
        x,
        gradient);
  }

  /** One hidden layer of 20 ReLUs: kinks at random distances. */
  private static KnownGradient network(DMatrixRMaj x, SplittableRandom random) {
    int hidden = 20;
    int n = x.getNumElements();
    DMatrixRMaj w = gaussian(hidden, n, random);
    double[] out = gaussian(1, hidden, random).data;
    DMatrixRMaj gradient = new DMatrixRMaj(x.numRows, x.numCols);
    for (int h = 0; h < hidden; h++) {
      double before = 0;
      for (int i = 0; i < n; i++) {
        before += w.get(h, i) * x.data[i];
      }
      for (int i = 0; i < n && before > 0; i++) {
        gradient.data[i] += 2 * before * out[h] * w.get(h, i) + out[h] * w.get(h, i);
      }
    }
    return new KnownGradient(
        "network",
        y -> {
          double sum = 0;
          for (int h = 0; h < hidden; h++) {
            double before = 0;
            for (int i = 0; i < n; i++) {
              before += w.get(h, i) * y.data[i];
            }
            sum += before > 0 ? out[h] * (before * before + before) : 0;
          }
          return sum;
        },
        x,
        gradient);
  }

  static DMatrixRMaj gaussian(int rows, int columns, SplittableRandom random) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.getNumElements(); i++) {
      matrix.data[i] = random.nextGaussian();
    }
    return matrix;
  }

  private static DMatrixRMaj absolute(DMatrixRMaj x) {
    DMatrixRMaj result = x.copy();
    for (int i = 0; i < x.getNumElements(); i++) {
      result.data[i] = 0.01 + Math.abs(x.data[i]);
    }
    return result;
  }

  private static DMatrixRMaj scaled(DMatrixRMaj x, double... factors) {
    DMatrixRMaj result = x.copy();
    for (int i = 0; i < x.getNumElements(); i++) {
      result.data[i] = x.data[i] * factors[i % factors.length];
    }
    return result;
  }

  private static double square(double t) {
    return t * t;
  }
}
