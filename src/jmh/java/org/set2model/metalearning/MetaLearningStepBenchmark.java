package org.set2model.metalearning;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.set2model.episode.ConceptPool;
import org.set2model.episode.DrawOptions;
import org.set2model.episode.EpisodeSampler;
import org.set2model.episode.EpisodeSizes;
import org.set2model.image.Augmentation;
import org.set2model.image.ImageSet;
import org.set2model.kernel.Workers;
import org.set2model.mixture.FitOptions;
import org.set2model.network.Architecture;
import org.set2model.network.Network;

/**
 * One step of the trainer on 100 images of 28 x 28, everything included: five tuples are drawn and
 * warped, embedded by 4 x 64 filters, a mixture of three is fitted to each set in ten steps, and
 * the gradient goes back through the fits to the optimizer. What it takes beyond {@code
 * TrainingStepBenchmark} is all that is not convolution.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class MetaLearningStepBenchmark {

  private static final int SIDE = 28;
  private static final int BLOCKS = 4;
  private static final int DIMENSIONS = 64;
  private static final int CONCEPTS = 20;
  private static final int IMAGES_PER_SET = 10;
  private static final EpisodeSizes SIZES = new EpisodeSizes(5, IMAGES_PER_SET, IMAGES_PER_SET);

  @Param("64")
  private int filters;

  @Param({"1", "2"})
  private int threads;

  private Workers workers;
  private Trainer trainer;

  /** Draws concepts whose images are noise. */
  @Setup
  public void draw() {
    workers = new Workers(threads);
    var random = new SplittableRandom(1);
    List<ConceptPool> concepts = new ArrayList<>();
    for (int c = 0; c < CONCEPTS; c++) {
      concepts.add(new ConceptPool("concept" + c, noise(random), noise(random)));
    }
    var options = new DrawOptions(SIZES, new Augmentation(10, 1.1, 0.05, 0.1), false, 0);
    trainer =
        new Trainer(
            new Network(new Architecture(SIDE, BLOCKS, filters, DIMENSIONS), 1, workers),
            new MixtureHead(FitOptions.unrolled(3, 10), DIMENSIONS, 1, 1.0 / DIMENSIONS, 0.1),
            new EpisodeSampler(concepts, options, 1, workers),
            Loss.PAIRWISE);
  }

  private static ImageSet noise(SplittableRandom random) {
    byte[] ink = new byte[2 * IMAGES_PER_SET * SIDE * SIDE];
    random.nextBytes(ink);
    return ImageSet.of(SIDE, ink);
  }

  /** Stops the workers. */
  @TearDown
  public void stop() {
    workers.close();
  }

  /** The step. */
  @Benchmark
  public Trainer.Step step() {
    return trainer.step(1e-4);
  }
}
