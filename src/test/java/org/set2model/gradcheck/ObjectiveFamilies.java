package org.set2model.gradcheck;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Objectives of embeddings, assignments and classifiers. */
final class ObjectiveFamilies {

  private ObjectiveFamilies() {}

  static List<Family> all() {
    return List.of(
        Family.accurate("divergence of Gaussians", ObjectiveFamilies::divergence),
        Family.accurate("triplet loss of cosines", ObjectiveFamilies::cosines),
        Family.accurate("Sinkhorn distance", ObjectiveFamilies::sinkhorn),
        Family.accurate("stochastic neighbor embedding", ObjectiveFamilies::embedding),
        Family.accurate("focal loss", ObjectiveFamilies::focal),
        Family.accurate("softmin of squared distances", ObjectiveFamilies::prototypes),
        Family.accurate("log of clipped probabilities", ObjectiveFamilies::clipped));
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
