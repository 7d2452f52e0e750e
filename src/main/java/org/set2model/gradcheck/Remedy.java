package org.set2model.gradcheck;

/** What can be done where a check leaves a derivative unresolved. */
final class Remedy {

  private Remedy() {}

  /** A way to a verdict on a finding that has none, or that agrees relative to others only. */
  static String of(Finding finding) {
    if (finding.verdict() == Verdict.AGREE) {
      return "leave large constants out of the function's value, or check where the entry changes it"
          + " more; acceptRelative() accepts it as it is";
    }
    if (Double.isNaN(finding.numerical())) {
      return "check at another point, state where the function is defined, as in"
          + " Argument.in(Domain.positive(), ...), or which branches it takes, by branches(...)";
    }
    if (finding.kink()) {
      return "check at a point that is not at a kink, or state which branches the function takes,"
          + " by branches(...)";
    }
    return finding.difference() > finding.tolerance()
        ? "if the function computes in single precision or to a tolerance, state it, as in"
            + " functionAccurateTo(0x1p-24); if it has kinks near the point, its branches(...)"
        : "leave large constants out of the function's value, compute it in double precision, or"
            + " check at a point where the derivative is larger";
  }
}
