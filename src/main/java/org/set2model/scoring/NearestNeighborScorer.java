package org.set2model.scoring;

import org.set2model.autodiff.Variable;

/** The baseline NN: the largest inner product with any of the examples [S2M, section 4]. */
public final class NearestNeighborScorer implements Scorer {

  @Override
  public String name() {
    return "NN";
  }

  @Override
  public Variable scores(Variable support, Variable queries) {
    return MaximumInnerProduct.maximumInnerProduct(support, queries);
  }
}
