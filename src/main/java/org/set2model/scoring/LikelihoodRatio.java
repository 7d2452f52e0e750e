package org.set2model.scoring;

import org.set2model.autodiff.ScalarMultiplication;
import org.set2model.autodiff.Variable;

/**
 * The log-likelihood of queries under a concept's density, compared with that under a {@link
 * Background}:
 *
 * <pre>  log p(z; theta) - beta log p_0(z)</pre>
 *
 * <p>With beta = 1 it is the log-likelihood ratio, and by Bayes' rule the logarithm of {@code
 * p(concept | z)} up to a constant of the concept: what the softmax cross-entropy trains. An image
 * that is likely under every concept, because many images are like it, does not rank high for that
 * reason alone. Speaker verification compares with a universal background model in the same manner:
 * Reynolds, Quatieri and Dunn (2000), doi:10.1006/dspr.1999.0361, equation 2.
 *
 * <p>Other values of beta allow for densities of another sharpness than the background's: the
 * log-likelihood of a Gaussian of small variance ranges wider than a kernel density's, and is
 * balanced by a beta of 3 or 4.
 *
 * @param background p_0
 * @param exponent beta, >= 0
 */
public record LikelihoodRatio(Background background, double exponent) {

  /**
   * Checks the exponent.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public LikelihoodRatio {
    if (!(exponent >= 0 && exponent <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "exponent of the background (" + exponent + ") must be >= 0 and finite");
    }
  }

  /**
   * Compares.
   *
   * @param logLikelihoods of M queries under the concept, M x 1
   * @param queries M x D
   * @return M x 1
   */
  public Variable of(Variable logLikelihoods, Variable queries) {
    return logLikelihoods.plus(
        ScalarMultiplication.multiply(-exponent, background.logDensity(queries)));
  }
}
