package org.set2model.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.set2model.gradcheck.Verdict;
import org.set2model.kernel.Workers;

class AuditTest {

  private static final List<Entry> SOME =
      Catalogue.entries().stream()
          .filter(entry -> Set.of("linear", "Gaussian fit", "addition").contains(entry.name()))
          .toList();

  private static final Entry BROKEN =
      new Entry(
          "broken",
          new Formula("y = x < 2 & \"z\""),
          "none",
          "everywhere",
          Set.of(),
          List.of(Kind.ORDINARY),
          draw -> {
            Case right = SOME.get(0).draw(1, 0);
            Bug dropped =
                Bug.all().stream().filter(b -> b.name().startsWith("drop")).findAny().orElseThrow();
            return new Case(new Mutation(right.operation(), dropped, 1), right.arguments(), null);
          });

  private static Audit audit(List<Entry> entries, int threads) {
    try (Workers workers = new Workers(threads)) {
      return Audit.run(entries, 3, 4, workers);
    }
  }

  @Test
  void theResultDoesNotDependOnTheNumberOfThreads() {
    Audit alone = audit(SOME, 1);
    Audit together = audit(SOME, 3);
    assertEquals(AuditJson.of(alone), AuditJson.of(together));
    assertEquals(AuditPage.of(alone), AuditPage.of(together));
  }

  @Test
  void oneWrongGradientMakesTheVerdict() {
    Audit audit = audit(List.of(SOME.get(0), BROKEN), 1);
    assertEquals(Verdict.AGREE, audit.operations().get(0).verdict());
    assertEquals(Verdict.DISAGREE, audit.operations().get(1).verdict());
    assertEquals(Verdict.DISAGREE, audit.verdict());
    assertTrue(audit.operations().get(1).failure().orElseThrow().contains("claimed"));
  }

  @Test
  void anOperationThatThrowsDisagrees() {
    Entry throwing =
        new Entry(
            "throwing",
            new Formula("y = x"),
            "none",
            "nowhere",
            Set.of(),
            List.of(Kind.ORDINARY),
            draw -> {
              throw new IllegalStateException("no case");
            });
    Audit audit = audit(List.of(throwing), 1);
    assertEquals(Verdict.DISAGREE, audit.verdict());
    assertTrue(audit.operations().get(0).failure().orElseThrow().contains("no case"));
  }

  @Test
  void jsonAndPageEscapeTheirTexts() {
    Audit audit = audit(List.of(BROKEN), 1);
    assertTrue(AuditJson.of(audit).contains("\"formula\": \"y = x < 2 & \\\"z\\\"\""));
    assertTrue(AuditPage.of(audit).contains("<mo>&lt;</mo>"));
    assertTrue(AuditPage.of(audit).contains("<mo>&amp;</mo>"));
  }

  @Test
  void thePageNeedsNothingFromElsewhere() {
    String page = AuditPage.of(audit(SOME, 1)).replace("http://www.w3.org/1998/Math/MathML", "");
    assertFalse(page.contains("http"));
    assertFalse(page.contains("src="));
    assertFalse(page.contains("@import"));
  }

  @Test
  void formulasHaveTwoForms() {
    Formula formula = new Formula("y_{i j} = frac{a + 1}{sqrt{b}} ∑_n x_n^2 − μ_k′");
    assertEquals("y_ij = (a + 1)/√(b) ∑_n x_n^2 − μ_k′", formula.text());
    assertTrue(
        formula
            .mathMl()
            .contains(
                "<mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mrow><msqrt><mrow><mi>b</mi>"
                    + "</mrow></msqrt></mrow></mfrac><munder><mo>∑</mo><mi>n</mi></munder>"));
  }
}
