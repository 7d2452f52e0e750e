package org.set2model.metalearning;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Gradients;
import org.set2model.autodiff.Parameter;
import org.set2model.autodiff.Tape;
import org.set2model.autodiff.Variable;
import org.set2model.episode.Episode;
import org.set2model.episode.EpisodeBatch;
import org.set2model.episode.EpisodeSampler;
import org.set2model.network.Network;
import org.set2model.operations.Addition;
import org.set2model.operations.RowSelection;
import org.set2model.operations.ScalarMultiplication;
import org.set2model.optimizer.Adam;
import org.set2model.retrieval.Scorer;

/**
 * The meta-learning loop [S2M, section 2]. One step draws tuples, embeds all their images, learns
 * each concept from its X, scores its Z+ and Z-, and moves the parameters down the gradient of the
 * mean loss.
 */
public final class Trainer {

  private final Network network;
  private final ScoringHead head;
  private final EpisodeSampler sampler;
  private final BinaryOperator<Variable> loss;
  private final List<Parameter> parameters;
  private final Adam optimizer;
  private int stepsMade;

  /**
   * A trainer.
   *
   * @param network changed by every step
   * @param head changed by every step
   * @param loss from the scores of Z+ (P x 1) and of Z- (M x 1) to a 1 x 1 variable
   */
  public Trainer(
      Network network, ScoringHead head, EpisodeSampler sampler, BinaryOperator<Variable> loss) {
    this.network = network;
    this.head = head;
    this.sampler = sampler;
    this.loss = loss;
    this.parameters = new ArrayList<>(network.parameters());
    parameters.addAll(head.parameters());
    this.optimizer = new Adam(parameters);
  }

  /**
   * Makes one step.
   *
   * @param rate learning rate
   * @return the loss before the step
   * @throws ArithmeticException if the loss is not finite; nothing was changed
   */
  public double step(double rate) {
    Tape tape = new Tape();
    List<Variable> leaves = parameters.stream().map(p -> tape.leaf(p.value())).toList();
    Variable total = loss(sampler.next(), leaves);
    double value = total.scalar();
    if (!(Math.abs(value) <= Double.MAX_VALUE)) {
      throw new ArithmeticException(
          "the loss is " + value + " at step " + stepsMade + ": lower the learning rate");
    }
    Gradients gradients = tape.backward(total);
    List<DMatrixRMaj> ordered = leaves.stream().map(gradients::of).toList();
    optimizer.step(ordered, rate);
    stepsMade++;
    return value;
  }

  private Variable loss(EpisodeBatch batch, List<Variable> leaves) {
    int networkSize = network.parameters().size();
    List<Variable> headLeaves = leaves.subList(networkSize, leaves.size());
    Variable descriptors =
        network.embed(Variable.constant(batch.images()), leaves.subList(0, networkSize));
    Variable sum = null;
    for (int t = 0; t < batch.episodes().size(); t++) {
      Episode episode = batch.episodes().get(t);
      Variable one = loss(episode, descriptors, headLeaves);
      sum = sum == null ? one : Addition.add(sum, one);
    }
    return ScalarMultiplication.multiply(1.0 / batch.episodes().size(), sum);
  }

  private Variable loss(Episode episode, Variable descriptors, List<Variable> headLeaves) {
    int relevant = episode.relevant().length;
    int[] queries =
        IntStream.concat(IntStream.of(episode.relevant()), IntStream.of(episode.irrelevant()))
            .toArray();
    Scorer scorer = head.scorer(headLeaves, stepsMade);
    Variable scores =
        ScalarMultiplication.multiply(
            head.scale(headLeaves),
            scorer.scores(
                RowSelection.select(descriptors, episode.support()),
                RowSelection.select(descriptors, queries)));
    return loss.apply(
        RowSelection.select(scores, IntStream.range(0, relevant).toArray()),
        RowSelection.select(scores, IntStream.range(relevant, queries.length).toArray()));
  }
}
