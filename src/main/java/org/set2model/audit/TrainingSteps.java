package org.set2model.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Gradients;
import org.set2model.autodiff.Parameter;
import org.set2model.autodiff.Tape;
import org.set2model.autodiff.Variable;
import org.set2model.data.Augmentation;
import org.set2model.data.ImageSet;
import org.set2model.episode.ConceptPool;
import org.set2model.episode.DrawOptions;
import org.set2model.episode.Episode;
import org.set2model.episode.EpisodeBatch;
import org.set2model.episode.EpisodeSampler;
import org.set2model.episode.EpisodeSizes;
import org.set2model.kernel.Workers;
import org.set2model.loss.ContrastiveCrossEntropy;
import org.set2model.loss.HistogramLoss;
import org.set2model.loss.PairwiseLogisticLoss;
import org.set2model.loss.SoftmaxCrossEntropy;
import org.set2model.metalearning.Loss;
import org.set2model.metalearning.ScoringHead;
import org.set2model.metalearning.Trainer;
import org.set2model.network.Architecture;
import org.set2model.network.Network;
import org.set2model.operations.Addition;
import org.set2model.operations.RowSelection;
import org.set2model.operations.ScalarMultiplication;

/**
 * Three steps of training beside the same steps as they are described: the loss from every
 * concept's own scores, its gradient shortened, and Adam, {@link PlainAdam}.
 */
final class TrainingSteps {

  static final int DIMENSIONS = 4;

  private static final Workers ALONE = new Workers(1);
  private static final int SIDE = 6;
  private static final int TUPLES = 3;
  private static final int STEPS = 3;
  private static final int BINS = 100;
  private static final double RATE = 0.05;

  private final Network network;
  private final Network plainNetwork;
  private final ScoringHead head;
  private final ScoringHead plainHead;
  private final EpisodeSampler sampler;
  private final Loss loss;

  /**
   * Steps.
   *
   * @param plainHead equal to the head
   */
  TrainingSteps(Draw draw, ScoringHead head, ScoringHead plainHead, Loss loss) {
    long seed = draw.seed();
    Architecture architecture = new Architecture(SIDE, 1, 3, DIMENSIONS);
    this.network = new Network(architecture, seed, ALONE);
    this.plainNetwork = new Network(architecture, seed, ALONE);
    this.head = head;
    this.plainHead = plainHead;
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
    this.sampler =
        new EpisodeSampler(
            concepts,
            new DrawOptions(new EpisodeSizes(TUPLES, 5, 3), new Augmentation(0, 1, 0, 0), false, 0),
            seed,
            ALONE);
  }

  /**
   * Makes the steps in both ways.
   *
   * @param longest norm to which longer gradients are shortened
   */
  Comparison compare(double longest) {
    Comparison comparison = new Comparison();
    Trainer trainer = new Trainer(network, head, sampler, loss, longest);
    List<DMatrixRMaj> values = values(plainNetwork, plainHead);
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
              gradients.stream()
                  .mapToDouble(g -> Arrays.stream(g.data).map(x -> x * x).sum())
                  .sum());
      double factor = Math.min(1, longest / norm);
      gradients.forEach(g -> Arrays.setAll(g.data, i -> factor * g.data[i]));
      comparison.add("loss", Draw.scalar(made.loss()), Draw.scalar(value));
      comparison.add("norm", Draw.scalar(made.gradientNorm()), Draw.scalar(norm));
      adam.step(values, gradients, RATE);
    }
    List<DMatrixRMaj> reached = values(network, head);
    for (int p = 0; p < values.size(); p++) {
      comparison.add("parameter " + p, reached.get(p), values.get(p));
    }
    return comparison;
  }

  private static List<DMatrixRMaj> values(Network network, ScoringHead head) {
    List<Parameter> parameters = new ArrayList<>(network.parameters());
    parameters.addAll(head.parameters());
    return parameters.stream().map(Parameter::value).toList();
  }

  private Variable loss(EpisodeBatch batch, List<Variable> leaves, int step) {
    int ofNetwork = plainNetwork.parameters().size();
    List<Variable> ofHead = leaves.subList(ofNetwork, leaves.size());
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
      Variable support = RowSelection.select(descriptors, episode.support());
      all.add(scores(support, RowSelection.select(descriptors, queries), ofHead, step));
      Variable relevant =
          scores(support, RowSelection.select(descriptors, episode.relevant()), ofHead, step);
      Variable irrelevant =
          scores(support, RowSelection.select(descriptors, episode.irrelevant()), ofHead, step);
      Variable own =
          loss == Loss.HISTOGRAM
              ? HistogramLoss.histogramLoss(relevant, irrelevant, BINS)
              : PairwiseLogisticLoss.pairwiseLogisticLoss(relevant, irrelevant);
      pairs = pairs == null ? own : Addition.add(pairs, own);
    }
    return switch (loss) {
      case SOFTMAX -> SoftmaxCrossEntropy.softmaxCrossEntropy(all, owners);
      case CONTRASTIVE -> ContrastiveCrossEntropy.contrastiveCrossEntropy(all, owners);
      default -> ScalarMultiplication.multiply(1.0 / episodes.size(), pairs);
    };
  }

  private Variable scores(Variable support, Variable queries, List<Variable> ofHead, int step) {
    return ScalarMultiplication.multiply(
        plainHead.scale(ofHead), plainHead.scorer(ofHead, step).scores(support, queries));
  }
}
