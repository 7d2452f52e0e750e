package org.set2model.loss;

import org.ejml.data.DMatrixRMaj;

/** The check that both losses make of their inputs. */
final class Scores {

  private Scores() {}

  /**
   * Requires a column of at least one finite score.
   *
   * @param role what the scores are, for the message
   */
  static void requireFiniteColumn(String role, DMatrixRMaj scores) {
    if (scores.numCols != 1 || scores.numRows < 1) {
      throw new IllegalArgumentException(
          String.format(
              "%s scores (%d x %d) must be one column of at least one score",
              role, scores.numRows, scores.numCols));
    }
    for (int i = 0; i < scores.numRows; i++) {
      if (!Double.isFinite(scores.data[i])) {
        throw new IllegalArgumentException(
            String.format("%s score %d (%s) must be finite", role, i, scores.data[i]));
      }
    }
  }
}
