package org.set2model.storage;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * An immutable array of doubles with any number of axes, the last running fastest. The shape [] is
 * that of a single value; an axis of length 0 makes the tensor empty.
 */
public final class Tensor {

  private final List<Integer> shape;
  private final double[] values;

  private Tensor(List<Integer> shape, double[] values) {
    this.shape = shape;
    this.values = values;
  }

  /**
   * A tensor.
   *
   * @param shape lengths of the axes, each at least 0
   * @param values in row-major order; copied
   * @throws IllegalArgumentException if the number of values is not the product of the lengths
   */
  public static Tensor of(List<Integer> shape, double... values) {
    return new Tensor(checked(shape, values.length), values.clone());
  }

  /** A tensor of the entries of a matrix, row after row, in this shape. */
  static Tensor of(List<Integer> shape, DMatrixRMaj matrix) {
    return new Tensor(
        checked(shape, matrix.getNumElements()),
        Arrays.copyOf(matrix.data, matrix.getNumElements()));
  }

  private static List<Integer> checked(List<Integer> shape, int count) {
    long product = 1;
    for (int length : shape) {
      if (!(length >= 0)) {
        throw new IllegalArgumentException("shape " + shape + " must have lengths >= 0");
      }
      product = Math.multiplyExact(product, length);
    }
    if (product != count) {
      throw new IllegalArgumentException(
          "shape " + shape + " takes " + product + " values, not " + count);
    }
    return List.copyOf(shape);
  }

  /** The lengths of the axes. */
  public List<Integer> shape() {
    return shape;
  }

  /** A copy of the values, in row-major order. */
  public double[] values() {
    return values.clone();
  }

  /** How many values there are. */
  int size() {
    return values.length;
  }

  /** The value at this place in row-major order. */
  double value(int index) {
    return values[index];
  }

  /** Where the first value stands that is NaN or infinite, or -1. */
  int firstNotFinite() {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }

  /** Whether a 32-bit number holds every value exactly. */
  boolean isSingle() {
    for (double value : values) {
      if ((float) value != value) {
        return false;
      }
    }
    return true;
  }

  /** Overwrites the entries of a matrix of as many entries, row after row. */
  void copyTo(DMatrixRMaj matrix) {
    System.arraycopy(values, 0, matrix.data, 0, values.length);
  }

  /** Whether the other object is a tensor of the same shape whose values have the same bits. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that
        && shape.equals(that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "tensor " + shape;
  }
}
