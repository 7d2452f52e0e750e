package org.set2model.gradcheck;

import java.util.Optional;

/** Holds a claimed derivative along a line against the numerical one. */
final class Judge {

  /** The relative error that an agreement excludes. */
  static final double EXCLUDED_ERROR = 1e-5;

  /** Relative rounding that a claimed derivative may itself contain. */
  private static final double CLAIM_ROUNDING = 0x1p-33;

  /**
   * Part of its size by which an entry must move the function, over its reach, to be more than 0.
   */
  private static final double NEGLIGIBLE_CHANGE = 1e-10;

  /** A disagreement is this many tolerances wide. */
  private static final double CLEAR = 4;

  /** Scale of the steps of the second extrapolation. */
  private static final double SECOND_SCALE = 0.0131;

  /** Spacing at which rounding is measured again, as part of the steps of the first estimate. */
  private static final double NOISE_SPACING = 0x1p-5;

  /** How many times the rounding the two candidates differ by at the smallest step that tells. */
  private static final double ABOVE_ROUNDING = 64;

  /** The smallest step at all, as part of the scale: well above the spacing of doubles. */
  private static final double LEAST_STEP = 0x1p-44;

  private Judge() {}

  /**
   * What is claimed.
   *
   * @param subject the line in words
   * @param place the entry, if the line moves one only
   * @param derivative the claimed derivative
   * @param ownSize root of the sum of the squares of the terms in it, to which its rounding is
   *     proportional
   * @param resolution size of the smallest term that has to be verified, or 0 if the derivative is
   *     a single term
   */
  record Claim(
      String subject, Optional<Place> place, double derivative, double ownSize, double resolution) {

    Finding finding(Verdict verdict, Derivative numerical, double tolerance, String reason) {
      return finding(verdict, Evidence.NONE, numerical, tolerance, reason);
    }

    Finding agreement(Evidence evidence, Derivative numerical, double tolerance, String reason) {
      return finding(Verdict.AGREE, evidence, numerical, tolerance, reason);
    }

    private Finding finding(
        Verdict verdict, Evidence evidence, Derivative numerical, double tolerance, String reason) {
      double nearest =
          numerical == null
              ? Double.NaN
              : Math.max(numerical.lowest(), Math.min(numerical.highest(), derivative));
      return new Finding(
          subject,
          place,
          verdict,
          evidence,
          derivative,
          nearest,
          numerical == null ? Double.NaN : numerical.uncertainty(),
          tolerance,
          verifiedError(evidence, nearest, tolerance),
          numerical != null && numerical.isKink(),
          reason);
    }

    private double verifiedError(Evidence evidence, double nearest, double tolerance) {
      if (evidence != Evidence.STRICT && evidence != Evidence.RELATIVE) {
        return Double.NaN;
      }
      double size = place.isPresent() ? Math.abs(nearest) : resolution;
      return (Math.abs(derivative - nearest) + tolerance) / size;
    }

    double excess(Derivative numerical) {
      return Math.max(numerical.lowest() - derivative, derivative - numerical.highest());
    }

    double tolerance(Derivative numerical) {
      return numerical.uncertainty() + CLAIM_ROUNDING * ownSize;
    }
  }

  /** The verdict on a claim about the derivative along a line. */
  static Finding judge(Line line, Claim claim) {
    Finding finding = judgeAsIs(line, claim);
    return finding.verdict() == Verdict.UNRESOLVED && line.extent().lopsided()
        ? judgeAsIs(line.widerSide(), claim)
        : finding;
  }

  private static Finding judgeAsIs(Line line, Claim claim) {
    Derivative numerical = Differentiator.differentiate(line, claim, 1);
    if (numerical == null) {
      return claim.finding(
          Verdict.UNRESOLVED, null, Double.NaN, "the function is not finite around the point");
    }
    double tolerance = claim.tolerance(numerical);
    if (claim.excess(numerical) <= tolerance) {
      return within(line, claim, numerical, tolerance);
    }
    if (numerical.value() == 0
        && claim.excess(numerical) * line.extent().reach() <= 0x1p-50 * numerical.size()) {
      return claim.agreement(
          Evidence.RELATIVE, numerical, tolerance, "zero, but for the rounding of the function");
    }
    return outside(line, claim, numerical, tolerance);
  }

  private static Finding within(Line line, Claim claim, Derivative numerical, double tolerance) {
    String kink =
        numerical.isKink()
            ? String.format(
                "kink: any slope from %s to %s is right", numerical.lowest(), numerical.highest())
            : "";
    double own = Math.max(Math.abs(numerical.lowest()), Math.abs(numerical.highest()));
    double size =
        claim.resolution > 0 || numerical.isKink()
            ? Math.max(claim.resolution, numerical.isKink() ? own : 0)
            : Math.min(Math.abs(claim.derivative), own);
    if (tolerance <= EXCLUDED_ERROR / 2 * size) {
      Evidence evidence = Evidence.STRICT;
      if (numerical.isKink()) {
        evidence = Evidence.KINK;
      } else if (claim.place.isPresent()
          && tolerance > EXCLUDED_ERROR / 2 * Math.min(Math.abs(claim.derivative), own)) {
        evidence = claim.derivative == 0 ? Evidence.ZERO : Evidence.RELATIVE;
      }
      return claim.agreement(evidence, numerical, tolerance, kink);
    }
    if (claim.derivative == 0
        && numerical.value() == 0
        && numerical.uncertainty() == numerical.rounding()) {
      return claim.agreement(Evidence.ZERO, numerical, tolerance, "the function does not change");
    }
    if (Math.abs(claim.derivative) <= tolerance
        && tolerance * line.extent().reach() <= NEGLIGIBLE_CHANGE * numerical.size()) {
      return claim.agreement(
          claim.derivative == 0 ? Evidence.ZERO : Evidence.RELATIVE,
          numerical,
          tolerance,
          "zero to within rounding");
    }
    return claim.finding(
        Verdict.UNRESOLVED,
        numerical,
        tolerance,
        "the uncertainty does not exclude a relative error of " + EXCLUDED_ERROR);
  }

  /**
   * A claim is wrong only if a second extrapolation, from much smaller steps and with the rounding
   * measured along this very line, says so too.
   */
  private static Finding outside(Line line, Claim claim, Derivative first, double tolerance) {
    Line remeasured =
        line.withNoiseBetween(
            NOISE_SPACING * first.smallestStep(), NOISE_SPACING * first.largestStep());
    Derivative second = Differentiator.differentiate(remeasured, claim, SECOND_SCALE);
    if (second != null) {
      double secondTolerance = claim.tolerance(second);
      if (claim.excess(first) > CLEAR * tolerance
          && claim.excess(second) > CLEAR * secondTolerance
          && !smallStepSupports(remeasured, claim, first)) {
        return claim.finding(Verdict.DISAGREE, first, tolerance, "");
      }
      if (claim.excess(second) <= secondTolerance) {
        return within(line, claim, second, secondTolerance);
      }
    }
    return claim.finding(
        Verdict.UNRESOLVED,
        first,
        tolerance,
        second == null
            ? "the function is not finite around the point"
            : String.format(
                "a second extrapolation does not confirm the difference: %s, uncertainty %.1e",
                second.value(), second.uncertainty()));
  }

  /**
   * Whether the function follows the claim rather than the estimate at the smallest step that can
   * still tell the two apart: its features may be far smaller than the scale of the entry.
   */
  private static boolean smallStepSupports(Line line, Claim claim, Derivative estimate) {
    double noise = estimate.rounding() * estimate.smallestStep();
    double difference = Math.abs(claim.derivative - estimate.value());
    double step = Math.max(ABOVE_ROUNDING * noise / difference, LEAST_STEP * line.extent().scale());
    if (!(step < estimate.smallestStep())) {
      return false;
    }
    double quotient = line.quotient(step);
    return Math.abs(quotient - claim.derivative) < Math.abs(quotient - estimate.value());
  }
}
