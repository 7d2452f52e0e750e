package org.set2model.classification;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Variable;
import org.set2model.scoring.Scorer;

/** How high every class scores every query, and so which class each query is given. */
final class ClassScores {

  /** What is chosen where several classes share the highest score. */
  enum Ties {
    /** None of them, so that the choice is wrong. */
    NONE_WINS,
    /** The first. */
    FIRST_WINS
  }

  private static final int NONE = -1;

  private final double[][] scores;

  /**
   * Scores that are there already.
   *
   * @param scores for each class those of all queries; not copied
   * @throws IllegalArgumentException if a score is NaN
   */
  ClassScores(double[][] scores) {
    this.scores = scores;
    for (int c = 0; c < scores.length; c++) {
      for (double score : scores[c]) {
        if (Double.isNaN(score)) {
          throw new IllegalArgumentException(
              "a score of class "
                  + c
                  + " (NaN) cannot be compared; look for the first NaN in the model's scores");
        }
      }
    }
  }

  /**
   * Learns a model of each class and scores all queries by it.
   *
   * @param supports the descriptors of each class's examples, N x D
   * @param queries M x D
   */
  static ClassScores of(List<DMatrixRMaj> supports, DMatrixRMaj queries, Scorer scorer) {
    Variable all = Variable.constant(queries);
    double[][] scores = new double[supports.size()][];
    for (int c = 0; c < scores.length; c++) {
      scores[c] = scorer.scores(Variable.constant(supports.get(c)), all).value().data;
    }
    return new ClassScores(scores);
  }

  /**
   * How many queries are given their class.
   *
   * @param answers the class of each query
   */
  int right(List<Integer> answers, Ties ties) {
    int right = 0;
    for (int query = 0; query < answers.size(); query++) {
      right += chosen(query, ties) == answers.get(query) ? 1 : 0;
    }
    return right;
  }

  private int chosen(int query, Ties ties) {
    int best = 0;
    boolean tied = false;
    for (int c = 1; c < scores.length; c++) {
      if (scores[c][query] > scores[best][query]) {
        best = c;
        tied = false;
      } else if (scores[c][query] == scores[best][query]) {
        tied = true;
      }
    }
    return tied && ties == Ties.NONE_WINS ? NONE : best;
  }
}
