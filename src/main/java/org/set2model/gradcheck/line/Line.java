package org.set2model.gradcheck.line;

import java.util.Arrays;
import org.set2model.gradcheck.argument.CompensatedSum;
import org.set2model.gradcheck.argument.Probe;

/**
 * The checked scalar along a line, {@code phi(t) = <upstream, F(x + t v)>}. Differences are taken
 * output by output before they are weighted and summed, so outputs that do not depend on t bring no
 * rounding into it.
 */
public final class Line {

  /**
   * What one evaluation tells.
   *
   * @param change {@code phi(t) - phi(0)}; NaN where the function is not finite, is not defined, or
   *     takes other branches than at 0
   * @param noise bound of the rounding in {@code phi(t)}
   * @param size magnitude of {@code phi(t)}, the sum of its terms' absolute values
   */
  public record Sample(double change, double noise, double size) {}

  /**
   * How far a line goes.
   *
   * @param own the t to start from: the smallest thing that moves has moved by its own size
   * @param reach a t at which the function can be expected to show what depends on t
   * @param least the smallest t that the rounding of the arguments leaves meaningful
   * @param below how far t can go down in the domain
   * @param above how far t can go up in the domain
   */
  public record Extent(double own, double reach, double least, double below, double above) {

    /** Whether the base point lies on the edge of the domain. */
    boolean oneSided() {
      return below == 0 || above == 0;
    }

    /** Whether one side has far less room than the other, and less than steps could use. */
    public boolean lopsided() {
      double less = Math.min(below, above);
      return less > 0 && less < LOPSIDED * Math.min(reach, Math.max(below, above));
    }

    /** The same line without its narrower side. */
    public Extent widerSide() {
      double room = Math.max(below, above);
      return new Extent(
          Math.min(reach, room),
          reach,
          least,
          below < above ? 0 : below,
          below < above ? above : 0);
    }

    /** The largest step, to both sides unless one has no room. */
    public double longestStep() {
      return USED_ROOM * (oneSided() ? Math.max(below, above) : Math.min(below, above));
    }
  }

  private static final Sample NONE = new Sample(Double.NaN, Double.NaN, Double.NaN);

  /** Part of the way to the edge of the domain that steps use. */
  private static final double USED_ROOM = 0.49;

  /** Room on one side as part of that on the other, below which only the other is used. */
  private static final double LOPSIDED = 0.01;

  /** Relative error to which a quotient confirms an estimate. */
  private static final double CONFIRMED = 1e-3;

  /** How many times the rounding a change is that tells two slopes apart. */
  private static final double TOLD_APART = 32;

  /** How many times its rounding a quotient is off the slope that it refutes. */
  private static final double REFUTATION = 2;

  /** Part of the reach below which the own size of what moves means nothing. */
  private static final double AS_GOOD_AS_ZERO = 0x1p-40;

  /** Rounding, as part of the function's size, by which nothing is refuted. */
  private static final double COARSE = 0.01;

  /** Part of the reach that is of its size. */
  private static final double COMPARABLE = 0.03;

  /** How much farther than its reach a function is searched for a change. */
  private static final double FARTHEST = 1e4;

  private static final int BISECTIONS = 24;

  /** How many times its rounding a function changes in a jump. */
  private static final double JUMP = 8;

  /** Part of the first step that is nearby. */
  private static final double NEARBY = 1e-6;

  private final Probe probe;
  private final double[] direction;
  private final Extent extent;
  private final double[] upstream;

  /** Bounds of the rounding in the outputs; negative for those that do not depend on t. */
  private final double[] noise;

  private final double argumentNoise;
  private final boolean sameBranches;

  private Line(
      Probe probe,
      double[] direction,
      Extent extent,
      double[] upstream,
      double[] noise,
      double argumentNoise,
      boolean sameBranches) {
    this.probe = probe;
    this.direction = direction;
    this.extent = extent;
    this.upstream = upstream;
    this.noise = noise;
    this.argumentNoise = argumentNoise;
    this.sameBranches = sameBranches;
  }

  /**
   * A line through the base point.
   *
   * @param direction v, over the entries of all arguments
   * @param upstream weights of the function's outputs
   * @param noise bound of the rounding in each output
   * @param argumentNoise by how much the rounding of moved arguments can move the scalar
   */
  public static Line through(
      Probe probe,
      double[] direction,
      Extent extent,
      double[] upstream,
      double[] noise,
      double argumentNoise) {
    double[] ownNoise = new double[noise.length];
    boolean[] responds = responds(probe, direction, extent);
    for (int k = 0; k < noise.length; k++) {
      double bound = noise[k] + Math.ulp(probe.base().data[k]);
      ownNoise[k] = responds[k] ? bound : -bound;
    }
    return new Line(
        probe, direction, extent, upstream, ownNoise, argumentNoise, probe.knowsBranches());
  }

  /** Which outputs depend on t, found at points far out, where small influences show too. */
  private static boolean[] responds(Probe probe, double[] direction, Extent extent) {
    boolean[] responds = new boolean[probe.base().getNumElements()];
    double t = Math.min(extent.reach, extent.longestStep());
    for (int side = -1; side <= 1; side += 2) {
      if ((side > 0 ? extent.above : extent.below) > 0 && responds.length > 1) {
        double[] outputs = probe.outputs(direction, side * t, false);
        for (int k = 0; k < responds.length; k++) {
          responds[k] |= outputs == null || outputs[k] != probe.base().data[k];
        }
      }
    }
    boolean any = false;
    for (boolean one : responds) {
      any |= one;
    }
    if (!any) {
      Arrays.fill(responds, true);
    }
    return responds;
  }

  /** The same line, whether or not the function takes other branches further on. */
  public Line acrossBranches() {
    return new Line(probe, direction, extent, upstream, noise, argumentNoise, false);
  }

  /** The same line without the side of it that has less room. */
  public Line widerSide() {
    return new Line(
        probe, direction, extent.widerSide(), upstream, noise, argumentNoise, sameBranches);
  }

  /**
   * The same line with the rounding measured anew, along itself.
   *
   * @param narrowest smallest distance of the points where it is measured
   * @param widest largest distance, to which it grows where the function seems constant
   */
  public Line withNoiseBetween(double narrowest, double widest) {
    double side = extent.above > 0 ? 1 : -1;
    double[] measured =
        NoiseLevel.measure(
            probe, direction, direction, side * narrowest, side * widest, 0, !extent.oneSided());
    for (int k = 0; k < measured.length; k++) {
      measured[k] = Math.max(measured[k], Math.abs(noise[k])) * Math.signum(noise[k]);
    }
    return new Line(probe, direction, extent, upstream, measured, argumentNoise, sameBranches);
  }

  public Extent extent() {
    return extent;
  }

  /** Whether steps are limited to the branches taken at the base point. */
  public boolean heedsBranches() {
    return sameBranches;
  }

  /** The largest magnitude that the function is known to have, anywhere. */
  public double largestOutput() {
    return probe.largestOutput();
  }

  /**
   * Whether the function has values at a small step; there may be none around an edge or a pole.
   */
  public boolean isFiniteNearby() {
    return !Double.isNaN(quotient(NEARBY * Math.min(extent.own, extent.longestStep())));
  }

  /**
   * Whether the quotient at a step is off a slope by far more than its rounding, or confirms the
   * estimate that is. The step is one that the estimate rests on, but at most of the size of what
   * moves: a feature of that size would not show at larger ones. A function that moves in steps
   * refutes a slope only if the slope is larger than they are.
   */
  public boolean refutes(double slope, Derivative estimate) {
    double comparable = COMPARABLE * extent.reach;
    boolean zero = extent.own < AS_GOOD_AS_ZERO * extent.reach && !estimate.isZero();
    double size = zero || extent.own > comparable ? extent.reach : extent.own;
    double within = exactStep(Math.min(estimate.largestStep(), size));
    Sample below = at(-within);
    Sample above = at(within);
    double rounding = Math.max(noise(below), noise(above)) * (extent.oneSided() ? 2 : 1) / within;
    double quotient = quotient(within, below, above);
    double confirmed = CONFIRMED * Math.abs(estimate.value());
    boolean refuted =
        Math.abs(quotient - slope) > REFUTATION * rounding
            || rounding <= confirmed && Math.abs(quotient - estimate.value()) <= confirmed;
    double difference = Math.abs(slope - estimate.value());
    return refuted
        && rounding * within <= COARSE * estimate.size()
        && !(Math.abs(slope) * estimate.smallestStep() < jumpBeyond(estimate.smallestStep()))
        && (estimate.isKink() || !(slopeJump(difference, estimate) >= difference));
  }

  /**
   * The jump of the slope at a kink that is too small to show in one-sided slopes. With {@code J(h)
   * = (phi(h) + phi(-h) - 2 phi(0)) / h}, which is jump + h phi'' + O(h^3), it follows from a step
   * H of the estimate and the smallest step h that tells a jump of the size of a difference from
   * rounding.
   */
  private double slopeJump(double difference, Derivative estimate) {
    double large = estimate.smallestStep();
    double noise = Math.max(noise(at(large)), noise(at(-large)));
    double small = exactStep(Math.max(extent.least, TOLD_APART * noise / difference));
    double part = small / large;
    return part < COMPARABLE && !extent.oneSided()
        ? Math.abs(secondDifference(small) - part * secondDifference(large)) / (1 - part)
        : 0;
  }

  private double secondDifference(double step) {
    return (at(step).change + at(-step).change) / step;
  }

  /**
   * The jump that ends an interval on which the function does not change at all; 0 if it changes
   * within a step, or continuously beyond it, or never.
   */
  public double jumpBeyond(double step) {
    double within = Math.min(step, extent.reach);
    if (isChanged(at(-within)) || isChanged(at(within))) {
      return 0;
    }
    double constant = within;
    double changed = within;
    double side = 1;
    Sample there = NONE;
    while (!isChanged(there)) {
      constant = changed;
      changed *= 2;
      if (changed > FARTHEST * extent.reach) {
        return 0;
      }
      there = at(changed);
      side = 1;
      if (!isChanged(there)) {
        there = at(-changed);
        side = -1;
      }
    }
    double earlier = 0;
    for (int i = 0; i < 2 * BISECTIONS; i++) {
      if (i == BISECTIONS) {
        earlier = Math.abs(there.change);
      }
      double middle = (constant + changed) / 2;
      Sample sample = at(side * middle);
      if (isChanged(sample)) {
        changed = middle;
        there = sample;
      } else {
        constant = middle;
      }
    }
    // A continuous change vanishes as the interval shrinks, a jump stays.
    double change = Math.abs(there.change);
    return change > earlier / 2 && change > JUMP * there.noise ? change : 0;
  }

  /**
   * The height of a jump that the function makes within a distance, the lower one of the two sides;
   * 0 if there is none on a side that is in the domain. It is found by bisection, in the half in
   * which the function departs more from a slope: what it departs by a continuous bend vanishes as
   * the interval shrinks, a jump stays. The even part of the bend is taken away before.
   *
   * @param least the height below which a jump does not matter
   * @param most the height above which a jump is another matter
   */
  public double jumpWithin(double distance, double slope, double least, double most) {
    double bend = bend(distance);
    double below = extent.below > 0 ? jumpBefore(-distance, slope, bend, least) : most;
    double above = extent.above > 0 && below > 0 ? jumpBefore(distance, slope, bend, least) : most;
    return Math.max(below, above) <= most ? Math.min(below, above) : 0;
  }

  private double jumpBefore(double end, double slope, double bend, double least) {
    double near = 0;
    double far = end;
    double atNear = 0;
    double atFar = departure(far, slope, bend);
    double earlier = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 2 * BISECTIONS && Math.abs(atFar - atNear) >= least; i++) {
      if (i == BISECTIONS) {
        earlier = Math.abs(atFar - atNear);
      }
      double middle = (near + far) / 2;
      double atMiddle = departure(middle, slope, bend);
      if (Math.abs(atMiddle - atNear) >= Math.abs(atFar - atMiddle)) {
        far = middle;
        atFar = atMiddle;
      } else {
        near = middle;
        atNear = atMiddle;
      }
    }
    double height = Math.abs(atFar - atNear);
    boolean stays = height > earlier / 2 && earlier < Double.POSITIVE_INFINITY;
    return stays && height >= least && height > JUMP * at(far).noise ? height : 0;
  }

  private double departure(double t, double slope, double bend) {
    return at(t).change - t * (slope + bend * t);
  }

  /** Half the second derivative, as the values at a step show it; 0 if there are none. */
  double bend(double step) {
    double bend = secondDifference(step) / (2 * step);
    return Double.isFinite(bend) ? bend : 0;
  }

  /** Whether the function has its value at the point at a step to either side. */
  public boolean isConstantUpTo(double step) {
    return !isChanged(at(-step)) && !isChanged(at(step));
  }

  /** Whether the function's value at the point is zero. */
  public boolean isZeroAtThePoint() {
    double largest = 0;
    for (double output : probe.base().data) {
      largest = Math.max(largest, Math.abs(output));
    }
    return largest == 0;
  }

  private static boolean isChanged(Sample sample) {
    return sample.change != 0 && !Double.isNaN(sample.change);
  }

  private static double noise(Sample sample) {
    return Double.isNaN(sample.noise) ? 0 : sample.noise;
  }

  /** The step nearest to a given one that moves the arguments exactly, if they allow one. */
  double exactStep(double step) {
    return probe.exactStep(direction, step);
  }

  /** The function at t; has no change where t has no room. */
  public Sample at(double t) {
    if ((t > 0 ? extent.above : extent.below) == 0) {
      return NONE;
    }
    double[] outputs = probe.outputs(direction, t, sameBranches);
    if (outputs == null) {
      return NONE;
    }
    var change = new CompensatedSum();
    double rounding = argumentNoise;
    double size = 0;
    double[] base = probe.base().data;
    for (int k = 0; k < outputs.length; k++) {
      change.addProduct(upstream[k], outputs[k] - base[k]);
      if (noise[k] > 0 || outputs[k] != base[k]) {
        rounding += Math.abs(upstream[k]) * Math.max(Math.abs(noise[k]), Math.ulp(outputs[k]));
        size += Math.abs(upstream[k] * outputs[k]);
      }
    }
    return Double.isFinite(change.value()) ? new Sample(change.value(), rounding, size) : NONE;
  }

  /** The difference quotient at a step: central, or one-sided on the edge of the domain. */
  double quotient(double step) {
    return quotient(step, at(-step), at(step));
  }

  /** The difference quotient from two samples at the same distance. */
  double quotient(double step, Sample below, Sample above) {
    if (extent.oneSided()) {
      return (extent.above > 0 ? above.change : -below.change) / step;
    }
    return (above.change - below.change) / (2 * step);
  }
}
