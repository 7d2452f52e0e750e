package org.set2model.concept;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.autodiff.Variable;
import org.set2model.io.DataException;
import org.set2model.scoring.Scorer;
import org.set2model.scoring.ScorerKind;
import org.set2model.scoring.ScorerSettings;

class ConceptModelTest {

  /** Five examples around the second axis, three around the first, two of them equal. */
  private static final DMatrixRMaj SUPPORT =
      new DMatrixRMaj(
          new double[][] {
            {1, 0}, {0.1, 0.9}, {0, 1}, {0.9, 0}, {-0.1, 1}, {1, 0}, {0.05, 1}, {0, 0.95}
          });

  @Test
  void scoresAreThoseOfTheScorer() {
    for (String kind : new String[] {"avg", "nn", "gauss", "gmm:2", "kde"}) {
      Scorer scorer = scorer(kind);
      double[] expected =
          scorer.scores(Variable.constant(SUPPORT), Variable.constant(SUPPORT)).value().data;
      assertArrayEquals(expected, new ConceptModel(scorer, SUPPORT).scores(SUPPORT), kind);
    }
  }

  @Test
  void componentsAreNumberedByWeight() {
    for (long seed = 0; seed < 10; seed++) {
      ConceptModel model = new ConceptModel(scorer("gmm:2", seed), SUPPORT);
      assertEquals(2, model.components());
      assertTrue(model.weight(0) > model.weight(1));
      assertArrayEquals(new int[] {1, 0, 0, 1, 0, 1, 0, 0}, model.responsible(SUPPORT));
    }
  }

  @Test
  void theComponentsOfAKernelDensityAreTheExamplesThemselves() {
    ConceptModel model = new ConceptModel(scorer("kde"), SUPPORT);
    assertTrue(model.isKernelDensity());
    assertEquals(7, model.components());
    // example 5 coincides with the first
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 0, 6, 7}, model.responsible(SUPPORT));
  }

  @Test
  void aScorerWithoutDensityNamesNoComponent() {
    ConceptModel model = new ConceptModel(scorer("nn"), SUPPORT);
    assertFalse(model.isDensity());
    assertEquals(0, model.components());
    assertEquals("score", model.scoreName());
    for (int component : model.responsible(SUPPORT)) {
      assertEquals(ConceptModel.NONE, component);
    }
  }

  @Test
  void descriptorsThatAreNotFiniteAreBadData() {
    var broken = new DMatrixRMaj(new double[][] {{0, Double.NaN}});
    for (String kind : new String[] {"nn", "gmm:2"}) {
      assertThrows(DataException.class, () -> new ConceptModel(scorer(kind), broken));
      ConceptModel model = new ConceptModel(scorer(kind), SUPPORT);
      assertThrows(DataException.class, () -> model.scores(broken));
    }
  }

  private static Scorer scorer(String kind) {
    return scorer(kind, 1);
  }

  private static Scorer scorer(String kind, long seed) {
    return ScorerSettings.parse(
            Map.of(
                "name", "gauss",
                "prior.gauss", "1.0 0.01",
                "background.gauss", "0.5",
                "background-variance", "0.2"),
            Optional.of(new DMatrixRMaj(new double[][] {{1, 0.5, 0.5}, {3, -1, 0}})))
        .rankingScorer(ScorerKind.parse(kind), 2, seed);
  }
}
