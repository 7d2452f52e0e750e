package org.set2model.mutation;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What became of a mutant.
 *
 * @param mutation what is wrong with it
 * @param byAudit whether the audit found it
 * @param byTests whether the tests found it after the audit had not
 * @param how the entry or the tests that found it, or what a program said that it made crash
 */
record Fate(SourceMutation mutation, boolean byAudit, boolean byTests, String how) {

  /**
   * Tries a mutant.
   *
   * @param directory an empty one for its classes
   * @param seconds after which a loop is taken to have no end, and the mutant to be found
   */
  static Fate of(SourceMutation mutation, Path directory, long seconds)
      throws IOException, InterruptedException {
    try (var mutant = new Mutant()) {
      mutant.compile(mutation, directory);
    }
    Fork audit = Fork.run(AuditOfMutant.class, directory, seconds, mutation.entries());
    if (!audit.survived()) {
      return new Fate(mutation, true, false, audit.output());
    }
    Fork tests = Fork.run(TestsOfMutant.class, directory, seconds, mutation.testClasses());
    return new Fate(mutation, false, !tests.survived(), tests.output());
  }

  boolean survived() {
    return !byAudit && !byTests;
  }

  @Override
  public String toString() {
    String finder =
        byAudit ? "audit" : byTests ? "tests" : mutation.isEquivalent() ? "equal" : "nobody";
    return String.format("%-6s  %s%n        %s", finder, mutation, how.replace("\n", "; "));
  }
}
