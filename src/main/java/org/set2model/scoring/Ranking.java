package org.set2model.scoring;

/** Orders the images of a gallery by their scores. */
public final class Ranking {

  private Ranking() {}

  /**
   * The indices of the scores from the highest to the lowest, equal scores by index. Positive and
   * negative zero are equal.
   *
   * @throws IllegalArgumentException if a score is not a number
   */
  public static int[] byDescending(double[] scores) {
    for (int i = 0; i < scores.length; i++) {
      if (Double.isNaN(scores[i])) {
        throw new IllegalArgumentException(
            "score " + i + " (NaN) cannot be ranked; look for the first NaN in the model's scores");
      }
    }
    int[] indices = new int[scores.length];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = i;
    }
    sort(indices, indices.clone(), 0, indices.length, scores);
    return indices;
  }

  /** Sorts {@code target[from, to)} by a stable merge; {@code source} holds the same entries. */
  private static void sort(int[] target, int[] source, int from, int to, double[] scores) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    sort(source, target, from, middle, scores);
    sort(source, target, middle, to, scores);
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takeLeft =
          right == to || left < middle && scores[source[left]] >= scores[source[right]];
      target[i] = takeLeft ? source[left++] : source[right++];
    }
  }
}
