package org.set2model.retrieval;

import org.set2model.scoring.Ranking;

/**
 * Average precision of a ranking by scores, and its mean over concepts.
 *
 * <p>With {@code R} relevant images at the ranks {@code k_1 < ... < k_R}, counted from 1,
 *
 * <pre>  AP = (1/R) sum_i i / k_i,</pre>
 *
 * the mean over the relevant images of the precision at their rank (Manning, Raghavan, Schuetze,
 * Introduction to Information Retrieval, 2008, section 8.4).
 *
 * <p>Ties are broken against the scorer: an irrelevant image stands before every relevant one of
 * the same score. A constant score so earns the worst value its images allow, whatever their order.
 */
public final class AveragePrecision {

  private AveragePrecision() {}

  /**
   * The average precision of scores.
   *
   * @param scores one score for each image, higher for more relevant
   * @param relevant which images are relevant, at least one
   * @return a value in (0, 1]
   * @throws IllegalArgumentException if the lengths differ, no image is relevant or a score is NaN
   */
  public static double of(double[] scores, boolean[] relevant) {
    if (scores.length != relevant.length) {
      throw new IllegalArgumentException(
          scores.length + " scores need as many relevance flags, not " + relevant.length);
    }
    int[] order = Ranking.byDescending(scores);
    int found = 0;
    double sum = 0;
    for (int start = 0; start < order.length; ) {
      int end = start;
      int tiedRelevant = 0;
      while (end < order.length && scores[order[end]] == scores[order[start]]) {
        tiedRelevant += relevant[order[end]] ? 1 : 0;
        end++;
      }
      for (int rank = end - tiedRelevant + 1; rank <= end; rank++) {
        found++;
        sum += (double) found / rank;
      }
      start = end;
    }
    if (found == 0) {
      throw new IllegalArgumentException(
          "average precision needs at least one relevant image among " + relevant.length);
    }
    return sum / found;
  }

  /**
   * The mean of average precisions, one for each concept.
   *
   * @throws IllegalArgumentException if there is none, or one is outside [0, 1] or NaN
   */
  public static double mean(double[] averagePrecisions) {
    if (averagePrecisions.length == 0) {
      throw new IllegalArgumentException("mean average precision needs at least one concept");
    }
    double sum = 0;
    for (double value : averagePrecisions) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("average precision (" + value + ") must be in [0, 1]");
      }
      sum += value;
    }
    return sum / averagePrecisions.length;
  }
}
