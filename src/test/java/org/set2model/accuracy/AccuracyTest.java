package org.set2model.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The figures that the page states. */
class AccuracyTest {

  private static final List<Subject> SUBJECTS = Subject.all();

  /** Subjects with fewer samples are large, and left to the slow tests. */
  private static final int SAMPLES_OF_A_SMALL_ONE = 30;

  private static final int SAMPLES = 2;

  @Test
  void pageHasFiguresOfTheWholeCatalogAndOfNothingElse() throws IOException {
    assertEquals(
        SUBJECTS.stream().map(Subject::name).collect(Collectors.toSet()), Page.byName().keySet());
  }

  @Test
  void someSamplesOfEveryValueAndDerivativeStayBelowTheStatedFigures() throws IOException {
    Map<String, Map<String, Figures>> stated = Page.byName();
    for (Subject subject : SUBJECTS) {
      if (subject.samples() == SAMPLES_OF_A_SMALL_ONE) {
        for (Figures figures : Search.ofSamples(subject, SAMPLES)) {
          assertCovered(stated.getOrDefault(subject.name(), Map.of()).get(figures.part()), figures);
        }
      }
    }
  }

  private static void assertCovered(Figures stated, Figures found) {
    assertNotNull(stated, () -> "no figures are stated of " + found.toMarkdown());
    assertTrue(
        stated.covers(found),
        () -> "stated\n" + stated.toMarkdown() + "\nfound\n" + found.toMarkdown());
  }

  /** The worst inputs can be visited again, and show what they are said to show. */
  @Tag("slow")
  @Test
  void worstInputsShowTheStatedErrors() throws IOException {
    Map<String, Map<String, Figures>> stated = Page.byName();
    List<String> missed = new ArrayList<>();
    for (Subject subject : SUBJECTS) {
      Map<Input, Map<String, Errors>> known = new HashMap<>();
      for (Figures figures : stated.get(subject.name()).values()) {
        double block = errors(subject, figures.blockInput(), figures.part(), known).block();
        double share = errors(subject, figures.shareInput(), figures.part(), known).share();
        if (!isConfirmed(figures.blockFound(), block) || !isConfirmed(figures.share(), share)) {
          missed.add(figures.toMarkdown() + " " + block + " " + share);
        }
      }
    }
    assertEquals(List.of(), missed);
  }

  private static Errors errors(
      Subject subject, Input input, String part, Map<Input, Map<String, Errors>> known) {
    Errors errors =
        known
            .computeIfAbsent(input, at -> subject.point(at).measure(Search.DECIMALS).errors())
            .get(part);
    assertNotNull(errors, () -> subject + " at " + input + " has no " + part);
    return errors;
  }

  /** Each covers the other. */
  private static boolean isConfirmed(double stated, double found) {
    return Figures.covers(stated, found) && Figures.covers(found, stated);
  }

  @Tag("slow")
  @Test
  void searchFindsWhatIsStatedAndNothingWorse() throws IOException {
    List<Figures> found = AccuracyReport.search(SUBJECTS);
    Map<String, Map<String, Figures>> stated = Page.byName();
    Set<String> rows = found.stream().map(f -> f.subject() + f.part()).collect(Collectors.toSet());
    assertEquals(
        rows, Page.figures().stream().map(f -> f.subject() + f.part()).collect(Collectors.toSet()));
    for (Figures figures : found) {
      Figures row = stated.get(figures.subject()).get(figures.part());
      assertCovered(row, figures);
      assertTrue(isConfirmed(row.blockMean(), figures.blockMean()), figures::toMarkdown);
      assertTrue(isConfirmed(row.entryMean(), figures.entryMean()), figures::toMarkdown);
    }
  }
}
