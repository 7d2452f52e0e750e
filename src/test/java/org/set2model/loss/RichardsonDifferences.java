package org.set2model.loss;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Operation;

/**
 * Compares the products of an operation with central differences, extrapolated to step zero by
 * Richardson's (Ridders') tableau, whose own error estimate sets the tolerance.
 */
public final class RichardsonDifferences {

  private static final int ROWS = 7;

  /** A derivative and the estimate of its error. */
  private record Estimate(double value, double error) {}

  private RichardsonDifferences() {}

  /**
   * Asserts that the products of some inputs agree with differences, entry by entry, to 1e-7 of the
   * largest entry of the gradient.
   *
   * @param steps first step for each input; zero for an input that is not differentiated
   */
  public static void assertProductsAgree(
      Operation operation, double[] steps, DMatrixRMaj... inputs) {
    DMatrixRMaj value = operation.evaluate(inputs).value();
    DMatrixRMaj upstream = random(value.numRows, value.numCols, 17);
    DMatrixRMaj[] products =
        operation.evaluate(inputs).vectorJacobianProducts(inputs.length, upstream);
    for (int i = 0; i < inputs.length; i++) {
      if (steps[i] > 0) {
        assertAgrees(operation, inputs, i, steps[i], upstream, products[i]);
      }
    }
  }

  private static void assertAgrees(
      Operation operation,
      DMatrixRMaj[] inputs,
      int input,
      double step,
      DMatrixRMaj upstream,
      DMatrixRMaj product) {
    int entries = inputs[input].getNumElements();
    assertTrue(
        product.numRows == inputs[input].numRows && product.numCols == inputs[input].numCols,
        "shape of the gradient of input " + input);
    Estimate[] estimates = new Estimate[entries];
    double largest = 0;
    for (int entry = 0; entry < entries; entry++) {
      estimates[entry] = derivative(operation, inputs, input, entry, step, upstream);
      largest = Math.max(largest, Math.abs(estimates[entry].value()));
    }
    double floor = 1e-13 * magnitude(operation.value(inputs), upstream) / step;
    for (int entry = 0; entry < entries; entry++) {
      Estimate estimate = estimates[entry];
      double tolerance = 1e-8 * largest + 10 * estimate.error() + floor;
      assertTrue(
          tolerance <= 1e-6 * largest + 100 * floor,
          () -> "differences do not converge for input " + input + ": " + estimate);
      double error = Math.abs(product.data[entry] - estimate.value());
      assertTrue(
          error <= tolerance,
          operation.name()
              + ": input "
              + input
              + ", entry "
              + entry
              + ": product "
              + product.data[entry]
              + ", differences "
              + estimate
              + ", largest "
              + largest);
    }
  }

  private static Estimate derivative(
      Operation operation,
      DMatrixRMaj[] inputs,
      int input,
      int entry,
      double step,
      DMatrixRMaj upstream) {
    double[][] tableau = new double[ROWS][ROWS];
    Estimate best = new Estimate(Double.NaN, Double.POSITIVE_INFINITY);
    double h = step;
    for (int i = 0; i < ROWS; i++, h /= 2) {
      double up = at(operation, inputs, input, entry, h, upstream);
      double down = at(operation, inputs, input, entry, -h, upstream);
      tableau[i][0] = (up - down) / (2 * h);
      double power = 1;
      for (int k = 1; k <= i; k++) {
        power *= 4;
        tableau[i][k] =
            tableau[i][k - 1] + (tableau[i][k - 1] - tableau[i - 1][k - 1]) / (power - 1);
        double error =
            Math.max(
                Math.abs(tableau[i][k] - tableau[i][k - 1]),
                Math.abs(tableau[i][k] - tableau[i - 1][k - 1]));
        if (error < best.error()) {
          best = new Estimate(tableau[i][k], error);
        }
      }
    }
    return best;
  }

  private static double at(
      Operation operation,
      DMatrixRMaj[] inputs,
      int input,
      int entry,
      double shift,
      DMatrixRMaj upstream) {
    DMatrixRMaj[] moved = inputs.clone();
    moved[input] = inputs[input].copy();
    moved[input].data[entry] += shift;
    DMatrixRMaj value = operation.value(moved);
    double sum = 0;
    for (int i = 0; i < value.getNumElements(); i++) {
      sum += upstream.data[i] * value.data[i];
    }
    return sum;
  }

  private static double magnitude(DMatrixRMaj value, DMatrixRMaj upstream) {
    double sum = 0;
    for (int i = 0; i < value.getNumElements(); i++) {
      sum += Math.abs(upstream.data[i] * value.data[i]);
    }
    return sum;
  }

  /** Uniform on [-1, 1). */
  public static DMatrixRMaj random(int rows, int columns, long seed) {
    var random = new SplittableRandom(seed);
    var matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < rows * columns; i++) {
      matrix.data[i] = 2 * random.nextDouble() - 1;
    }
    return matrix;
  }
}
