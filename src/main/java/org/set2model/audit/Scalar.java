package org.set2model.audit;

import java.util.Arrays;

/**
 * A number that remembers what it was made of, and how it changes with each part: what plain forms
 * are written in.
 *
 * <p>Any function of numbers can be made by {@link #of}; the arithmetic below is there to read like
 * the formulas.
 */
public final class Scalar {

  /** The number. */
  public final double value;

  /** Derivative of the tape's outcome with respect to this number, once the tape was swept. */
  double gradient;

  private final ScalarTape tape;
  private final Scalar[] parts;
  private final double[] slopes;

  private Scalar(ScalarTape tape, double value, Scalar[] parts, double[] slopes) {
    this.tape = tape;
    this.value = value;
    this.parts = parts;
    this.slopes = slopes;
  }

  /** A number that is made of nothing. */
  static Scalar leaf(ScalarTape tape, double value) {
    return new Scalar(tape, value, new Scalar[0], new double[0]);
  }

  /**
   * A function of numbers.
   *
   * @param slopes its derivatives with respect to the parts
   */
  static Scalar of(double value, Scalar[] parts, double... slopes) {
    return parts[0].tape.record(new Scalar(parts[0].tape, value, parts, slopes));
  }

  /** A number that depends on nothing. */
  public Scalar constant(double number) {
    return leaf(tape, number);
  }

  private Scalar of(double value, double slope) {
    return of(value, new Scalar[] {this}, slope);
  }

  private Scalar with(Scalar other, double value, double slope, double otherSlope) {
    return of(value, new Scalar[] {this, other}, slope, otherSlope);
  }

  /** The chain rule, one link of it; no gradient passes nothing on, whatever the slopes. */
  void passGradientOn() {
    for (int i = 0; i < parts.length && gradient != 0; i++) {
      parts[i].gradient += gradient * slopes[i];
    }
  }

  /** {@code x + y}. */
  public Scalar plus(Scalar other) {
    return with(other, value + other.value, 1, 1);
  }

  /** {@code x - y}. */
  public Scalar minus(Scalar other) {
    return with(other, value - other.value, 1, -1);
  }

  /** {@code x y}. */
  public Scalar times(Scalar other) {
    return with(other, value * other.value, other.value, value);
  }

  /** {@code x / y}. */
  public Scalar over(Scalar other) {
    double quotient = value / other.value;
    return with(other, quotient, 1 / other.value, -quotient / other.value);
  }

  /** {@code x + c}. */
  public Scalar plus(double number) {
    return of(value + number, 1);
  }

  /** {@code c x}. */
  public Scalar times(double number) {
    return of(value * number, number);
  }

  /** {@code x^2}. */
  public Scalar squared() {
    return of(value * value, 2 * value);
  }

  /** The square root, {@code sqrt(x)}. */
  public Scalar root() {
    double root = Math.sqrt(value);
    return of(root, 0.5 / root);
  }

  /** {@code exp(x)}. */
  public Scalar exp() {
    double exponential = Math.exp(value);
    return of(exponential, exponential);
  }

  /** The natural logarithm, {@code log(x)}. */
  public Scalar log() {
    return of(Math.log(value), 1 / value);
  }

  /** {@code log(1 + x)}, which keeps the digits of a small x. */
  public Scalar logOfOnePlus() {
    return of(Math.log1p(value), 1 / (1 + value));
  }

  /** The first column of a matrix. */
  public static Scalar[] column(Scalar[][] matrix) {
    return Arrays.stream(matrix).map(row -> row[0]).toArray(Scalar[]::new);
  }

  /** {@code sum_i a_i}, of one term at least. */
  public static Scalar sum(Scalar... terms) {
    double sum = 0;
    double[] slopes = new double[terms.length];
    for (int i = 0; i < terms.length; i++) {
      sum += terms[i].value;
      slopes[i] = 1;
    }
    return of(sum, terms, slopes);
  }

  /** {@code sum_i a_i b_i}. */
  public static Scalar dot(Scalar[] a, Scalar[] b) {
    double sum = 0;
    Scalar[] parts = new Scalar[2 * a.length];
    double[] slopes = new double[2 * a.length];
    for (int i = 0; i < a.length; i++) {
      sum = Math.fma(a[i].value, b[i].value, sum);
      parts[2 * i] = a[i];
      slopes[2 * i] = b[i].value;
      parts[2 * i + 1] = b[i];
      slopes[2 * i + 1] = a[i].value;
    }
    return of(sum, parts, slopes);
  }

  /** The first of the largest numbers, or of those that are NaN if there is one. */
  public static Scalar firstOfLargest(Scalar... numbers) {
    Scalar largest = numbers[0];
    for (Scalar number : numbers) {
      boolean better = number.value > largest.value || Double.isNaN(number.value);
      largest = better && !Double.isNaN(largest.value) ? number : largest;
    }
    return largest;
  }

  /** The largest number; its slope is shared equally by those that tie. */
  public static Scalar max(Scalar... numbers) {
    double max = Double.NEGATIVE_INFINITY;
    int ties = 0;
    for (Scalar number : numbers) {
      ties = number.value > max ? 1 : number.value == max ? ties + 1 : ties;
      max = Math.max(max, number.value);
    }
    double[] slopes = new double[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      slopes[i] = numbers[i].value == max ? 1.0 / ties : 0;
    }
    return of(max, numbers, slopes);
  }

  /** The smallest number; its slope is shared equally by those that tie. */
  public static Scalar min(Scalar... numbers) {
    Scalar[] negatives = new Scalar[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      negatives[i] = numbers[i].times(-1);
    }
    return max(negatives).times(-1);
  }
}
