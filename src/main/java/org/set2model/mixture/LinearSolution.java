package org.set2model.mixture;

import java.util.function.UnaryOperator;

/**
 * The solution of {@code A x = b}, and how much it can be trusted.
 *
 * @param x the solution
 * @param residual {@code |b - A x| / |b|}, zero if b is zero
 * @param condition an estimate of the condition number of A; infinite if A is singular
 * @param matvecs how often A was multiplied by a vector
 */
record LinearSolution(double[] x, double residual, double condition, int matvecs) {

  /** The solution of a system whose right-hand side is zero. */
  static LinearSolution zero(int size) {
    return new LinearSolution(new double[size], 0, 1, 0);
  }

  /** Computes the residual. */
  static LinearSolution of(
      UnaryOperator<double[]> matvec, double[] b, double[] x, double condition, int matvecs) {
    double[] r = b.clone();
    add(-1, matvec.apply(x), r);
    return new LinearSolution(x, norm(r) / norm(b), condition, matvecs + 1);
  }

  static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum = Math.fma(x[i], y[i], sum);
    }
    return sum;
  }

  /** {@code |x|}; scaled, so that it neither overflows nor underflows. */
  static double norm(double[] x) {
    double largest = 0;
    for (double value : x) {
      largest = Math.max(largest, Math.abs(value));
    }
    if (!(largest > 0 && largest < Double.POSITIVE_INFINITY)) {
      return largest;
    }
    double sum = 0;
    for (double value : x) {
      double ratio = value / largest;
      sum = Math.fma(ratio, ratio, sum);
    }
    return largest * Math.sqrt(sum);
  }

  /** {@code y += c x}. */
  static void add(double c, double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] = Math.fma(c, x[i], y[i]);
    }
  }
}
