package org.set2model.mutation;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.set2model.audit.Audit;
import org.set2model.audit.Entry;
import org.set2model.audit.PlainEntry;
import org.set2model.catalog.Catalog;
import org.set2model.gradcheck.Verdict;
import org.set2model.kernel.Workers;

/**
 * The audit as the command runs it by default, but entry by entry until one disagrees. The cases of
 * an entry do not depend on the others.
 */
final class AuditOfMutant {

  private static final long SEED = 1;
  private static final int CASES = 50;

  private AuditOfMutant() {}

  /**
   * Ends with {@link Fork#KILLED}, and the name of the entry that disagrees, or with {@link
   * Fork#SURVIVED}.
   *
   * @param arguments names of the entries to begin with
   */
  public static void main(String... arguments) {
    for (String name : arguments) {
      check(name);
    }
    names().forEach(AuditOfMutant::check);
    System.exit(Fork.SURVIVED);
  }

  /** The names of all entries; one that is held against differences and a plain form has both. */
  static Set<String> names() {
    Set<String> names = new TreeSet<>();
    Catalog.entries().forEach(entry -> names.add(entry.name()));
    Catalog.plainEntries().forEach(entry -> names.add(entry.name()));
    return names;
  }

  private static void check(String name) {
    List<Entry> entries =
        Catalog.entries().stream().filter(entry -> entry.name().equals(name)).toList();
    List<PlainEntry> plainEntries =
        Catalog.plainEntries().stream().filter(entry -> entry.name().equals(name)).toList();
    try (Workers workers = new Workers(1)) {
      if (Audit.run(entries, plainEntries, SEED, CASES, workers).verdict() == Verdict.DISAGREE) {
        System.out.println(name);
        System.exit(Fork.KILLED);
      }
    }
  }
}
