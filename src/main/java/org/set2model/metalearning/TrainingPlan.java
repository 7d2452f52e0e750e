package org.set2model.metalearning;

import java.util.List;
import org.set2model.episode.ConceptPool;
import org.set2model.episode.DrawOptions;
import org.set2model.episode.EpisodeSampler;
import org.set2model.kernel.Workers;
import org.set2model.mixture.Differentiation;
import org.set2model.mixture.FitOptions;
import org.set2model.network.Network;
import org.set2model.scoring.AverageScorer;
import org.set2model.scoring.NearestNeighborScorer;
import org.set2model.scoring.ScorerKind;

/**
 * What a training run does, apart from its data and its network.
 *
 * @param scorer what the network is trained for: any but svm
 * @param start the first parameters of what stands on the network
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
    HeadStart start,
    Loss loss,
    Differentiation gradient,
    boolean remembersStarts,
    DrawOptions draw,
    Schedule schedule,
    double longestGradient,
    long seed) {

  private static final int UNROLLED_ITERATIONS = 10;
  private static final int IMPLICIT_ITERATIONS = 5000;
  private static final double IMPLICIT_TOLERANCE = 1e-8;

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
      case AVG -> new InnerProductHead(new AverageScorer(), start.scale());
      case NN -> new InnerProductHead(new NearestNeighborScorer(), start.scale());
      case GAUSS, GMM, KDE ->
          new MixtureHead(
              fitOptions(),
              dimensions,
              start.strength(),
              start.relativeVariance() / dimensions,
              start.scale(),
              remembersStarts);
      case SVM -> throw new IllegalStateException("refused before");
    };
  }

  private FitOptions fitOptions() {
    if (scorer.equals(ScorerKind.KDE)) {
      return FitOptions.kernelDensity();
    }
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
