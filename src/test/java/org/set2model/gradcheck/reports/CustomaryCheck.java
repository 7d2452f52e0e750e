package org.set2model.gradcheck.reports;

import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;

/**
 * The customary check, with which the reports are reproduced: a difference quotient at one fixed
 * step, held against the claim with fixed tolerances.
 *
 * @param back how far a step goes down
 * @param ahead how far a step goes up
 * @param scaled whether steps are in units of the entry
 * @param absolute absolute tolerance, which is added to the relative one
 * @param relative tolerance relative to the quotient
 */
record CustomaryCheck(double back, double ahead, boolean scaled, double absolute, double relative) {

  static CustomaryCheck central(double step, double absolute, double relative) {
    return new CustomaryCheck(step, step, false, absolute, relative);
  }

  static CustomaryCheck forward(double step, double absolute, double relative) {
    return new CustomaryCheck(0, step, false, absolute, relative);
  }

  CustomaryCheck inUnitsOfTheEntry() {
    return new CustomaryCheck(back, ahead, true, absolute, relative);
  }

  /** Entry by entry; a function that rejects a step fails the check. */
  boolean accepts(ToDoubleFunction<DMatrixRMaj> function, DMatrixRMaj x, DMatrixRMaj gradient) {
    for (int i = 0; i < x.getNumElements(); i++) {
      DMatrixRMaj direction = new DMatrixRMaj(x.numRows, x.numCols);
      direction.data[i] = scaled ? Math.abs(x.data[i]) : 1;
      if (!acceptsAlong(function, x, gradient, direction)) {
        return false;
      }
    }
    return true;
  }

  boolean acceptsAlong(
      ToDoubleFunction<DMatrixRMaj> function,
      DMatrixRMaj x,
      DMatrixRMaj gradient,
      DMatrixRMaj direction) {
    try {
      double rise =
          function.applyAsDouble(moved(x, ahead, direction))
              - function.applyAsDouble(moved(x, -back, direction));
      double quotient = rise / (ahead + back);
      return Math.abs(quotient - dot(gradient, direction))
          <= absolute * Math.sqrt(dot(direction, direction)) + relative * Math.abs(quotient);
    } catch (IllegalArgumentException outsideOfTheDomain) {
      return false;
    }
  }

  private static DMatrixRMaj moved(DMatrixRMaj x, double step, DMatrixRMaj direction) {
    DMatrixRMaj moved = x.copy();
    for (int i = 0; i < x.getNumElements(); i++) {
      moved.data[i] += step * direction.data[i];
    }
    return moved;
  }

  static double dot(DMatrixRMaj a, DMatrixRMaj b) {
    double sum = 0;
    for (int i = 0; i < a.getNumElements(); i++) {
      sum += a.data[i] * b.data[i];
    }
    return sum;
  }
}
