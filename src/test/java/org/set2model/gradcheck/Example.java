package org.set2model.gradcheck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;

/**
 * A function at a point where all right claims are known: those between two gradients, which differ
 * only at kinks.
 *
 * @param function the function
 * @param arguments the point
 * @param lowest smallest right claims, in the shapes of the arguments
 * @param highest largest right claims
 * @param computed the right claim that a program makes: within those two, but for rounding beside
 *     zero
 * @param slope size of an ordinary derivative of the function around the point
 * @param toldAccuracy what the check is told of the function's relative precision; 0 for nothing
 * @param singleClaims whether claims are rounded to single precision
 */
record Example(
    ToDoubleFunction<DMatrixRMaj[]> function,
    List<Argument> arguments,
    DMatrixRMaj[] lowest,
    DMatrixRMaj[] highest,
    DMatrixRMaj[] computed,
    double slope,
    double toldAccuracy,
    boolean singleClaims) {

  /** A claim is wrong from this part of the derivative's own size on. */
  private static final double WRONG = 1e-5;

  /**
   * Part of a function's value by which an entry must move it for a wrong claim to show at all:
   * twenty roundings.
   */
  private static final double VISIBLE = 5e-15;

  /** A term or derivative of one entry. */
  interface Term {
    double value(double t, int index);
  }

  /** A smooth function of several arguments. */
  static Example of(
      ToDoubleFunction<DMatrixRMaj[]> function,
      List<Argument> arguments,
      DMatrixRMaj... gradients) {
    double squares = 0;
    int entries = 0;
    for (DMatrixRMaj gradient : gradients) {
      for (double entry : gradient.data) {
        squares += entry * entry;
        entries += entry == 0 ? 0 : 1;
      }
    }
    return new Example(
        function,
        arguments,
        gradients,
        gradients,
        gradients,
        squares == 0 ? 1 : Math.sqrt(squares / entries),
        0,
        false);
  }

  /** A smooth function of one unconstrained matrix x. */
  static Example of(DMatrixRMaj x, ToDoubleFunction<DMatrixRMaj> function, DMatrixRMaj gradient) {
    return of(in -> function.applyAsDouble(in[0]), List.of(Argument.of("x", x)), gradient);
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
    Example above = sum(x, value, right);
    return below.between(below.lowest[0], above.lowest[0]);
  }

  private static double total(DMatrixRMaj y, Term value) {
    double sum = 0;
    for (int i = 0; i < y.getNumElements(); i++) {
      sum += value.value(y.data[i], i);
    }
    return sum;
  }

  /** The same example, where all claims between two gradients of the only argument are right. */
  Example between(DMatrixRMaj one, DMatrixRMaj other) {
    DMatrixRMaj low = one.copy();
    DMatrixRMaj high = one.copy();
    for (int i = 0; i < one.getNumElements(); i++) {
      low.data[i] = Math.min(one.data[i], other.data[i]);
      high.data[i] = Math.max(one.data[i], other.data[i]);
    }
    return new Example(
        function,
        arguments,
        new DMatrixRMaj[] {low},
        new DMatrixRMaj[] {high},
        new DMatrixRMaj[] {low},
        slope,
        toldAccuracy,
        singleClaims);
  }

  /** The same example with its only argument in a domain. */
  Example in(Domain domain) {
    Argument only = arguments.get(0);
    return new Example(
        function,
        List.of(Argument.in(domain, only.name(), only.value())),
        lowest,
        highest,
        computed,
        slope,
        toldAccuracy,
        singleClaims);
  }

  /** The same example with another size of an ordinary derivative. */
  Example slope(double newSlope) {
    return new Example(
        function, arguments, lowest, highest, computed, newSlope, toldAccuracy, singleClaims);
  }

  /** The same example at a stationary point, where all that is computed is rounding. */
  Example stationary() {
    DMatrixRMaj[] zero = new DMatrixRMaj[lowest.length];
    for (int a = 0; a < zero.length; a++) {
      zero[a] = lowest[a].createLike();
    }
    return new Example(function, arguments, zero, zero, computed, 1, toldAccuracy, singleClaims);
  }

  /** The same example, of which the check is told how precise the values are. */
  Example told(double accuracy) {
    return new Example(
        function, arguments, lowest, highest, computed, slope, accuracy, singleClaims);
  }

  /** The same example with claims in single precision. */
  Example claimedInSingle() {
    return new Example(function, arguments, lowest, highest, computed, slope, toldAccuracy, true);
  }

  /** The same example with its values spoilt. */
  Example computing(ToDoubleFunction<DMatrixRMaj[]> coarse) {
    return new Example(
        coarse, arguments, lowest, highest, computed, slope, toldAccuracy, singleClaims);
  }

  GradientCheck check(long seed) {
    GradientCheck check = GradientCheck.of(function, arguments.toArray(Argument[]::new)).seed(seed);
    check = toldAccuracy > 0 ? check.functionAccurateTo(toldAccuracy) : check;
    return singleClaims && seed % 4 < 2 ? check.claimAccurateTo(0x1p-24) : check;
  }

  /** A right claim, drawn among those that are. */
  DMatrixRMaj[] rightClaim(Draw draw) {
    DMatrixRMaj[] claim = new DMatrixRMaj[lowest.length];
    for (int a = 0; a < claim.length; a++) {
      claim[a] = lowest[a].copy();
      double shift = isSimplex(a) && draw.chance(0.5) ? smallest(lowest[a]) * draw.gaussian() : 0;
      for (int i = 0; i < claim[a].getNumElements(); i++) {
        double low = lowest[a].data[i];
        double high = highest[a].data[i];
        double part = draw.of(0, 1, draw.uniform(0, 1));
        claim[a].data[i] =
            (low == high ? computed[a].data[i] : low * (1 - part) + high * part) + shift;
      }
      if (isSymmetric(a) && draw.chance(0.3)) {
        makeLopsided(claim[a], draw);
      }
    }
    return rounded(claim);
  }

  /** A constant no larger than this can be added without much rounding. */
  private static double smallest(DMatrixRMaj gradient) {
    double smallest = Double.POSITIVE_INFINITY;
    for (double entry : gradient.data) {
      smallest = entry == 0 ? smallest : Math.min(smallest, Math.abs(entry));
    }
    return smallest < Double.POSITIVE_INFINITY ? smallest : 1;
  }

  /** Moves the shares of (i, j) and (j, i), whose sum alone matters on symmetric matrices. */
  private static void makeLopsided(DMatrixRMaj gradient, Draw draw) {
    for (int row = 0; row < gradient.numRows; row++) {
      for (int column = 0; column < row; column++) {
        double moved = gradient.get(row, column) * draw.of(0, 1, 0.5);
        gradient.add(row, column, -moved);
        gradient.add(column, row, moved);
      }
    }
  }

  /** Claims as they are given to the check. */
  DMatrixRMaj[] rounded(DMatrixRMaj[] claim) {
    for (DMatrixRMaj gradient : claim) {
      for (int i = 0; singleClaims && i < gradient.getNumElements(); i++) {
        gradient.data[i] = (float) gradient.data[i];
      }
    }
    return claim;
  }

  /**
   * Which derivatives are claimed wrong by 1e-5 of their own size or more, or where they are zero,
   * by 1e-5 of an ordinary one; as argument and index. Those that are claimed to be zero and that
   * no value of the function tells from zero do not count.
   */
  List<int[]> wrongEntries(DMatrixRMaj[] claim) {
    List<int[]> wrong = new ArrayList<>();
    for (int a = 0; a < claim.length; a++) {
      double[] low = coordinates(a, lowest[a]);
      double[] high = coordinates(a, highest[a]);
      double[] claimed = coordinates(a, claim[a]);
      for (int i = 0; i < claimed.length; i++) {
        double size = Math.max(Math.abs(low[i]), Math.abs(high[i]));
        double off = Math.max(0, Math.max(low[i] - claimed[i], claimed[i] - high[i]));
        boolean far = size > 0 ? off >= WRONG * size : off > WRONG * slope;
        if (far && (claimed[i] != 0 || isVisible(a, i, low[i]))) {
          wrong.add(new int[] {a, i});
        }
      }
    }
    return wrong;
  }

  boolean isWrong(DMatrixRMaj[] claim) {
    return !wrongEntries(claim).isEmpty();
  }

  /**
   * Whether there are steps at which the function is nearly linear along a coordinate and changes
   * by more than its rounding.
   */
  private boolean isVisible(int argument, int index, double derivative) {
    if (isSimplex(argument) || isSymmetric(argument)) {
      return true;
    }
    DMatrixRMaj x = arguments.get(argument).value();
    double value = valueAt(argument, index, 0);
    double step = x.data[index] == 0 ? 1 : Math.abs(x.data[index]);
    for (double entry : x.data) {
      step = Math.max(step, Math.abs(entry));
    }
    for (; Math.abs(derivative) * step > VISIBLE * Math.abs(value); step /= 4) {
      double above = (valueAt(argument, index, step) - value) / (step * derivative);
      double below = (value - valueAt(argument, index, -step)) / (step * derivative);
      double ratio =
          Double.isNaN(above) ? below : Double.isNaN(below) ? above : (above + below) / 2;
      if (Math.abs(ratio - 1) < 0.5) {
        return true;
      }
    }
    return false;
  }

  private double valueAt(int argument, int index, double step) {
    DMatrixRMaj[] in = arguments.stream().map(Argument::value).toArray(DMatrixRMaj[]::new);
    in[argument].data[index] += step;
    try {
      return function.applyAsDouble(in);
    } catch (IllegalArgumentException | ArithmeticException outside) {
      return Double.NaN;
    }
  }

  /** What is claimed wrong, in words. */
  String difference(DMatrixRMaj[] claim) {
    var text = new StringBuilder();
    List<int[]> wrong = wrongEntries(claim);
    for (int[] at : wrong.subList(0, Math.min(4, wrong.size()))) {
      text.append(
          String.format(
              "%n  %s[%d] = %s: claimed %s, right %s to %s",
              arguments.get(at[0]).name(),
              at[1],
              arguments.get(at[0]).value().data[at[1]],
              claim[at[0]].data[at[1]],
              lowest[at[0]].data[at[1]],
              highest[at[0]].data[at[1]]));
    }
    return text.toString();
  }

  /** The derivatives that count: all, or what the domain leaves of them, and 0 for the others. */
  private double[] coordinates(int argument, DMatrixRMaj gradient) {
    double[] result = Arrays.copyOf(gradient.data, gradient.getNumElements());
    if (isSimplex(argument)) {
      int largest = largest(arguments.get(argument).value());
      for (int i = 0; i < result.length; i++) {
        result[i] -= gradient.data[largest];
      }
    } else if (isSymmetric(argument)) {
      int n = gradient.numCols;
      for (int row = 0; row < n; row++) {
        for (int column = 0; column < row; column++) {
          result[column * n + row] += result[row * n + column];
          result[row * n + column] = 0;
        }
      }
    }
    return result;
  }

  private boolean isSimplex(int argument) {
    return arguments.get(argument).domain() instanceof SimplexDomain;
  }

  private boolean isSymmetric(int argument) {
    return arguments.get(argument).domain() instanceof SymmetricDomain;
  }

  private static int largest(DMatrixRMaj x) {
    int largest = 0;
    for (int i = 1; i < x.getNumElements(); i++) {
      largest = x.data[i] > x.data[largest] ? i : largest;
    }
    return largest;
  }

  /** Which entries are right only at one value, by argument and index. */
  List<int[]> entries() {
    List<int[]> entries = new ArrayList<>();
    for (int a = 0; a < lowest.length; a++) {
      for (int i = 0; i < lowest[a].getNumElements(); i++) {
        entries.add(new int[] {a, i});
      }
    }
    return entries;
  }
}
