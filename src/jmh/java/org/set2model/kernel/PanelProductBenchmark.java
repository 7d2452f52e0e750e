package org.set2model.kernel;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The product at the shapes at which the network uses it. An operation is one multiplication or one
 * addition, so operations a nanosecond are GFLOP/s. {@code -t 2} runs it on two threads, each with
 * matrices of its own.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PanelProductBenchmark {

  private static final int FILTERS = 64;
  private static final int TAPS = 72;
  private static final int PIXELS = 504;
  private static final int PATCHES = 48;
  private static final int PATCH = 576;

  private double[][] convolved;
  private double[][] patches;
  private double[][] filterSums;
  private double[][] pixelPatches;
  private double[] coefficients;

  /** Draws the factors. */
  @Setup
  public void draw() {
    var random = new SplittableRandom(1);
    convolved = Panel.allocate(FILTERS, PIXELS);
    patches = drawn(TAPS, PIXELS, random);
    filterSums = Panel.allocate(FILTERS, PATCH);
    pixelPatches = drawn(PATCHES, PATCH, random);
    coefficients = random.doubles((long) FILTERS * TAPS, -1, 1).toArray();
  }

  private static double[][] drawn(int rows, int columns, SplittableRandom random) {
    double[][] panel = Panel.allocate(rows, columns);
    for (double[] row : panel) {
      for (int j = 0; j < columns; j++) {
        row[j] = random.nextDouble(-1, 1);
      }
    }
    return panel;
  }

  /** 64 filters times the patches of 8 channels at 504 pixels. */
  @Benchmark
  @OperationsPerInvocation(2 * FILTERS * TAPS * PIXELS)
  public double[][] convolution() {
    PanelProduct.add(convolved, FILTERS, patches, TAPS, coefficients, 0, TAPS, PIXELS);
    return convolved;
  }

  /** The gradient at 48 pixels times their patches of 64 channels. */
  @Benchmark
  @OperationsPerInvocation(2 * FILTERS * PATCHES * PATCH)
  public double[][] filterGradient() {
    PanelProduct.add(filterSums, FILTERS, pixelPatches, PATCHES, coefficients, 0, TAPS, PATCH);
    return filterSums;
  }
}
