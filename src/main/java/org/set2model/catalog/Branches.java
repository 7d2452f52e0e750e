package org.set2model.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Fingerprints of the branches that operations with kinks take. */
final class Branches {

  private Branches() {}

  /** Which entries ReLU lets through. */
  static boolean[] positive(DMatrixRMaj x) {
    boolean[] positive = new boolean[x.getNumElements()];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = x.data[i] > 0;
    }
    return positive;
  }

  /** The places of maxima where the maximum is positive, -1 where ReLU cuts it off. */
  static int[] positiveMaxima(DMatrixRMaj x, int[] maxima) {
    return Arrays.stream(maxima).map(i -> x.data[i] > 0 ? i : -1).toArray();
  }

  /**
   * The cells of a histogram of B nodes in which scores lie, and which scores are the smallest and
   * the largest.
   */
  static List<Integer> cells(DMatrixRMaj relevant, DMatrixRMaj irrelevant, int bins) {
    double minimum = Double.POSITIVE_INFINITY;
    double maximum = Double.NEGATIVE_INFINITY;
    for (DMatrixRMaj scores : List.of(relevant, irrelevant)) {
      for (int n = 0; n < scores.numRows; n++) {
        minimum = Math.min(minimum, scores.data[n]);
        maximum = Math.max(maximum, scores.data[n]);
      }
    }
    List<Integer> cells = new ArrayList<>();
    for (DMatrixRMaj scores : List.of(relevant, irrelevant)) {
      for (int n = 0; n < scores.numRows; n++) {
        double score = scores.data[n];
        int cell = (int) ((score - minimum) / (maximum - minimum) * (bins - 1));
        cells.add(score == minimum ? -1 : score == maximum ? bins : cell);
      }
    }
    return cells;
  }
}
