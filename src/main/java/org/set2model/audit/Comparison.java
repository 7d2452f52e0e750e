package org.set2model.audit;

import java.util.Locale;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Operation;

/**
 * How far the numbers that fast forms give are from those of their plain forms.
 *
 * <p>A difference counts relative to the number, or if that is more to 2^-11 of the largest in its
 * matrix, or to 2^-17 of the largest of all gradients: sums are rounded relative to their largest
 * terms. Both forms are sums in double precision in another order, so what is allowed, 2^-30, is
 * rounding, and far below any part that could be missing.
 */
public final class Comparison {

  private static final double TOLERANCE = 0x1p-30;
  private static final double PART_OF_MATRIX = 0x1p-11;
  private static final double PART_OF_ALL = 0x1p-17;

  private long numbers;
  private double worst;
  private String where = "";

  /** The values of two operations, and their products with a random upstream gradient. */
  public static Comparison of(Operation fast, Operation plain, long seed, DMatrixRMaj... inputs) {
    return new Comparison().add(fast, plain, seed, inputs);
  }

  /** Compares two operations more. */
  public Comparison add(Operation fast, Operation plain, long seed, DMatrixRMaj... inputs) {
    DMatrixRMaj value = plain.value(inputs);
    add("value", fast.value(inputs), value);
    DMatrixRMaj upstream = upstream(value.numRows, value.numCols, seed);
    DMatrixRMaj[] products = OperationCheck.products(fast, inputs, upstream);
    DMatrixRMaj[] plainProducts = OperationCheck.products(plain, inputs, upstream);
    double least = 0;
    for (DMatrixRMaj product : plainProducts) {
      least = Math.max(least, PART_OF_ALL * largest(product));
    }
    for (int i = 0; i < products.length; i++) {
      add("gradient of input " + i, products[i], plainProducts[i], least);
    }
    return this;
  }

  private static DMatrixRMaj upstream(int rows, int columns, long seed) {
    var random = new SplittableRandom(seed);
    DMatrixRMaj upstream = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < rows * columns; i++) {
      upstream.data[i] = random.nextGaussian();
    }
    return upstream;
  }

  /**
   * Compares two matrices.
   *
   * @param what they are, for the report
   */
  public Comparison add(String what, DMatrixRMaj fast, DMatrixRMaj plain) {
    return add(what, fast, plain, 0);
  }

  private Comparison add(String what, DMatrixRMaj fast, DMatrixRMaj plain, double least) {
    if (fast.numRows != plain.numRows || fast.numCols != plain.numCols) {
      worst = Double.POSITIVE_INFINITY;
      where =
          String.format(
              "%s is %d x %d, not %d x %d",
              what, fast.numRows, fast.numCols, plain.numRows, plain.numCols);
      return this;
    }
    double floor = Math.max(least, PART_OF_MATRIX * largest(plain));
    for (int i = 0; i < plain.getNumElements(); i++) {
      numbers++;
      double size = Math.max(Math.abs(plain.data[i]), floor);
      double difference = Math.abs(fast.data[i] - plain.data[i]);
      double error = difference == 0 ? 0 : difference / size;
      if (!(error <= worst)) {
        worst = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
        where =
            String.format(
                Locale.ROOT,
                "%s, row %d, column %d: %s, plainly %s",
                what,
                i / plain.numCols,
                i % plain.numCols,
                fast.data[i],
                plain.data[i]);
      }
    }
    return this;
  }

  private static double largest(DMatrixRMaj matrix) {
    double largest = 0;
    for (int i = 0; i < matrix.getNumElements(); i++) {
      largest = Math.max(largest, Math.abs(matrix.data[i]));
    }
    return largest;
  }

  /** How many numbers were compared. */
  long numbers() {
    return numbers;
  }

  /** The largest difference, infinite if a number is NaN or a matrix has another shape. */
  double worst() {
    return worst;
  }

  boolean agrees() {
    return worst <= TOLERANCE;
  }

  /** The number that is farthest off, and what it should be. */
  String where() {
    return where;
  }
}
