package org.set2model.gradcheck;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Parts of models in use: attention, recurrent cells, hidden Markov models, kernels. */
final class ModelFamilies {

  private ModelFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.accurate("attention", ModelFamilies::attention),
        Family.accurate("layer normalization", ModelFamilies::layerNorm),
        Family.accurate("gated recurrent cell", ModelFamilies::recurrent),
        Family.accurate("hidden Markov model", ModelFamilies::markov),
        Family.accurate("Gaussian process", ModelFamilies::gaussianProcess),
        Family.accurate("radial basis functions", ModelFamilies::radial),
        Family.accurate("matrix factorization", ModelFamilies::factorization),
        Family.accurate("ELU, SELU and swish", ModelFamilies::activations),
        Family.accurate("max pooling after convolution", ModelFamilies::pooling));
  }

  /** One query, keys and values in x; all of dimension 2. */
  private static Example attention(Draw draw) {
    int tokens = draw.integer(2, 5);
    double[] out = draw.gaussians(2);
    double sharpness = draw.of(1, 4);
    return Dual.example(
        draw.gaussian(1 + 2 * tokens, 2),
        x -> {
          Dual[] scores = new Dual[tokens];
          for (int k = 0; k < tokens; k++) {
            scores[k] = x[0].times(x[2 + 2 * k]).plus(x[1].times(x[3 + 2 * k])).times(sharpness);
          }
          Dual total = Dual.logSumExp(scores);
          Dual sum = x[0].times(0).plus(3);
          for (int k = 0; k < tokens; k++) {
            int value = 2 + 2 * tokens + 2 * k;
            Dual read = x[value].times(out[0]).plus(x[value + 1].times(out[1]));
            sum = sum.plus(scores[k].minus(total).exp().times(read));
          }
          return sum;
        });
  }

  private static Example layerNorm(Draw draw) {
    int n = draw.integer(3, 8);
    double[] a = draw.gaussians(n);
    double offset = draw.of(0, 0, 100);
    DMatrixRMaj x = draw.gaussian(1, n);
    for (int i = 0; i < n; i++) {
      x.data[i] += offset;
    }
    return Dual.example(
        x,
        in -> {
          Dual mean = Dual.sum(in).times(1.0 / n);
          Dual squares = in[0].times(0).plus(1e-5 * n);
          Dual weighted = in[0].times(0);
          for (int i = 0; i < n; i++) {
            squares = squares.plus(in[i].minus(mean).square());
            weighted = weighted.plus(in[i].minus(mean).times(a[i]));
          }
          return weighted.over(squares.times(1.0 / n).root()).plus(10);
        });
  }

  /** A scalar state over a few steps. */
  private static Example recurrent(Draw draw) {
    double[] inputs = draw.gaussians(draw.integer(1, 8));
    return Dual.example(
        draw.gaussian(1, 7),
        w -> {
          Dual state = w[6];
          for (double input : inputs) {
            Dual update = w[0].times(input).plus(w[1].times(state)).sigmoid();
            Dual reset = w[2].times(input).plus(w[3].times(state)).sigmoid();
            Dual candidate = w[4].times(input).plus(w[5].times(reset).times(state)).tanh();
            state = state.plus(update.times(candidate.minus(state)));
          }
          return state.plus(2);
        });
  }

  /** The forward recursion in logarithms; x holds two initial, four transition, two emission. */
  private static Example markov(Draw draw) {
    double[] data = draw.gaussians(draw.integer(2, 10));
    return Dual.example(
        draw.gaussian(2, 4),
        x -> {
          Dual[] alpha = {x[0], x[1]};
          for (double y : data) {
            Dual[] next = new Dual[2];
            for (int state = 0; state < 2; state++) {
              Dual emission = x[6 + state].minus(y).square().times(-0.5);
              next[state] =
                  Dual.logSumExp(alpha[0].plus(x[2 + state]), alpha[1].plus(x[4 + state]))
                      .plus(emission);
            }
            alpha = next;
          }
          return Dual.logSumExp(alpha);
        });
  }

  /** The marginal likelihood in the logarithms of length scale, amplitude and noise. */
  private static Example gaussianProcess(Draw draw) {
    int n = draw.integer(2, 5);
    double[] at = draw.gaussians(n);
    double[] y = draw.gaussians(n);
    DMatrixRMaj x = draw.uniform(1, 3, -1, 1);
    return Dual.example(
        x,
        in -> {
          Dual scale = in[0].times(-2).exp().times(-0.5);
          Dual[][] l = new Dual[n][n];
          Dual[] z = new Dual[n];
          Dual sum = in[0].times(0).plus(20);
          for (int i = 0; i < n; i++) {
            Dual rest = in[0].times(0).plus(y[i]);
            for (int j = 0; j <= i; j++) {
              double distance = at[i] - at[j];
              Dual entry = in[1].plus(scale.times(distance * distance)).exp();
              entry = i == j ? entry.plus(in[2].exp()) : entry;
              for (int k = 0; k < j; k++) {
                entry = entry.minus(l[i][k].times(l[j][k]));
              }
              l[i][j] = i == j ? entry.root() : entry.over(l[j][j]);
              rest = j < i ? rest.minus(l[i][j].times(z[j])) : rest;
            }
            z[i] = rest.over(l[i][i]);
            sum = sum.plus(z[i].square().times(0.5)).plus(l[i][i].log());
          }
          return sum;
        });
  }

  private static Example radial(Draw draw) {
    int units = draw.integer(1, 6);
    double width = draw.power(-2, 1);
    double[] weights = draw.gaussians(units);
    DMatrixRMaj centers = draw.gaussian(units, 2);
    return Dual.example(
        draw.gaussian(1, 2),
        x -> {
          Dual sum = x[0].times(0).plus(2);
          for (int h = 0; h < units; h++) {
            Dual squares =
                x[0].minus(centers.get(h, 0)).square().plus(x[1].minus(centers.get(h, 1)).square());
            Dual unit = squares.times(-0.5 / (width * width)).exp();
            sum = sum.plus(unit.times(weights[h]));
          }
          return sum;
        });
  }

  private static Example factorization(Draw draw) {
    int rows = draw.integer(1, 4);
    double[] target = draw.gaussians(rows * rows);
    return Dual.example(
        draw.gaussian(2, rows),
        x -> {
          Dual sum = x[0].times(0).plus(1);
          for (int i = 0; i < rows; i++) {
            for (int j = 0; j < rows; j++) {
              sum = sum.plus(x[i].times(x[rows + j]).minus(target[rows * i + j]).square());
            }
          }
          return sum;
        });
  }

  /** ELU has a continuous slope at zero, SELU a kink; swish is smooth. */
  private static Example activations(Draw draw) {
    int kind = draw.integer(0, 2);
    DMatrixRMaj x = draw.gaussian(1, draw.integer(1, 5));
    x.data[0] = draw.of(x.data[0], draw.sign() * draw.power(-9, -1), kind == 1 ? 0.1 : 0);
    double alpha = kind == 0 ? 1 : 1.6732632423543772;
    return Dual.example(
        x,
        in -> {
          Dual sum = in[0].times(0).plus(2);
          for (Dual t : in) {
            Dual below = t.map(Math.expm1(t.value()), Math.exp(t.value())).times(alpha);
            sum = sum.plus(kind == 2 ? t.times(t.sigmoid()) : t.value() > 0 ? t : below);
          }
          return sum;
        });
  }

  private static Example pooling(Draw draw) {
    int n = draw.integer(6, 12);
    double[] filter = draw.gaussians(3);
    return Dual.example(
        draw.gaussian(1, n),
        x -> {
          Dual sum = x[0].times(0).plus(4);
          for (int i = 0; i + 3 < n; i += 2) {
            Dual one = Dual.dot(filter, x[i], x[i + 1], x[i + 2]);
            Dual other = Dual.dot(filter, x[i + 1], x[i + 2], x[i + 3]);
            sum = sum.plus(one.max(other).softplus());
          }
          return sum;
        });
  }
}
