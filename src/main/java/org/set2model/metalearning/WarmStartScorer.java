package org.set2model.metalearning;

import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Variable;
import org.set2model.mixture.LogDensity;
import org.set2model.mixture.MixtureFit;
import org.set2model.scoring.MixtureScorer;
import org.set2model.scoring.Scorer;

/**
 * A mixture whose fit starts from where the last fit of the same concept ended, as in [S2M, section
 * 3]: components keep their meaning from step to step. The start is a constant.
 *
 * @param scorer says how to fit, and starts afresh
 * @param concept key of the memory
 * @param memory the last theta of each concept, K x (1+2D); changed by every fit
 */
record WarmStartScorer(MixtureScorer scorer, String concept, Map<String, DMatrixRMaj> memory)
    implements Scorer {

  /** A component of less than half an example would never come back to life. */
  private static final double LEAST_EXAMPLES = 0.5;

  @Override
  public String name() {
    return scorer.name();
  }

  @Override
  public Variable scores(Variable support, Variable queries) {
    DMatrixRMaj start = memory.get(concept);
    Variable theta;
    if (start != null && isAlive(start, support.rows())) {
      DMatrixRMaj ones = new DMatrixRMaj(support.rows(), 1);
      ones.fill(1);
      theta =
          MixtureFit.mixtureFit(
              support,
              Variable.constant(ones),
              scorer.prior(),
              Variable.constant(start),
              scorer.options());
    } else {
      theta = MixtureFit.fit(support, scorer.prior(), scorer.options());
    }
    memory.put(concept, theta.value().copy());
    return LogDensity.logDensity(theta, queries);
  }

  private static boolean isAlive(DMatrixRMaj theta, int examples) {
    for (int k = 0; k < theta.numRows; k++) {
      if (!(theta.get(k, 0) * examples >= LEAST_EXAMPLES)) {
        return false;
      }
    }
    return true;
  }
}
