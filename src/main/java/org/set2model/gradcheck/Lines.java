package org.set2model.gradcheck;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/** Judges the claimed derivatives along lines through the base point. */
final class Lines {

  /** Spacing, relative to the entries' scales, of the points where rounding is measured. */
  private static final double NOISE_SPACING = 1e-9;

  private static final double WIDEST_NOISE_SPACING = 0.002;

  /** How far above the rounding in f an influence must be to be verified to 1e-5. */
  static final double ABOVE_ROUNDING = 1e8;

  /** An influence that is low beside the typical one. */
  static final double LOW_INFLUENCE = 1e-3;

  private final Probe probe;
  private final Coordinates coordinates;
  private final double[] upstream;
  private final double[] noise;

  /** Measures the rounding in the function's outputs along a random direction. */
  Lines(Probe probe, DMatrixRMaj upstream, Coordinates coordinates, SplittableRandom random) {
    this.probe = probe;
    this.coordinates = coordinates;
    this.upstream = Arrays.copyOf(upstream.data, upstream.getNumElements());
    noise =
        NoiseLevel.measure(
            probe,
            coordinates.displacement(coordinates.randomCoefficients(random)),
            NOISE_SPACING,
            WIDEST_NOISE_SPACING);
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

  /**
   * The influence down to which entries are verified relative to themselves. Rounding in f keeps
   * smaller ones from being verified to 1e-5, and they are verified to that part of this one.
   */
  private double leastInfluence() {
    return Math.min(ABOVE_ROUNDING * noise(), LOW_INFLUENCE * coordinates.typicalInfluence());
  }

  /** The verdict on one coordinate. */
  Finding judgeEntry(int position) {
    double[] coefficients = new double[coordinates.entries()];
    coefficients[position] = 1;
    double claimed = coordinates.claimed(position);
    Place place = coordinates.place(position);
    // A zero has no size of its own.
    double influence =
        claimed == 0 ? LOW_INFLUENCE * coordinates.typicalInfluence() : leastInfluence();
    double least = influence / coordinates.scale(position);
    var claim =
        new Judge.Claim(
            place.toString(),
            Optional.of(place),
            claimed,
            Math.abs(claimed),
            Math.abs(claimed) < least ? least : 0);
    return Judge.judge(
        line(coefficients, coordinates.scale(position), coordinates.reach(position)), claim);
  }

  /**
   * The verdict on a direction.
   *
   * @param coefficients of the coordinates, as fractions of which steps are chosen
   * @param resolution size of the smallest term of the claimed derivative to verify
   */
  Finding judgeDirection(String subject, double[] coefficients, double resolution) {
    double squares = 0;
    for (int position : coordinates.free()) {
      double term = coordinates.claimed(position) * coefficients[position];
      squares += term * term;
    }
    var claim =
        new Judge.Claim(
            subject,
            Optional.empty(),
            coordinates.claimedAlong(coefficients),
            Math.sqrt(squares),
            resolution);
    return Judge.judge(line(coefficients, 1, 1), claim);
  }

  /** The line on which coordinates move in proportion to coefficients. */
  Line line(double[] coefficients, double scale, double reach) {
    var extent =
        new Line.Extent(
            scale, reach, coordinates.room(coefficients, -1), coordinates.room(coefficients, 1));
    return Line.through(probe, coordinates.displacement(coefficients), extent, upstream, noise);
  }
}
