package org.set2model.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.ScalarMultiplication;
import org.set2model.catalog.Catalog;
import org.set2model.gradcheck.Verdict;

/** Injects bugs into every entry of the catalog and counts which of them are found. */
class MutationTest {

  private static final int CASES = 4;

  /** All entries but the plain forms. */
  private static final List<Entry> FAST =
      Catalog.entries().stream()
          .filter(entry -> !entry.operations().contains(PlainForm.class))
          .toList();

  /** Part of the largest entry of the gradient to which plain forms are compared at least. */
  private static final double COMPARED = 1e-9;

  /**
   * A mutant is the same function up to rounding when it differs nowhere by more than this part of
   * the largest entry of the gradient.
   */
  private static final double EQUIVALENT = 1e-13;

  /** What became of the mutants of a bug. */
  private static final class Count {
    private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    private int notApplicable;

    void add(Verdict verdict) {
      if (verdict == null) {
        notApplicable++;
      } else {
        verdicts.merge(verdict, 1, Integer::sum);
      }
    }

    int of(Verdict verdict) {
      return verdicts.getOrDefault(verdict, 0);
    }

    int applicable() {
      return verdicts.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  @Test
  void everyKindOfBugIsFoundInALinearMap() {
    Entry linear =
        Catalog.entries().stream().filter(e -> e.name().equals("linear")).findAny().orElseThrow();
    for (Bug bug : Bug.all()) {
      if (!bug.name().endsWith("-6)")) {
        Verdict verdict = verdict(linear.draw(3, 0), bug, 1);
        assertTrue(verdict == null || verdict == Verdict.DISAGREE, bug.name() + ": " + verdict);
      }
    }
    assertEquals(Verdict.DISAGREE, overwritten(linear.draw(3, 0), 1));
  }

  /** One in 519 of the smallest bugs of one entry, as the README says. */
  private static final int MOST_SURVIVORS = 1;

  @Test
  @Tag("slow")
  void everyBugDownTo1e5IsFoundInEveryEntryOfTheCatalog() {
    Map<String, Count> table = new LinkedHashMap<>();
    List<String> survivors = new ArrayList<>();
    for (Entry entry : FAST) {
      for (int number = 0; number < CASES; number++) {
        for (Bug bug : Bug.all()) {
          long seed = entry.seed(7, number);
          Verdict verdict = verdict(entry.draw(7, number, Kind.ORDINARY), bug, seed);
          record(table, survivors, entry, number, bug, verdict);
        }
        Case drawn = entry.draw(7, number, Kind.ORDINARY);
        record(
            table,
            survivors,
            entry,
            number,
            Bug.overwritten(),
            overwritten(drawn, entry.seed(7, number)));
      }
    }
    print(table);
    survivors.forEach(System.out::println);
    assertEquals(List.of(), survivors.stream().filter(line -> !line.contains("1e-6")).toList());
    assertTrue(survivors.size() <= MOST_SURVIVORS, survivors.toString());
  }

  @Test
  @Tag("slow")
  void everyBugIsFoundBesideAPlainForm() {
    List<String> survivors = new ArrayList<>();
    int mutants = 0;
    for (Entry entry : FAST.stream().filter(Entry::hasPlainForm).toList()) {
      for (int number = 0; number < CASES; number++) {
        for (Bug bug : Bug.all()) {
          long seed = entry.seed(7, number);
          Case drawn = entry.draw(7, number, Kind.ORDINARY);
          Mutation mutation = new Mutation(drawn.operation(), bug, seed);
          if (!isEquivalent(drawn.operation(), mutation, drawn.inputs(), seed, COMPARED)) {
            mutants++;
            if (Comparison.of(mutation, drawn.plain(), seed + 1, drawn.inputs()).agrees()) {
              survivors.add(bug.name() + " in " + entry.name() + ", case " + number);
            }
          }
        }
      }
    }
    System.out.println(mutants + " bugs beside plain forms, " + survivors.size() + " not found");
    assertTrue(mutants > 1000, "mutants: " + mutants);
    assertEquals(List.of(), survivors);
  }

  private static void record(
      Map<String, Count> table,
      List<String> survivors,
      Entry entry,
      int number,
      Bug bug,
      Verdict verdict) {
    table.computeIfAbsent(bug.name(), name -> new Count()).add(verdict);
    if (verdict != null && verdict != Verdict.DISAGREE) {
      survivors.add(bug.name() + " in " + entry.name() + ", case " + number + ": " + verdict);
    }
  }

  /** What the check says of a mutant; null if it is equivalent to the operation. */
  private static Verdict verdict(Case drawn, Bug bug, long seed) {
    return verdict(drawn, drawn.operation(), bug, seed);
  }

  /** The same for a function that uses its inputs twice. */
  private static Verdict overwritten(Case drawn, long seed) {
    Operation once = drawn.operation();
    Composition twice =
        new Composition(
            "used twice",
            in -> once.apply(in).plus(ScalarMultiplication.multiply(2, once.apply(in))));
    return verdict(
        new Case(twice, drawn.arguments(), drawn.branches()), once, Bug.overwritten(), seed);
  }

  private static Verdict verdict(Case drawn, Operation spoiled, Bug bug, long seed) {
    Mutation mutation = new Mutation(spoiled, bug, seed);
    if (isEquivalent(drawn.operation(), mutation, drawn.inputs(), seed, EQUIVALENT)) {
      return null;
    }
    return drawn.check(seed).checkProductOf(mutation).verdict();
  }

  private static boolean isEquivalent(
      Operation operation, Operation mutation, DMatrixRMaj[] inputs, long seed, double share) {
    DMatrixRMaj value = operation.value(inputs);
    DMatrixRMaj gradient = upstream(value.numRows, value.numCols, seed);
    DMatrixRMaj[] right = OperationCheck.products(operation, inputs, gradient);
    DMatrixRMaj[] wrong = OperationCheck.products(mutation, inputs, gradient);
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < right.length; i++) {
      for (int j = 0; j < right[i].getNumElements(); j++) {
        largest = Math.max(largest, Math.abs(right[i].data[j]));
        difference = Math.max(difference, Math.abs(right[i].data[j] - wrong[i].data[j]));
      }
    }
    return difference <= share * largest;
  }

  /** The upstream gradient that a check of this seed uses. */
  private static DMatrixRMaj upstream(int rows, int columns, long seed) {
    var random = new SplittableRandom(seed);
    DMatrixRMaj upstream = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < rows * columns; i++) {
      upstream.data[i] = (random.nextBoolean() ? 1 : -1) * random.nextDouble(0.5, 1);
    }
    return upstream;
  }

  private static void print(Map<String, Count> table) {
    System.out.printf(
        "%-18s %9s %7s %10s %6s %6s %14s%n",
        "bug", "mutants", "killed", "unresolved", "agree", "rate", "not applicable");
    table.forEach(
        (bug, count) ->
            System.out.printf(
                Locale.ROOT,
                "%-18s %9d %7d %10d %6d %5.1f%% %14d%n",
                bug,
                count.applicable(),
                count.of(Verdict.DISAGREE),
                count.of(Verdict.UNRESOLVED),
                count.of(Verdict.AGREE),
                100.0 * count.of(Verdict.DISAGREE) / Math.max(1, count.applicable()),
                count.notApplicable));
  }
}
