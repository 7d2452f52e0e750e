package org.set2model.gradcheck.line;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Samples of a function along a line at steps {@code +-h_i}, {@code h_i = h_0 / 3.7^i}, and the
 * derivatives that can be extrapolated from them. The ladder grows at either end. Below it, sparse
 * samples go down to the smallest step that can tell anything: a derivative is a limit, and no
 * estimate stands that a smaller step contradicts.
 *
 * <p>Central quotients {@code (phi(h) - phi(-h)) / 2h} have an error in even powers of h, one-sided
 * quotients in all powers. The two one-sided tables use the same samples as the central one; where
 * they extrapolate to different slopes, there is a kink within the steps.
 */
public final class DifferenceQuotients {

  /**
   * Not an integer, lest a period of the function that divides one step divides all larger ones.
   */
  private static final double RATIO = 3.7;

  /** Rungs that span 85 decades. */
  private static final int MOST_RUNGS = 150;

  private static final int LEAST_ORDER = 2;
  private static final int ORDERS = 5;

  /** Ratio of the steps of the sparse samples: a feature of f is seen by one within its width. */
  private static final double SENTINEL_RATIO = RATIO * RATIO * RATIO;

  /** Truncation must shrink as the square root of the step, within this factor. */
  private static final double SLACK = 1.5;

  /** Relative uncertainty of an estimate at larger steps that is one. */
  private static final double PRECISE = 1e-3;

  /** How much wider than a feature its surroundings are. */
  private static final double AROUND = 16;

  /** How much larger than its change over the steps in it a feature may be. */
  private static final double AMPLITUDE = 4096;

  /** How many jumps the function may be off a slope across them. */
  private static final double JUMPS = 8;

  /** Steps above several jumps at which a slope across them shows. */
  private static final int ACROSS = 3;

  private static final double ROUGHLY = 0.01;

  private record Rung(double step, Line.Sample below, Line.Sample above) {}

  private final Line line;
  private final List<Rung> rungs = new ArrayList<>();
  private final List<Rung> sentinels = new ArrayList<>();

  /** A ladder of one rung. */
  public DifferenceQuotients(Line line, double step) {
    this.line = line;
    rungs.add(rung(step));
  }

  private Rung rung(double step) {
    double exact = line.exactStep(step);
    return new Rung(exact, line.at(-exact), line.at(exact));
  }

  /** Adds a smaller step, unless the argument's rounding leaves no room for one. */
  public boolean descend() {
    double step = smallestStep() / RATIO;
    if (!(step >= line.extent().least()) || rungs.size() == MOST_RUNGS) {
      return false;
    }
    rungs.add(rung(step));
    return true;
  }

  /** Adds a larger step, if the domain has room for it. */
  public boolean ascend() {
    double step = largestStep() * RATIO;
    if (step > line.extent().longestStep() || rungs.size() == MOST_RUNGS) {
      return false;
    }
    rungs.add(0, rung(step));
    return true;
  }

  /**
   * Adds sparse samples below the rungs, down to where rounding hides slopes of a size, only to
   * hold derivatives against.
   */
  public void addSentinels(double slope) {
    double step = smallestStep() / SENTINEL_RATIO;
    while (step >= line.extent().least() && step > 0) {
      Rung sentinel = rung(step);
      sentinels.add(sentinel);
      if (centralRounding(sentinel) > slope) {
        return;
      }
      step /= SENTINEL_RATIO;
    }
  }

  public double largestStep() {
    return rungs.get(0).step;
  }

  double smallestStep() {
    return rungs.get(rungs.size() - 1).step;
  }

  /** The quotient at the smallest step of the ladder. */
  public double lastQuotient() {
    return centralQuotient(rungs.get(rungs.size() - 1));
  }

  /** What rounding alone would contribute at the next smaller step; NaN if that is unknown. */
  public double roundingBelow() {
    return RATIO * centralRounding(rungs.get(rungs.size() - 1));
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

  private static double leftQuotient(Rung rung) {
    return -rung.below.change() / rung.step;
  }

  private static double rightQuotient(Rung rung) {
    return rung.above.change() / rung.step;
  }

  private static double leftRounding(Rung rung) {
    return oneSidedRounding(rung.step, rung.below);
  }

  private static double rightRounding(Rung rung) {
    return oneSidedRounding(rung.step, rung.above);
  }

  /** All derivatives that can be extrapolated and that no sample at a smaller step contradicts. */
  public List<Derivative> derivatives() {
    return extrapolated().stream().filter(derivative -> !isContradicted(derivative)).toList();
  }

  /**
   * Whether a slope is what larger steps converge to, though smaller ones contradict them: a small
   * feature of the function, or rounding that looks like one.
   */
  public boolean isSlopeOfLargerSteps(double slope, double rounding) {
    return extrapolated().stream()
        .filter(derivative -> !derivative.isKink())
        .filter(derivative -> derivative.uncertainty() <= PRECISE * Math.abs(slope))
        .filter(derivative -> isContradicted(derivative))
        .anyMatch(
            derivative ->
                Math.abs(derivative.value() - slope) <= derivative.uncertainty() + rounding);
  }

  /**
   * Whether a slope is that of the function between a feature and its surroundings, if the feature
   * is taken for rounding.
   *
   * @param feature width of the feature
   * @param amplitude by how much it changes the function
   */
  public boolean isSlopeAround(
      double feature, double amplitude, double surroundings, double slope) {
    return rungs.stream()
        .filter(rung -> rung.step > AROUND * feature && rung.step < surroundings)
        .allMatch(
            rung ->
                Math.abs(centralQuotient(rung) - slope)
                    <= AMPLITUDE * amplitude / rung.step
                        + 2 * centralRounding(rung)
                        + ROUGHLY * Math.abs(slope));
  }

  /**
   * Whether a slope is that of the function across jumps, and an estimate that between two of them:
   * at the next steps above one over several jumps, the function stays as near to the slope as it
   * was at smaller steps, and nearer than to the estimate.
   *
   * @param several a step over several jumps
   */
  public boolean isSlopeAcross(double several, double slope, Derivative between) {
    while (rungsAbove(several) < ACROSS) {
      if (!ascend()) {
        return false;
      }
    }
    int larger = rungsAbove(several);
    double height =
        rungs.subList(larger, rungs.size()).stream()
            .mapToDouble(rung -> departure(rung, slope))
            .reduce(0, Math::max);
    return rungs.subList(larger - ACROSS, larger).stream()
        .allMatch(
            rung ->
                departure(rung, slope)
                    <= Math.min(
                        JUMPS * height + ROUGHLY * Math.abs(slope) * rung.step,
                        departure(rung, between.value()) + height));
  }

  private int rungsAbove(double step) {
    return (int) rungs.stream().filter(rung -> rung.step > step).count();
  }

  /** By how much the function is off a slope at a step. */
  private double departure(Rung rung, double slope) {
    return Math.abs(centralQuotient(rung) - slope) * rung.step;
  }

  private List<Derivative> extrapolated() {
    boolean oneSided = line.extent().oneSided();
    Extrapolation center = table(oneSided ? 1 : 2, this::centralQuotient, this::centralRounding);
    Extrapolation left =
        table(1, DifferenceQuotients::leftQuotient, DifferenceQuotients::leftRounding);
    Extrapolation right =
        table(1, DifferenceQuotients::rightQuotient, DifferenceQuotients::rightRounding);
    double size = size();
    List<Derivative> derivatives = new ArrayList<>();
    for (int i = LEAST_ORDER; i < rungs.size(); i++) {
      for (int j = LEAST_ORDER; j <= center.orders(i); j++) {
        var estimate = new Extrapolation.Estimate(center.value(i, j), center.uncertainty(i, j));
        if (estimate.uncertainty() < Double.POSITIVE_INFINITY) {
          derivatives.add(
              new Derivative(
                  estimate.value(),
                  estimate.uncertainty(),
                  center.rounding(i, j),
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
      int power, ToDoubleFunction<Rung> quotient, ToDoubleFunction<Rung> rounding) {
    return new Extrapolation(
        rungs.stream().mapToDouble(quotient).toArray(),
        rungs.stream().mapToDouble(rounding).toArray(),
        rungs.stream().mapToDouble(rung -> Math.pow(rung.step, power)).toArray(),
        ORDERS);
  }

  /** Whether a smaller step's central or one-sided quotients are inconsistent with a derivative. */
  private boolean isContradicted(Derivative derivative) {
    Rung last =
        rungs.stream()
            .filter(rung -> rung.step == derivative.smallestStep())
            .findFirst()
            .orElseThrow();
    return Stream.concat(rungs.stream(), sentinels.stream())
        .filter(other -> other.step < last.step)
        .anyMatch(
            other ->
                contradicts(
                        other,
                        last,
                        derivative.value(),
                        derivative.uncertainty(),
                        this::centralQuotient,
                        this::centralRounding)
                    || !line.extent().oneSided()
                        && (contradicts(
                                other,
                                last,
                                derivative.leftSlope(),
                                derivative.leftUncertainty(),
                                DifferenceQuotients::leftQuotient,
                                DifferenceQuotients::leftRounding)
                            || contradicts(
                                other,
                                last,
                                derivative.rightSlope(),
                                derivative.rightUncertainty(),
                                DifferenceQuotients::rightQuotient,
                                DifferenceQuotients::rightRounding)));
  }

  /**
   * A quotient at a smaller step may be off by its rounding and by the truncation at the last step
   * of the estimate, which shrinks with the step, if only as its square root.
   */
  private static boolean contradicts(
      Rung other,
      Rung last,
      double slope,
      double uncertainty,
      ToDoubleFunction<Rung> quotient,
      ToDoubleFunction<Rung> rounding) {
    double truncation =
        Math.abs(quotient.applyAsDouble(last) - slope)
            * Math.min(1, SLACK * Math.sqrt(other.step / last.step));
    return Math.abs(quotient.applyAsDouble(other) - slope)
        > uncertainty
            + truncation
            + 2 * rounding.applyAsDouble(other)
            + rounding.applyAsDouble(last);
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
