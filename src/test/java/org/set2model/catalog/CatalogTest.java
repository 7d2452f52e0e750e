package org.set2model.catalog;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.set2model.audit.Audit;
import org.set2model.audit.AuditTable;
import org.set2model.audit.Case;
import org.set2model.audit.Composition;
import org.set2model.audit.Entry;
import org.set2model.audit.Formula;
import org.set2model.audit.Kind;
import org.set2model.audit.PlainEntry;
import org.set2model.autodiff.Operation;
import org.set2model.gradcheck.Report;
import org.set2model.gradcheck.Verdict;
import org.set2model.kernel.Workers;
import org.xml.sax.InputSource;

class CatalogTest {

  private static final List<Entry> ENTRIES = Catalog.entries();

  private static final long SEED = 4242;
  private static final int CASES = 2;

  private static final Workers TWO = new Workers(2);

  /** Against differences, and the contracts in all kinds of cases. */
  @TestFactory
  Stream<DynamicTest> functionsAgree() {
    return ENTRIES.stream()
        .map(entry -> dynamicTest(entry.name(), () -> assertAgree(List.of(entry), List.of())));
  }

  /** Fast forms against plain ones. */
  @TestFactory
  Stream<DynamicTest> fastFormsAgree() {
    return Catalog.plainEntries().stream()
        .map(entry -> dynamicTest(entry.name(), () -> assertAgree(List.of(), List.of(entry))));
  }

  private static void assertAgree(List<Entry> entries, List<PlainEntry> plainEntries) {
    Audit audit = Audit.run(entries, plainEntries, SEED, CASES, TWO);
    assertEquals(Verdict.AGREE, audit.verdict(), () -> AuditTable.of(audit));
  }

  @AfterAll
  static void stop() {
    TWO.close();
  }

  @Tag("slow")
  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void noEntryDisagreesOnManyMoreCases(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 9) int number) {
    for (Entry entry : ENTRIES) {
      Report report = report(entry, seed, number);
      assertNotEquals(
          Verdict.DISAGREE, report.verdict(), () -> entry + ", case " + number + ", " + report);
    }
  }

  @Tag("slow")
  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  void everyPlainFormAgreesOnManyMoreCases(@ForAll long seed) {
    Audit audit = Audit.run(List.of(), Catalog.plainEntries(), seed, 1, TWO);
    assertEquals(Verdict.AGREE, audit.verdict(), () -> AuditTable.of(audit));
  }

  private static Report report(Entry entry, long seed, int number) {
    return entry.draw(seed, number).report(entry.seed(seed, number));
  }

  @Test
  void everyOperationOfTheProjectIsInTheCatalog() throws Exception {
    Set<String> covered = new HashSet<>();
    ENTRIES.forEach(entry -> entry.operations().forEach(type -> covered.add(type.getName())));
    Set<String> missing = new TreeSet<>(operationsOfTheProject());
    assertTrue(missing.size() > 20, "operations found: " + missing);
    missing.removeAll(covered);
    // What they are made of is in the catalog, or they serve an entry that has no operation.
    missing.removeIf(
        name ->
            name.equals(Composition.class.getName())
                || name.equals(ThetaInParts.class.getName())
                || name.startsWith(EngineEntries.class.getName()));
    assertEquals(Set.of(), missing);
  }

  /** Where one class stands for several operations, they are its constants. */
  @Test
  void everyOperationThatIsAConstantIsInTheCatalog() throws Exception {
    Set<String> names = new HashSet<>();
    ENTRIES.forEach(entry -> names.add(entry.name()));
    Set<String> constants = new TreeSet<>();
    for (String operation : operationsOfTheProject()) {
      for (Field field : load(operation).getFields()) {
        if (Modifier.isStatic(field.getModifiers())
            && Operation.class.isAssignableFrom(field.getType())) {
          constants.add(((Operation) field.get(null)).name());
        }
      }
    }
    assertTrue(constants.contains("tanh"), constants::toString);
    constants.removeAll(names);
    assertEquals(Set.of(), constants);
  }

  /** A reader of an operation finds its proof by name. */
  @Test
  void theJavadocOfEveryOperationEndsWithTheNameOfItsProof() throws Exception {
    Map<String, Set<String>> proved = new HashMap<>();
    ENTRIES.forEach(
        entry ->
            proved.put(
                entry.name(),
                entry.operations().stream().map(Class::getSimpleName).collect(toSet())));
    Set<String> covered = proved.values().stream().flatMap(Set::stream).collect(toSet());
    Catalog.plainEntries().forEach(entry -> proved.putIfAbsent(entry.name(), Set.of()));
    Map<String, List<String>> proofs = Proofs.ofTheProject();
    assertEquals(
        operationsOfTheProject().stream()
            .map(name -> name.substring(1 + Math.max(name.lastIndexOf('.'), name.lastIndexOf('$'))))
            .collect(toCollection(TreeSet::new)),
        proofs.keySet());
    proofs.forEach(
        (operation, names) -> {
          assertFalse(names.isEmpty(), operation + " names no proof");
          for (String name : names) {
            assertTrue(proved.containsKey(name), operation + ": no entry is called " + name);
            assertTrue(
                !covered.contains(operation) || proved.get(name).contains(operation),
                operation + " takes no part in " + name);
          }
        });
  }

  @Test
  void aProofThatIsMissingOrNotTheLastSentenceIsNone() {
    String declared = "final class A implements Operation {";
    String proof = "<p>Proof: catalog entry {@code linear\n * map}.";
    Map<String, List<String>> none = Map.of("A", List.of());
    assertEquals(
        Map.of("A", List.of("linear map")),
        Proofs.of("/** A.\n * " + proof + "\n */\n" + declared));
    assertEquals(none, Proofs.of("/** A. */\n" + declared));
    assertEquals(none, Proofs.of("/** " + proof + " So it is. */\n" + declared));
    assertEquals(none, Proofs.of("/** " + proof + " */\nint b;\n" + declared));
    assertEquals(none, Proofs.of(declared));
  }

  private static Set<String> operationsOfTheProject() throws IOException, URISyntaxException {
    Path root =
        Path.of(Operation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Set<String> operations = new TreeSet<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String name = root.relativize(file).toString().replace('/', '.').replace('\\', '.');
        Class<?> type = load(name.substring(0, name.length() - ".class".length()));
        if (Operation.class.isAssignableFrom(type)
            && !type.isInterface()
            && !Modifier.isAbstract(type.getModifiers())) {
          operations.add(type.getName());
        }
      }
    }
    return operations;
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Operation.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void entriesAreNamedDifferentlyAndSayAll() {
    Set<String> names = new HashSet<>();
    for (Entry entry : ENTRIES) {
      assertTrue(names.add(entry.name()), entry.name());
      assertFalse(entry.source().isBlank(), entry.name());
      assertFalse(entry.domain().isBlank(), entry.name());
      assertEquals(Kind.ORDINARY, entry.kinds().get(0), entry.name());
    }
  }

  @Test
  void anEntryWithAPlainFormHasItInAllKindsOfCases() {
    for (Entry entry : ENTRIES) {
      if (entry.hasPlainForm()) {
        Entry plain = entry.ofPlainForm();
        for (int number = 0; number < plain.kinds().size(); number++) {
          assertTrue(plain.draw(1, number).operation() != null, plain + ", case " + number);
        }
      } else {
        assertTrue(entry.draw(1, 0).plain() == null, entry.name());
      }
    }
  }

  @Test
  void plainEntriesAreNamedDifferentlyAndTheirCasesToo() {
    Set<String> names = new HashSet<>();
    for (PlainEntry entry : Catalog.plainEntries()) {
      assertTrue(names.add(entry.name()), entry.name());
      assertFalse(entry.source().isBlank(), entry.name());
      Set<String> cases = new HashSet<>();
      entry.cases().forEach(own -> assertTrue(cases.add(own.name()), own.name()));
    }
  }

  @Test
  void formulasAreWellFormedMathMl() throws Exception {
    List<Formula> formulas = new ArrayList<>(ENTRIES.stream().map(Entry::formula).toList());
    formulas.addAll(Catalog.plainEntries().stream().map(PlainEntry::formula).toList());
    for (Formula formula : formulas) {
      String mathMl = formula.mathMl();
      var document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(mathMl)));
      assertEquals("math", document.getDocumentElement().getTagName());
    }
  }

  @Test
  void casesAreTheSameForTheSameSeed() {
    for (Entry entry : ENTRIES) {
      Case first = entry.draw(5, 1);
      Case second = entry.draw(5, 1);
      for (int i = 0; i < first.inputs().length; i++) {
        assertEquals(first.inputs()[i].toString(), second.inputs()[i].toString(), entry.name());
      }
    }
  }
}
