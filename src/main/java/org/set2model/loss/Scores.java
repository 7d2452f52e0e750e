package org.set2model.loss;

import java.util.function.DoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Evaluation;

/** What losses have in common: the checks of their inputs, and the form of their result. */
final class Scores {

  private Scores() {}

  /**
   * The result of a loss.
   *
   * @param loss its value
   * @param products the gradients with respect to all inputs of an upstream gradient times the loss
   */
  static Evaluation evaluation(double loss, DoubleFunction<DMatrixRMaj[]> products) {
    var value = new DMatrixRMaj(1, 1);
    value.data[0] = loss;
    return new Evaluation(
        value,
        (gradient, contributions) -> {
          DMatrixRMaj[] all = products.apply(gradient.data[0]);
          for (int t = 0; t < all.length; t++) {
            if (contributions.wants(t)) {
              contributions.add(t, all[t]);
            }
          }
        });
  }

  /**
   * {@code log((exp(own) + S) / exp(own))}, where S is the sum of the exponentials of other scores.
   * Where the own score is the highest, S may be smaller than the rounding of {@code exp(own)} and
   * still be all of the loss.
   *
   * @param highest of the own score and the others
   * @param others {@code S / exp(highest)}
   */
  static double crossEntropy(double own, double highest, double others) {
    return own == highest
        ? Math.log1p(others)
        : Math.log(Math.exp(own - highest) + others) + (highest - own);
  }

  /**
   * Requires a finite column of scores for each concept, a score for each query, and queries that
   * belong to one of them.
   *
   * @param owners for each query the index of its concept
   */
  static void requireColumns(int[] owners, DMatrixRMaj... scores) {
    for (int t = 0; t < scores.length; t++) {
      requireFiniteColumn("concept " + t + "'s", scores[t]);
      if (scores[t].numRows != owners.length) {
        throw new IllegalArgumentException(
            scores[t].numRows + " scores of concept " + t + " for " + owners.length + " queries");
      }
    }
    for (int q = 0; q < owners.length; q++) {
      if (!(owners[q] >= 0 && owners[q] < scores.length)) {
        throw new IllegalArgumentException(
            "query " + q + " belongs to concept " + owners[q] + " of " + scores.length);
      }
    }
  }

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
