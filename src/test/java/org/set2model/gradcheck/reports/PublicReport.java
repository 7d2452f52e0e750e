package org.set2model.gradcheck.reports;

import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.set2model.gradcheck.Report;
import org.set2model.gradcheck.Verdict;

/**
 * A public report of a gradient checker that refused a right gradient or passed a wrong one, with
 * its function, point and claim reconstructed.
 *
 * @param name repository and number
 * @param link the thread
 * @param function what is differentiated
 * @param claim what the claimed gradient is in truth
 * @param theirs what the checker of the thread did
 * @param ours the verdict of this one
 * @param why what decides it
 * @param check the check of the reconstruction
 * @param customary whether the reported check accepts the reconstruction; empty where it compared
 *     nothing with the function
 */
record PublicReport(
    String name,
    String link,
    String function,
    Claim claim,
    String theirs,
    Verdict ours,
    String why,
    Supplier<Report> check,
    Optional<BooleanSupplier> customary) {

  enum Claim {
    RIGHT,
    WRONG
  }

  /** Whether the verdict contradicts the truth. */
  boolean missed() {
    return ours == (claim == Claim.RIGHT ? Verdict.DISAGREE : Verdict.AGREE);
  }

  /** Its row in the table of the page. */
  String row() {
    return String.join(
        " | ",
        "| [" + name + "](" + link + ")",
        function,
        claim.name().toLowerCase(Locale.ROOT),
        theirs,
        (missed() ? "**miss:** " : "") + ours,
        why + " |");
  }
}
