package org.set2model.metalearning;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Gradients;
import org.set2model.autodiff.Parameter;
import org.set2model.autodiff.RowSelection;
import org.set2model.autodiff.ScalarMultiplication;
import org.set2model.autodiff.Tape;
import org.set2model.autodiff.Variable;
import org.set2model.episode.Episode;
import org.set2model.episode.EpisodeBatch;
import org.set2model.episode.EpisodeSampler;
import org.set2model.network.Network;
import org.set2model.optimizer.Adam;
import org.set2model.scoring.Scorer;

/**
 * The meta-learning loop [S2M, section 2]. One step draws tuples, embeds all their images, learns
 * each concept from its X, scores the relevant images of all tuples, and moves the parameters down
 * the gradient of the loss.
 */
public final class Trainer {

  /**
   * What a step saw.
   *
   * @param loss before the step
   * @param gradientNorm Euclidean norm of the gradient of all parameters, before clipping
   */
  public record Step(double loss, double gradientNorm) {}

  private final Network network;
  private final ScoringHead head;
  private final EpisodeSampler sampler;
  private final Loss loss;
  private final double longestGradient;
  private final List<Parameter> parameters;
  private final Adam optimizer;

  /** A trainer that takes gradients as they are. */
  public Trainer(Network network, ScoringHead head, EpisodeSampler sampler, Loss loss) {
    this(network, head, sampler, loss, Double.POSITIVE_INFINITY);
  }

  /**
   * A trainer.
   *
   * @param network changed by every step
   * @param head changed by every step
   * @param longestGradient norm to which longer gradients are shortened, > 0
   */
  public Trainer(
      Network network,
      ScoringHead head,
      EpisodeSampler sampler,
      Loss loss,
      double longestGradient) {
    if (!(longestGradient > 0)) {
      throw new IllegalArgumentException(
          "longest gradient (" + longestGradient + ") must be positive");
    }
    this.network = network;
    this.head = head;
    this.sampler = sampler;
    this.loss = loss;
    this.longestGradient = longestGradient;
    this.parameters = new ArrayList<>(network.parameters());
    parameters.addAll(head.parameters());
    this.optimizer = new Adam(parameters);
  }

  /** The number of steps made. */
  public int stepsMade() {
    return optimizer.stepsMade();
  }

  /** Everything a step changes but what the head remembers; live. */
  List<Parameter> state() {
    List<Parameter> state = new ArrayList<>(network.state());
    state.addAll(head.parameters());
    state.addAll(optimizer.moments());
    return state;
  }

  /** Goes on as after a number of steps, whose {@link #state} the caller restores. */
  void continueAfter(int steps) {
    optimizer.continueAfter(steps);
  }

  /**
   * Makes one step.
   *
   * @param rate learning rate
   * @throws DivergenceException if descriptors, loss or gradient are not finite; no parameter was
   *     changed
   */
  public Step step(double rate) {
    Tape tape = new Tape();
    List<Variable> leaves = parameters.stream().map(p -> tape.leaf(p.value())).toList();
    Variable total = loss(sampler.batch(stepsMade()), leaves);
    double value = total.scalar();
    requireFinite("the loss", value);
    Gradients gradients = tape.backward(total);
    List<DMatrixRMaj> ordered = leaves.stream().map(gradients::of).toList();
    double norm = norm(ordered);
    if (norm > longestGradient) {
      ordered.forEach(gradient -> scale(longestGradient / norm, gradient));
    }
    optimizer.step(ordered, rate);
    return new Step(value, norm);
  }

  private Variable loss(EpisodeBatch batch, List<Variable> leaves) {
    int networkSize = network.parameters().size();
    List<Variable> headLeaves = leaves.subList(networkSize, leaves.size());
    Variable descriptors =
        network.embed(Variable.constant(batch.images()), leaves.subList(0, networkSize));
    requireFinite("a descriptor", sum(descriptors.value()));
    List<Episode> episodes = batch.episodes();
    int[] images =
        episodes.stream().flatMapToInt(episode -> IntStream.of(episode.relevant())).toArray();
    Variable queries = RowSelection.select(descriptors, images);
    int[] row = new int[descriptors.rows()];
    for (int q = 0; q < images.length; q++) {
      row[images[q]] = q;
    }
    List<Variable> scores = new ArrayList<>();
    for (Episode episode : episodes) {
      Scorer scorer = head.scorer(headLeaves, stepsMade(), episode.concept());
      scores.add(
          ScalarMultiplication.multiply(
              head.scale(headLeaves),
              scorer.scores(RowSelection.select(descriptors, episode.support()), queries)));
    }
    return loss.of(
        scores,
        episodes.stream().map(episode -> rows(row, episode.relevant())).toList(),
        episodes.stream().map(episode -> rows(row, episode.irrelevant())).toList());
  }

  private static int[] rows(int[] row, int[] images) {
    return IntStream.of(images).map(image -> row[image]).toArray();
  }

  private double norm(List<DMatrixRMaj> gradients) {
    double squares = 0;
    for (int p = 0; p < gradients.size(); p++) {
      DMatrixRMaj gradient = gradients.get(p);
      double own = 0;
      for (int i = 0; i < gradient.getNumElements(); i++) {
        own += gradient.data[i] * gradient.data[i];
      }
      requireFinite("the gradient of " + parameters.get(p).name(), own);
      squares += own;
    }
    return Math.sqrt(squares);
  }

  private static double sum(DMatrixRMaj matrix) {
    double sum = 0;
    for (int i = 0; i < matrix.getNumElements(); i++) {
      sum += matrix.data[i];
    }
    return sum;
  }

  private static void scale(double factor, DMatrixRMaj matrix) {
    for (int i = 0; i < matrix.getNumElements(); i++) {
      matrix.data[i] *= factor;
    }
  }

  private void requireFinite(String role, double value) {
    if (!(Math.abs(value) <= Double.MAX_VALUE)) {
      throw new DivergenceException(
          String.format(
              "step %d: %s is not finite: lower the learning rate, or clip the gradient",
              stepsMade() + 1, role));
    }
  }
}
