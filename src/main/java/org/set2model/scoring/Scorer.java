package org.set2model.scoring;

import org.set2model.autodiff.Variable;

/**
 * Learns a concept from the descriptors of its examples and scores other descriptors, in one
 * differentiable step: gradients flow to the examples as well as to the queries. A scorer without a
 * derivative refuses variables that are not constants; the {@link SupportVectorScorer} is one.
 */
public interface Scorer {

  /** A short name for tables, such as AVG, NN or GMM3. */
  String name();

  /**
   * The relevance of queries to the concept of a support set. Scores of different support sets need
   * not be comparable.
   *
   * @param support N x D, the examples' descriptors, N at least 1
   * @param queries M x D
   * @return M x 1, higher for more relevant
   * @throws IllegalArgumentException if the support set is empty or the dimensions differ
   */
  Variable scores(Variable support, Variable queries);
}
