package org.set2model.gradcheck;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import org.set2model.gradcheck.argument.EntryLocation;

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
 * @param lowest the lowest slope that is right: below {@code numerical} at a kink only
 * @param highest the highest slope that is right: above {@code numerical} at a kink only
 * @param uncertainty estimated bound of the numerical derivative's error
 * @param tolerance how far the two may be apart: the uncertainty and the claim's own rounding
 * @param verifiedError bound of the claim's relative error, of the derivative's own size; for a
 *     direction, of the smallest entry in it. NaN where there is no agreement, at a kink, and for a
 *     claim of zero
 * @param reason what there is to say beyond the numbers; may be empty
 */
public record Finding(
    String subject,
    Optional<EntryLocation> place,
    Verdict verdict,
    Evidence evidence,
    double claimed,
    double numerical,
    double lowest,
    double highest,
    double uncertainty,
    double tolerance,
    double verifiedError,
    String reason) {

  /** Whether the slopes on the two sides differ. */
  public boolean kink() {
    return lowest < highest;
  }

  /**
   * Relative difference of claimed and numerical derivative; 0 if both are within the tolerance of
   * 0.
   */
  public double relativeError() {
    double size = Math.max(Math.abs(claimed), Math.abs(numerical));
    return size <= tolerance ? 0 : difference() / size;
  }

  /** The same numbers with another conclusion. */
  Finding concluding(Verdict newVerdict, Evidence newEvidence, String newReason) {
    return new Finding(
        subject,
        place,
        newVerdict,
        newEvidence,
        claimed,
        numerical,
        lowest,
        highest,
        uncertainty,
        tolerance,
        newVerdict == Verdict.AGREE ? verifiedError : Double.NaN,
        newReason);
  }

  /**
   * Worse verdicts come first, then what agrees relative to others only, then entries before
   * directions, then larger errors.
   */
  boolean isWorseThan(Finding other) {
    if (severity() != other.severity()) {
      return severity() > other.severity();
    }
    if (place.isPresent() != other.place.isPresent()) {
      return place.isPresent();
    }
    if (evidence == Evidence.RELATIVE) {
      return verifiedError > other.verifiedError;
    }
    return verdict == Verdict.DISAGREE
        ? difference() > other.difference()
        : relativeError() > other.relativeError();
  }

  private int severity() {
    return switch (verdict) {
      case DISAGREE -> 3;
      case UNRESOLVED -> 2;
      case AGREE -> evidence == Evidence.RELATIVE ? 1 : 0;
    };
  }

  /** Distance of the claimed from the numerical derivative. */
  double difference() {
    return Math.abs(claimed - numerical);
  }

  /** Both derivatives in words. */
  String numbers() {
    String but = verdict == Verdict.DISAGREE ? "but" : "and";
    if (Double.isNaN(numerical)) {
      return "claimed " + claimed + ", but " + reason;
    }
    if (kink()) {
      return String.format(
          Locale.ROOT,
          "claimed %s, %s at this kink any slope from %s to %s is right",
          claimed,
          but,
          rounded(lowest),
          rounded(highest));
    }
    String numbers =
        String.format(
            Locale.ROOT,
            "claimed %s, %s differences give %s +- %.1e",
            claimed,
            but,
            rounded(numerical),
            uncertainty);
    return switch (verdict) {
      case DISAGREE ->
          String.format(Locale.ROOT, "%s, a relative error of %.1e", numbers, relativeError());
      case UNRESOLVED -> numbers + ": " + reason;
      case AGREE ->
          evidence == Evidence.RELATIVE
              ? String.format(
                  Locale.ROOT,
                  "%s: %s; of its own size, an error of %.1e could hide",
                  numbers,
                  reason,
                  verifiedError)
              : numbers;
    };
  }

  /** A value without the digits that the uncertainty leaves open. */
  String rounded(double value) {
    if (!Double.isFinite(value) || !(uncertainty > 0 && uncertainty <= Double.MAX_VALUE)) {
      return Double.toString(value);
    }
    int digit = (int) Math.floor(Math.log10(uncertainty));
    return Double.toString(
        new BigDecimal(value).setScale(-digit, RoundingMode.HALF_EVEN).doubleValue());
  }

  @Override
  public String toString() {
    return subject + ": " + verdict + ", " + numbers();
  }
}
