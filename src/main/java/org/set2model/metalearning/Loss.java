package org.set2model.metalearning;

import java.util.List;
import java.util.function.BinaryOperator;
import org.set2model.autodiff.RowSelection;
import org.set2model.autodiff.ScalarMultiplication;
import org.set2model.autodiff.Variable;
import org.set2model.loss.ContrastiveCrossEntropy;
import org.set2model.loss.HistogramLoss;
import org.set2model.loss.PairwiseLogisticLoss;
import org.set2model.loss.SoftmaxCrossEntropy;

/**
 * The loss of a step: of T columns of scores, each of the same Q queries under one of T concepts,
 * where every query belongs to one of the concepts.
 */
public enum Loss {
  /** The mean over concepts of the logistic loss of pairs, {@link PairwiseLogisticLoss}. */
  PAIRWISE {
    @Override
    public Variable of(List<Variable> scores, List<int[]> relevant, List<int[]> irrelevant) {
      return meanOverConcepts(
          scores, relevant, irrelevant, PairwiseLogisticLoss::pairwiseLogisticLoss);
    }
  },
  /** The mean over concepts of the paper's {@link HistogramLoss}, of 100 bins. */
  HISTOGRAM {
    @Override
    public Variable of(List<Variable> scores, List<int[]> relevant, List<int[]> irrelevant) {
      return meanOverConcepts(
          scores,
          relevant,
          irrelevant,
          (own, others) -> HistogramLoss.histogramLoss(own, others, BINS));
    }
  },
  /**
   * The cross-entropy of each query's choice among all concepts, {@link SoftmaxCrossEntropy}. What
   * is irrelevant to which concept has no influence.
   */
  SOFTMAX {
    @Override
    public Variable of(List<Variable> scores, List<int[]> relevant, List<int[]> irrelevant) {
      return SoftmaxCrossEntropy.softmaxCrossEntropy(scores, owners(scores, relevant));
    }
  },
  /**
   * The cross-entropy of each query with its concept against all wrong pairs of either, {@link
   * ContrastiveCrossEntropy}. What is irrelevant to which concept has no influence.
   */
  CONTRASTIVE {
    @Override
    public Variable of(List<Variable> scores, List<int[]> relevant, List<int[]> irrelevant) {
      return ContrastiveCrossEntropy.contrastiveCrossEntropy(scores, owners(scores, relevant));
    }
  };

  private static final int BINS = 100;

  /**
   * The loss.
   *
   * @param scores one column for each concept, Q x 1
   * @param relevant for each concept the queries that belong to it; every query to just one
   * @param irrelevant for each concept queries that do not
   * @return 1 x 1
   */
  public abstract Variable of(List<Variable> scores, List<int[]> relevant, List<int[]> irrelevant);

  /** The concept of each query. */
  private static int[] owners(List<Variable> scores, List<int[]> relevant) {
    int[] owners = new int[scores.get(0).rows()];
    for (int t = 0; t < relevant.size(); t++) {
      for (int query : relevant.get(t)) {
        owners[query] = t;
      }
    }
    return owners;
  }

  private static Variable meanOverConcepts(
      List<Variable> scores,
      List<int[]> relevant,
      List<int[]> irrelevant,
      BinaryOperator<Variable> loss) {
    Variable sum = null;
    for (int t = 0; t < scores.size(); t++) {
      Variable one =
          loss.apply(
              RowSelection.select(scores.get(t), relevant.get(t)),
              RowSelection.select(scores.get(t), irrelevant.get(t)));
      sum = sum == null ? one : sum.plus(one);
    }
    return ScalarMultiplication.multiply(1.0 / scores.size(), sum);
  }
}
