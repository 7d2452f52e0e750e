package org.set2model.cli;

import org.set2model.metalearning.MixtureHead;
import org.set2model.mixture.Differentiation;
import org.set2model.mixture.FitOptions;
import org.set2model.retrieval.MixtureScorer;

/**
 * The model through which the last route of the demo trains.
 *
 * @param fit how it is fitted to a set, and the way back through the fit
 * @param strength initial nu of the learned variance prior, in examples
 * @param variance initial s^2, as a multiple of 1/D
 * @param scale initial factor of the log-likelihoods in the loss
 */
record TrainedModel(FitOptions fit, double strength, double variance, double scale) {

  private static final int UNROLLED_ITERATIONS = 10;

  private static final int IMPLICIT_ITERATIONS = 500;
  private static final double IMPLICIT_TOLERANCE = 1e-8;

  /**
   * Reads the flags.
   *
   * @param model kde, gauss or gmm:K
   * @param gradient unrolled or implicit
   * @throws UsageException for anything else, or a way back for a model in closed form
   */
  static TrainedModel of(String model, String gradient) {
    if (!gradient.equals("unrolled") && !gradient.equals("implicit")) {
      throw new UsageException("--gradient (" + gradient + ") must be unrolled or implicit");
    }
    boolean implicit = gradient.equals("implicit");
    if (model.equals("kde") || model.equals("gauss")) {
      if (implicit) {
        throw new UsageException(
            "--gradient implicit needs --model gmm:K: " + model + " is fitted in closed form");
      }
      return model.equals("kde")
          ? new TrainedModel(MixtureScorer.kernelDensityOptions(), 1000, 3, 0.3)
          : new TrainedModel(FitOptions.unrolled(1, 0), 10, 1, 0.2);
    }
    int components = components(model);
    FitOptions fit =
        implicit
            ? FitOptions.implicit(components, IMPLICIT_ITERATIONS, Differentiation.IMPLICIT)
                .withTolerance(IMPLICIT_TOLERANCE)
            : FitOptions.unrolled(components, UNROLLED_ITERATIONS);
    return new TrainedModel(fit, 10, 1, 0.2);
  }

  private static int components(String model) {
    try {
      if (model.startsWith("gmm:")) {
        int components = Integer.parseInt(model.substring("gmm:".length()));
        if (components >= 2) {
          return components;
        }
      }
    } catch (NumberFormatException e) {
      // Said below, with what would do.
    }
    throw new UsageException(
        "--model (" + model + ") must be kde, gauss, or gmm:K with K at least 2");
  }

  /** The head to train. */
  MixtureHead head(int dimensions) {
    return new MixtureHead(fit, dimensions, strength, variance / dimensions, scale);
  }
}
