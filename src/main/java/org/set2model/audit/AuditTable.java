package org.set2model.audit;

import java.util.Locale;
import java.util.Optional;
import org.set2model.gradcheck.Verdict;

/**
 * An audit as text of at most 100 columns: a line for each entry, then what is wrong or was
 * replaced, then a summary.
 *
 * <p>Of the derivatives that were held against differences it says how many were verified to their
 * own size and what relative error they may have at most, how many relative to larger ones only,
 * how many have a kink or are zero, and how often the first try was not enough.
 */
public final class AuditTable {

  private static final String ROW = "%-44s%9s%8s%9s%6s%6s%8s%9s%n";
  private static final String PLAIN_ROW = "%-44s%9s%8s%9s%n";

  private AuditTable() {}

  /** The text, ended by a line break. */
  public static String of(Audit audit) {
    var text = new StringBuilder();
    text.append(
        ROW.formatted(
            "against differences",
            "verified",
            "error <",
            "relative",
            "kinks",
            "zeros",
            "retries",
            "replaced"));
    audit.entries().forEach(result -> text.append(row(result)));
    text.append(
        "%n".formatted()
            + PLAIN_ROW.formatted("against plain forms", "numbers", "error <", "cases"));
    audit.plainEntries().forEach(result -> text.append(row(result)));
    text.append("%n".formatted());
    for (EntryResult result : audit.entries()) {
      if (result.replaced() > 0) {
        text.append(
            "%s: %d of %d cases replaced, mostly because%n  %s%n"
                .formatted(
                    result.entry().name(), result.replaced(), result.cases(), result.reason()));
      }
    }
    audit.entries().forEach(result -> append(text, result.entry().name(), result.failure()));
    audit.plainEntries().forEach(result -> append(text, result.entry().name(), result.failure()));
    return text.append(summary(audit)).toString();
  }

  private static String row(EntryResult result) {
    return ROW.formatted(
        marked(result.entry().name(), result.verdict()),
        result.strict(),
        number(result.verifiedError()),
        result.relative(),
        result.kinks(),
        result.zeros(),
        result.retries(),
        result.replaced());
  }

  private static String row(PlainResult result) {
    return PLAIN_ROW.formatted(
        marked(result.entry().name(), result.verdict()),
        result.numbers(),
        number(result.worstError()),
        result.entry().cases().size());
  }

  private static String marked(String name, Verdict verdict) {
    return verdict == Verdict.AGREE ? name : verdict + " " + name;
  }

  private static void append(StringBuilder text, String name, Optional<String> failure) {
    failure.ifPresent(found -> text.append("%n%s, %s%n".formatted(name, found)));
  }

  private static String summary(Audit audit) {
    return "%n%s: %d functions in %d cases against differences, of which %d were replaced,%n"
            .formatted(audit.verdict(), audit.entries().size(), audit.cases(), audit.replaced())
        + "%d in %d cases against plain forms, contracts in %d cases; seed %d%n"
            .formatted(
                audit.plainEntries().size(),
                audit.plainEntries().stream().mapToInt(r -> r.entry().cases().size()).sum(),
                audit.entries().stream().mapToInt(r -> r.entry().kinds().size()).sum(),
                audit.seed());
  }

  /** A relative error in two digits. */
  static String number(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
  }
}
