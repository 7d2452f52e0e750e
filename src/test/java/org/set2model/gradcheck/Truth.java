package org.set2model.gradcheck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.Domain;
import org.set2model.gradcheck.argument.SimplexDomain;
import org.set2model.gradcheck.argument.SymmetricDomain;

/**
 * The right claims about a function at a point: those between two gradients, which differ only at
 * kinks.
 *
 * @param arguments the point
 * @param lowest smallest right claims, in the shapes of the arguments
 * @param highest largest right claims
 * @param computed the right claim that a program makes where there is but one: that one, but for
 *     rounding beside zero
 * @param slope size of an ordinary derivative of the function around the point
 */
record Truth(
    List<Argument> arguments,
    DMatrixRMaj[] lowest,
    DMatrixRMaj[] highest,
    DMatrixRMaj[] computed,
    double slope) {

  /** A claim is wrong from this part of the derivative's own size on. */
  private static final double WRONG = 1e-5;

  /** Part of a function's value by which it must change for the change to show: 20 roundings. */
  private static final double VISIBLE = 5e-15;

  private static final int ENTRIES_SHOWN = 4;

  /** One gradient. */
  static Truth of(List<Argument> arguments, DMatrixRMaj... gradients) {
    return new Truth(arguments, gradients, gradients, gradients, typicalSize(gradients));
  }

  /** Root mean square of the entries that are not zero; 1 if all are. */
  private static double typicalSize(DMatrixRMaj... gradients) {
    double largest = 0;
    for (DMatrixRMaj gradient : gradients) {
      largest = Math.max(largest, CommonOps_DDRM.elementMaxAbs(gradient));
    }
    double squares = 0;
    int entries = 0;
    for (DMatrixRMaj gradient : gradients) {
      for (double entry : gradient.data) {
        squares += largest == 0 ? 0 : (entry / largest) * (entry / largest);
        entries += entry == 0 ? 0 : 1;
      }
    }
    return largest == 0 ? 1 : largest * Math.sqrt(squares / entries);
  }

  /** The same, where all claims between two gradients of the only argument are right. */
  Truth between(DMatrixRMaj one, DMatrixRMaj other) {
    DMatrixRMaj low = one.copy();
    DMatrixRMaj high = one.copy();
    for (int i = 0; i < one.getNumElements(); i++) {
      low.data[i] = Math.min(one.data[i], other.data[i]);
      high.data[i] = Math.max(one.data[i], other.data[i]);
    }
    DMatrixRMaj[] lows = {low};
    return new Truth(arguments, lows, new DMatrixRMaj[] {high}, lows, slope);
  }

  /** The same with the only argument in a domain. */
  Truth in(Domain domain) {
    Argument only = arguments.get(0);
    return new Truth(
        List.of(Argument.in(domain, only.name(), only.value())), lowest, highest, computed, slope);
  }

  Truth slope(double newSlope) {
    return new Truth(arguments, lowest, highest, computed, newSlope);
  }

  /** The same at a stationary point, where all that is computed is rounding. */
  Truth stationary() {
    DMatrixRMaj[] zero =
        Arrays.stream(lowest).map(DMatrixRMaj::createLike).toArray(DMatrixRMaj[]::new);
    return new Truth(arguments, zero, zero, computed, 1);
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
    return claim;
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

  /**
   * Which derivatives are claimed wrong by 1e-5 of their own size or more, or where they are zero,
   * by 1e-5 of an ordinary one; as argument and index. Those that are claimed to be zero and that
   * no value of the function tells from zero do not count.
   */
  List<int[]> wrongEntries(ToDoubleFunction<DMatrixRMaj[]> function, DMatrixRMaj[] claim) {
    List<int[]> wrong = new ArrayList<>();
    for (int a = 0; a < claim.length; a++) {
      double[] low = coordinates(a, lowest[a]);
      double[] high = coordinates(a, highest[a]);
      double[] claimed = coordinates(a, claim[a]);
      for (int i = 0; i < claimed.length; i++) {
        double size = Math.max(Math.abs(low[i]), Math.abs(high[i]));
        double off = Math.max(0, Math.max(low[i] - claimed[i], claimed[i] - high[i]));
        boolean far = off > 0 && (size > 0 ? off >= WRONG * size : off > WRONG * slope);
        if (far && (claimed[i] != 0 || isVisible(function, a, i, low[i]))) {
          wrong.add(new int[] {a, i});
        }
      }
    }
    return wrong;
  }

  /**
   * Whether there are steps at which the function is nearly linear along a coordinate and changes
   * by more than its rounding.
   */
  private boolean isVisible(
      ToDoubleFunction<DMatrixRMaj[]> function, int argument, int index, double derivative) {
    if (isSimplex(argument) || isSymmetric(argument)) {
      return true;
    }
    DMatrixRMaj x = arguments.get(argument).value();
    double value = valueAt(function, argument, index, 0);
    double step = x.data[index] == 0 ? 1 : Math.abs(x.data[index]);
    for (double entry : x.data) {
      step = Math.max(step, Math.abs(entry));
    }
    for (; Math.abs(derivative) * step > VISIBLE * Math.abs(value); step /= 4) {
      double change = step * derivative;
      double above = (valueAt(function, argument, index, step) - value) / change;
      double below = (value - valueAt(function, argument, index, -step)) / change;
      double ratio =
          Double.isNaN(above) ? below : Double.isNaN(below) ? above : (above + below) / 2;
      if (Math.abs(ratio - 1) < 0.5) {
        return true;
      }
    }
    return false;
  }

  private double valueAt(
      ToDoubleFunction<DMatrixRMaj[]> function, int argument, int index, double step) {
    DMatrixRMaj[] in = arguments.stream().map(Argument::value).toArray(DMatrixRMaj[]::new);
    in[argument].data[index] += step;
    try {
      return function.applyAsDouble(in);
    } catch (IllegalArgumentException | ArithmeticException outside) {
      return Double.NaN;
    }
  }

  /** What is claimed wrong, in words. */
  String difference(ToDoubleFunction<DMatrixRMaj[]> function, DMatrixRMaj[] claim) {
    var text = new StringBuilder();
    List<int[]> wrong = wrongEntries(function, claim);
    for (int[] at : wrong.subList(0, Math.min(ENTRIES_SHOWN, wrong.size()))) {
      text.append(
          String.format(
              Locale.ROOT,
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

  /** All entries, by argument and index. */
  List<int[]> entries() {
    List<int[]> entries = new ArrayList<>();
    for (int a = 0; a < lowest.length; a++) {
      for (int i = 0; i < lowest[a].getNumElements(); i++) {
        entries.add(new int[] {a, i});
      }
    }
    return entries;
  }

  double lowest(int[] at) {
    return lowest[at[0]].data[at[1]];
  }

  double highest(int[] at) {
    return highest[at[0]].data[at[1]];
  }
}
