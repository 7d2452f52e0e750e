package org.set2model.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Operation;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.kernel.Workers;
import org.set2model.kernel.Workspace;
import org.set2model.mixture.ExpectationMaximizationStep;
import org.set2model.mixture.FullGaussianFit;
import org.set2model.mixture.FullGaussianLogDensity;
import org.set2model.mixture.GaussianFit;
import org.set2model.mixture.LogDensity;
import org.set2model.mixture.MixtureFit;
import org.set2model.network.BatchNormalization;
import org.set2model.network.ConvolutionBlock;
import org.set2model.network.ImageShape;
import org.set2model.network.Linear;
import org.set2model.network.PanelConvolution;
import org.set2model.network.RunningStatistics;

/**
 * The functions whose sums are long in practice, at sizes that practice has: what the catalog's
 * small cases say of accuracy does not say it of sums of a thousand terms.
 */
final class RealSizes {

  private static final int SAMPLES = 2;
  private static final ImageShape IMAGE = new ImageShape(14, 14);

  private RealSizes() {}

  /** A function and its inputs. */
  private record Drawn(Operation operation, List<Argument> arguments) {}

  static List<Subject> subjects() {
    return List.of(
        subject("Gaussian fit, N 60, D 64", RealSizes::gaussianFit),
        subject("Gaussian fit, full covariance, N 60, D 12", RealSizes::fullFit),
        subject("Gaussian log-density, full covariance, D 12", RealSizes::fullDensity),
        subject(
            "expectation-maximization step, N 60, D 64, K 3",
            random -> fit(new ExpectationMaximizationStep(), 60, 64, 3, random)),
        subject(
            "expectation-maximization step, N 1,100, D 2, K 2",
            random -> fit(new ExpectationMaximizationStep(), 1100, 2, 2, random)),
        subject(
            "mixture fit, unrolled, N 50, D 16, K 3, T 10",
            random -> fit(new MixtureFit(10), 50, 16, 3, random)),
        subject("mixture log-density, M 300, D 64, K 3", RealSizes::logDensity),
        subject("convolution 3x3, C 8, F 4, 3 images of 14x14", RealSizes::convolution),
        subject("batch normalization (training), M 5,000", RealSizes::normalization),
        subject("convolution block (training), C 8, F 4, 3 images of 14x14", RealSizes::block),
        subject("Adam, 6 steps", RealSizes::adam),
        subject("linear, N 40, F 144, D 64", RealSizes::linear));
  }

  private static Subject subject(String name, Function<SplittableRandom, Drawn> draw) {
    return new Subject(
        name,
        SAMPLES,
        number -> {
          var random = new SplittableRandom(0x100000001L * name.hashCode() + number);
          Drawn drawn = draw.apply(random);
          return Point.of(drawn.operation, drawn.arguments, "ORDINARY", random);
        });
  }

  private static DMatrixRMaj ordinary(int rows, int columns, SplittableRandom random) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < rows * columns; i++) {
      matrix.data[i] = random.nextGaussian();
    }
    return matrix;
  }

  private static DMatrixRMaj positive(int rows, int columns, double size, SplittableRandom random) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < rows * columns; i++) {
      matrix.data[i] = size * random.nextDouble(0.5, 1.5);
    }
    return matrix;
  }

  private static List<Argument> fitArguments(int points, int dimensions, SplittableRandom random) {
    List<Argument> arguments = new ArrayList<>();
    arguments.add(Argument.of("points", ordinary(points, dimensions, random)));
    arguments.add(Argument.of("weights", positive(points, 1, 1, random)));
    arguments.add(Argument.of("alpha", positive(1, 1, 1, random)));
    arguments.add(Argument.of("kappa", positive(1, 1, 1, random)));
    arguments.add(Argument.of("nu", positive(1, 1, 1, random)));
    arguments.add(Argument.of("mean", ordinary(1, dimensions, random)));
    arguments.add(Argument.of("variance", positive(1, dimensions, 1, random)));
    arguments.add(Argument.of("floor", positive(1, 1, 0.01, random)));
    return arguments;
  }

  private static DMatrixRMaj theta(int components, int dimensions, SplittableRandom random) {
    DMatrixRMaj theta = new DMatrixRMaj(components, 1 + 2 * dimensions);
    for (int k = 0; k < components; k++) {
      theta.set(k, 0, random.nextDouble(0.5, 1.5) / components);
      for (int j = 0; j < dimensions; j++) {
        theta.set(k, 1 + j, random.nextGaussian());
        theta.set(k, 1 + dimensions + j, random.nextDouble(0.5, 1.5));
      }
    }
    return theta;
  }

  private static Drawn gaussianFit(SplittableRandom random) {
    return new Drawn(new GaussianFit(), fitArguments(60, 64, random));
  }

  private static Drawn fullFit(SplittableRandom random) {
    return new Drawn(new FullGaussianFit(), fitArguments(60, 12, random));
  }

  private static Drawn fullDensity(SplittableRandom random) {
    int dimensions = 12;
    DMatrixRMaj factor = ordinary(dimensions, dimensions, random);
    DMatrixRMaj parameters = ordinary(1 + dimensions, dimensions, random);
    for (int i = 0; i < dimensions; i++) {
      for (int j = 0; j < dimensions; j++) {
        double sum = i == j ? 1 : 0;
        for (int k = 0; k < dimensions; k++) {
          sum += factor.get(i, k) * factor.get(j, k);
        }
        parameters.set(1 + i, j, sum);
      }
    }
    return new Drawn(
        new FullGaussianLogDensity(),
        List.of(
            Argument.of("parameters", parameters),
            Argument.of("queries", ordinary(20, dimensions, random))));
  }

  private static Drawn fit(
      Operation operation, int points, int dimensions, int components, SplittableRandom random) {
    List<Argument> arguments = fitArguments(points, dimensions, random);
    arguments.add(Argument.of("theta", theta(components, dimensions, random)));
    return new Drawn(operation, arguments);
  }

  private static Drawn logDensity(SplittableRandom random) {
    return new Drawn(
        new LogDensity(),
        List.of(
            Argument.of("theta", theta(3, 64, random)),
            Argument.of("queries", ordinary(300, 64, random))));
  }

  private static Drawn convolution(SplittableRandom random) {
    return new Drawn(
        new PanelConvolution(IMAGE, new Workers(1)), images(8, 4, random).subList(0, 2));
  }

  private static Drawn normalization(SplittableRandom random) {
    return new Drawn(
        BatchNormalization.training(new RunningStatistics(2)),
        List.of(
            Argument.of("x", ordinary(2, 5000, random)),
            Argument.of("gamma", ordinary(2, 1, random)),
            Argument.of("beta", ordinary(2, 1, random))));
  }

  private static Drawn block(SplittableRandom random) {
    return new Drawn(
        ConvolutionBlock.training(IMAGE, new RunningStatistics(4), new Workers(1), new Workspace()),
        images(8, 4, random));
  }

  private static List<Argument> images(int channels, int filters, SplittableRandom random) {
    return List.of(
        Argument.of("x", ordinary(channels, 3 * IMAGE.pixels(), random)),
        Argument.of("w", ordinary(filters, 9 * channels, random)),
        Argument.of("gamma", ordinary(filters, 1, random)),
        Argument.of("beta", ordinary(filters, 1, random)));
  }

  private static Drawn linear(SplittableRandom random) {
    return new Drawn(
        new Linear(),
        List.of(
            Argument.of("x", ordinary(40, 144, random)),
            Argument.of("w", ordinary(64, 144, random)),
            Argument.of("b", ordinary(1, 64, random))));
  }

  /** Gradients of ordinary size, and of the size of epsilon. */
  private static Drawn adam(SplittableRandom random) {
    List<Argument> arguments = new ArrayList<>();
    arguments.add(Argument.of("w", ordinary(2, 20, random)));
    for (int t = 1; t <= 6; t++) {
      DMatrixRMaj gradient = ordinary(2, 20, random);
      for (int i = 20; i < 40; i++) {
        gradient.data[i] *= 1e-8;
      }
      arguments.add(Argument.of("gradient" + t, gradient));
    }
    return new Drawn(new AdamSteps(), arguments);
  }
}
