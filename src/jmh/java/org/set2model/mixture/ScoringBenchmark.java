package org.set2model.mixture;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.ejml.data.DMatrixRMaj;
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
import org.set2model.benchmarks.Draw;
import org.set2model.kernel.Workers;

/** Log-likelihoods of descriptors under a mixture. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ScoringBenchmark {

  /** M x D x K. */
  @Param("1000000x64x3")
  private String shape;

  @Param({"1", "2"})
  private int threads;

  private Workers workers;
  private Mixture mixture;
  private DMatrixRMaj descriptors;

  /** Descriptors in the midst of the components, so that none of them is negligible. */
  @Setup
  public void draw() {
    workers = new Workers(threads);
    int[] sizes = Draw.sizes(shape);
    var random = new SplittableRandom(1);
    descriptors = Draw.normal(sizes[0], sizes[1], 1, random);
    DMatrixRMaj theta = new DMatrixRMaj(sizes[2], 1 + 2 * sizes[1]);
    for (int k = 0; k < sizes[2]; k++) {
      theta.set(k, 0, 1.0 / sizes[2]);
      for (int j = 1; j <= sizes[1]; j++) {
        theta.set(k, j, random.nextGaussian());
        theta.set(k, sizes[1] + j, 0.5 + 1.5 * random.nextDouble());
      }
    }
    mixture = new Mixture(theta);
  }

  /** Stops the workers. */
  @TearDown
  public void stop() {
    workers.close();
  }

  /** All log-likelihoods. */
  @Benchmark
  public double[] score() {
    return mixture.logLikelihoods(descriptors, workers);
  }
}
