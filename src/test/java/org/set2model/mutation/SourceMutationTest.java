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
 * Bugs in the sources of all that computes a value or a derivative. The audit has to find 95 in a
 * hundred of them, and audit and tests together all:
 *
 * <pre>mvn test -Dtest=SourceMutationTest -Dgroups=mutation -DexcludedGroups=</pre>
 *
 * <p>What found which is written to {@code target/mutations.txt}. With {@code -Dmutations=REGEX}
 * those alone are tried whose name matches.
 */
class SourceMutationTest {

  private static final int FEWEST = 250;
  private static final double SHARE_OF_THE_AUDIT = 0.95;

  /** What takes more than this times what the audit of the unchanged sources does has no end. */
  private static final int LONGEST = 10;

  private static final long HOUR = 3600;

  private static final Path REPORT = Path.of("target", "mutations.txt");

  @TempDir Path directory;

  @Test
  void thereAreManyMutationsEachOfANameOfItsOwn() throws IOException {
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
      assertTrue(entries.containsAll(mutation.entries()), mutation.name());
      for (String test : mutation.testClasses()) {
        Class.forName(test);
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
    long seconds = 60 + LONGEST * secondsOfTheAudit();
    requireThatTheTestsPass(mutations);
    List<Fate> fates = fates(mutations, seconds);
    List<Fate> equivalent = fates.stream().filter(fate -> fate.mutation().isEquivalent()).toList();
    List<Fate> others = fates.stream().filter(fate -> !fate.mutation().isEquivalent()).toList();
    long byAudit = others.stream().filter(Fate::byAudit).count();
    String summary =
        String.format(
            Locale.ROOT,
            "%d mutations, %d of them equivalent; of the others %d found by the audit (%.1f %%),"
                + " %d by tests alone, %d by nobody",
            fates.size(),
            equivalent.size(),
            byAudit,
            100.0 * byAudit / others.size(),
            others.stream().filter(Fate::byTests).count(),
            others.stream().filter(Fate::survived).count());
    String lines = fates.stream().map(Fate::toString).collect(Collectors.joining("\n"));
    Files.writeString(REPORT, lines + "\n\n" + summary + "\n");
    System.out.println(summary);
    assertEquals(List.of(), others.stream().filter(Fate::survived).toList());
    assertEquals(List.of(), equivalent.stream().filter(fate -> !fate.survived()).toList());
    assertTrue(byAudit >= SHARE_OF_THE_AUDIT * others.size(), summary);
  }

  /** Of the audit of the unchanged sources, which finds nothing. */
  private long secondsOfTheAudit() throws IOException, InterruptedException {
    Path empty = Files.createDirectory(directory.resolve("audit"));
    long start = System.nanoTime();
    Fork audit = Fork.run(AuditOfMutant.class, empty, HOUR, List.of());
    assertTrue(audit.survived(), "without a mutant: " + audit.output());
    return (System.nanoTime() - start) / 1_000_000_000;
  }

  private void requireThatTheTestsPass(List<SourceMutation> mutations)
      throws IOException, InterruptedException {
    Path empty = Files.createDirectory(directory.resolve("tests"));
    List<String> classes =
        mutations.stream().flatMap(mutation -> mutation.testClasses().stream()).distinct().toList();
    Fork tests = Fork.run(TestsOfMutant.class, empty, HOUR, classes);
    assertTrue(tests.survived(), "without a mutant: " + tests.output());
  }

  private List<Fate> fates(List<SourceMutation> mutations, long seconds) throws Exception {
    ExecutorService processors =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    List<Callable<Fate>> tasks = new ArrayList<>();
    for (SourceMutation mutation : mutations) {
      Path classes = Files.createDirectory(directory.resolve(mutation.name()));
      tasks.add(
          () -> {
            Fate fate = Fate.of(mutation, classes, seconds);
            System.out.println(fate);
            return fate;
          });
    }
    List<Fate> fates = new ArrayList<>();
    try {
      for (Future<Fate> fate : processors.invokeAll(tasks)) {
        fates.add(fate.get());
      }
    } finally {
      processors.shutdownNow();
    }
    return fates;
  }
}
