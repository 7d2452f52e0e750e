package org.set2model.gradcheck;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.Coordinates;
import org.set2model.gradcheck.argument.EntryLocation;
import org.set2model.gradcheck.argument.Probe;

/**
 * Tries what a vector-Jacobian product must keep beside right numbers at one point for one upstream
 * gradient: it is linear in the upstream gradient, at all sizes; it is right at other points too;
 * and it gives the same numbers when it is called again, after all that.
 */
final class PullbackTrial {

  /** Upstream gradients as large as {@code -2^k}: these touch no digit of an honest product. */
  private static final int[] EXPONENTS = {30, -30};

  /** Rounding of a gradient beside its largest entry, in units of the rounding of a claim. */
  private static final double ROUNDING = 8;

  /** Rounding of a gradient beside the largest entry of all gradients, which may have met it. */
  private static final double COMMON_ROUNDING = 0x1p-46;

  /** Rounding of the values that a gradient comes from, as part of their size. */
  private static final double VALUE_ROUNDING = 0x1p-50;

  /** How far inputs move to another point, as part of their own size. */
  private static final double MOVE = 0x1p-6;

  private final WatchedPullback watched;
  private final Function<DMatrixRMaj[], DMatrixRMaj> function;
  private final List<Argument> arguments;
  private final DMatrixRMaj upstream;
  private final Options options;
  private final DMatrixRMaj[] first;

  /** Rounding of a gradient that only cancels, from values of the function's size. */
  private final double cancelled;

  private int evaluations;
  private String wrong;

  /** Calls the product for the first time. */
  PullbackTrial(
      Function<DMatrixRMaj[], DMatrixRMaj> function,
      BiFunction<DMatrixRMaj[], DMatrixRMaj, DMatrixRMaj[]> product,
      List<Argument> arguments,
      DMatrixRMaj upstream,
      Options options) {
    watched = new WatchedPullback(function, product);
    this.function = function;
    this.arguments = arguments;
    this.upstream = upstream;
    first = watched.pull(arguments, upstream);
    this.options = options.forClaims(first);
    cancelled = VALUE_ROUNDING * influence();
  }

  /**
   * What the weighted values are, over what moves them: the size of a gradient of their own size.
   */
  private double influence() {
    DMatrixRMaj[] inputs = arguments.stream().map(Argument::value).toArray(DMatrixRMaj[]::new);
    double size = largest(inputs);
    DMatrixRMaj value = function.apply(inputs);
    evaluations++;
    double influence = largest(upstream) * largest(value) / size;
    return influence <= Double.MAX_VALUE ? influence : 0;
  }

  /** The gradients that the product gave at first; only read. */
  DMatrixRMaj[] gradients() {
    return first;
  }

  boolean isFinite() {
    return Double.isFinite(largest(first));
  }

  /** How often the function was called. */
  int evaluations() {
    return evaluations + watched.calls();
  }

  /** The first wrong number, else the first matrix found to be changed or shared, else null. */
  Defect defect() {
    return wrong == null ? watched.defect() : Defect.wrong(wrong);
  }

  /** Pulls the upstream gradient at other sizes, another one, the sum of both, and zeros. */
  void requireLinearity(DMatrixRMaj other) {
    for (int exponent : EXPONENTS) {
      double scale = -Math.scalb(1, exponent);
      requireLinearity(
          scale, 0, other, first, "-2^" + exponent + " times the first upstream gradient");
    }
    DMatrixRMaj[] second = watched.pull(arguments, other);
    requireLinearity(1, 1, other, second, "the sum of two upstream gradients");
    requireLinearity(0, 0, other, second, "an upstream gradient of zeros");
  }

  private void requireLinearity(
      double a, double b, DMatrixRMaj other, DMatrixRMaj[] second, String given) {
    DMatrixRMaj combination = new DMatrixRMaj(upstream.numRows, upstream.numCols);
    for (int k = 0; k < combination.getNumElements(); k++) {
      combination.data[k] = a * upstream.data[k] + b * other.data[k];
    }
    DMatrixRMaj[] gradients = watched.pull(arguments, combination);
    if (a != 1 && largest(first) > 0 && Probe.sameBits(gradients, first)) {
      report(
          "the product returns the same for another upstream gradient: does it ignore the upstream"
              + " gradient, or keep its first result?");
    }
    requireEqual(
        gradients, a, first, b, second, "the product is not linear: for " + given + " it returns");
  }

  /** Calls the product as it was called at first. */
  void requireTheSameAgain() {
    requireEqual(
        watched.pull(arguments, upstream),
        1,
        first,
        0,
        first,
        "the product keeps state: called again as at first, it returns");
  }

  /** Requires gradients to be {@code a x + b y}, up to the rounding of products. */
  private void requireEqual(
      DMatrixRMaj[] gradients,
      double a,
      DMatrixRMaj[] x,
      double b,
      DMatrixRMaj[] y,
      String otherwise) {
    double all = Math.abs(a) * largest(x) + Math.abs(b) * largest(y);
    double common =
        Math.max(COMMON_ROUNDING, options.claimAccuracy() - Options.DEFAULT.claimAccuracy());
    for (int i = 0; i < gradients.length; i++) {
      double own = Math.abs(a) * largest(x[i]) + Math.abs(b) * largest(y[i]);
      double tolerance =
          ROUNDING * options.claimAccuracy() * own
              + common * all
              + (Math.abs(a) + Math.abs(b)) * cancelled
              + Double.MIN_NORMAL;
      for (int k = 0; k < gradients[i].getNumElements(); k++) {
        double expected = a * x[i].data[k] + b * y[i].data[k];
        double actual = gradients[i].data[k];
        if (!(Math.abs(actual - expected) <= tolerance) && !Double.isInfinite(expected)) {
          report(
              String.format(
                  Locale.ROOT,
                  "%s %s for %s instead of %s%s",
                  otherwise,
                  actual,
                  EntryLocation.of(arguments.get(i), k),
                  expected,
                  hint(actual, expected)));
          return;
        }
      }
    }
  }

  private static String hint(double actual, double expected) {
    if (Double.isNaN(actual)) {
      return " (does it use a matrix that it was given in an earlier call?)";
    }
    if (actual == 0) {
      return " (are small numbers set to zero?)";
    }
    return Math.abs(actual) < Math.abs(expected) ? " (are large numbers clipped?)" : "";
  }

  /**
   * Moves all inputs a little and holds the product with another upstream gradient against
   * differences along one direction. Where function or product cannot be evaluated, or the
   * difference is not resolved, there is no statement.
   */
  void requireRightElsewhere(DMatrixRMaj other, SplittableRandom random) {
    try {
      List<Argument> moved = moved(random);
      var probe = new Probe(function, moved, options.branches());
      if (probe.defect() == null) {
        requireRight(watched.pull(moved, other), other, moved, probe, random);
      }
      evaluations += probe.evaluations();
    } catch (RuntimeException outsideTheDomain) {
      return;
    }
  }

  private void requireRight(
      DMatrixRMaj[] gradients,
      DMatrixRMaj other,
      List<Argument> moved,
      Probe probe,
      SplittableRandom random) {
    String found = "it returns numbers that are not finite";
    if (Double.isFinite(largest(gradients))) {
      var coordinates = new Coordinates(moved, gradients);
      var lines = new LineChecks(probe, other, coordinates, options, random);
      Finding finding =
          lines.judgeDirection("a direction", coordinates.randomCoefficients(random), 0, 0);
      if (finding.verdict() != Verdict.DISAGREE) {
        return;
      }
      found =
          String.format(
              Locale.ROOT,
              "it claims a derivative of %s along a direction that is %s numerically",
              finding.claimed(),
              finding.numerical());
    }
    report(
        "the product is right at first, but not when all inputs have moved a little and the"
            + " upstream gradient is another one: "
            + found
            + "; does it keep something from an earlier call, or use other matrices than its"
            + " inputs?");
  }

  /** The arguments at another point of their domains. */
  private List<Argument> moved(SplittableRandom random) {
    var coordinates = new Coordinates(arguments, first);
    double[] displacement = coordinates.displacement(coordinates.randomCoefficients(random));
    double step = Math.min(MOVE, coordinates.room(displacement, 1) / 2);
    Argument[] moved = new Argument[arguments.size()];
    int position = 0;
    for (int a = 0; a < moved.length; a++) {
      DMatrixRMaj x = arguments.get(a).value();
      for (int k = 0; k < x.getNumElements(); k++) {
        x.data[k] += step * displacement[position++];
      }
      moved[a] = arguments.get(a).at(x);
    }
    return List.of(moved);
  }

  private void report(String found) {
    if (wrong == null) {
      wrong = found;
    }
  }

  /** The largest magnitude; NaN if there is one. */
  private static double largest(DMatrixRMaj... matrices) {
    return Arrays.stream(matrices)
        .flatMapToDouble(x -> Arrays.stream(x.data, 0, x.getNumElements()))
        .map(Math::abs)
        .reduce(0, Math::max);
  }
}
