package org.set2model.network;

import java.util.ArrayList;
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
import org.set2model.autodiff.Gradients;
import org.set2model.autodiff.Parameter;
import org.set2model.autodiff.Tape;
import org.set2model.autodiff.Variable;
import org.set2model.benchmarks.Draw;
import org.set2model.kernel.Workers;
import org.set2model.kernel.Workspace;
import org.set2model.optimizer.Adam;

/** One training step of four convolution blocks on images of 28 x 28: both ways and Adam. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class TrainingStepBenchmark {

  private static final int BLOCKS = 4;

  @Param({"64", "32"})
  private int filters;

  @Param("100")
  private int images;

  @Param({"1", "2"})
  private int threads;

  private Workers workers;
  private final List<ConvolutionBlock> blocks = new ArrayList<>();
  private final List<Parameter> parameters = new ArrayList<>();
  private Adam adam;
  private Variable batch;
  private DMatrixRMaj upstream;

  /** Builds the blocks. */
  @Setup
  public void build() {
    workers = new Workers(threads);
    Workspace workspace = new Workspace();
    var random = new SplittableRandom(1);
    ImageShape shape = new ImageShape(28, 28);
    batch = Variable.constant(Draw.normal(1, images * shape.pixels(), 1, random));
    int channels = 1;
    for (int b = 0; b < BLOCKS; b++) {
      blocks.add(
          ConvolutionBlock.training(shape, new RunningStatistics(filters), workers, workspace));
      double deviation = Math.sqrt(2.0 / (9 * channels));
      add("filters" + b, Draw.normal(filters, 9 * channels, deviation, random));
      DMatrixRMaj scale = new DMatrixRMaj(filters, 1);
      scale.fill(1);
      add("scale" + b, scale);
      add("shift" + b, new DMatrixRMaj(filters, 1));
      channels = filters;
      shape = shape.halved();
    }
    upstream = Draw.normal(filters, images * shape.pixels(), 1, random);
    adam = new Adam(parameters);
  }

  private void add(String name, DMatrixRMaj value) {
    parameters.add(new Parameter(name, value));
  }

  /** Stops the workers. */
  @TearDown
  public void stop() {
    workers.close();
  }

  /** The step. */
  @Benchmark
  public double step() {
    Tape tape = new Tape();
    List<Variable> leaves = parameters.stream().map(p -> tape.leaf(p.value())).toList();
    Variable h = batch;
    for (int b = 0; b < BLOCKS; b++) {
      h = blocks.get(b).apply(h, leaves.get(3 * b), leaves.get(3 * b + 1), leaves.get(3 * b + 2));
    }
    Gradients gradients = tape.backward(h, upstream);
    adam.step(leaves.stream().map(gradients::of).toList(), 1e-3);
    return parameters.get(0).value().data[0];
  }
}
