package org.set2model.network;

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
import org.set2model.image.ImageSet;
import org.set2model.kernel.Workers;

/** Descriptors of 1000 images of 28 x 28: milliseconds are microseconds an image. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class EmbeddingBenchmark {

  private static final int SIDE = 28;
  private static final int BLOCKS = 4;
  private static final int DIMENSIONS = 64;

  @Param("1000")
  private int size;

  @Param("64")
  private int filters;

  @Param({"1", "2"})
  private int threads;

  private Workers workers;
  private Network network;
  private ImageSet images;

  /** Draws images and network. */
  @Setup
  public void draw() {
    workers = new Workers(threads);
    network = new Network(new Architecture(SIDE, BLOCKS, filters, DIMENSIONS), 1, workers);
    byte[] ink = new byte[size * SIDE * SIDE];
    new SplittableRandom(1).nextBytes(ink);
    images = ImageSet.of(SIDE, ink);
  }

  /** Stops the workers. */
  @TearDown
  public void stop() {
    workers.close();
  }

  /** The descriptors. */
  @Benchmark
  public DMatrixRMaj embed() {
    return network.embed(images);
  }
}
