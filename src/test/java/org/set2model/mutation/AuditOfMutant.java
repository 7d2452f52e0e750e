package org.set2model.mutation;

import java.util.ArrayList;
import java.util.List;
import org.set2model.audit.Audit;
import org.set2model.audit.Catalogue;
import org.set2model.audit.Entry;
import org.set2model.gradcheck.Verdict;
import org.set2model.kernel.Workers;

/**
 * The audit as the command runs it by default, entry by entry until one disagrees. An entry's cases
 * do not depend on the others.
 */
final class AuditOfMutant {

  private static final long SEED = 1;
  private static final int CASES = 50;

  private AuditOfMutant() {}

  /**
   * @param arguments the entry to begin with, if any
   */
  public static void main(String... arguments) {
    List<Entry> entries = new ArrayList<>(Catalogue.entries());
    List<String> first = List.of(arguments);
    entries.sort((a, b) -> Boolean.compare(first.contains(b.name()), first.contains(a.name())));
    List<String> open = new ArrayList<>();
    for (Entry entry : entries) {
      Audit audit = audit(entry);
      if (audit.verdict() == Verdict.DISAGREE) {
        System.out.println(entry.name());
        System.exit(Fork.KILLED);
      }
      if (audit.verdict() == Verdict.UNRESOLVED) {
        open.add(entry.name());
      }
    }
    System.out.println("unresolved: " + open);
    System.exit(Fork.SURVIVED);
  }

  private static Audit audit(Entry entry) {
    try (Workers workers = new Workers(1)) {
      return Audit.run(List.of(entry), SEED, CASES, workers);
    }
  }
}
