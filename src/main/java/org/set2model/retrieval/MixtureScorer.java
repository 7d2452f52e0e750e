package org.set2model.retrieval;

import org.set2model.autodiff.Variable;
import org.set2model.mixture.LogDensity;
import org.set2model.mixture.Mixture;
import org.set2model.mixture.MixtureFit;
import org.set2model.mixture.Prior;

/**
 * The log-likelihood under a mixture of Gaussians fitted to the support set [S2M, eq. 1 and 3]; one
 * component makes it the single Gaussian.
 *
 * <p>Expectation maximisation finds a local maximum that depends on its start. Of several starts
 * the fit of highest likelihood of the support set is kept, the first of equals; the gradient is
 * that of this fit.
 *
 * @param components number of components K, capped by the number of distinct support descriptors
 * @param iterations steps of expectation maximisation
 * @param starts number of starts, at least 1
 * @param prior regularises the fit
 * @param seed of the first start; the others take the numbers that follow
 */
public record MixtureScorer(int components, int iterations, int starts, Prior prior, long seed)
    implements Scorer {

  public MixtureScorer {
    if (!(components >= 1 && iterations >= 0 && starts >= 1)) {
      throw new IllegalArgumentException(
          String.format(
              "components (%d) and starts (%d) must be >= 1, iterations (%d) >= 0",
              components, starts, iterations));
    }
  }

  /**
   * A component for every distinct support descriptor, left at its start: equal weights and one
   * variance for all, a kernel density estimate.
   *
   * @param prior whose strong variance is the squared width of the kernel
   */
  public static MixtureScorer kernelDensity(Prior prior) {
    return new MixtureScorer(Integer.MAX_VALUE, 0, 1, prior, 0);
  }

  @Override
  public String name() {
    if (components == 1) {
      return "Gauss";
    }
    return iterations == 0 ? "KDE" : "GMM" + components;
  }

  @Override
  public Variable scores(Variable support, Variable queries) {
    return LogDensity.logDensity(fit(support), queries);
  }

  /** The model fitted to a support set. */
  public Mixture model(Variable support) {
    return new Mixture(fit(support).value());
  }

  private Variable fit(Variable support) {
    return MixtureFit.fit(support, prior, components, iterations, bestSeed(support));
  }

  private long bestSeed(Variable support) {
    if (starts == 1 || components == 1) {
      return seed;
    }
    Variable points = Variable.constant(support.value());
    long best = seed;
    double highest = Double.NEGATIVE_INFINITY;
    for (long candidate = seed; candidate < seed + starts; candidate++) {
      Variable theta = MixtureFit.fit(points, prior, components, iterations, candidate);
      double sum = 0;
      for (double logLikelihood : new Mixture(theta.value()).logLikelihoods(points.value())) {
        sum += logLikelihood;
      }
      if (sum > highest) {
        highest = sum;
        best = candidate;
      }
    }
    return best;
  }
}
