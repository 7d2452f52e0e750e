package org.set2model.gradcheck;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Losses, activations and densities of machine learning. */
final class LearningFamilies {

  private LearningFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.accurate(
            "logistic regression",
            draw -> {
              DMatrixRMaj data = draw.gaussian(draw.integer(1, 20), draw.integer(1, 8));
              return logistic(data, draw.gaussian(1, data.numCols));
            }),
        Family.accurate("least squares at the minimum", LearningFamilies::leastSquares),
        Family.accurate("cross-entropy, scores 1 to 500", LearningFamilies::crossEntropy),
        Family.coarse("cross-entropy by log of the sum", LearningFamilies::plainCrossEntropy),
        Family.accurate("log-sum-exp less the mean", LearningFamilies::shiftInvariant),
        Family.accurate("log(e^(x+a) / e^x)", LearningFamilies::rounding).rarer(0.3),
        Family.accurate("softplus", LearningFamilies::softplus),
        Family.accurate("softplus at (-16.13, 12.61)", draw -> softplusAt(draw, -16.13, 12.61)),
        Family.accurate("softplus in its tails", draw -> softplusAt(draw, draw.uniform(-700, 700))),
        Family.accurate("GELU", LearningFamilies::gelu),
        Family.accurate("sigmoid", draw -> sigmoid(draw, draw.uniform(-12, 12))),
        Family.accurate("sigmoid in its tails", draw -> sigmoid(draw, draw.uniform(-700, 20))),
        Family.accurate(
            "network of tanh", draw -> network(draw, draw.integer(1, 5), draw.integer(1, 5))));
  }

  /** The sum of log(1 + e^-s) over the scores s of rows of data. */
  static Example logistic(DMatrixRMaj data, DMatrixRMaj w) {
    DMatrixRMaj gradient = w.createLike();
    for (int k = 0; k < data.numRows; k++) {
      double share = EvenFamilies.sigmoid(-score(data, k, w));
      for (int j = 0; j < w.numCols; j++) {
        gradient.data[j] -= share * data.get(k, j);
      }
    }
    return Example.of(
        w,
        y -> {
          double sum = 0;
          for (int k = 0; k < data.numRows; k++) {
            sum += EvenFamilies.softplus(-score(data, k, y));
          }
          return sum;
        },
        gradient);
  }

  private static double score(DMatrixRMaj data, int row, DMatrixRMaj w) {
    double sum = 0;
    for (int j = 0; j < w.numCols; j++) {
      sum += data.get(row, j) * w.data[j];
    }
    return sum;
  }

  /** Two columns of small integers and a residual that is orthogonal to both, all exact. */
  private static Example leastSquares(Draw draw) {
    double[][] a = new double[3][2];
    for (double[] row : a) {
      row[0] = draw.integer(-5, 5);
      row[1] = draw.integer(-5, 5);
    }
    double[] residual = {
      a[1][0] * a[2][1] - a[2][0] * a[1][1],
      a[2][0] * a[0][1] - a[0][0] * a[2][1],
      a[0][0] * a[1][1] - a[1][0] * a[0][1]
    };
    DMatrixRMaj x = new DMatrixRMaj(1, 2, true, draw.integer(-8, 8) / 8., draw.integer(-8, 8) / 8.);
    double[] b = new double[3];
    for (int i = 0; i < 3; i++) {
      b[i] = a[i][0] * x.data[0] + a[i][1] * x.data[1] - residual[i];
    }
    return Example.of(
            x,
            y -> {
              double sum = 0;
              for (int i = 0; i < 3; i++) {
                double rest = a[i][0] * y.data[0] + a[i][1] * y.data[1] - b[i];
                sum += rest * rest;
              }
              return sum;
            },
            new DMatrixRMaj(1, 2))
        .slope(1);
  }

  /** Scores of two to five classes, the first of which is the right one. */
  private static DMatrixRMaj scores(Draw draw) {
    DMatrixRMaj z = draw.gaussian(1, draw.integer(2, 5));
    double largest = draw.of(1, 5, 20, 40, 100, 500);
    z.data[draw.chance(0.7) ? 0 : 1] = largest;
    return z;
  }

  private static DMatrixRMaj crossEntropyGradient(DMatrixRMaj z) {
    double total = SmoothFamilies.logSumExp(z);
    DMatrixRMaj gradient = z.createLike();
    for (int k = 1; k < z.numCols; k++) {
      gradient.data[k] = Math.exp(z.data[k] - total);
      gradient.data[0] -= gradient.data[k];
    }
    return gradient;
  }

  private static Example crossEntropy(Draw draw) {
    DMatrixRMaj z = scores(draw);
    return Example.of(
        z,
        y -> {
          int top = 0;
          for (int k = 1; k < y.numCols; k++) {
            top = y.data[k] > y.data[top] ? k : top;
          }
          double others = 0;
          for (int k = 0; k < y.numCols; k++) {
            others += k == top ? 0 : Math.exp(y.data[k] - y.data[top]);
          }
          return y.data[top] - y.data[0] + Math.log1p(others);
        },
        crossEntropyGradient(z));
  }

  private static Example plainCrossEntropy(Draw draw) {
    DMatrixRMaj z = scores(draw);
    return Example.of(z, y -> SmoothFamilies.logSumExp(y) - y.data[0], crossEntropyGradient(z));
  }

  private static Example shiftInvariant(Draw draw) {
    int n = draw.integer(2, 8);
    DMatrixRMaj x = new DMatrixRMaj(1, n);
    Arrays.fill(x.data, draw.of(0, 1, -2.5, 10));
    return Example.of(
            x,
            y -> {
              double sum = 0;
              for (double entry : y.data) {
                sum += entry;
              }
              return SmoothFamilies.logSumExp(y) - sum / n;
            },
            new DMatrixRMaj(1, n))
        .slope(1);
  }

  private static Example rounding(Draw draw) {
    double a = draw.uniform(0.5, 3);
    return Example.sum(
            draw.gaussian(1, draw.integer(1, 3)),
            (t, i) -> Math.log(Math.exp(t + a) / Math.exp(t)),
            (t, i) -> 0)
        .slope(1);
  }

  private static Example softplus(Draw draw) {
    DMatrixRMaj x = draw.gaussian(1, draw.integer(1, 6));
    double size = draw.of(1, 3);
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] *= size;
    }
    return Example.sum(x, (t, i) -> EvenFamilies.softplus(t), (t, i) -> EvenFamilies.sigmoid(t));
  }

  private static Example softplusAt(Draw draw, double... at) {
    DMatrixRMaj x = new DMatrixRMaj(1, at.length, true, at);
    return Example.sum(x, (t, i) -> EvenFamilies.softplus(t), (t, i) -> EvenFamilies.sigmoid(t));
  }

  private static Example gelu(Draw draw) {
    DMatrixRMaj x = draw.gaussian(1, draw.integer(1, 5));
    double c = 2 * Math.sqrt(2 / Math.PI);
    return Example.sum(
        x,
        (t, i) -> t * EvenFamilies.sigmoid(c * (t + 0.044715 * t * t * t)),
        (t, i) -> {
          double u = c * (t + 0.044715 * t * t * t);
          return EvenFamilies.sigmoid(u)
              * (1 + t * EvenFamilies.sigmoid(-u) * c * (1 + 3 * 0.044715 * t * t));
        });
  }

  private static Example sigmoid(Draw draw, double at) {
    return Example.sum(
        new DMatrixRMaj(1, 1, true, at),
        (t, i) -> EvenFamilies.sigmoid(t),
        (t, i) -> EvenFamilies.sigmoid(t) * EvenFamilies.sigmoid(-t));
  }

  /** In the weights of a hidden layer, one row for each unit. */
  static Example network(Draw draw, int hidden, int inputs) {
    DMatrixRMaj w = draw.gaussian(hidden, inputs);
    double[] x = draw.gaussians(w.numCols);
    double[] out = draw.gaussians(w.numRows);
    DMatrixRMaj input = new DMatrixRMaj(1, x.length, true, x);
    DMatrixRMaj gradient = w.createLike();
    for (int h = 0; h < w.numRows; h++) {
      double slope = out[h] / Math.pow(Math.cosh(score(w, h, input)), 2);
      for (int j = 0; j < w.numCols; j++) {
        gradient.set(h, j, slope * x[j]);
      }
    }
    return Example.of(
        w,
        y -> {
          double sum = 3;
          for (int h = 0; h < y.numRows; h++) {
            sum += out[h] * Math.tanh(score(y, h, input));
          }
          return sum;
        },
        gradient);
  }
}
