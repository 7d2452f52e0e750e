package org.set2model.network;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Exponentially weighted means of the batch means and variances of the channels, which stand in for
 * the batch's when a network is evaluated:
 *
 * <pre>{@code running <- (1 - momentum) running + momentum batch,   momentum = 0.1}</pre>
 *
 * <p>The variance averaged is the unbiased one, as in Ioffe and Szegedy (2015), arXiv 1502.03167,
 * algorithm 2. Starts at mean 0, variance 1.
 */
public final class RunningStatistics {

  private static final double MOMENTUM = 0.1;

  private final DMatrixRMaj mean;
  private final DMatrixRMaj variance;

  /** Initial statistics of this many channels. */
  public RunningStatistics(int channels) {
    mean = new DMatrixRMaj(channels, 1);
    variance = new DMatrixRMaj(channels, 1);
    Arrays.fill(variance.data, 1);
  }

  /** The means, C x 1; live. */
  public DMatrixRMaj mean() {
    return mean;
  }

  /** The variances, C x 1; live. */
  public DMatrixRMaj variance() {
    return variance;
  }

  /**
   * Takes a batch into account.
   *
   * @param count number of values per channel in the batch
   * @param batchVariance biased variance (divided by count) of the channel in the batch
   */
  void observe(int channel, int count, double batchMean, double batchVariance) {
    double unbiased = count > 1 ? batchVariance * count / (count - 1) : batchVariance;
    mean.data[channel] += MOMENTUM * (batchMean - mean.data[channel]);
    variance.data[channel] += MOMENTUM * (unbiased - variance.data[channel]);
  }
}
