package org.set2model.loss;

import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Variable;

/**
 * The mean logistic loss over all pairs of a relevant and an irrelevant score.
 *
 * <p>Inputs: {@code s+} (P x 1) and {@code s-} (M x 1), finite. Value (1 x 1):
 *
 * <pre>  L = 1/(P M) sum_ij log(1 + exp(s-_j - s+_i))</pre>
 *
 * Vector-Jacobian product, with the upstream gradient g (1 x 1) and {@code sigma(t) = 1/(1 +
 * exp(-t))}:
 *
 * <pre>
 *   dL/ds+_i = -g/(P M) sum_j sigma(s-_j - s+_i)
 *   dL/ds-_j =  g/(P M) sum_i sigma(s-_j - s+_i)</pre>
 *
 * The loss bounds the fraction of pairs in the wrong order [S2M, eq. 5] from above after division
 * by log 2. Time O(P M). It never overflows: a gap of any size costs at most the gap.
 *
 * <p>Proof: catalog entry {@code pairwise logistic loss}.
 */
public final class PairwiseLogisticLoss implements Operation {

  /**
   * The loss of two columns of scores, P x 1 relevant and M x 1 irrelevant, as a 1 x 1 variable.
   */
  public static Variable pairwiseLogisticLoss(Variable relevant, Variable irrelevant) {
    return new PairwiseLogisticLoss().apply(relevant, irrelevant);
  }

  @Override
  public String name() {
    return "pairwise logistic loss";
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if an input is not one column of at least one finite score
   */
  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    DMatrixRMaj relevant = inputs[0];
    DMatrixRMaj irrelevant = inputs[1];
    var value = new DMatrixRMaj(1, 1);
    value.data[0] = loss(relevant, irrelevant);
    return new Evaluation(
        value,
        (gradient, contributions) -> {
          DMatrixRMaj[] products = vectorJacobianProducts(relevant, irrelevant, gradient.data[0]);
          for (int i = 0; i < products.length; i++) {
            if (contributions.wants(i)) {
              contributions.add(i, products[i]);
            }
          }
        });
  }

  /** The mean of {@code log(1 + exp(s-_j - s+_i))} over all pairs. */
  public static double loss(DMatrixRMaj relevant, DMatrixRMaj irrelevant) {
    Scores.requireFiniteColumn("relevant", relevant);
    Scores.requireFiniteColumn("irrelevant", irrelevant);
    double sum = 0;
    for (int i = 0; i < relevant.numRows; i++) {
      for (int j = 0; j < irrelevant.numRows; j++) {
        sum += softplus(irrelevant.data[j] - relevant.data[i]);
      }
    }
    return sum / relevant.numRows / irrelevant.numRows;
  }

  /** The gradients with respect to s+ and s- of {@code gradient * loss(s+, s-)}. */
  public static DMatrixRMaj[] vectorJacobianProducts(
      DMatrixRMaj relevant, DMatrixRMaj irrelevant, double gradient) {
    var toRelevant = new DMatrixRMaj(relevant.numRows, 1);
    var toIrrelevant = new DMatrixRMaj(irrelevant.numRows, 1);
    double scale = gradient / relevant.numRows / irrelevant.numRows;
    for (int i = 0; i < relevant.numRows; i++) {
      for (int j = 0; j < irrelevant.numRows; j++) {
        double slope = scale * sigmoid(irrelevant.data[j] - relevant.data[i]);
        toRelevant.data[i] -= slope;
        toIrrelevant.data[j] += slope;
      }
    }
    return new DMatrixRMaj[] {toRelevant, toIrrelevant};
  }

  /** {@code log(1 + exp(t)) = max(t, 0) + log(1 + exp(-|t|))}, which cannot overflow. */
  private static double softplus(double t) {
    return Math.max(t, 0) + Math.log1p(Math.exp(-Math.abs(t)));
  }

  /** {@code 1/(1 + exp(-t))}, with full relative accuracy for negative t too. */
  private static double sigmoid(double t) {
    double e = Math.exp(-Math.abs(t));
    return t >= 0 ? 1 / (1 + e) : e / (1 + e);
  }
}
