package org.set2model.gradcheck;

import java.util.Arrays;
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
        Family.accurate("divergence of Gaussians", ModelFamilies::divergence),
        Family.accurate("triplet loss of cosines", ModelFamilies::cosines),
        Family.accurate("Sinkhorn distance", ModelFamilies::sinkhorn),
        Family.accurate("stochastic neighbor embedding", ModelFamilies::embedding),
        Family.accurate("matrix factorization", ModelFamilies::factorization),
        Family.accurate("ELU, SELU and swish", ModelFamilies::activations),
        Family.accurate("max pooling after convolution", ModelFamilies::pooling),
        Family.accurate("focal loss", ModelFamilies::focal),
        Family.accurate("softmin of squared distances", ModelFamilies::prototypes),
        Family.accurate("log of clipped probabilities", ModelFamilies::clipped));
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

  /** Of means and log standard deviations; zero where the two are equal. */
  private static Example divergence(Draw draw) {
    DMatrixRMaj x = draw.gaussian(2, 2);
    boolean equal = draw.chance(0.3);
    if (equal) {
      x.data[2] = x.data[0];
      x.data[3] = x.data[1];
    }
    Example example =
        Dual.example(
            x,
            in -> {
              Dual ratio = in[1].minus(in[3]);
              Dual shift = in[0].minus(in[2]).square().times(in[3].times(-2).exp());
              return ratio.negative().plus(ratio.times(2).exp().plus(shift).times(0.5));
            });
    return equal ? example.stationary() : example;
  }

  private static Example cosines(Draw draw) {
    double margin = draw.of(0.2, 1);
    return Dual.example(
        draw.gaussian(3, 3),
        x -> {
          Dual same = cosine(x, 0, 3);
          Dual other = cosine(x, 0, 6);
          return other.minus(same).plus(margin).times(5).softplus();
        });
  }

  private static Dual cosine(Dual[] x, int one, int other) {
    Dual product = x[0].times(0);
    Dual squares = x[0].times(0);
    Dual otherSquares = x[0].times(0);
    for (int d = 0; d < 3; d++) {
      product = product.plus(x[one + d].times(x[other + d]));
      squares = squares.plus(x[one + d].square());
      otherSquares = otherSquares.plus(x[other + d].square());
    }
    return product.over(squares.times(otherSquares).root());
  }

  /** Of a 2 x 2 matrix of costs, after a few iterations in the log domain. */
  private static Example sinkhorn(Draw draw) {
    double temperature = draw.of(1, 0.1);
    int iterations = draw.integer(1, 20);
    return Dual.example(
        draw.gaussian(2, 2),
        cost -> {
          Dual zero = cost[0].times(0);
          Dual[] f = {zero, zero};
          Dual[] g = {zero, zero};
          for (int k = 0; k < iterations; k++) {
            for (int i = 0; i < 2; i++) {
              f[i] = softmin(temperature, cost[2 * i].minus(g[0]), cost[2 * i + 1].minus(g[1]));
            }
            for (int j = 0; j < 2; j++) {
              g[j] = softmin(temperature, cost[j].minus(f[0]), cost[2 + j].minus(f[1]));
            }
          }
          return Dual.sum(f[0], f[1], g[0], g[1]).plus(3);
        });
  }

  private static Dual softmin(double temperature, Dual... values) {
    Dual[] scaled = Arrays.stream(values).map(v -> v.times(-1 / temperature)).toArray(Dual[]::new);
    return Dual.logSumExp(scaled).times(-temperature);
  }

  private static Example embedding(Draw draw) {
    int n = draw.integer(3, 5);
    double[] p = draw.uniform(1, n * n, 0.1, 1).data;
    return Dual.example(
        draw.gaussian(n, 2),
        y -> {
          Dual loss = y[0].times(0).plus(5);
          Dual total = y[0].times(0);
          for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
              Dual squares =
                  y[2 * i].minus(y[2 * j]).square().plus(y[2 * i + 1].minus(y[2 * j + 1]).square());
              loss = loss.plus(squares.log1p().times(p[n * i + j]));
              total = total.plus(squares.plus(1).power(-1));
            }
          }
          return loss.plus(total.log());
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

  private static Example focal(Draw draw) {
    double gamma = draw.of(0.5, 2, 5);
    DMatrixRMaj x = draw.gaussian(1, draw.integer(1, 4));
    double size = draw.of(1, 4);
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] *= size;
    }
    return Dual.example(
        x,
        in -> {
          Dual sum = in[0].times(0);
          for (Dual t : in) {
            sum = sum.plus(t.negative().sigmoid().power(gamma).times(t.negative().softplus()));
          }
          return sum;
        });
  }

  /** The log-probability of the first of a few prototypes, in the point and all of them. */
  private static Example prototypes(Draw draw) {
    int classes = draw.integer(2, 4);
    double scale = draw.of(1, 10);
    return Dual.example(
        draw.gaussian(1 + classes, 2),
        x -> {
          Dual[] scores = new Dual[classes];
          for (int k = 0; k < classes; k++) {
            scores[k] =
                x[0].minus(x[2 + 2 * k])
                    .square()
                    .plus(x[1].minus(x[3 + 2 * k]).square())
                    .times(-scale);
          }
          return Dual.logSumExp(scores).minus(scores[0]).plus(1);
        });
  }

  /** Below the bound nothing changes. */
  private static Example clipped(Draw draw) {
    double bound = draw.of(1e-12, 1e-7, 1e-3);
    DMatrixRMaj x = new DMatrixRMaj(1, draw.integer(1, 4));
    for (int i = 0; i < x.numCols; i++) {
      x.data[i] = draw.of(draw.uniform(0.01, 1), bound * draw.power(-3, 3));
    }
    return Example.sum(
        x, (t, i) -> 30 - Math.log(Math.max(bound, t)), (t, i) -> t > bound ? -1 / t : 0);
  }
}
