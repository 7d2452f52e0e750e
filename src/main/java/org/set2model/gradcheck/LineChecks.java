package org.set2model.gradcheck;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.set2model.gradcheck.argument.Coordinates;
import org.set2model.gradcheck.argument.EntryLocation;
import org.set2model.gradcheck.argument.Probe;
import org.set2model.gradcheck.line.Line;
import org.set2model.gradcheck.line.NoiseLevel;

/** Judges the claimed derivatives along lines through the base point. */
final class LineChecks {

  /** Spacing, relative to the entries' sizes, of the points where rounding is measured. */
  private static final double NOISE_SPACING = 1e-9;

  private static final double WIDEST_NOISE_SPACING = 0.03;

  /** How far a function that does not change is searched for a jump. */
  private static final double FARTHEST = 1e4;

  /** How far above the rounding in f an influence must be to be verified to 1e-5. */
  static final double ABOVE_ROUNDING = 1e8;

  /** An influence that is low beside the typical one. */
  static final double LOW_INFLUENCE = 1e-3;

  /** How far above the rounding in f an influence must be to be one at all. */
  private static final double BARELY_ABOVE_ROUNDING = 64;

  /** Part of the smallest influence below which one is zero. */
  private static final double ZERO_SHARE = 1e-6;

  /** The smallest step, in spacings of doubles. */
  private static final double LEAST_SPACINGS = 16;

  /** Part of an entry's own size that a step must be able to have. */
  private static final double REACHABLE = 0.01;

  private final Probe probe;
  private final Coordinates coordinates;
  private final double[] upstream;
  private final double[] noise;
  private final double claimAccuracy;
  private final double zeroInfluence;

  /** Measures the rounding in the function's outputs along a random direction. */
  LineChecks(
      Probe probe,
      DMatrixRMaj upstream,
      Coordinates coordinates,
      Options options,
      SplittableRandom random) {
    this.probe = probe;
    this.coordinates = coordinates;
    this.upstream = Arrays.copyOf(upstream.data, upstream.getNumElements());
    claimAccuracy = options.claimAccuracy();
    double[] coefficients = coordinates.randomCoefficients(random);
    double[] stretched = coordinates.displacement(coordinates.stretched(coefficients));
    noise =
        NoiseLevel.measure(
            probe,
            coordinates.displacement(coefficients),
            stretched,
            NOISE_SPACING,
            WIDEST_NOISE_SPACING,
            Math.min(FARTHEST, coordinates.room(stretched, 1)),
            coordinates.room(coordinates.displacement(coefficients), -1) > NOISE_SPACING);
    for (int k = 0; k < noise.length; k++) {
      noise[k] = Math.max(noise[k], options.functionAccuracy() * Math.abs(probe.base().data[k]));
    }
    zeroInfluence = ZERO_SHARE * coordinates.leastInfluenceAbove(BARELY_ABOVE_ROUNDING * noise());
  }

  Coordinates coordinates() {
    return coordinates;
  }

  /** Bound of the rounding in the checked scalar. */
  double noise() {
    double sum = 0;
    for (int k = 0; k < noise.length; k++) {
      sum += Math.abs(upstream[k]) * (noise[k] + Math.ulp(probe.base().data[k]));
    }
    return sum;
  }

  /** The influence relative to which smaller ones are verified at least. */
  private double relativeInfluence() {
    return Math.min(ABOVE_ROUNDING * noise(), LOW_INFLUENCE * coordinates.typicalInfluence());
  }

  /** The verdict on one coordinate. */
  Finding judgeEntry(int position) {
    double[] coefficients = new double[coordinates.entries()];
    coefficients[position] = 1;
    double claimed = coordinates.claimed(position);
    EntryLocation place = coordinates.place(position);
    double move = coordinates.move(position);
    double own = coordinates.own(position);
    var claim =
        new ClaimCheck.Claim(
            place.toString(),
            Optional.of(place),
            claimed,
            claimAccuracy * Math.abs(claimed),
            0,
            relativeInfluence() / move,
            zeroInfluence / move);
    double least = LEAST_SPACINGS * coordinates.spacing(position);
    if (least > REACHABLE * own) {
      return claim.finding(
          Verdict.UNRESOLVED,
          null,
          Double.NaN,
          "the entry is so small that it can't move together with the others: steps are rounded");
    }
    return ClaimCheck.judge(line(coefficients, own, coordinates.reach(position), least, 0), claim);
  }

  /**
   * The verdict on a direction.
   *
   * @param coefficients of the coordinates, as fractions of which steps are chosen
   * @param strict size of the smallest term of the claimed derivative to verify; 0 if none is
   * @param relative size relative to which terms are verified at least
   */
  Finding judgeDirection(String subject, double[] coefficients, double strict, double relative) {
    double size = claimedSize(coefficients);
    var claim =
        new ClaimCheck.Claim(
            subject,
            Optional.empty(),
            coordinates.claimedAlong(coefficients),
            claimAccuracy * size,
            strict,
            relative,
            zeroInfluence);
    return ClaimCheck.judge(direction(coefficients), claim);
  }

  /** Root of the sum of the squares of the terms of a claim, to which its rounding grows. */
  private double claimedSize(double[] coefficients) {
    double squares = 0;
    for (int position : coordinates.free()) {
      double term = coordinates.claimed(position) * coefficients[position];
      squares += term * term;
    }
    return Math.sqrt(squares);
  }

  /** The line on which coordinates move in proportion to coefficients. */
  Line direction(double[] coefficients) {
    double own = 1;
    double least = 0;
    double argumentNoise = 0;
    for (int position : coordinates.free()) {
      double coefficient = Math.abs(coefficients[position]);
      if (coefficient > 0) {
        double spacing = coordinates.spacing(position);
        own = Math.min(own, coordinates.own(position) / coefficient);
        least = Math.max(least, LEAST_SPACINGS * spacing / coefficient);
        argumentNoise += Math.abs(coordinates.claimed(position)) * spacing / 2;
      }
    }
    return line(coefficients, own, 1, least, argumentNoise);
  }

  private Line line(
      double[] coefficients, double own, double reach, double least, double argumentNoise) {
    double[] displacement = coordinates.displacement(coefficients);
    var extent =
        new Line.Extent(
            own,
            reach,
            least,
            coordinates.room(displacement, -1),
            coordinates.room(displacement, 1));
    return Line.through(probe, displacement, extent, upstream, noise, argumentNoise);
  }
}
