package org.set2model.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bugs in the sources of whatever computes a value or a derivative, of which the audit has to find
 * 95 in 100, and audit and tests together all:
 *
 * <pre>mvn test -Dtest=SourceMutationTest -Dgroups=mutation -DexcludedGroups=</pre>
 *
 * <p>It takes some minutes, and leaves a line for each bug in {@code target/mutations.txt}. With
 * {@code -Dmutations=REGEX} only those are tried whose name matches.
 */
class SourceMutationTest {

  private static final int FEWEST = 140;
  private static final double SHARE_OF_THE_AUDIT = 0.95;

  /** Beyond ten times what the unchanged sources take, a loop is taken to have no end. */
  private static final int LONGEST = 10;

  private static final Path REPORT = Path.of("target", "mutations.txt");

  @TempDir Path directory;

  /** What became of a mutant: who found it, if anybody. */
  private record Outcome(SourceMutation mutation, boolean byAudit, boolean byTests, String how) {

    boolean survived() {
      return !byAudit && !byTests;
    }

    @Override
    public String toString() {
      String fate = byAudit ? "audit" : byTests ? "tests" : mutation.isEquivalent() ? "equal" : "-";
      return String.format("%-6s %s\n       %s", fate, mutation, how.replace("\n", "\n       "));
    }
  }

  @Test
  void thereAreManyMutationsOfDifferentNames() throws IOException {
    Set<String> names = new HashSet<>();
    for (SourceMutation mutation : MutationTable.all()) {
      assertTrue(names.add(mutation.name()), mutation.name());
    }
    assertTrue(names.size() >= FEWEST, names.size() + " mutations");
  }

  @Test
  void everySnippetOccursJustOnceInItsSource() throws IOException {
    for (SourceMutation mutation : MutationTable.all()) {
      assertNotEquals(mutation.original(), mutation.replacement(), mutation.name());
      Mutant.source(mutation);
    }
  }

  @Test
  void whatIsExpectedToFindAMutantExists() throws IOException, ClassNotFoundException {
    Set<String> entries = AuditOfMutant.names();
    for (SourceMutation mutation : MutationTable.all()) {
      if (!mutation.entry().isEmpty()) {
        assertTrue(entries.contains(mutation.entry()), mutation.entry());
      }
      for (String test : mutation.tests()) {
        assertTrue(Class.forName("org.set2model." + test).getSimpleName().endsWith("Test"), test);
      }
    }
  }

  @Test
  @Tag("mutation")
  void theAuditFindsAlmostAllAndTheTestsTheRest() throws Exception {
    String wanted = System.getProperty("mutations", ".*");
    List<SourceMutation> mutations =
        MutationTable.all().stream()
            .filter(SourceMutation::isReached)
            .filter(mutation -> mutation.name().matches(wanted))
            .toList();
    long started = System.nanoTime();
    Fork unchanged =
        Fork.run(
            AuditOfMutant.class, Files.createDirectory(directory.resolve("none")), 3600, List.of());
    assertEquals(Fork.SURVIVED, unchanged.exit(), unchanged.output());
    long seconds = 60 + LONGEST * (System.nanoTime() - started) / 1_000_000_000;
    List<Outcome> outcomes = outcomes(mutations, seconds);
    List<Outcome> real = outcomes.stream().filter(o -> !o.mutation().isEquivalent()).toList();
    long byAudit = real.stream().filter(Outcome::byAudit).count();
    String summary =
        String.format(
            Locale.ROOT,
            "%d mutations: %d equivalent; of %d others %d found by the audit (%.1f %%), %d by tests",
            outcomes.size(),
            outcomes.size() - real.size(),
            real.size(),
            byAudit,
            100.0 * byAudit / real.size(),
            real.stream().filter(Outcome::byTests).count());
    System.out.println(summary);
    Files.writeString(
        REPORT,
        outcomes.stream().map(Outcome::toString).collect(Collectors.joining("\n", "", "\n\n"))
            + summary
            + "\n");
    assertTrue(byAudit >= SHARE_OF_THE_AUDIT * real.size(), summary);
    assertEquals(List.of(), real.stream().filter(Outcome::survived).toList());
    assertEquals(
        List.of(),
        outcomes.stream().filter(o -> o.mutation().isEquivalent() && !o.survived()).toList());
  }

  private List<Outcome> outcomes(List<SourceMutation> mutations, long seconds) throws Exception {
    ExecutorService processors =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    List<Callable<Outcome>> tasks = new ArrayList<>();
    for (SourceMutation mutation : mutations) {
      tasks.add(() -> outcome(mutation, seconds));
    }
    List<Outcome> outcomes = new ArrayList<>();
    try {
      for (Future<Outcome> future : processors.invokeAll(tasks)) {
        outcomes.add(future.get());
      }
    } finally {
      processors.shutdownNow();
    }
    return outcomes;
  }

  private Outcome outcome(SourceMutation mutation, long seconds) throws Exception {
    Outcome outcome =
        outcome(mutation, Files.createDirectory(directory.resolve(mutation.name())), seconds);
    System.out.println(outcome);
    return outcome;
  }

  private static Outcome outcome(SourceMutation mutation, Path classes, long seconds)
      throws Exception {
    try (var mutant = new Mutant()) {
      mutant.compile(mutation, classes);
    }
    List<String> first = mutation.entry().isEmpty() ? List.of() : List.of(mutation.entry());
    Fork audit = Fork.run(AuditOfMutant.class, classes, seconds, first);
    if (!audit.survived()) {
      return new Outcome(mutation, true, false, audit.output());
    }
    List<String> classNames =
        mutation.tests().stream().map(test -> "org.set2model." + test).toList();
    Fork tests = Fork.run(TestsOfMutant.class, classes, seconds, classNames);
    return new Outcome(
        mutation, false, !tests.survived(), tests.survived() ? audit.output() : tests.output());
  }
}
