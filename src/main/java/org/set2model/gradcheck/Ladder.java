package org.set2model.gradcheck;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

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
    boolean oneSided = line.extent().oneSided();
    Extrapolation centre =
        table(oneSided ? RATIO : RATIO * RATIO, this::centralQuotient, this::centralRounding);
    Extrapolation left =
        table(
            RATIO,
            rung -> -rung.below.change() / rung.step,
            rung -> oneSidedRounding(rung.step, rung.below));
    Extrapolation right =
        table(
            RATIO,
            rung -> rung.above.change() / rung.step,
            rung -> oneSidedRounding(rung.step, rung.above));
    double size = size();
    List<Derivative> derivatives = new ArrayList<>();
    for (int i = LEAST_ORDER; i < rungs.size(); i++) {
      for (int j = LEAST_ORDER; j <= centre.orders(i); j++) {
        var estimate = new Extrapolation.Estimate(centre.value(i, j), centre.uncertainty(i, j));
        if (!Double.isNaN(estimate.uncertainty()) && !isContradicted(i, estimate)) {
          derivatives.add(
              new Derivative(
                  estimate.value(),
                  estimate.uncertainty(),
                  centre.rounding(i, j),
                  oneSided ? estimate : left.bestWithin(i, j),
                  oneSided ? estimate : right.bestWithin(i, j),
                  rungs.get(i - j).step,
                  rungs.get(i).step,
                  size));
        }
      }
    }
    return derivatives;
  }

  private Extrapolation table(
      double factor, ToDoubleFunction<Rung> quotient, ToDoubleFunction<Rung> rounding) {
    return new Extrapolation(
        rungs.stream().mapToDouble(quotient).toArray(),
        rungs.stream().mapToDouble(rounding).toArray(),
        factor,
        ORDERS);
  }

  private boolean isContradicted(int index, Extrapolation.Estimate estimate) {
    Rung rung = rungs.get(index);
    double truncation = Math.abs(centralQuotient(rung) - estimate.value());
    double allowed = estimate.uncertainty() + truncation;
    return Stream.concat(rungs.stream(), sentinels.stream())
        .filter(other -> other.step < rung.step)
        .anyMatch(
            other ->
                Math.abs(centralQuotient(other) - estimate.value())
                    > allowed + 2 * centralRounding(other));
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
