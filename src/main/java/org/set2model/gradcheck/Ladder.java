package org.set2model.gradcheck;

import java.util.ArrayList;
import java.util.List;

/**
 * Samples of a function along a line at steps {@code +-h_i}, {@code h_i = h_0 / 3.7^i}, and the
 * derivatives that can be extrapolated from them. The ladder grows at either end.
 *
 * <p>Central quotients {@code (phi(h) - phi(-h)) / 2h} have an error in even powers of h, one-sided
 * quotients in all powers. The two one-sided tables use the same samples as the central one; where
 * they extrapolate to different slopes, there is a kink within the steps.
 */
final class Ladder {

  /**
   * Not an integer, lest a period of the function that divides one step divides all larger ones.
   */
  private static final double RATIO = 3.7;

  private static final int LEAST_ORDER = 2;
  private static final int ORDERS = 5;

  /** Rungs left out before a sentinel. */
  private static final double SENTINEL_RATIO = RATIO * RATIO * RATIO;

  private record Rung(double step, Line.Sample below, Line.Sample above) {}

  private final Line line;
  private final List<Rung> rungs = new ArrayList<>();
  private final List<Rung> sentinels = new ArrayList<>();

  /** A ladder of one rung. */
  Ladder(Line line, double step) {
    this.line = line;
    rungs.add(rung(step));
  }

  private Rung rung(double step) {
    return new Rung(step, line.at(-step), line.at(step));
  }

  /** Adds a smaller step. */
  void descend() {
    rungs.add(rung(smallestStep() / RATIO));
  }

  /** Adds a larger step, if the domain has room for it. */
  boolean ascend() {
    double step = largestStep() * RATIO;
    if (step > line.extent().longestStep()) {
      return false;
    }
    rungs.add(0, rung(step));
    return true;
  }

  /** Adds a sample at a step below the rungs, only to hold the derivatives against. */
  void addSentinel() {
    sentinels.add(rung(smallestStep() / SENTINEL_RATIO));
  }

  double largestStep() {
    return rungs.get(0).step;
  }

  double smallestStep() {
    return rungs.get(rungs.size() - 1).step;
  }

  /** What rounding alone would contribute at the next smaller step; NaN if that is unknown. */
  double roundingBelow() {
    Rung last = rungs.get(rungs.size() - 1);
    return RATIO * centralRounding(last);
  }

  private double centralRounding(Rung rung) {
    return line.extent().oneSided()
        ? oneSidedRounding(rung.step, sideInDomain(rung))
        : (rung.below.noise() + rung.above.noise()) / (2 * rung.step);
  }

  /** The base point's own rounding is taken to be that of the sample. */
  private static double oneSidedRounding(double step, Line.Sample sample) {
    return 2 * sample.noise() / step;
  }

  private static Line.Sample sideInDomain(Rung rung) {
    return Double.isNaN(rung.above.change()) ? rung.below : rung.above;
  }

  private double centralQuotient(Rung rung) {
    return line.quotient(rung.step, rung.below, rung.above);
  }

  /**
   * All derivatives that can be extrapolated and that no sample at a smaller step contradicts. The
   * quotient there may be off by its rounding and by no more truncation than at the larger step.
   */
  List<Derivative> derivatives() {
    int rows = rungs.size();
    double[] central = new double[rows];
    double[] centralRounding = new double[rows];
    double[] left = new double[rows];
    double[] leftRounding = new double[rows];
    double[] right = new double[rows];
    double[] rightRounding = new double[rows];
    for (int i = 0; i < rows; i++) {
      Rung rung = rungs.get(i);
      central[i] = centralQuotient(rung);
      centralRounding[i] = centralRounding(rung);
      left[i] = -rung.below.change() / rung.step;
      leftRounding[i] = oneSidedRounding(rung.step, rung.below);
      right[i] = rung.above.change() / rung.step;
      rightRounding[i] = oneSidedRounding(rung.step, rung.above);
    }
    double factor = line.extent().oneSided() ? RATIO : RATIO * RATIO;
    var centre = new Extrapolation(central, centralRounding, factor, ORDERS);
    var below = new Extrapolation(left, leftRounding, RATIO, ORDERS);
    var above = new Extrapolation(right, rightRounding, RATIO, ORDERS);
    List<Derivative> derivatives = new ArrayList<>();
    for (int i = LEAST_ORDER; i < rows; i++) {
      for (int j = LEAST_ORDER; j <= centre.orders(i); j++) {
        double value = centre.value(i, j);
        double uncertainty = centre.uncertainty(i, j);
        double truncation = Math.abs(central[i] - value);
        if (!Double.isNaN(uncertainty) && !isContradicted(i, value, uncertainty + truncation)) {
          var estimate = new Extrapolation.Estimate(value, uncertainty);
          derivatives.add(
              new Derivative(
                  value,
                  uncertainty,
                  centre.rounding(i, j),
                  line.extent().oneSided() ? estimate : below.bestWithin(i, j),
                  line.extent().oneSided() ? estimate : above.bestWithin(i, j),
                  rungs.get(i - j).step,
                  rungs.get(i).step,
                  size()));
        }
      }
    }
    return derivatives;
  }

  private boolean isContradicted(int rung, double value, double allowed) {
    boolean contradicted = false;
    for (int k = rung + 1; k < rungs.size(); k++) {
      contradicted |= contradicts(rungs.get(k), value, allowed);
    }
    for (Rung sentinel : sentinels) {
      if (sentinel.step < rungs.get(rung).step) {
        contradicted |= contradicts(sentinel, value, allowed);
      }
    }
    return contradicted;
  }

  private boolean contradicts(Rung rung, double value, double allowed) {
    return Math.abs(centralQuotient(rung) - value) > allowed + 2 * centralRounding(rung);
  }

  /** Largest magnitude of the function within the reach of the line. */
  private double size() {
    double size = 0;
    for (Rung rung : rungs) {
      double magnitude = sideInDomain(rung).size();
      if (rung.step <= line.extent().reach() && magnitude > size) {
        size = magnitude;
      }
    }
    return size;
  }
}
