package org.set2model.loss;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Variable;

/**
 * The cross-entropy of queries and the concepts they belong to, where a query chooses among the
 * concepts with probabilities that are the softmax of its scores.
 *
 * <p>Inputs: for each of T concepts a column {@code s_t} (Q x 1), finite: the scores of Q queries.
 * The query q belongs to the concept c(q). Value (1 x 1):
 *
 * <pre>  L = 1/Q sum_q [ log sum_t exp(s_tq) - s_{c(q) q} ]</pre>
 *
 * Vector-Jacobian product, with the upstream gradient g (1 x 1) and {@code p_tq = exp(s_tq) / sum_u
 * exp(s_uq)}:
 *
 * <pre>  dL/ds_tq = g/Q (p_tq - [t = c(q)])</pre>
 *
 * With log-likelihoods as scores, p is the posterior of the concepts under equal priors: the loss
 * of Snell, Swersky and Zemel (2017), arXiv 1703.05175, equation 2. Unlike a ranking loss it
 * compares the scores of different concepts. Time O(T Q); it never overflows.
 *
 * <p>Proof: catalog entry {@code softmax cross-entropy}.
 */
public final class SoftmaxCrossEntropy implements Operation {

  private final int[] owners;

  /**
   * The loss of queries with known concepts.
   *
   * @param owners c(q), for each query the index of its concept
   */
  public SoftmaxCrossEntropy(int... owners) {
    this.owners = owners.clone();
  }

  /**
   * The loss of T columns of scores, Q x 1 each, as a 1 x 1 variable.
   *
   * @param owners for each query the index of its column
   */
  public static Variable softmaxCrossEntropy(List<Variable> scores, int... owners) {
    return new SoftmaxCrossEntropy(owners).apply(scores.toArray(Variable[]::new));
  }

  @Override
  public String name() {
    return "softmax cross-entropy";
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if an input is not a column of one finite score for each
   *     query, or a query belongs to no input
   */
  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    Scores.requireColumns(owners, inputs);
    return Scores.evaluation(
        loss(owners, inputs), gradient -> vectorJacobianProducts(owners, gradient, inputs));
  }

  /** The mean over queries of {@code log sum_t exp(s_tq) - s_{c(q) q}}. */
  public static double loss(int[] owners, DMatrixRMaj... scores) {
    double sum = 0;
    for (int q = 0; q < owners.length; q++) {
      double highest = highest(q, scores);
      double others = 0;
      for (int t = 0; t < scores.length; t++) {
        others += t == owners[q] ? 0 : Math.exp(scores[t].data[q] - highest);
      }
      sum += Scores.crossEntropy(scores[owners[q]].data[q], highest, others);
    }
    return sum / owners.length;
  }

  /** The gradients with respect to the columns of {@code gradient * loss(scores)}. */
  public static DMatrixRMaj[] vectorJacobianProducts(
      int[] owners, double gradient, DMatrixRMaj... scores) {
    var products = new DMatrixRMaj[scores.length];
    for (int t = 0; t < scores.length; t++) {
      products[t] = new DMatrixRMaj(owners.length, 1);
    }
    double scale = gradient / owners.length;
    for (int q = 0; q < owners.length; q++) {
      double highest = highest(q, scores);
      double total = 0;
      double others = 0;
      for (int t = 0; t < scores.length; t++) {
        double e = Math.exp(scores[t].data[q] - highest);
        products[t].data[q] = e;
        total += e;
        others += t == owners[q] ? 0 : e;
      }
      for (int t = 0; t < scores.length; t++) {
        // p - 1 of the query's own concept as minus the others' share, which does not cancel
        double e = t == owners[q] ? -others : products[t].data[q];
        products[t].data[q] = scale * e / total;
      }
    }
    return products;
  }

  private static double highest(int query, DMatrixRMaj... scores) {
    double highest = Double.NEGATIVE_INFINITY;
    for (DMatrixRMaj column : scores) {
      highest = Math.max(highest, column.data[query]);
    }
    return highest;
  }
}
