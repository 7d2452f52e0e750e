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
import org.openjdk.jmh.annotations.Warmup;
import org.set2model.autodiff.Gradients;
import org.set2model.autodiff.Tape;
import org.set2model.autodiff.Variable;
import org.set2model.benchmarks.Draw;

/**
 * Fitting a mixture from a given start, and its gradient with respect to the points and the start,
 * on one thread. The shapes double each of N, D, K and T in turn; with {@code -prof gc} the memory
 * of each is reported too.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DifferentiableFitBenchmark {

  private static final int MOST_STEPS = 10_000;

  /** N x D x K x T. */
  @Param({
    "50x64x3x50",
    "1000x128x5x50",
    "2000x128x5x50",
    "1000x256x5x50",
    "1000x128x10x50",
    "1000x128x5x100"
  })
  private String shape;

  private int iterations;
  private DMatrixRMaj points;
  private DMatrixRMaj start;
  private DMatrixRMaj upstream;
  private Variable weights;
  private Prior prior;

  /** Overlapping clouds, one for each component, and a start near none of them. */
  @Setup
  public void draw() {
    int[] sizes = Draw.sizes(shape);
    int dimensions = sizes[1];
    int components = sizes[2];
    iterations = sizes[3];
    var random = new SplittableRandom(1);
    DMatrixRMaj centers = Draw.normal(components, dimensions, 2 / Math.sqrt(dimensions), random);
    points = Draw.normal(sizes[0], dimensions, 1, random);
    for (int n = 0; n < points.numRows; n++) {
      for (int j = 0; j < dimensions; j++) {
        points.add(n, j, centers.get(n % components, j));
      }
    }
    weights = Variable.constant(PointSet.unitWeights(points.numRows));
    prior = Prior.ofVariance(dimensions, 1, 1, 1e-3);
    int[] indices = SeededStart.chooseIndices(points, weights.value(), components, 1);
    start = MixtureStart.mixtureStart(Variable.constant(points), weights, prior, indices).value();
    upstream = Draw.normal(start.numRows, start.numCols, 1, random);
  }

  /** T steps. */
  @Benchmark
  public DMatrixRMaj forward() {
    Variable x = Variable.constant(points);
    return MixtureFit.mixtureFit(x, weights, prior, Variable.constant(start), iterations).value();
  }

  /** T steps and their products. */
  @Benchmark
  public DMatrixRMaj unrolled() {
    return gradient(FitOptions.unrolled(1, iterations));
  }

  /** The steps to convergence, and one solve with the product of the last. */
  @Benchmark
  public DMatrixRMaj implicit() {
    return gradient(
        FitOptions.implicit(1, MOST_STEPS, Differentiation.IMPLICIT).withTolerance(1e-10));
  }

  private DMatrixRMaj gradient(FitOptions options) {
    Tape tape = new Tape();
    Variable x = tape.leaf(points);
    Variable theta = MixtureFit.mixtureFit(x, weights, prior, tape.leaf(start), options);
    Gradients gradients = tape.backward(theta, upstream);
    return gradients.of(x);
  }
}
