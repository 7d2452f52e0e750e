package org.set2model.gradcheck;

import java.util.ArrayList;
import java.util.List;
import org.set2model.gradcheck.line.Derivative;
import org.set2model.gradcheck.line.DifferenceQuotients;
import org.set2model.gradcheck.line.Line;

/**
 * Finds the steps at which a derivative can be extrapolated best.
 *
 * <p>It starts at the size of what moves, goes down while smaller steps can still improve on the
 * best estimate, and up while the best estimate is limited by rounding. An estimate, of a
 * derivative or of the two slopes at a kink, stands only if no smaller step contradicts it, however
 * small.
 */
final class Differentiator {

  /** First step, as part of the scale: not a round number, lest it be a multiple of a period. */
  private static final double FIRST_STEP = 0.2871;

  private static final int FIRST_RUNGS = 4;
  private static final double LARGEST_STEP = 0x1p80;

  /** Part of the jump at a kink at which its uncertainty is small enough. */
  private static final double SUFFICIENT = 1e-7;

  /** Part of the jump at a kink that smaller steps are to resolve. */
  private static final double RESOLVED_JUMP = 0.125;

  /** Steps, as part of the own size of what moves, on which a slope may be rounding. */
  private static final double SMALL_FEATURE = 1e-7;

  private static final double SURROUNDINGS = 1e-3;

  /**
   * A jump makes up for the difference of two slopes over a distance if it is as large as that,
   * within this factor.
   */
  private static final double MAKES_UP = 16;

  /** Jumps, as part of the function's size, by which it is too coarse to tell slopes. */
  private static final double COARSE = 1e-3;

  private static final int PATIENCE = 2;

  /** Two estimates exclude each other when they are this many times their uncertainty apart. */
  private static final double CONTRADICTION = 2;

  private final Line line;
  private final ClaimCheck.Claim claim;
  private final Line.Extent extent;
  private final DifferenceQuotients ladder;
  private Derivative best;

  private Differentiator(Line line, ClaimCheck.Claim claim, double stretch) {
    this.line = line;
    this.claim = claim;
    extent = line.extent();
    double step = Math.min(FIRST_STEP * stretch * extent.own(), extent.longestStep());
    ladder = new DifferenceQuotients(line, step);
  }

  /**
   * Searches along a line.
   *
   * @param claim what has to be resolved
   * @param stretch multiplies the steps, for an independent second estimate
   */
  static Differentiator on(Line line, ClaimCheck.Claim claim, double stretch) {
    var search = new Differentiator(line, claim, stretch);
    search.run();
    return search.best == null && line.heedsBranches()
        ? on(line.acrossBranches(), claim, stretch)
        : search;
  }

  /** The best derivative, or null if none can be extrapolated. */
  Derivative derivative() {
    return best;
  }

  /**
   * Whether the claim is what larger steps converge to, though smaller ones contradict them: the
   * estimate may be that of a small feature of the function, or of rounding that looks like one.
   */
  boolean largerStepsSupportClaim() {
    double feature = best.largestStep();
    return ladder.isSlopeOfLargerSteps(claim.derivative(), claim.rounding())
        || feature < SMALL_FEATURE * extent.own()
            && ladder.isSlopeAround(
                feature,
                feature * Math.abs(best.value()),
                SURROUNDINGS * extent.own(),
                claim.derivative())
        || jumpsSupportClaim();
  }

  /**
   * Whether the claim may be the slope across jumps of the function, and the estimate that between
   * two of them. A formula in which an intermediate result is rounded coarsely is smooth between
   * two roundings, with a slope that has nothing to do with its derivative, and makes up for it by
   * a jump at each. Such jumps lie on both sides of the point, and the slope over several of them
   * is nearer to the claim.
   */
  private boolean jumpsSupportClaim() {
    double difference = Math.abs(best.value() - claim.derivative());
    double farthest = Math.min(extent.reach(), extent.longestStep());
    double highest = 0;
    for (double far = best.largestStep(); far <= farthest; far *= 2) {
      double change = difference * far;
      highest =
          Math.max(
              highest, line.jumpWithin(far, best.value(), change / MAKES_UP, change * MAKES_UP));
      if (highest > COARSE * best.size()
          || highest > 0 && ladder.isSlopeAcross(far, claim.derivative(), best)) {
        return true;
      }
    }
    return false;
  }

  private void run() {
    boolean room = true;
    for (int i = 1; i < FIRST_RUNGS && room; i++) {
      room = ladder.descend();
    }
    ladder.addSentinels(Math.max(Math.abs(ladder.lastQuotient()), Math.abs(claim.derivative())));
    choose();
    descend();
    ascend();
  }

  private void descend() {
    while (!isSufficient() && smallerStepsCanHelp() && ladder.descend()) {
      choose();
    }
  }

  private void ascend() {
    int failures = 0;
    while (!isSufficient()
        && failures < PATIENCE
        && best != null
        && !best.isKink()
        && ladder.largestStep() < highest()) {
      double before = best.uncertainty();
      if (!ladder.ascend()) {
        return;
      }
      choose();
      if (best == null) {
        return;
      }
      failures = best.uncertainty() < before ? 0 : failures + 1;
    }
  }

  /** What the function does far away neither refutes a claim nor makes a slope zero. */
  private double highest() {
    return claim.derivative() == 0 && best.isZero() || claim.isClearlyOff(best)
        ? extent.reach()
        : LARGEST_STEP * extent.own();
  }

  private boolean isSufficient() {
    return best != null
        && (best.isKink()
            ? best.jumpUncertainty() + best.uncertainty() <= SUFFICIENT * best.jump()
            : best.uncertainty() <= claim.sufficientUncertainty(best.value()));
  }

  private boolean smallerStepsCanHelp() {
    if (best == null) {
      return true;
    }
    double wanted = best.isKink() ? RESOLVED_JUMP * best.jump() : best.uncertainty();
    return !(ladder.roundingBelow() >= wanted);
  }

  private void choose() {
    best = null;
    for (Derivative derivative : notContradictedByCloserOnes(ladder.derivatives())) {
      if (best == null || derivative.uncertainty() < best.uncertainty()) {
        best = derivative;
      }
    }
  }

  /** A derivative is a limit: of two that exclude each other, that from smaller steps stands. */
  private static List<Derivative> notContradictedByCloserOnes(List<Derivative> derivatives) {
    List<Derivative> standing = new ArrayList<>();
    for (Derivative derivative : derivatives) {
      boolean contradicted = false;
      for (Derivative other : derivatives) {
        contradicted |=
            other.largestStep() < derivative.largestStep()
                && Math.abs(other.value() - derivative.value())
                    > CONTRADICTION * (other.uncertainty() + derivative.uncertainty());
      }
      if (!contradicted) {
        standing.add(derivative);
      }
    }
    return standing;
  }
}
