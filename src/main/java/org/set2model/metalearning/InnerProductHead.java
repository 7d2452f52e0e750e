package org.set2model.metalearning;

import java.util.List;
import org.set2model.autodiff.Parameter;
import org.set2model.autodiff.Variable;
import org.set2model.scoring.Scorer;

/** A scorer by inner products, AVG or NN, with a learned scale. */
public final class InnerProductHead implements ScoringHead {

  private final Scorer scorer;
  private final Parameter logScale;

  /**
   * A head around a scorer without parameters.
   *
   * @param scale initial factor of the scores; inner products of unit vectors lie in [-1, 1], about
   *     ten times that lets the logistic loss decide
   */
  public InnerProductHead(Scorer scorer, double scale) {
    this.scorer = scorer;
    this.logScale = Parameter.scalar("head.log-scale", Math.log(scale));
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(logScale);
  }

  @Override
  public Scorer scorer(List<Variable> leaves, long seed) {
    return scorer;
  }

  @Override
  public Variable scale(List<Variable> leaves) {
    return leaves.get(0).exp();
  }
}
