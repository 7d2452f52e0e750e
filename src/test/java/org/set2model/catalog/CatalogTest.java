package org.set2model.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
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

  /** How many of the catalogue's entries a walk may leave open, for want of digits. */
  private static final int OPEN = 2;

  @Property(seed = "4242", tries = 5, shrinking = ShrinkingMode.OFF)
  void everyEntryAgreesAndHardlyAnyStaysOpen(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 9) int number) {
    List<String> open = new ArrayList<>();
    for (Entry entry : ENTRIES) {
      Report report = report(entry, seed, number);
      assertNotEquals(
          Verdict.DISAGREE, report.verdict(), () -> entry + ", case " + number + ", " + report);
      if (report.verdict() == Verdict.UNRESOLVED) {
        open.add(entry + ": " + report);
      }
    }
    assertTrue(open.size() <= OPEN, open::toString);
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
    everyPlainFormAgrees(seed);
  }

  private static Report report(Entry entry, long seed, int number) {
    return entry.draw(seed, number).report(entry.seed(seed, number));
  }

  @Test
  void everyOperationOfTheProjectIsInTheCatalogue() throws Exception {
    Set<String> covered = new HashSet<>();
    ENTRIES.forEach(entry -> entry.operations().forEach(type -> covered.add(type.getName())));
    Set<String> missing = new TreeSet<>(operationsOfTheProject());
    assertTrue(missing.size() > 20, "operations found: " + missing);
    missing.removeAll(covered);
    // What they are made of is in the catalogue, or they serve an entry that has no operation.
    missing.removeIf(
        name ->
            name.equals(Composition.class.getName())
                || name.equals(ThetaInParts.class.getName())
                || name.startsWith(EngineEntries.class.getName()));
    assertEquals(Set.of(), missing);
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

  @Property(seed = "77", tries = 1, shrinking = ShrinkingMode.OFF)
  void everyPlainFormAgrees(@ForAll long seed) {
    try (Workers workers = new Workers(2)) {
      Audit audit = Audit.run(List.of(), Catalog.plainEntries(), seed, 1, workers);
      assertEquals(Verdict.AGREE, audit.verdict(), () -> AuditTable.of(audit));
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
