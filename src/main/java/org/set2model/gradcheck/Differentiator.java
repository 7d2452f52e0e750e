package org.set2model.gradcheck;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the steps at which a derivative can be extrapolated best.
 *
 * <p>It starts near the scale of the line, goes down while smaller steps can still improve on the
 * best estimate, and up while the best estimate is limited by rounding. Where one-sided slopes
 * differ it goes down until they meet (a kink near the point, now outside the steps) or until
 * rounding hides the difference (a kink at the point).
 */
final class Differentiator {

  /** First step, as part of the scale: not a round number, lest it be a multiple of a period. */
  private static final double FIRST_STEP = 0.2871;

  private static final int FIRST_RUNGS = 4;
  private static final double SMALLEST_STEP = 0x1p-46;
  private static final double LARGEST_STEP = 0x1p80;

  /** Relative uncertainty at which the search stops. */
  private static final double SUFFICIENT = 0x1p-28;

  /** Part of a jump at which an estimate without the jump is told apart from one with it. */
  private static final double RESOLVED_JUMP = 0.125;

  private static final int PATIENCE = 2;

  /** Two estimates exclude each other when they are this many times their uncertainty apart. */
  private static final double CONTRADICTION = 2;

  private final Judge.Claim claim;
  private final Line.Extent extent;
  private final Ladder ladder;
  private Derivative best;

  private Differentiator(Line line, Judge.Claim claim, double stretch) {
    this.claim = claim;
    extent = line.extent();
    double step = Math.min(FIRST_STEP * stretch * extent.scale(), extent.longestStep());
    ladder = new Ladder(line, step);
  }

  /**
   * The best derivative along a line, or null if the function has no values around the point.
   *
   * @param claim what has to be resolved
   * @param stretch multiplies the steps, for an independent second estimate
   */
  static Derivative differentiate(Line line, Judge.Claim claim, double stretch) {
    var search = new Differentiator(line, claim, stretch);
    search.run();
    return search.best == null && line.heedsBranches()
        ? differentiate(line.acrossBranches(), claim, stretch)
        : search.best;
  }

  private void run() {
    for (int i = 1; i < FIRST_RUNGS; i++) {
      ladder.descend();
    }
    choose();
    descend();
    ascend();
    if (best != null && !best.isKink()) {
      ladder.addSentinel();
      choose();
      descend();
    }
  }

  private void descend() {
    while (!isSufficient()
        && ladder.smallestStep() > SMALLEST_STEP * extent.scale()
        && smallerStepsCanHelp()) {
      ladder.descend();
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
      failures = best.uncertainty() < before ? 0 : failures + 1;
    }
  }

  /** A claim of zero that holds need not be pursued beyond the entry's surroundings. */
  private double highest() {
    return claim.derivative() == 0 && best.isZero()
        ? extent.reach()
        : LARGEST_STEP * extent.scale();
  }

  private boolean isSufficient() {
    double magnitude = claim.resolution();
    return best != null
        && !best.isKink()
        && best.uncertainty() <= SUFFICIENT * (magnitude > 0 ? magnitude : Math.abs(best.value()));
  }

  private boolean smallerStepsCanHelp() {
    if (best == null) {
      return true;
    }
    double wanted = best.isKink() ? RESOLVED_JUMP * best.jump() : best.uncertainty();
    return !(ladder.roundingBelow() >= wanted);
  }

  private void choose() {
    List<Derivative> derivatives = notContradictedByCloserOnes(ladder.derivatives());
    best = smallestUncertainty(derivatives, Double.POSITIVE_INFINITY, true);
    if (best != null && best.isKink()) {
      Derivative below = smallestUncertainty(derivatives, best.largestStep(), false);
      if (below != null
          && below.uncertainty() + below.jumpUncertainty() <= RESOLVED_JUMP * best.jump()) {
        best = below;
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

  private static Derivative smallestUncertainty(
      List<Derivative> derivatives, double belowStep, boolean kinks) {
    Derivative smallest = null;
    for (Derivative derivative : derivatives) {
      if (derivative.largestStep() < belowStep
          && (kinks || !derivative.isKink())
          && (smallest == null || derivative.uncertainty() < smallest.uncertainty())) {
        smallest = derivative;
      }
    }
    return smallest;
  }
}
