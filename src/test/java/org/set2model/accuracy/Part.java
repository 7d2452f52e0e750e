package org.set2model.accuracy;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Operation;
import org.set2model.mixture.ExpectationMaximizationStep;
import org.set2model.mixture.FullGaussianFit;
import org.set2model.mixture.GaussianFit;
import org.set2model.mixture.MeansStart;
import org.set2model.mixture.MixtureFit;
import org.set2model.mixture.MixtureStart;

/**
 * The entries of a matrix that are of one kind: all, or of the parameters of a mixture the weights,
 * the means and the variances apart, which differ in unit and size.
 *
 * @param name what they are
 * @param entries their places in the matrix
 */
record Part(String name, int[] entries) {

  private static final Set<Class<? extends Operation>> GIVE_THETA =
      Set.of(
          GaussianFit.class,
          MixtureStart.class,
          MeansStart.class,
          ExpectationMaximizationStep.class,
          MixtureFit.class);

  /** The parts of a value. */
  static List<Part> ofValue(DMatrixRMaj value, Operation last) {
    String name = "value";
    if (GIVE_THETA.contains(last.getClass())) {
      return ofTheta(name, value);
    }
    return last instanceof FullGaussianFit ? ofGaussian(name, value) : List.of(all(name, value));
  }

  /** The parts of an argument. */
  static List<Part> ofArgument(String name, DMatrixRMaj value) {
    return switch (name) {
      case "theta" -> ofTheta(name, value);
      case "parameters" -> ofGaussian(name, value);
      default -> List.of(all(name, value));
    };
  }

  private static List<Part> ofTheta(String name, DMatrixRMaj theta) {
    int dimensions = theta.numCols / 2;
    return List.of(
        columns(name + ": weights", theta, 0, 1),
        columns(name + ": means", theta, 1, 1 + dimensions),
        columns(name + ": variances", theta, 1 + dimensions, theta.numCols));
  }

  private static List<Part> ofGaussian(String name, DMatrixRMaj matrix) {
    return List.of(
        new Part(name + ": mean", IntStream.range(0, matrix.numCols).toArray()),
        new Part(
            name + ": covariance",
            IntStream.range(matrix.numCols, matrix.getNumElements()).toArray()));
  }

  private static Part columns(String name, DMatrixRMaj matrix, int from, int to) {
    return new Part(
        name,
        IntStream.range(0, matrix.getNumElements())
            .filter(i -> i % matrix.numCols >= from && i % matrix.numCols < to)
            .toArray());
  }

  private static Part all(String name, DMatrixRMaj matrix) {
    return new Part(name, IntStream.range(0, matrix.getNumElements()).toArray());
  }
}
