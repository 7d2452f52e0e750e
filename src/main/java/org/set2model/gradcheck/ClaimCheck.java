package org.set2model.gradcheck;

import java.util.Locale;
import java.util.Optional;
import org.set2model.gradcheck.argument.EntryLocation;
import org.set2model.gradcheck.line.Derivative;
import org.set2model.gradcheck.line.Line;

/** Holds a claimed derivative along a line against the numerical one. */
final class ClaimCheck {

  /** Why a claim that larger steps support is not refuted by smaller ones. */
  static final String SMALL_FEATURE =
      "the slope at small steps is another than at larger ones: a small feature, or rounding";

  /** The relative error that an agreement excludes. */
  static final double EXCLUDED_ERROR = 1e-5;

  /**
   * Part of the function's size that a tolerance may amount to, when the entry moves by its own
   * size, for an agreement to the rounding of the function.
   */
  private static final double NEGLIGIBLE_CHANGE = 1e-10;

  /** Rounding of a claim beside the size of the function. */
  private static final double CLAIM_ROUNDING = 0x1p-50;

  /** The same for a claim of zero that no other entry can be compared with. */
  private static final double NO_CHANGE = 0x1p-40;

  /** Rounding of a function, as part of its size, that is coarse. */
  private static final double COARSE = 1e-3;

  /** Part of its size by which an entry moves without change if its function has a sign only. */
  private static final double NEARLY = 0.98;

  /** A disagreement is this many tolerances wide. */
  private static final double CLEAR = 4;

  /** Relative tolerance above which a kink cannot be told for sure. */
  private static final double IMPRECISE = 1e-3;

  /** Steps, in reaches, from which a slope is no derivative. */
  private static final double FAR = 1e4;

  /** Relative difference that may come from the function: of a series that is cut off, say. */
  private static final double SMALL_DIFFERENCE = 5e-8;

  /** Two extrapolations confirm each other when they differ by no more uncertainties than this. */
  private static final double CONSISTENT = 2;

  /** Scale of the steps of the second extrapolation. */
  private static final double SECOND_SCALE = 0.0131;

  /** Spacing at which rounding is measured again, as part of the steps of the first estimate. */
  private static final double NOISE_SPACING = 0x1p-5;

  /** Relative uncertainty at which an estimate need not be improved. */
  private static final double SUFFICIENT = 0x1p-28;

  private ClaimCheck() {}

  /**
   * What is claimed.
   *
   * @param subject the line in words
   * @param place the entry, if the line moves one only
   * @param derivative the claimed derivative
   * @param rounding by how much rounding may have moved a right claim
   * @param strict size of the smallest term of the derivative that is to be verified; 0 if the
   *     derivative is a single term, of its own size
   * @param relative size relative to which a smaller derivative is verified at least
   * @param zero size below which a derivative is zero beside those that are not; 0 if unknown
   */
  record Claim(
      String subject,
      Optional<EntryLocation> place,
      double derivative,
      double rounding,
      double strict,
      double relative,
      double zero) {

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
          numerical == null ? Double.NaN : numerical.lowest(),
          numerical == null ? Double.NaN : numerical.highest(),
          numerical == null ? Double.NaN : numerical.uncertainty(),
          tolerance,
          verifiedError(evidence, nearest, tolerance),
          reason);
    }

    private double verifiedError(Evidence evidence, double nearest, double tolerance) {
      if (evidence != Evidence.STRICT && evidence != Evidence.RELATIVE) {
        return Double.NaN;
      }
      double size = strict > 0 ? strict : Math.abs(nearest);
      return (Math.abs(derivative - nearest) + tolerance) / size;
    }

    double excess(Derivative numerical) {
      return Math.max(numerical.lowest() - derivative, derivative - numerical.highest());
    }

    boolean isClearlyOff(Derivative numerical) {
      return excess(numerical) > 2 * CLEAR * tolerance(numerical);
    }

    /** The same from all slopes that an imprecise estimate leaves possible. */
    double excessOfAny(Derivative numerical) {
      return tolerance(numerical)
              <= IMPRECISE * Math.max(Math.abs(derivative), Math.abs(numerical.value()))
          ? excess(numerical)
          : Math.max(
              numerical.lowestPossible() - derivative, derivative - numerical.highestPossible());
    }

    double tolerance(Derivative numerical) {
      return numerical.uncertainty() + rounding;
    }

    /** Uncertainty of a numerical derivative that is sufficient. */
    double sufficientUncertainty(double value) {
      return derivative == 0 && Math.abs(value) <= zero
          ? zero / 2
          : SUFFICIENT * (strict > 0 ? strict : Math.abs(value));
    }
  }

  /** The verdict on a claim about the derivative along a line. */
  static Finding judge(Line line, Claim claim) {
    Finding finding = judgeAsIs(line, claim);
    boolean open =
        finding.verdict() == Verdict.UNRESOLVED || finding.evidence() == Evidence.RELATIVE;
    if (open && line.extent().lopsided()) {
      Finding wider = judgeAsIs(line.widerSide(), claim);
      return wider.verdict() == Verdict.UNRESOLVED ? finding : wider;
    }
    return finding;
  }

  private static Finding judgeAsIs(Line line, Claim claim) {
    var search = Differentiator.on(line, claim, 1);
    Derivative numerical = search.derivative();
    if (numerical == null) {
      return claim.finding(
          Verdict.UNRESOLVED,
          null,
          Double.NaN,
          line.isFiniteNearby()
              ? "no difference quotients converge: smaller steps contradict larger ones"
              : "the function is not finite around the point");
    }
    double tolerance = claim.tolerance(numerical);
    if (claim.excess(numerical) > tolerance) {
      return outside(line, claim, search, tolerance);
    }
    return within(line, claim, numerical, tolerance);
  }

  private static Finding within(Line line, Claim claim, Derivative numerical, double tolerance) {
    double largest = Math.max(Math.abs(numerical.lowest()), Math.abs(numerical.highest()));
    if (numerical.rounding() * numerical.smallestStep() > COARSE * numerical.size()
        && numerical.smallestStep() > line.extent().reach()) {
      return claim.finding(
          Verdict.UNRESOLVED,
          numerical,
          tolerance,
          "the function is so coarse that it shows its slope far from the point only");
    }
    if (numerical.isKink()) {
      return tolerance <= EXCLUDED_ERROR / 2 * largest
          ? claim.agreement(
              Evidence.KINK,
              numerical,
              tolerance,
              String.format(
                  Locale.ROOT,
                  "kink: any slope from %s to %s is right",
                  numerical.lowest(),
                  numerical.highest()))
          : unresolved(claim, numerical, tolerance);
    }
    double own = claim.strict > 0 ? claim.strict : Math.min(Math.abs(claim.derivative), largest);
    double known = tolerance + Math.abs(claim.excess(numerical));
    if (own > 0 && known <= EXCLUDED_ERROR * own) {
      return claim.agreement(Evidence.STRICT, numerical, tolerance, "");
    }
    if (claim.derivative == 0) {
      boolean jumps = line.jumpBeyond(numerical.smallestStep()) > 0;
      boolean single = claim.place.isPresent();
      double wide = NEARLY * (single ? line.extent().own() : line.extent().reach());
      if (numerical.value() == 0
          && line.isConstantUpTo(wide)
          && !(jumps && line.isZeroAtThePoint())) {
        return claim.agreement(Evidence.ZERO, numerical, tolerance, "the function does not change");
      }
      if (jumps) {
        return claim.finding(
            Verdict.UNRESOLVED,
            numerical,
            tolerance,
            "the function moves in steps around the point");
      }
      // A value of zero has a rounding among the subnormal numbers.
      double zero =
          Math.max(
              Double.MIN_NORMAL,
              claim.zero > 0 ? claim.zero : NO_CHANGE * numerical.size() / line.extent().reach());
      if (tolerance + largest <= zero) {
        return claim.agreement(Evidence.ZERO, numerical, tolerance, "zero beside other entries");
      }
    }
    if (known <= EXCLUDED_ERROR * claim.relative) {
      return claim.agreement(
          Evidence.RELATIVE, numerical, tolerance, "verified relative to larger entries only");
    }
    if (tolerance * line.extent().own() <= NEGLIGIBLE_CHANGE * numerical.size()) {
      return claim.agreement(
          Evidence.RELATIVE, numerical, tolerance, "verified to the rounding of the function only");
    }
    return unresolved(claim, numerical, tolerance);
  }

  private static Finding unresolved(Claim claim, Derivative numerical, double tolerance) {
    return claim.finding(
        Verdict.UNRESOLVED,
        numerical,
        tolerance,
        "the uncertainty does not exclude a relative error of " + EXCLUDED_ERROR);
  }

  /**
   * A claim that differs by more than rounding is wrong only if a second extrapolation, from much
   * smaller steps and with the rounding measured along this very line, confirms the first.
   */
  private static Finding outside(Line line, Claim claim, Differentiator search, double tolerance) {
    Derivative first = search.derivative();
    double larger = Math.max(Math.abs(claim.derivative), Math.abs(first.value()));
    // Where terms cancel to a value near zero, only values elsewhere show what was rounded.
    double rounded =
        first.value() == 0
            ? line.largestOutput() / line.extent().own()
            : first.size() / line.extent().reach();
    if (larger <= CLAIM_ROUNDING * rounded) {
      return claim.agreement(
          Evidence.RELATIVE, first, tolerance, "zero but for the rounding of the function");
    }
    if (claim.excess(first) <= SMALL_DIFFERENCE * (claim.strict > 0 ? claim.strict : larger)) {
      return claim.finding(
          Verdict.UNRESOLVED,
          first,
          tolerance,
          "the difference is beyond rounding, but as small as a series that is cut off may leave");
    }
    if (search.largerStepsSupportClaim()) {
      return claim.finding(Verdict.UNRESOLVED, first, tolerance, SMALL_FEATURE);
    }
    Line remeasured =
        line.withNoiseBetween(
            NOISE_SPACING * first.smallestStep(), NOISE_SPACING * first.largestStep());
    Derivative second = Differentiator.on(remeasured, claim, SECOND_SCALE).derivative();
    if (second == null) {
      return claim.finding(
          Verdict.UNRESOLVED, first, tolerance, "a second extrapolation does not converge");
    }
    double secondTolerance = claim.tolerance(second);
    if (first.smallestStep() <= FAR * line.extent().reach()
        && claim.excessOfAny(first) > CLEAR * tolerance
        && claim.excessOfAny(second) > CLEAR * secondTolerance
        && Math.abs(first.value() - second.value())
            <= CONSISTENT * (first.uncertainty() + second.uncertainty())
        && remeasured.refutes(claim.derivative, first)) {
      return claim.finding(Verdict.DISAGREE, first, tolerance, "");
    }
    if (claim.excess(second) <= secondTolerance) {
      return within(remeasured, claim, second, secondTolerance);
    }
    return claim.finding(
        Verdict.UNRESOLVED,
        first,
        tolerance,
        String.format(
            Locale.ROOT,
            "a second extrapolation does not confirm the difference: %s, uncertainty %.1e",
            second.value(),
            second.uncertainty()));
  }
}
