package org.set2model.gradcheck;

import java.util.Optional;

/**
 * What was found about one claimed derivative.
 *
 * @param subject what the derivative is with respect to, in words
 * @param place the entry, unless the derivative is along a direction through several
 * @param verdict the verdict
 * @param evidence what an agreement rests on
 * @param claimed the claimed derivative
 * @param numerical the extrapolated derivative, NaN if there is none; at a kink, the admissible
 *     value nearest to the claim
 * @param uncertainty estimated bound of the numerical derivative's error
 * @param tolerance how far the two may be apart: the uncertainty and the claim's own rounding
 * @param verifiedError bound of the claim's relative error, of the derivative's own size; for a
 *     direction, of the smallest entry in it. NaN where there is no agreement, at a kink, and for a
 *     claim of zero
 * @param kink whether the slopes on the two sides differ
 * @param reason what there is to say beyond the numbers; may be empty
 */
public record Finding(
    String subject,
    Optional<Place> place,
    Verdict verdict,
    Evidence evidence,
    double claimed,
    double numerical,
    double uncertainty,
    double tolerance,
    double verifiedError,
    boolean kink,
    String reason) {

  /**
   * Relative difference of claimed and numerical derivative; 0 if both are within the tolerance of
   * 0.
   */
  public double relativeError() {
    double size = Math.max(Math.abs(claimed), Math.abs(numerical));
    return size <= tolerance ? 0 : difference() / size;
  }

  /** Worse verdicts come first, then entries before directions, then larger errors. */
  boolean isWorseThan(Finding other) {
    if (verdict != other.verdict) {
      return verdict == Verdict.DISAGREE || other.verdict == Verdict.AGREE;
    }
    if (place.isPresent() != other.place.isPresent()) {
      return place.isPresent();
    }
    return verdict == Verdict.DISAGREE
        ? difference() > other.difference()
        : relativeError() > other.relativeError();
  }

  /** Distance of the claimed from the numerical derivative. */
  double difference() {
    return Math.abs(claimed - numerical);
  }

  @Override
  public String toString() {
    return String.format(
        "%s: %s%n  claimed        %s%n  numerical      %s%n  uncertainty    %.1e, tolerance %.1e%n"
            + "  relative error %.1e%s",
        subject,
        verdict,
        claimed,
        numerical,
        uncertainty,
        tolerance,
        relativeError(),
        reason.isEmpty() ? "" : String.format("%n  %s", reason));
  }
}
