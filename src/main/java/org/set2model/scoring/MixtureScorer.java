package org.set2model.scoring;

import java.util.Optional;
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
 * @param prior regularizes the fit
 * @param ratio compares the log-likelihood with that of images in general, if present
 */
public record MixtureScorer(FitOptions options, Prior prior, Optional<LikelihoodRatio> ratio)
    implements Scorer {

  /** The log-likelihood alone. */
  public MixtureScorer(FitOptions options, Prior prior) {
    this(options, prior, Optional.empty());
  }

  /**
   * A component for every distinct support descriptor, left at its start: equal weights and one
   * variance for all, a kernel density estimate.
   *
   * @param prior whose strong variance is the squared width of the kernel
   */
  public static MixtureScorer kernelDensity(Prior prior) {
    return new MixtureScorer(FitOptions.kernelDensity(), prior);
  }

  @Override
  public String name() {
    if (options.components() == 1) {
      return "Gauss";
    }
    return options.isKernelDensity() ? "KDE" : "GMM" + options.components();
  }

  @Override
  public Variable scores(Variable support, Variable queries) {
    return compared(LogDensity.logDensity(fit(support), queries), queries);
  }

  /** The score of queries, M x D, whose log-likelihoods are given, M x 1. */
  public Variable compared(Variable logLikelihoods, Variable queries) {
    return ratio.map(with -> with.of(logLikelihoods, queries)).orElse(logLikelihoods);
  }

  /** The model fitted to a support set. */
  public Mixture model(Variable support) {
    return new Mixture(fit(support).value());
  }

  private Variable fit(Variable support) {
    return MixtureFit.fit(support, prior, options);
  }
}
