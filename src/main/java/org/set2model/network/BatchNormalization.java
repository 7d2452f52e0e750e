package org.set2model.network;

import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Variable;

/**
 * Batch normalization of channels, Ioffe and Szegedy (2015), arXiv 1502.03167.
 *
 * <p>With M values per channel, {@code s = 1 / sqrt(v + epsilon)}, {@code epsilon = 1e-5}:
 *
 * <pre>
 *   value    y_m = gamma h_m + beta,      h_m = (x_m - mu) s
 *   training:    mu = (1/M) sum_m x_m,   v = (1/M) sum_m (x_m - mu)^2     (batch statistics)
 *   evaluation:  mu, v given constants                                    (running statistics)
 *
 *   vjp      dL/dbeta = sum_m g_m,   dL/dgamma = sum_m g_m h_m,           g = dL/dy
 *   training:    dL/dx_m = gamma s (g_m - (1/M) dL/dbeta - h_m (1/M) dL/dgamma)
 *   evaluation:  dL/dx_m = gamma s g_m
 * </pre>
 *
 * The two subtracted terms of the training product are what flows through mu and v. Shapes: x and y
 * are C x M, gamma and beta C x 1. Domain: all real matrices.
 *
 * <p>Proof: catalog entries {@code batch normalization (training)} and {@code batch normalization
 * (evaluation)}.
 */
public final class BatchNormalization implements Operation {

  static final double EPSILON = 1e-5;

  private final RunningStatistics statistics;
  private final boolean training;

  private BatchNormalization(RunningStatistics statistics, boolean training) {
    this.statistics = statistics;
    this.training = training;
  }

  /** Normalizes by the statistics of the batch, which are passed on to the running ones. */
  public static BatchNormalization training(RunningStatistics observer) {
    return new BatchNormalization(observer, true);
  }

  /** Normalizes by running statistics, which are not changed. */
  public static BatchNormalization evaluation(RunningStatistics statistics) {
    return new BatchNormalization(statistics, false);
  }

  @Override
  public String name() {
    return training ? "batch normalization (training)" : "batch normalization (evaluation)";
  }

  /** Applies the normalization to channels, scales gamma and shifts beta. */
  public Variable normalize(Variable x, Variable gamma, Variable beta) {
    return apply(x, gamma, beta);
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    DMatrixRMaj x = inputs[0];
    DMatrixRMaj gamma = inputs[1];
    DMatrixRMaj beta = inputs[2];
    requireColumn("gamma", gamma, x.numRows);
    requireColumn("beta", beta, x.numRows);
    DMatrixRMaj means = new DMatrixRMaj(x.numRows, 1);
    DMatrixRMaj scales = new DMatrixRMaj(x.numRows, 1);
    for (int c = 0; c < x.numRows; c++) {
      Moments moments = moments(x, c);
      means.data[c] = moments.mean();
      scales.data[c] = 1 / Math.sqrt(moments.variance() + EPSILON);
    }
    return new Evaluation(
        value(x, gamma, beta, means, scales),
        (gradient, into) -> {
          DMatrixRMaj shift = betaGradient(gradient);
          DMatrixRMaj scale = gammaGradient(x, means, scales, gradient);
          if (into.wants(0)) {
            into.add(
                0,
                training
                    ? trainingVjp(x, gamma, means, scales, gradient, shift, scale)
                    : evaluationVjp(gamma, scales, gradient));
          }
          if (into.wants(1)) {
            into.add(1, scale);
          }
          if (into.wants(2)) {
            into.add(2, shift);
          }
        });
  }

  private Moments moments(DMatrixRMaj x, int channel) {
    if (!training) {
      return new Moments(statistics.mean().data[channel], statistics.variance().data[channel]);
    }
    Moments moments = Moments.of(x.data, channel * x.numCols, x.numCols);
    statistics.observe(channel, x.numCols, moments.mean(), moments.variance());
    return moments;
  }

  /** {@code y = gamma (x - mu) s + beta}; mu and s are C x 1. */
  public static DMatrixRMaj value(
      DMatrixRMaj x, DMatrixRMaj gamma, DMatrixRMaj beta, DMatrixRMaj mu, DMatrixRMaj s) {
    DMatrixRMaj y = new DMatrixRMaj(x.numRows, x.numCols);
    for (int c = 0, i = 0; c < x.numRows; c++) {
      for (int m = 0; m < x.numCols; m++, i++) {
        y.data[i] = gamma.data[c] * ((x.data[i] - mu.data[c]) * s.data[c]) + beta.data[c];
      }
    }
    return y;
  }

  /** {@code dL/dbeta = sum_m g_m}. */
  public static DMatrixRMaj betaGradient(DMatrixRMaj g) {
    DMatrixRMaj product = new DMatrixRMaj(g.numRows, 1);
    for (int c = 0, i = 0; c < g.numRows; c++) {
      for (int m = 0; m < g.numCols; m++, i++) {
        product.data[c] += g.data[i];
      }
    }
    return product;
  }

  /** {@code dL/dgamma = sum_m g_m h_m}. */
  public static DMatrixRMaj gammaGradient(
      DMatrixRMaj x, DMatrixRMaj mu, DMatrixRMaj s, DMatrixRMaj g) {
    DMatrixRMaj product = new DMatrixRMaj(g.numRows, 1);
    for (int c = 0, i = 0; c < g.numRows; c++) {
      for (int m = 0; m < g.numCols; m++, i++) {
        product.data[c] += g.data[i] * ((x.data[i] - mu.data[c]) * s.data[c]);
      }
    }
    return product;
  }

  /** {@code dL/dx_m = gamma s (g_m - (1/M) dL/dbeta - h_m (1/M) dL/dgamma)}. */
  public static DMatrixRMaj trainingVjp(
      DMatrixRMaj x,
      DMatrixRMaj gamma,
      DMatrixRMaj mu,
      DMatrixRMaj s,
      DMatrixRMaj g,
      DMatrixRMaj betaGradient,
      DMatrixRMaj gammaGradient) {
    DMatrixRMaj product = new DMatrixRMaj(x.numRows, x.numCols);
    for (int c = 0, i = 0; c < x.numRows; c++) {
      double meanShift = betaGradient.data[c] / x.numCols;
      double meanScale = gammaGradient.data[c] / x.numCols;
      for (int m = 0; m < x.numCols; m++, i++) {
        double h = (x.data[i] - mu.data[c]) * s.data[c];
        product.data[i] = gamma.data[c] * s.data[c] * (g.data[i] - meanShift - h * meanScale);
      }
    }
    return product;
  }

  /** {@code dL/dx_m = gamma s g_m}. */
  public static DMatrixRMaj evaluationVjp(DMatrixRMaj gamma, DMatrixRMaj s, DMatrixRMaj g) {
    DMatrixRMaj product = new DMatrixRMaj(g.numRows, g.numCols);
    for (int c = 0, i = 0; c < g.numRows; c++) {
      for (int m = 0; m < g.numCols; m++, i++) {
        product.data[i] = gamma.data[c] * s.data[c] * g.data[i];
      }
    }
    return product;
  }

  static void requireColumn(String role, DMatrixRMaj matrix, int channels) {
    if (matrix.numRows != channels || matrix.numCols != 1) {
      throw new IllegalArgumentException(
          String.format(
              "%s (%d x %d) must be %d x 1, an entry per channel",
              role, matrix.numRows, matrix.numCols, channels));
    }
  }
}
