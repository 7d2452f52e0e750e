package org.set2model.metalearning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.set2model.data.LabeledConcept;
import org.set2model.episode.ConceptPool;
import org.set2model.episode.DrawOptions;
import org.set2model.episode.EpisodeSampler;
import org.set2model.episode.EpisodeSizes;
import org.set2model.image.Augmentation;
import org.set2model.image.ImageSet;
import org.set2model.kernel.Workers;
import org.set2model.mixture.Differentiation;
import org.set2model.mixture.FitOptions;
import org.set2model.network.Architecture;
import org.set2model.network.Network;
import org.set2model.scoring.AverageScorer;
import org.set2model.scoring.NearestNeighborScorer;

class TrainerTest {

  private static final int SIDE = 8;
  private static final int DIMENSIONS = 6;

  /** LabeledConcept c shows a bar at a place of its own, in noise. */
  private static List<LabeledConcept> concepts() {
    var random = new SplittableRandom(1);
    List<LabeledConcept> concepts = new ArrayList<>();
    for (int c = 0; c < 6; c++) {
      concepts.add(
          new LabeledConcept("c" + c, bars(c, 9, random), new boolean[0], bars(c, 5, random)));
    }
    return concepts;
  }

  private static ImageSet bars(int concept, int count, SplittableRandom random) {
    byte[] ink = new byte[count * SIDE * SIDE];
    for (int i = 0; i < ink.length; i++) {
      boolean bar = (i % SIDE) == concept + 1;
      ink[i] = (byte) (random.nextInt(100) + (bar ? 100 : 0));
    }
    return ImageSet.of(SIDE, ink);
  }

  private static Network network(Workers workers) {
    return new Network(new Architecture(SIDE, 2, 4, DIMENSIONS), 1, workers);
  }

  private static EpisodeSampler sampler(Workers workers) {
    return new EpisodeSampler(
        concepts().stream().map(ConceptPool::of).toList(),
        new DrawOptions(new EpisodeSizes(4, 6, 4), new Augmentation(3, 1.05, 0.02, 0), false, 0),
        2,
        workers);
  }

  static List<ScoringHead> heads() {
    return List.of(
        new InnerProductHead(new AverageScorer(), 3),
        new InnerProductHead(new NearestNeighborScorer(), 3),
        new MixtureHead(FitOptions.unrolled(1, 0), DIMENSIONS, 5, 0.2, 0.3),
        new MixtureHead(FitOptions.unrolled(2, 4), DIMENSIONS, 5, 0.2, 0.3),
        new MixtureHead(
            FitOptions.implicit(2, 500, Differentiation.IMPLICIT), DIMENSIONS, 5, 0.2, 0.3),
        new MixtureHead(FitOptions.unrolled(6, 0), DIMENSIONS, 100, 0.2, 0.3));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void trainingLowersTheLossByEveryHead(ScoringHead head) {
    try (Workers workers = new Workers(1)) {
      List<Double> losses = losses(network(workers), head, Loss.PAIRWISE, 60, workers);
      double first = losses.subList(0, 5).stream().mapToDouble(x -> x).average().orElseThrow();
      double last = losses.subList(55, 60).stream().mapToDouble(x -> x).average().orElseThrow();
      assertTrue(last < 0.6 * first, first + " -> " + last);
    }
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void trainingLowersEveryLoss(Loss loss) {
    try (Workers workers = new Workers(1)) {
      List<Double> losses =
          losses(
              network(workers),
              new MixtureHead(FitOptions.unrolled(1, 0), DIMENSIONS, 5, 0.2, 0.3),
              loss,
              60,
              workers);
      double first = losses.subList(0, 5).stream().mapToDouble(x -> x).average().orElseThrow();
      double last = losses.subList(55, 60).stream().mapToDouble(x -> x).average().orElseThrow();
      assertTrue(last < 0.6 * first, first + " -> " + last);
    }
  }

  @Test
  void lossesHaveTheSameBitsWhateverTheThreads() {
    try (Workers one = new Workers(1);
        Workers two = new Workers(2)) {
      var head = new MixtureHead(FitOptions.unrolled(2, 4), DIMENSIONS, 5, 0.2, 0.3);
      var sameHead = new MixtureHead(FitOptions.unrolled(2, 4), DIMENSIONS, 5, 0.2, 0.3);

      assertEquals(
          losses(network(one), head, Loss.PAIRWISE, 10, one),
          losses(network(two), sameHead, Loss.PAIRWISE, 10, two));
    }
  }

  private static List<Double> losses(
      Network network, ScoringHead head, Loss loss, int steps, Workers workers) {
    Trainer trainer = new Trainer(network, head, sampler(workers), loss);
    List<Double> losses = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      losses.add(trainer.step(0.01).loss());
    }
    return losses;
  }

  @Test
  void aRunReturnsToTheBestValidation() {
    try (Workers workers = new Workers(1)) {
      Network network = network(workers);
      ScoringHead head = new InnerProductHead(new AverageScorer(), 3);
      Trainer trainer = new Trainer(network, head, sampler(workers), Loss.PAIRWISE);
      double[] scores = {0.1, 0.5, 0.3, 0.5};
      List<Double> seen = new ArrayList<>();
      List<Double> headValues = new ArrayList<>();
      List<double[]> networkValues = new ArrayList<>();
      var run =
          new TrainingRun(
              network,
              head,
              trainer,
              new Schedule(new LearningRate(0.01, 8), 2, Integer.MAX_VALUE),
              () -> {
                headValues.add(head.parameters().get(0).value().data[0]);
                networkValues.add(network.parameters().get(0).value().data.clone());
                return scores[headValues.size() - 1];
              });
      double best =
          run.run(
              new TrainingRun.Listener() {
                @Override
                public void stepped(int step, double loss) {
                  assertTrue(loss > 0);
                }

                @Override
                public void validated(double meanAveragePrecision) {
                  seen.add(meanAveragePrecision);
                }
              });

      assertEquals(0.5, best);
      assertEquals(List.of(0.1, 0.5, 0.3, 0.5), seen);
      assertEquals(headValues.get(1), head.parameters().get(0).value().data[0]);
      assertNotEquals(headValues.get(3), head.parameters().get(0).value().data[0]);
      assertArrayEquals(networkValues.get(1), network.parameters().get(0).value().data);
    }
  }

  @Test
  void aResumedRunEndsWithTheSameBits() {
    try (Workers workers = new Workers(1)) {
      Network network = network(workers);
      Map<String, DMatrixRMaj> checkpoint = new TreeMap<>();
      double best = run(network, workers, Map.of(), 6, checkpoint);
      Network again = network(workers);
      assertEquals(best, run(again, workers, checkpoint, 6, new TreeMap<>()));
      for (int i = 0; i < network.state().size(); i++) {
        assertArrayEquals(network.state().get(i).value().data, again.state().get(i).value().data);
      }
    }
  }

  /**
   * Runs a mixture that remembers its starts, from a checkpoint if there is one.
   *
   * @param kept the checkpoint after step 3 is put here
   */
  private static double run(
      Network network,
      Workers workers,
      Map<String, DMatrixRMaj> checkpoint,
      int steps,
      Map<String, DMatrixRMaj> kept) {
    var head = new MixtureHead(FitOptions.unrolled(2, 4), DIMENSIONS, 5, 0.2, 0.3, true);
    var run =
        new TrainingRun(
            network,
            head,
            new Trainer(network, head, sampler(workers), Loss.PAIRWISE, 0.5),
            new Schedule(new LearningRate(0.01, steps), 3, Integer.MAX_VALUE),
            () -> Math.abs(network.parameters().get(0).value().data[0]));
    if (!checkpoint.isEmpty()) {
      run.resume(checkpoint);
    }
    double best =
        run.run(
            new TrainingRun.Listener() {
              @Override
              public void stepped(int step, double loss) {}

              @Override
              public void validated(double meanAveragePrecision) {
                if (kept.isEmpty()) {
                  run.checkpoint().forEach((name, value) -> kept.put(name, value.copy()));
                }
              }
            });
    assertEquals(steps, run.log().rows().size());
    return best;
  }

  @Test
  void aCheckpointThatLacksAMatrixIsRefused() {
    try (Workers workers = new Workers(1)) {
      Map<String, DMatrixRMaj> checkpoint = new TreeMap<>();
      run(network(workers), workers, Map.of(), 3, checkpoint);
      for (String name : List.of("progress", "log", "best.linear.bias", "adam.m.linear.bias")) {
        Map<String, DMatrixRMaj> broken = new TreeMap<>(checkpoint);
        broken.remove(name);
        assertThrows(
            IllegalArgumentException.class,
            () -> run(network(workers), workers, broken, 3, new TreeMap<>()),
            name);
      }
    }
  }

  @Test
  void aRunEndsWhenPatienceDoes() {
    try (Workers workers = new Workers(1)) {
      Network network = network(workers);
      ScoringHead head = new InnerProductHead(new AverageScorer(), 3);
      double[] scores = {0.1, 0.5, 0.3, 0.5, 0.9};
      int[] validations = {0};
      var run =
          new TrainingRun(
              network,
              head,
              new Trainer(network, head, sampler(workers), Loss.PAIRWISE),
              new Schedule(new LearningRate(0.01, 10), 2, 2),
              () -> scores[validations[0]++]);
      assertEquals(0.5, run.run(new Silence()));
      assertEquals(8, run.log().rows().size());
    }
  }

  private static final class Silence implements TrainingRun.Listener {
    @Override
    public void stepped(int step, double loss) {}

    @Override
    public void validated(double meanAveragePrecision) {}
  }

  @Test
  void divergenceIsSaidWithStepAndCauseAndChangesNothing() {
    try (Workers workers = new Workers(1)) {
      Network network = network(workers);
      Trainer trainer =
          new Trainer(
              network,
              new InnerProductHead(new AverageScorer(), 3),
              sampler(workers),
              Loss.PAIRWISE);
      trainer.step(0.01);
      network.parameters().get(3).value().data[0] = Double.NaN;
      double[] before = network.parameters().get(0).value().data.clone();
      String message =
          assertThrows(DivergenceException.class, () -> trainer.step(0.01)).getMessage();
      assertTrue(message.startsWith("step 2: a descriptor is not finite"), message);
      assertArrayEquals(before, network.parameters().get(0).value().data);
    }
  }

  @Test
  void longGradientsAreShortened() {
    try (Workers workers = new Workers(1)) {
      Network network = network(workers);
      var head = new InnerProductHead(new AverageScorer(), 3);
      var trainer = new Trainer(network, head, sampler(workers), Loss.PAIRWISE, 1e-12);
      double before = head.parameters().get(0).value().data[0];
      assertTrue(trainer.step(0.01).gradientNorm() > 1e-3);
      // Adam divides by the gradient's size plus 1e-8, so that of 1e-12 hardly moves anything.
      assertEquals(before, head.parameters().get(0).value().data[0], 1e-5);
    }
  }

  @Test
  void theLearningRateRisesThenFallsToZero() {
    LearningRate rate = new LearningRate(2, 1000);
    assertEquals(2 * 0.02, rate.at(0), 1e-12);
    assertTrue(rate.at(49) > rate.at(20));
    assertEquals(1, rate.at(500), 1e-12);
    assertTrue(rate.at(999) < 1e-4);
  }
}
