package org.set2model.network;

import java.util.List;
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
import org.set2model.autodiff.Parameter;
import org.set2model.benchmarks.Draw;
import org.set2model.kernel.Workers;
import org.set2model.optimizer.Adam;

/**
 * The parts of one block of a training step on 100 images: the first block, of one channel of 28 x
 * 28, or the second, of 64 channels of 14 x 14, which costs the most. The third costs a quarter of
 * it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StepPartsBenchmark {

  private static final int IMAGES = 100;
  private static final int FILTERS = 64;
  private static final double RATE = 1e-3;

  @Param({"1", "2"})
  private int block;

  @Param({"1", "2"})
  private int threads;

  private Workers workers;
  private PanelConvolution convolution;
  private NormalizedPooling pooling;
  private DMatrixRMaj images;
  private DMatrixRMaj filters;
  private DMatrixRMaj convolved;
  private DMatrixRMaj toConvolved;
  private DMatrixRMaj toImages;
  private DMatrixRMaj pooled;
  private DMatrixRMaj toPooled;
  private byte[][] maxima;
  private double[] toScale;
  private double[] toShift;
  private Adam adam;
  private DMatrixRMaj gradient;

  /** Draws the block. */
  @Setup
  public void draw() {
    workers = new Workers(threads);
    var random = new SplittableRandom(1);
    int channels = block == 1 ? 1 : FILTERS;
    int side = block == 1 ? 28 : 14;
    var shape = new ImageShape(side, side);
    convolution = new PanelConvolution(shape, workers);
    pooling = new NormalizedPooling(shape);
    int columns = IMAGES * shape.pixels();
    images = Draw.normal(channels, columns, 1, random);
    filters = Draw.normal(FILTERS, 9 * channels, Math.sqrt(2.0 / (9 * channels)), random);
    convolved = Draw.normal(FILTERS, columns, 1, random);
    toConvolved = Draw.normal(FILTERS, columns, 1, random);
    toImages = new DMatrixRMaj(channels, columns);
    int windows = pooling.windows(IMAGES);
    pooled = new DMatrixRMaj(FILTERS, windows);
    toPooled = Draw.normal(FILTERS, windows, 1, random);
    maxima = new byte[FILTERS][windows];
    toScale = new double[FILTERS];
    toShift = new double[FILTERS];
    gradient = Draw.normal(FILTERS, 9 * channels, 1, random);
    adam = new Adam(List.of(new Parameter("filters", filters.copy())));
    normalizeAndPool(); // maxima all alike would make their product too easy
  }

  /** Stops the workers. */
  @TearDown
  public void stop() {
    workers.close();
  }

  /** Value of the convolution. */
  @Benchmark
  public DMatrixRMaj convolve() {
    convolution.value(images, filters, convolved);
    return convolved;
  }

  /** Product with respect to the images. */
  @Benchmark
  public DMatrixRMaj pullToImages() {
    convolution.imageGradient(filters, toConvolved, toImages);
    return toImages;
  }

  /** Product with respect to the filters. */
  @Benchmark
  public DMatrixRMaj pullToFilters() {
    return convolution.weightGradient(images, toConvolved);
  }

  /** Statistics of the batch, normalization, ReLU and pooling. */
  @Benchmark
  public DMatrixRMaj normalizeAndPool() {
    workers.run(
        FILTERS,
        (f, worker) -> {
          int start = f * convolved.numCols;
          Moments moments = Moments.of(convolved.data, start, convolved.numCols);
          double scale = 1 / Math.sqrt(moments.variance() + BatchNormalization.EPSILON);
          pooling.pool(
              convolved.data,
              start,
              IMAGES,
              moments.mean(),
              scale,
              0,
              pooled.data,
              f * pooled.numCols,
              maxima[f]);
        });
    return pooled;
  }

  /** Their product, in place. */
  @Benchmark
  public DMatrixRMaj pullToConvolution() {
    workers.run(
        FILTERS,
        (f, worker) ->
            pooling.pull(
                convolved.data,
                f * convolved.numCols,
                IMAGES,
                0,
                1,
                1,
                true,
                toPooled.data,
                f * toPooled.numCols,
                maxima[f],
                f,
                toScale,
                toShift));
    return convolved;
  }

  /** A step of the optimizer on the block's filters. */
  @Benchmark
  public Adam optimize() {
    adam.step(List.of(gradient), RATE);
    return adam;
  }
}
