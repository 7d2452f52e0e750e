package org.set2model.metalearning;

import java.util.List;
import org.set2model.episode.ConceptPool;
import org.set2model.episode.DrawOptions;
import org.set2model.episode.EpisodeSampler;
import org.set2model.kernel.Workers;
import org.set2model.mixture.Differentiation;
import org.set2model.mixture.FitOptions;
import org.set2model.network.Network;
import org.set2model.retrieval.AverageScorer;
import org.set2model.retrieval.MixtureScorer;
import org.set2model.retrieval.NearestNeighbourScorer;
import org.set2model.retrieval.ScorerKind;

/**
 * What a training run does, apart from its data and its network.
 *
 * @param scorer what the network is trained for: any but svm
 * @param loss of a step
 * @param gradient the way back through the fit of a mixture; of no effect on other scorers
 * @param remembersStarts whether the fit of a mixture starts from where the last of the same
 *     concept ended
 * @param draw how tuples are drawn
 * @param schedule learning rates, validations, and the end
 * @param longestGradient norm to which longer gradients are shortened; may be infinite
 * @param seed determines the draws, as it does the network's first parameters
 */
public record TrainingPlan(
    ScorerKind scorer,
    Loss loss,
    Differentiation gradient,
    boolean remembersStarts,
    DrawOptions draw,
    Schedule schedule,
    double longestGradient,
    long seed) {

  private static final double INNER_PRODUCT_SCALE = 3;

  private static final int UNROLLED_ITERATIONS = 10;
  private static final int IMPLICIT_ITERATIONS = 5000;
  private static final double IMPLICIT_TOLERANCE = 1e-8;

  private static final double STRENGTH = 10;
  private static final double RELATIVE_VARIANCE = 1;
  private static final double SCALE = 0.2;

  /** So strong that the examples have no say: the kernel's width is the prior's variance. */
  private static final double KERNEL_STRENGTH = 1000;

  private static final double KERNEL_RELATIVE_VARIANCE = 3;
  private static final double KERNEL_SCALE = 0.3;

  /**
   * Checks the scorer.
   *
   * @throws IllegalArgumentException if it is svm
   */
  public TrainingPlan {
    if (scorer.equals(ScorerKind.SVM)) {
      throw new IllegalArgumentException(
          "no training through svm: it is fitted by a solver without a derivative here");
    }
  }

  /** The scorer with its first parameters, for descriptors of a length. */
  public ScoringHead head(int dimensions) {
    return switch (scorer.family()) {
      case AVG -> new InnerProductHead(new AverageScorer(), INNER_PRODUCT_SCALE);
      case NN -> new InnerProductHead(new NearestNeighbourScorer(), INNER_PRODUCT_SCALE);
      case KDE ->
          new MixtureHead(
              MixtureScorer.kernelDensityOptions(),
              dimensions,
              KERNEL_STRENGTH,
              KERNEL_RELATIVE_VARIANCE / dimensions,
              KERNEL_SCALE);
      case GAUSS, GMM ->
          new MixtureHead(
              fitOptions(),
              dimensions,
              STRENGTH,
              RELATIVE_VARIANCE / dimensions,
              SCALE,
              remembersStarts);
      case SVM -> throw new IllegalStateException("refused before");
    };
  }

  private FitOptions fitOptions() {
    int components = scorer.components();
    return gradient == Differentiation.UNROLLED
        ? FitOptions.unrolled(components, UNROLLED_ITERATIONS)
        : FitOptions.implicit(components, IMPLICIT_ITERATIONS, gradient)
            .withTolerance(IMPLICIT_TOLERANCE);
  }

  /** A trainer of a network and a {@link #head} by this plan. */
  public Trainer trainer(
      Network network, ScoringHead head, List<ConceptPool> concepts, Workers workers) {
    return new Trainer(
        network, head, new EpisodeSampler(concepts, draw, seed, workers), loss, longestGradient);
  }
}
