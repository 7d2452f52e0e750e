package org.set2model.retrieval;

import org.set2model.autodiff.Variable;
import org.set2model.mixture.FitOptions;
import org.set2model.mixture.LogDensity;
import org.set2model.mixture.Mixture;
import org.set2model.mixture.MixtureFit;
import org.set2model.mixture.Prior;

/**
 * The log-likelihood under a mixture of Gaussians fitted to the support set [S2M, eq. 1 and 3]; one
 * component makes it the single Gaussian.
 *
 * @param options of the fit, and its way back
 * @param prior regularises the fit
 */
public record MixtureScorer(FitOptions options, Prior prior) implements Scorer {

  /**
   * A component for every distinct support descriptor, left at its start: equal weights and one
   * variance for all, a kernel density estimate.
   *
   * @param prior whose strong variance is the squared width of the kernel
   */
  public static MixtureScorer kernelDensity(Prior prior) {
    return new MixtureScorer(kernelDensityOptions(), prior);
  }

  /** The options that make a fit a kernel density estimate. */
  public static FitOptions kernelDensityOptions() {
    return FitOptions.unrolled(Integer.MAX_VALUE, 0);
  }

  @Override
  public String name() {
    if (options.components() == 1) {
      return "Gauss";
    }
    return options.iterations() == 0 ? "KDE" : "GMM" + options.components();
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
    return MixtureFit.fit(support, prior, options);
  }
}
