package org.set2model.gradcheck;

import org.ejml.data.DMatrixRMaj;

/**
 * One check of one claim about one example of a family. Everything follows from the seed: an even
 * one makes a right claim.
 *
 * @param difference what is claimed wrong, in words
 * @param claimKind what was claimed: "right", or the mistake
 * @param right whether the claim is right
 * @param report what the check says
 */
record Trial(
    Family family, long seed, String claimKind, String difference, boolean right, Report report) {

  private static final int ATTEMPTS = 60;

  static Trial of(Family family, long seed) {
    Draw draw = new Draw(31 * seed + family.name().hashCode());
    Example example = family.example(draw);
    if (seed % 2 != 0) {
      Mistake[] mistakes = Mistake.values();
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        Mistake mistake = mistakes[draw.integer(0, mistakes.length - 1)];
        DMatrixRMaj[] claim = mistake.claim(example, draw);
        if (claim != null) {
          return new Trial(
              family,
              seed,
              mistake.name(),
              example.difference(claim),
              false,
              example.check(seed, claim));
        }
      }
    }
    DMatrixRMaj[] claim = example.rightClaim(draw);
    return new Trial(family, seed, "right", "", true, example.check(seed, claim));
  }

  /** Whether a right claim was refused, or a wrong one accepted. */
  boolean isWrongVerdict() {
    return report.verdict() == (right ? Verdict.DISAGREE : Verdict.AGREE);
  }

  boolean isUnresolved() {
    return report.verdict() == Verdict.UNRESOLVED;
  }

  @Override
  public String toString() {
    return String.format(
        "family \"%s\", seed %d, claim %s: %s%s",
        family.name(), seed, claimKind, report, difference);
  }
}
