package org.set2model.mixture;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Variable;
import org.set2model.gradcheck.VectorJacobianCheck;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.Domain;

/**
 * Random inputs of a fit, in the order of the operations: points, example weights, alpha, kappa,
 * nu, m, s2, eps, theta.
 */
final class RandomFit {

  static final int POINTS = 0;
  static final int WEIGHTS = 1;
  static final int ALPHA = 2;
  static final int KAPPA = 3;
  static final int NU = 4;
  static final int PRIOR_MEAN = 5;
  static final int PRIOR_VARIANCE = 6;
  static final int FLOOR = 7;
  static final int THETA = 8;

  private final SplittableRandom random;
  final DMatrixRMaj[] inputs = new DMatrixRMaj[9];

  /**
   * Two clouds of points around +-0.7, theta somewhere among them.
   *
   * @param withPrior whether the strengths are positive; the floor always is
   */
  RandomFit(int points, int dimensions, int components, boolean withPrior, long seed) {
    random = new SplittableRandom(seed);
    inputs[POINTS] = uniform(points, dimensions, -1, 1);
    for (int i = 0; i < points * dimensions; i++) {
      inputs[POINTS].data[i] += (i / dimensions) % 2 == 0 ? 0.7 : -0.7;
    }
    inputs[WEIGHTS] = uniform(points, 1, 0.3, 2);
    for (int strength = ALPHA; strength <= NU; strength++) {
      inputs[strength] = withPrior ? uniform(1, 1, 0.3, 3) : new DMatrixRMaj(1, 1);
    }
    inputs[PRIOR_MEAN] = uniform(1, dimensions, -1, 1);
    inputs[PRIOR_VARIANCE] = uniform(1, dimensions, 0.3, 2);
    inputs[FLOOR] = uniform(1, 1, 0.2, 0.5);
    DMatrixRMaj theta = uniform(components, 1 + 2 * dimensions, 0.4, 2);
    double sum = 0;
    for (int k = 0; k < components; k++) {
      sum += theta.get(k, 0);
      for (int j = 0; j < dimensions; j++) {
        theta.set(k, 1 + j, 2 * random.nextDouble() - 1);
      }
    }
    for (int k = 0; k < components; k++) {
      theta.set(k, 0, theta.get(k, 0) / sum);
    }
    inputs[THETA] = theta;
  }

  DMatrixRMaj uniform(int rows, int columns, double from, double to) {
    var matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < rows * columns; i++) {
      matrix.data[i] = from + (to - from) * random.nextDouble();
    }
    return matrix;
  }

  /** The inputs of an operation that takes no theta. */
  DMatrixRMaj[] withoutTheta() {
    return Arrays.copyOf(inputs, THETA);
  }

  /** The inputs of a fit as arguments of a check, with their domains. */
  static Argument[] arguments(DMatrixRMaj... inputs) {
    String[] names = {
      "points", "weights", "alpha", "kappa", "nu", "priorMean", "priorVariance", "floor", "theta"
    };
    Domain notNegative = Domain.box(0, Double.POSITIVE_INFINITY);
    Argument[] arguments = new Argument[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      boolean free = i == POINTS || i == PRIOR_MEAN || i == THETA;
      arguments[i] = Argument.in(free ? Domain.unconstrained() : notNegative, names[i], inputs[i]);
    }
    return arguments;
  }

  /**
   * Checks an operation's product against differences. Some of its derivatives are zero but for
   * rounding, and can be verified relative to the others only.
   */
  static void assertProductsAgree(Operation operation, Argument... arguments) {
    VectorJacobianCheck.of(in -> operation.value(in), arguments)
        .acceptRelative()
        .assertAgrees(
            (in, upstream) -> operation.evaluate(in).vectorJacobianProducts(in.length, upstream));
  }

  Prior prior() {
    Variable[] parts =
        Stream.of(inputs).skip(ALPHA).map(Variable::constant).toArray(Variable[]::new);
    return new Prior(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
  }

  /** Another set of inputs with one replaced. */
  static DMatrixRMaj[] replace(DMatrixRMaj[] inputs, int index, DMatrixRMaj by) {
    DMatrixRMaj[] result = inputs.clone();
    result[index] = by;
    return result;
  }

  static DMatrixRMaj permuteRows(DMatrixRMaj matrix, int[] order) {
    var result = new DMatrixRMaj(order.length, matrix.numCols);
    for (int i = 0; i < order.length; i++) {
      for (int j = 0; j < matrix.numCols; j++) {
        result.set(i, j, matrix.get(order[i], j));
      }
    }
    return result;
  }

  /** The cyclic order i -> i + 1. */
  static int[] rotation(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = (i + 1) % size;
    }
    return order;
  }

  static DMatrixRMaj scalar(double value) {
    var matrix = new DMatrixRMaj(1, 1);
    matrix.data[0] = value;
    return matrix;
  }

  /** NaN if any entry is. */
  static double largestDifference(DMatrixRMaj a, DMatrixRMaj b) {
    double largest = 0;
    for (int i = 0; i < a.getNumElements(); i++) {
      largest = Math.max(largest, Math.abs(a.data[i] - b.data[i]));
    }
    return largest;
  }
}
