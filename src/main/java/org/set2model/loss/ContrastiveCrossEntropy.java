package org.set2model.loss;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Variable;

/**
 * The cross-entropy of the right pairs of a query and a concept, each of which competes with all
 * wrong pairs that share its query or its concept.
 *
 * <p>Inputs: for each of T concepts a column {@code s_t} (Q x 1), finite: the scores of Q queries.
 * The query q belongs to the concept c(q). Value (1 x 1), with c = c(q):
 *
 * <pre>
 *   L   = 1/Q sum_q [ log Z_q - s_cq ]
 *   Z_q = exp(s_cq) + sum_{t != c} exp(s_tq) + sum_{r: c(r) != c} exp(s_cr)</pre>
 *
 * Vector-Jacobian product, with the upstream gradient g (1 x 1): every term of the sum q adds
 *
 * <pre>
 *   to dL/ds_tq,  t != c:      g/Q exp(s_tq) / Z_q
 *   to dL/ds_cr,  c(r) != c:   g/Q exp(s_cr) / Z_q
 *   to dL/ds_cq:              -g/Q (Z_q - exp(s_cq)) / Z_q</pre>
 *
 * <p>The first sum of Z is that of {@link SoftmaxCrossEntropy}, whose query chooses among concepts;
 * the second is that of the information noise-contrastive estimation of van den Oord, Li and
 * Vinyals (2018), arXiv 1807.03748, equation 4, where the concept chooses among queries, as a
 * ranking asks. Time O(Q (T + Q)); it never overflows.
 *
 * <p>Proof: catalog entry {@code contrastive cross-entropy}.
 */
public final class ContrastiveCrossEntropy implements Operation {

  private final int[] owners;

  /**
   * The loss of queries with known concepts.
   *
   * @param owners c(q), for each query the index of its concept
   */
  public ContrastiveCrossEntropy(int... owners) {
    this.owners = owners.clone();
  }

  /**
   * The loss of T columns of scores, Q x 1 each, as a 1 x 1 variable.
   *
   * @param owners for each query the index of its column
   */
  public static Variable contrastiveCrossEntropy(List<Variable> scores, int... owners) {
    return new ContrastiveCrossEntropy(owners).apply(scores.toArray(Variable[]::new));
  }

  @Override
  public String name() {
    return "contrastive cross-entropy";
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

  /** The mean over queries of {@code log Z_q - s_{c(q) q}}. */
  public static double loss(int[] owners, DMatrixRMaj... scores) {
    double sum = 0;
    for (int q = 0; q < owners.length; q++) {
      double own = scores[owners[q]].data[q];
      double highest = highest(q, owners, scores);
      double others = 0;
      for (int t = 0; t < scores.length; t++) {
        others += t == owners[q] ? 0 : Math.exp(scores[t].data[q] - highest);
      }
      for (int r = 0; r < owners.length; r++) {
        others += owners[r] == owners[q] ? 0 : Math.exp(scores[owners[q]].data[r] - highest);
      }
      sum += Scores.crossEntropy(own, highest, others);
    }
    return sum / owners.length;
  }

  /** The gradients with respect to the columns of {@code gradient * loss(scores)}. */
  public static DMatrixRMaj[] vectorJacobianProducts(
      int[] owners, double gradient, DMatrixRMaj... scores) {
    var products = new DMatrixRMaj[scores.length];
    Arrays.setAll(products, t -> new DMatrixRMaj(owners.length, 1));
    double scale = gradient / owners.length;
    double[] concepts = new double[scores.length];
    double[] queries = new double[owners.length];
    for (int q = 0; q < owners.length; q++) {
      int c = owners[q];
      double highest = highest(q, owners, scores);
      double others = 0;
      for (int t = 0; t < scores.length; t++) {
        concepts[t] = t == c ? 0 : Math.exp(scores[t].data[q] - highest);
        others += concepts[t];
      }
      for (int r = 0; r < owners.length; r++) {
        queries[r] = owners[r] == c ? 0 : Math.exp(scores[c].data[r] - highest);
        others += queries[r];
      }
      double factor = scale / (Math.exp(scores[c].data[q] - highest) + others);
      for (int t = 0; t < scores.length; t++) {
        products[t].data[q] += factor * concepts[t];
      }
      for (int r = 0; r < owners.length; r++) {
        products[c].data[r] += factor * queries[r];
      }
      products[c].data[q] -= factor * others;
    }
    return products;
  }

  /** The highest score in Z_q. */
  private static double highest(int query, int[] owners, DMatrixRMaj... scores) {
    int concept = owners[query];
    double highest = Double.NEGATIVE_INFINITY;
    for (DMatrixRMaj column : scores) {
      highest = Math.max(highest, column.data[query]);
    }
    for (int r = 0; r < owners.length; r++) {
      if (owners[r] != concept) {
        highest = Math.max(highest, scores[concept].data[r]);
      }
    }
    return highest;
  }
}
