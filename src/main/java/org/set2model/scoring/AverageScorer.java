package org.set2model.scoring;

import org.set2model.autodiff.Variable;

/** The baseline AVG: the inner product with the mean of the examples [S2M, section 4]. */
public final class AverageScorer implements Scorer {

  @Override
  public String name() {
    return "AVG";
  }

  @Override
  public Variable scores(Variable support, Variable queries) {
    return MeanInnerProduct.meanInnerProduct(support, queries);
  }
}
