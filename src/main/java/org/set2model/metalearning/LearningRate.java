package org.set2model.metalearning;

/**
 * A learning rate that rises linearly over the first steps and then falls to zero along a cosine
 * (Loshchilov and Hutter 2017, arXiv 1608.03983, without restarts):
 *
 * <pre>  rate(t) = peak min(1, (t + 1) / warmup) (1 + cos(pi t / steps)) / 2,   t = 0..steps-1
 * </pre>
 *
 * @param peak highest rate, > 0
 * @param steps number of steps, >= 1
 */
public record LearningRate(double peak, int steps) {

  private static final int WARMUP = 50;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is violated
   */
  public LearningRate {
    if (!(peak > 0 && steps >= 1)) {
      throw new IllegalArgumentException(
          "learning rate (" + peak + ") must be > 0 and steps (" + steps + ") >= 1");
    }
  }

  /** The rate of step t, counted from 0. */
  public double at(int t) {
    return peak * Math.min(1, (t + 1.0) / WARMUP) * (1 + Math.cos(Math.PI * t / steps)) / 2;
  }
}
