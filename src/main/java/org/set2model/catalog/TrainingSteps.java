package org.set2model.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.set2model.audit.Comparison;
import org.set2model.audit.Draw;
import org.set2model.autodiff.Gradients;
import org.set2model.autodiff.Parameter;
import org.set2model.autodiff.RowSelection;
import org.set2model.autodiff.ScalarMultiplication;
import org.set2model.autodiff.Tape;
import org.set2model.autodiff.Variable;
import org.set2model.episode.ConceptPool;
import org.set2model.episode.DrawOptions;
import org.set2model.episode.Episode;
import org.set2model.episode.EpisodeBatch;
import org.set2model.episode.EpisodeSampler;
import org.set2model.episode.EpisodeSizes;
import org.set2model.image.Augmentation;
import org.set2model.image.ImageSet;
import org.set2model.kernel.Workers;
import org.set2model.loss.ContrastiveCrossEntropy;
import org.set2model.loss.HistogramLoss;
import org.set2model.loss.PairwiseLogisticLoss;
import org.set2model.loss.SoftmaxCrossEntropy;
import org.set2model.metalearning.Loss;
import org.set2model.metalearning.ScoringHead;
import org.set2model.metalearning.Trainer;
import org.set2model.mixture.FitOptions;
import org.set2model.mixture.LogDensity;
import org.set2model.mixture.MixtureFit;
import org.set2model.mixture.Prior;
import org.set2model.network.Architecture;
import org.set2model.network.Network;

/**
 * Steps of training beside the same steps as they are described: the loss from every concept's own
 * scores, its gradient shortened, and Adam, {@link PlainAdam}.
 */
final class TrainingSteps {

  static final int DIMENSIONS = 4;

  private static final Workers ALONE = new Workers(1);
  private static final int SIDE = 6;
  private static final int TUPLES = 3;
  private static final int STEPS = 3;
  private static final int BINS = 100;
  private static final double RATE = 0.01;

  /** Scores of queries under a concept that is learned from examples. */
  @FunctionalInterface
  interface PlainScores {

    /**
     * The scores.
     *
     * @param learned parameters of what stands on the network, as logarithms, but for the first,
     *     which multiplies the scores
     * @param step number of the step, counted from 0
     * @param concept name of the concept
     */
    Variable of(
        Variable examples, Variable queries, List<Variable> learned, int step, String concept);
  }

  private final Network network;
  private final Network plainNetwork;
  private final ScoringHead head;
  private final PlainScores plainScores;
  private final EpisodeSampler sampler;
  private final Loss loss;

  TrainingSteps(Draw draw, ScoringHead head, PlainScores plainScores, Loss loss) {
    long seed = draw.seed();
    Architecture architecture = new Architecture(SIDE, 1, 3, DIMENSIONS);
    this.network = new Network(architecture, seed, ALONE);
    this.plainNetwork = new Network(architecture, seed, ALONE);
    this.head = head;
    this.plainScores = plainScores;
    this.loss = loss;
    List<ConceptPool> concepts = new ArrayList<>();
    for (int c = 0; c < TUPLES + 1; c++) {
      byte[] ink = new byte[8 * SIDE * SIDE];
      for (int i = 0; i < ink.length; i++) {
        ink[i] = (byte) draw.integer(0, 255);
      }
      ImageSet images = ImageSet.of(SIDE, ink);
      concepts.add(new ConceptPool("concept " + c, images, images));
    }
    DrawOptions options =
        new DrawOptions(new EpisodeSizes(TUPLES, 5, 3), new Augmentation(0, 1, 0, 0), false, 0);
    this.sampler = new EpisodeSampler(concepts, options, seed, ALONE);
  }

  /**
   * Scores by a mixture that is fitted with a variance prior.
   *
   * @param hold strength of the priors of weights and means
   */
  static PlainScores mixture(FitOptions options, double hold) {
    return (examples, queries, learned, step, concept) ->
        LogDensity.logDensity(
            MixtureFit.fit(
                examples, prior(learned, hold), options.withStarts(options.starts(), step)),
            queries);
  }

  /** The same, where a fit starts from the last of the concept if no component has died. */
  static PlainScores rememberingMixture(FitOptions options) {
    Map<String, DMatrixRMaj> memory = new HashMap<>();
    return (examples, queries, learned, step, concept) -> {
      Prior prior = prior(learned, 0);
      DMatrixRMaj ones = new DMatrixRMaj(examples.rows(), 1);
      ones.fill(1);
      DMatrixRMaj last = memory.get(concept + " before step " + step);
      boolean alive =
          last != null
              && IntStream.range(0, last.numRows)
                  .allMatch(k -> last.get(k, 0) * examples.rows() >= 0.5);
      Variable theta =
          alive
              ? MixtureFit.mixtureFit(
                  examples, Variable.constant(ones), prior, Variable.constant(last), options)
              : MixtureFit.fit(examples, prior, options.withStarts(1, step));
      for (int later = step + 1; later < STEPS; later++) {
        memory.put(concept + " before step " + later, theta.value().copy());
      }
      return LogDensity.logDensity(theta, queries);
    };
  }

  private static Prior prior(List<Variable> learned, double hold) {
    return new Prior(
        Variable.constant(Draw.scalar(hold)),
        Variable.constant(Draw.scalar(hold)),
        learned.get(1).exp(),
        Variable.constant(new DMatrixRMaj(1, DIMENSIONS)),
        learned.get(2).exp().broadcast(1, DIMENSIONS),
        Variable.constant(Draw.scalar(1e-6)));
  }

  /**
   * Makes the steps in both ways.
   *
   * @param longest norm to which longer gradients are shortened
   * @param first what the head's parameters are to be at first
   */
  Comparison compare(double longest, double... first) {
    Comparison comparison = new Comparison();
    List<DMatrixRMaj> values = new ArrayList<>();
    plainNetwork.parameters().forEach(parameter -> values.add(parameter.value()));
    for (double parameter : first) {
      values.add(Draw.scalar(Math.log(parameter)));
    }
    Trainer trainer = new Trainer(network, head, sampler, loss, longest);
    PlainAdam adam = new PlainAdam();
    for (int t = 0; t < STEPS; t++) {
      Trainer.Step made = trainer.step(RATE);
      Tape tape = new Tape();
      List<Variable> leaves = values.stream().map(tape::leaf).toList();
      Variable plain = loss(sampler.batch(t), leaves, t);
      double value = plain.scalar();
      Gradients swept = tape.backward(plain);
      List<DMatrixRMaj> gradients = leaves.stream().map(swept::of).toList();
      double norm =
          Math.sqrt(
              gradients.stream().flatMapToDouble(g -> Arrays.stream(g.data)).map(x -> x * x).sum());
      double factor = Math.min(1, longest / norm);
      gradients.forEach(g -> Arrays.setAll(g.data, i -> factor * g.data[i]));
      comparison.add("loss", Draw.scalar(made.loss()), Draw.scalar(value));
      comparison.add("norm", Draw.scalar(made.gradientNorm()), Draw.scalar(norm));
      adam.step(values, gradients, RATE);
    }
    List<Parameter> reached = new ArrayList<>(network.parameters());
    reached.addAll(head.parameters());
    for (int p = 0; p < values.size(); p++) {
      comparison.add(reached.get(p).name(), reached.get(p).value(), values.get(p));
    }
    return comparison;
  }

  private Variable loss(EpisodeBatch batch, List<Variable> leaves, int step) {
    int ofNetwork = plainNetwork.parameters().size();
    List<Variable> learned = leaves.subList(ofNetwork, leaves.size());
    Variable descriptors =
        plainNetwork.embed(Variable.constant(batch.images()), leaves.subList(0, ofNetwork));
    List<Episode> episodes = batch.episodes();
    int[] queries =
        episodes.stream().flatMapToInt(episode -> IntStream.of(episode.relevant())).toArray();
    int[] owners =
        IntStream.range(0, episodes.size())
            .flatMap(t -> IntStream.of(episodes.get(t).relevant()).map(image -> t))
            .toArray();
    List<Variable> all = new ArrayList<>();
    Variable pairs = null;
    for (Episode episode : episodes) {
      all.add(scores(descriptors, episode, queries, learned, step));
      Variable relevant = scores(descriptors, episode, episode.relevant(), learned, step);
      Variable irrelevant = scores(descriptors, episode, episode.irrelevant(), learned, step);
      Variable own =
          loss == Loss.HISTOGRAM
              ? HistogramLoss.histogramLoss(relevant, irrelevant, BINS)
              : PairwiseLogisticLoss.pairwiseLogisticLoss(relevant, irrelevant);
      pairs = pairs == null ? own : pairs.plus(own);
    }
    return switch (loss) {
      case SOFTMAX -> SoftmaxCrossEntropy.softmaxCrossEntropy(all, owners);
      case CONTRASTIVE -> ContrastiveCrossEntropy.contrastiveCrossEntropy(all, owners);
      default -> ScalarMultiplication.multiply(1.0 / episodes.size(), pairs);
    };
  }

  private Variable scores(
      Variable descriptors, Episode episode, int[] queries, List<Variable> learned, int step) {
    return ScalarMultiplication.multiply(
        learned.get(0).exp(),
        plainScores.of(
            RowSelection.select(descriptors, episode.support()),
            RowSelection.select(descriptors, queries),
            learned,
            step,
            episode.concept()));
  }
}
