package org.set2model.gradcheck;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.Domain;

/**
 * A function at a point where the right claims are known, and how it is checked.
 *
 * @param function the function
 * @param truth the point and the right claims
 * @param toldAccuracy what the check is told of the function's relative precision; 0 for nothing
 * @param singleClaims whether claims are rounded to single precision
 * @param pullback where claims are made by a vector-Jacobian product; null where by a gradient
 */
record Example(
    ToDoubleFunction<DMatrixRMaj[]> function,
    Truth truth,
    double toldAccuracy,
    boolean singleClaims,
    Pullback pullback) {

  /** A term or derivative of one entry. */
  interface Term {
    double value(double t, int index);
  }

  /** A smooth function of several arguments. */
  static Example of(
      ToDoubleFunction<DMatrixRMaj[]> function,
      List<Argument> arguments,
      DMatrixRMaj... gradients) {
    return new Example(function, Truth.of(arguments, gradients), 0, false, null);
  }

  /** A smooth function of one unconstrained matrix x. */
  static Example of(DMatrixRMaj x, ToDoubleFunction<DMatrixRMaj> function, DMatrixRMaj gradient) {
    return of(in -> function.applyAsDouble(in[0]), List.of(Argument.of("x", x)), gradient);
  }

  /** A function with a matrix as its value, checked by its vector-Jacobian product. */
  static Example of(DMatrixRMaj x, Pullback pullback) {
    Truth truth = Truth.of(List.of(Argument.of("x", x)), pullback.product(x, pullback.upstream()));
    return new Example(pullback::scalar, truth, 0, false, pullback);
  }

  /** A sum of a term for each entry. */
  static Example sum(DMatrixRMaj x, Term value, Term derivative) {
    DMatrixRMaj gradient = x.createLike();
    for (int i = 0; i < x.getNumElements(); i++) {
      gradient.data[i] = derivative.value(x.data[i], i);
    }
    return of(x, y -> total(y, value), gradient);
  }

  /** A sum of terms that have a left and a right slope each. */
  static Example kinkedSum(DMatrixRMaj x, Term value, Term left, Term right) {
    Example below = sum(x, value, left);
    return below.between(below.gradient(), sum(x, value, right).gradient());
  }

  private static double total(DMatrixRMaj y, Term value) {
    double sum = 0;
    for (int i = 0; i < y.getNumElements(); i++) {
      sum += value.value(y.data[i], i);
    }
    return sum;
  }

  private Example with(Truth newTruth) {
    return new Example(function, newTruth, toldAccuracy, singleClaims, pullback);
  }

  /** The same example, where all claims between two gradients of the only argument are right. */
  Example between(DMatrixRMaj one, DMatrixRMaj other) {
    return with(truth.between(one, other));
  }

  /** The same example with its only argument in a domain. */
  Example in(Domain domain) {
    return with(truth.in(domain));
  }

  /** The same example with another size of an ordinary derivative. */
  Example slope(double slope) {
    return with(truth.slope(slope));
  }

  /** The same example at a stationary point, where all that is computed is rounding. */
  Example stationary() {
    return with(truth.stationary());
  }

  /** The same example, of which the check is told how precise the values are. */
  Example told(double accuracy) {
    return new Example(function, truth, accuracy, singleClaims, pullback);
  }

  /** The same example with claims in single precision. */
  Example claimedInSingle() {
    return new Example(function, truth, toldAccuracy, true, pullback);
  }

  /** The same example with its values spoilt. */
  Example computing(ToDoubleFunction<DMatrixRMaj[]> coarse) {
    return new Example(coarse, truth, toldAccuracy, singleClaims, pullback);
  }

  /** The point, if there is one argument. */
  DMatrixRMaj x() {
    return truth.arguments().get(0).value();
  }

  /** The gradient of the first argument. */
  DMatrixRMaj gradient() {
    return truth.lowest()[0];
  }

  /** What the checker says of a claim. */
  Report check(long seed, DMatrixRMaj... claim) {
    if (pullback != null) {
      return pullback.check(seed, truth.arguments().get(0), claim[0]);
    }
    GradientCheck check =
        GradientCheck.of(function, truth.arguments().toArray(Argument[]::new)).seed(seed);
    check = toldAccuracy > 0 ? check.functionAccurateTo(toldAccuracy) : check;
    check = singleClaims && seed % 4 < 2 ? check.claimAccurateTo(0x1p-24) : check;
    return check.check(claim);
  }

  DMatrixRMaj[] rightClaim(Draw draw) {
    return rounded(truth.rightClaim(draw));
  }

  /** Claims as they are given to the check. */
  DMatrixRMaj[] rounded(DMatrixRMaj... claim) {
    for (DMatrixRMaj gradient : claim) {
      for (int i = 0; singleClaims && i < gradient.getNumElements(); i++) {
        gradient.data[i] = (float) gradient.data[i];
      }
    }
    return claim;
  }

  boolean isWrong(DMatrixRMaj[] claim) {
    return !truth.wrongEntries(function, claim).isEmpty();
  }

  /** What is claimed wrong, in words. */
  String difference(DMatrixRMaj[] claim) {
    return truth.difference(function, claim);
  }
}
