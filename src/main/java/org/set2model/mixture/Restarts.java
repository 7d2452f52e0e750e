package org.set2model.mixture;

import org.ejml.data.DMatrixRMaj;

/** Fits from several seeded starts, of which the one of highest final objective is kept. */
final class Restarts {

  /**
   * A start and where it led.
   *
   * @param indices the points on which the components start
   */
  record Outcome(int[] indices, Fit fit) {}

  private Restarts() {}

  /** The best outcome, the first of equals. */
  static Outcome best(PointSet set, PriorValues prior, FitOptions options) {
    Theta gaussian = GaussianFit.fit(set, prior, options.covariance());
    Outcome best = null;
    for (long seed = options.seed(); seed < options.seed() + options.starts(); seed++) {
      int[] indices = SeededStart.chooseIndices(set, options.components(), seed);
      var kernel = new StepKernel(set, prior, options.covariance(), indices.length);
      Fit fit = Fit.run(kernel, MixtureStart.start(set, indices, gaussian), options);
      if (best == null || finalObjective(fit) > finalObjective(best.fit())) {
        best = new Outcome(indices, fit);
      }
    }
    return best;
  }

  /** The indices of the best outcome, without a fit if there is nothing to compare. */
  static int[] chooseIndices(
      DMatrixRMaj points, DMatrixRMaj exampleWeights, Prior prior, FitOptions options) {
    PointSet set = PointSet.of(points, exampleWeights);
    return options.starts() == 1
        ? SeededStart.chooseIndices(set, options.components(), options.seed())
        : best(set, PriorValues.of(prior, set.dimensions), options).indices();
  }

  private static double finalObjective(Fit fit) {
    return fit.objective()[fit.iterations()];
  }
}
