package org.set2model.gradcheck;

import java.util.Arrays;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;

/** A number with its derivatives, so that a formula that is written once gives both. */
final class Dual {

  /** Relative difference of numbers that may be equal but for rounding. */
  private static final double TIE = 1e-13;

  private final double value;
  private final double[] gradient;

  private Dual(double value, double[] gradient) {
    this.value = value;
    this.gradient = gradient;
  }

  /** The example of a formula in the entries of x. */
  static Example example(DMatrixRMaj x, Function<Dual[], Dual> formula) {
    int n = x.getNumElements();
    DMatrixRMaj result = x.createLike();
    System.arraycopy(formula.apply(variables(x, n)).gradient, 0, result.data, 0, n);
    return Example.of(x, y -> formula.apply(variables(y, 0)).value, result);
  }

  /**
   * The example of formulas in the entries of x, with a random upstream gradient.
   *
   * @param formulas gives the entries of a row
   */
  static Example example(DMatrixRMaj x, Draw draw, Function<Dual[], Dual[]> formulas) {
    DMatrixRMaj upstream = new DMatrixRMaj(1, formulas.apply(variables(x, 0)).length);
    for (int k = 0; k < upstream.numCols; k++) {
      upstream.data[k] = draw.sign() * draw.power(-1, 1);
    }
    return Example.of(
        x,
        new Pullback(
            in -> values(formulas.apply(variables(in[0], 0))),
            y -> jacobian(formulas.apply(variables(y, y.getNumElements()))),
            upstream));
  }

  private static DMatrixRMaj values(Dual[] results) {
    DMatrixRMaj row = new DMatrixRMaj(1, results.length);
    for (int k = 0; k < results.length; k++) {
      row.data[k] = results[k].value;
    }
    return row;
  }

  private static DMatrixRMaj jacobian(Dual[] results) {
    int n = results[0].gradient.length;
    DMatrixRMaj jacobian = new DMatrixRMaj(results.length, n);
    for (int k = 0; k < results.length; k++) {
      System.arraycopy(results[k].gradient, 0, jacobian.data, k * n, n);
    }
    return jacobian;
  }

  /** The entries of x, with respect to each other, or without derivatives if size is 0. */
  private static Dual[] variables(DMatrixRMaj x, int size) {
    Dual[] variables = new Dual[x.getNumElements()];
    for (int i = 0; i < variables.length; i++) {
      double[] unit = new double[size];
      if (size > 0) {
        unit[i] = 1;
      }
      variables[i] = new Dual(x.data[i], unit);
    }
    return variables;
  }

  double value() {
    return value;
  }

  private Dual chain(double newValue, double slope) {
    double[] result = new double[gradient.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = gradient[i] == 0 && !Double.isNaN(slope) ? 0 : slope * gradient[i];
    }
    return new Dual(newValue, result);
  }

  private Dual chain(double newValue, double slope, Dual other, double otherSlope) {
    double[] result = new double[gradient.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = slope * gradient[i] + otherSlope * other.gradient[i];
    }
    return new Dual(newValue, result);
  }

  Dual plus(double c) {
    return new Dual(value + c, gradient);
  }

  Dual minus(double c) {
    return new Dual(value - c, gradient);
  }

  Dual times(double c) {
    return chain(c * value, c);
  }

  Dual plus(Dual other) {
    return chain(value + other.value, 1, other, 1);
  }

  Dual minus(Dual other) {
    return chain(value - other.value, 1, other, -1);
  }

  Dual times(Dual other) {
    return chain(value * other.value, other.value, other, value);
  }

  Dual over(Dual other) {
    return chain(value / other.value, 1 / other.value, other, -value / (other.value * other.value));
  }

  Dual negative() {
    return chain(-value, -1);
  }

  /** Of a derivative that is given beside the value. */
  Dual map(double newValue, double derivative) {
    return chain(newValue, derivative);
  }

  /** The same derivatives beside a value that is less precise. */
  Dual withValue(double newValue) {
    return new Dual(newValue, gradient);
  }

  Dual square() {
    return chain(value * value, 2 * value);
  }

  Dual power(double exponent) {
    return chain(Math.pow(value, exponent), exponent * Math.pow(value, exponent - 1));
  }

  Dual root() {
    return chain(Math.sqrt(value), 0.5 / Math.sqrt(value));
  }

  Dual exp() {
    return chain(Math.exp(value), Math.exp(value));
  }

  Dual log() {
    return chain(Math.log(value), 1 / value);
  }

  Dual log1p() {
    return chain(Math.log1p(value), 1 / (1 + value));
  }

  Dual sin() {
    return chain(Math.sin(value), Math.cos(value));
  }

  Dual cos() {
    return chain(Math.cos(value), -Math.sin(value));
  }

  Dual tanh() {
    double t = Math.tanh(value);
    return chain(t, 1 / (Math.cosh(value) * Math.cosh(value)));
  }

  Dual arctan() {
    return chain(Math.atan(value), 1 / (1 + value * value));
  }

  Dual sigmoid() {
    return chain(
        EvenFamilies.sigmoid(value), EvenFamilies.sigmoid(value) * EvenFamilies.sigmoid(-value));
  }

  Dual softplus() {
    return chain(EvenFamilies.softplus(value), EvenFamilies.sigmoid(value));
  }

  /** The angle of the point (x, this). */
  Dual angle(Dual x) {
    double squares = value * value + x.value * x.value;
    return chain(Math.atan2(value, x.value), x.value / squares, x, -value / squares);
  }

  /** The larger of the two, which has no derivatives where rounding decides which that is. */
  Dual max(Dual other) {
    double rounding = TIE * Math.max(Math.abs(value), Math.abs(other.value));
    if (Math.abs(value - other.value) <= rounding && !Arrays.equals(gradient, other.gradient)) {
      return chain(value, Double.NaN);
    }
    return value >= other.value ? this : other;
  }

  static Dual sum(Dual... terms) {
    Dual sum = terms[0];
    for (int i = 1; i < terms.length; i++) {
      sum = sum.plus(terms[i]);
    }
    return sum;
  }

  static Dual logSumExp(Dual... terms) {
    double largest = Double.NEGATIVE_INFINITY;
    for (Dual term : terms) {
      largest = Math.max(largest, term.value);
    }
    Dual[] exponentials = new Dual[terms.length];
    for (int i = 0; i < terms.length; i++) {
      exponentials[i] = terms[i].minus(largest).exp();
    }
    return sum(exponentials).log().plus(largest);
  }

  /** The sum of products with numbers. */
  static Dual dot(double[] a, Dual... terms) {
    Dual sum = terms[0].times(a[0]);
    for (int i = 1; i < terms.length; i++) {
      sum = sum.plus(terms[i].times(a[i]));
    }
    return sum;
  }
}
