package org.set2model.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.autodiff.Arithmetic;
import org.set2model.autodiff.ElementwiseFunction;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.catalog.Catalog;
import org.set2model.gradcheck.Verdict;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.kernel.Workers;

class AuditTest {

  private static final List<Entry> SOME =
      Catalog.entries().stream()
          .filter(entry -> Set.of("linear", "Gaussian fit", "addition").contains(entry.name()))
          .toList();

  private static final List<PlainEntry> SOME_PLAIN =
      Catalog.plainEntries().stream()
          .filter(entry -> Set.of("linear", "Adam").contains(entry.name()))
          .toList();

  private static final Entry BROKEN =
      entry("broken", draw -> spoiled(SOME.get(0).draw(1, 0), "dropped"));

  private static Entry entry(String name, Function<Draw, Case> cases) {
    return new Entry(
        name,
        new Formula("y = x < 2 & \"z\""),
        "none",
        "everywhere",
        Set.of(),
        List.of(Kind.ORDINARY),
        cases);
  }

  private static Case spoiled(Case right, String bug) {
    Bug found = Bug.all().stream().filter(b -> b.name().startsWith(bug)).findAny().orElseThrow();
    return new Case(new Mutation(right.operation(), found, 1), right.arguments(), null);
  }

  private static Audit audit(List<Entry> entries, List<PlainEntry> plainEntries, int threads) {
    try (Workers workers = new Workers(threads)) {
      return Audit.run(entries, plainEntries, 3, 4, workers);
    }
  }

  private static EntryResult result(Entry entry) {
    return audit(List.of(entry), List.of(), 1).entries().get(0);
  }

  @Test
  void theResultDoesNotDependOnTheNumberOfThreads() {
    Audit alone = audit(SOME, SOME_PLAIN, 1);
    Audit together = audit(SOME, SOME_PLAIN, 3);
    assertEquals(AuditJson.of(alone), AuditJson.of(together));
    assertEquals(AuditPage.of(alone), AuditPage.of(together));
    assertEquals(AuditTable.of(alone), AuditTable.of(together));
  }

  @Test
  void rightGradientsAreVerifiedToTheirOwnSize() {
    EntryResult linear = result(SOME.get(1));
    assertEquals(Verdict.AGREE, linear.verdict(), () -> linear.failure().toString());
    assertTrue(linear.strict() > 20, "verified: " + linear.strict());
    assertTrue(linear.verifiedError() > 0 && linear.verifiedError() <= 1e-5);
  }

  @Test
  void oneWrongGradientMakesTheVerdict() {
    Audit audit = audit(List.of(SOME.get(0), BROKEN), List.of(), 1);
    assertEquals(Verdict.AGREE, audit.entries().get(0).verdict());
    assertEquals(Verdict.DISAGREE, audit.entries().get(1).verdict());
    assertEquals(Verdict.DISAGREE, audit.verdict());
    assertTrue(audit.entries().get(1).failure().orElseThrow().contains("claimed"));
  }

  @Test
  void anOperationThatThrowsDisagrees() {
    EntryResult result =
        result(
            entry(
                "throwing",
                draw -> {
                  throw new IllegalStateException("no case");
                }));
    assertEquals(Verdict.DISAGREE, result.verdict());
    assertTrue(result.failure().orElseThrow().contains("case 0 (ORDINARY): "));
    assertTrue(result.failure().orElseThrow().contains("no case"));
  }

  /** The right derivative, but a value that is another one without its derivative. */
  @Test
  void aBrokenContractDisagrees() {
    Operation careless =
        new Operation() {
          @Override
          public String name() {
            return "careless";
          }

          @Override
          public Evaluation evaluate(DMatrixRMaj... inputs) {
            return Evaluation.ofOne(inputs[0].copy(), DMatrixRMaj::copy);
          }

          @Override
          public DMatrixRMaj value(DMatrixRMaj... inputs) {
            DMatrixRMaj value = inputs[0].copy();
            value.data[0] += 1;
            return value;
          }
        };
    EntryResult result =
        result(entry("careless", draw -> Case.of(careless, Argument.of("x", draw.ordinary(2, 2)))));
    assertEquals(Verdict.DISAGREE, result.verdict());
    assertTrue(
        result.failure().orElseThrow().contains("value and evaluate differ in bits"),
        () -> result.failure().toString());
  }

  /** Noise of a tenth of the value, always the same at the same point. */
  private static Case unresolvable(Case right) {
    return new Case(
        new Operation() {
          @Override
          public String name() {
            return "noisy";
          }

          @Override
          public Evaluation evaluate(DMatrixRMaj... inputs) {
            Evaluation evaluation = right.operation().evaluate(inputs);
            DMatrixRMaj value = evaluation.value();
            for (int i = 0; i < value.getNumElements(); i++) {
              long bits = Double.doubleToLongBits(value.data[i]);
              value.data[i] *= 1 + 0.1 * new SplittableRandom(bits).nextDouble();
            }
            return evaluation;
          }
        },
        right.arguments(),
        null);
  }

  /** Case 0 cannot be resolved; what becomes of the others is for the caller to say. */
  private static Entry unresolvedAtFirst(Function<Case, Case> others) {
    String name = "noisy";
    long first = new Draw(Kind.ORDINARY, entry(name, draw -> null).seed(3, 0)).seed();
    return entry(
        name,
        draw -> {
          Case right = SOME.get(0).draw(1, 0);
          return draw.seed() == first ? unresolvable(right) : others.apply(right);
        });
  }

  @Test
  void aCaseThatStaysUnresolvedIsRetriedAndReplacedAndBothAreCounted() {
    EntryResult result =
        EntryResult.of(
            unresolvedAtFirst(right -> right),
            List.of(Trial.of(unresolvedAtFirst(right -> right), 3, 0)));
    assertEquals(Verdict.AGREE, result.verdict());
    assertEquals(3, result.retries());
    assertEquals(1, result.replaced());
    assertFalse(result.reason().isEmpty());
    assertTrue(result.strict() > 0);
  }

  @Test
  void aFailureInAReplacementCarriesItsOwnNumber() {
    Entry entry = unresolvedAtFirst(right -> spoiled(right, "dropped"));
    Trial trial = Trial.of(entry, 3, 0);
    assertEquals(Verdict.DISAGREE, trial.verdict());
    assertTrue(trial.failure().orElseThrow().startsWith("case 1000000 (ORDINARY): "));
    assertEquals(Verdict.DISAGREE, Audit.repeat(entry, 3, 1_000_000).verdict());
  }

  @Test
  void aFunctionThatIsNotFiniteInItsDomainDisagrees() {
    EntryResult result =
        result(
            entry(
                "overflowing",
                draw ->
                    Case.of(
                        ElementwiseFunction.EXPONENTIAL,
                        Argument.of("x", draw.positive(1, 1, 2000)))));
    assertEquals(Verdict.DISAGREE, result.verdict());
    assertTrue(
        result.failure().orElseThrow().contains("not a finite number"), result.failure()::get);
  }

  @Test
  void tooManyReplacementsLeaveAnEntryOpen() {
    Trial replaced = Trial.of(unresolvedAtFirst(right -> right), 3, 0);
    Trial right = Trial.of(SOME.get(0), 3, 0);
    assertEquals(
        Verdict.UNRESOLVED,
        EntryResult.of(SOME.get(0), List.of(replaced, right, replaced)).verdict());
  }

  @Test
  void aFastFormThatMissesAPartDisagreesAndItsCaseIsNamed() {
    PlainEntry missing =
        new PlainEntry(
            "missing",
            new Formula("y = x"),
            "none",
            List.of(
                new PlainCase("whole", draw -> sums(draw, 5, 5)),
                new PlainCase("one left out", draw -> sums(draw, 5, 4))));
    Audit audit = audit(SOME, List.of(missing), 1);
    assertEquals(Verdict.DISAGREE, audit.verdict());
    PlainResult result = audit.plainEntries().get(0);
    assertEquals(2, result.numbers());
    assertTrue(
        result.failure().orElseThrow().startsWith("case 1 (one left out): sum, row 0, column 0:"),
        () -> result.failure().toString());
  }

  private static Comparison sums(Draw draw, int terms, int summed) {
    DMatrixRMaj x = draw.positive(terms, 1, 1);
    double plain = 0;
    double fast = 0;
    for (int i = 0; i < terms; i++) {
      plain += x.data[i];
      fast += terms - i <= summed ? x.data[terms - 1 - i] : 0;
    }
    return new Comparison().add("sum", Draw.scalar(fast), Draw.scalar(plain));
  }

  @Test
  void aComparisonSeesNumbersThatAreNotAndShapesThatDiffer() {
    DMatrixRMaj x = new DMatrixRMaj(1, 2, true, 1, 2);
    DMatrixRMaj nan = new DMatrixRMaj(1, 2, true, 1, Double.NaN);
    assertTrue(new Comparison().add("x", x, x).agrees());
    assertFalse(new Comparison().add("x", nan, x).agrees());
    assertFalse(new Comparison().add("x", x, nan).agrees());
    assertFalse(new Comparison().add("x", x, new DMatrixRMaj(2, 1, true, 1, 2)).agrees());
  }

  @Test
  void productsAreComparedToo() {
    Case right = SOME.get(0).draw(1, 0);
    Case wrong = spoiled(right, "flipped");
    assertTrue(Comparison.of(right.operation(), Arithmetic.ADDITION, 1, right.inputs()).agrees());
    assertFalse(Comparison.of(wrong.operation(), Arithmetic.ADDITION, 1, right.inputs()).agrees());
  }

  @Test
  void noLineOfTheTableIsLongerThan100Characters() {
    Trial trial = Trial.of(unresolvedAtFirst(right -> right), 3, 0);
    List<EntryResult> results =
        Catalog.entries().stream().map(entry -> EntryResult.of(entry, List.of(trial))).toList();
    for (String line : AuditTable.of(new Audit(1, results, List.of())).lines().toList()) {
      assertTrue(line.length() <= 100, line);
    }
  }

  @Test
  void jsonAndPageEscapeTheirTexts() {
    Audit audit = audit(List.of(BROKEN), List.of(), 1);
    assertTrue(AuditJson.of(audit).contains("\"formula\": \"y = x < 2 & \\\"z\\\"\""));
    assertTrue(AuditPage.of(audit).contains("<mo>&lt;</mo>"));
    assertTrue(AuditPage.of(audit).contains("<mo>&amp;</mo>"));
  }

  @Test
  void thePageNeedsNothingFromElsewhere() {
    String page =
        AuditPage.of(audit(SOME, SOME_PLAIN, 1)).replace("http://www.w3.org/1998/Math/MathML", "");
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
