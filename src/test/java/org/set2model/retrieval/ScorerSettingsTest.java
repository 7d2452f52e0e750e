package org.set2model.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ScorerSettingsTest {

  private static final VariancePrior NARROW = new VariancePrior(1e-3, 0.1);
  private static final VariancePrior WIDE = new VariancePrior(1000, 1 / 3.0);

  private static ScorerSettings settings() {
    return new ScorerSettings(
        ScorerKind.mixture(3),
        new TreeMap<>(Map.of(ScorerKind.GAUSS, NARROW, ScorerKind.mixture(8), WIDE)));
  }

  @Test
  void everyScorerIsReadBackFromItsName() {
    for (String name : List.of("avg", "nn", "svm", "gauss", "kde", "gmm:2", "gmm:17")) {
      assertEquals(name, ScorerKind.parse(name).toString());
    }
  }

  @Test
  void otherNamesAreRefused() {
    for (String name : List.of("", "GMM:2", "gmm:1", "gmm:", "gmm:-3", "gmm:9999", "gmm:2 ")) {
      assertThrows(IllegalArgumentException.class, () -> ScorerKind.parse(name), name);
    }
  }

  @Test
  void settingsAreReadBackFromTheirTexts() {
    assertEquals(settings(), ScorerSettings.parse(settings().texts()));
  }

  @Test
  void malformedTextsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> ScorerSettings.parse(Map.of()));
    for (String prior : List.of("1", "1 x", "0 1", "1 -1", "NaN 1", "1 Infinity", "1 2 3")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> ScorerSettings.parse(Map.of("name", "gauss", "prior.gauss", prior)),
          prior);
    }
  }

  @Test
  void aDensityWithoutAPriorTakesThatOfTheNearestNumberOfComponents() {
    assertEquals(NARROW, settings().prior(ScorerKind.mixture(2), 64));
    assertEquals(WIDE, settings().prior(ScorerKind.mixture(4), 64));
    assertEquals(WIDE, settings().prior(ScorerKind.KDE, 64));
    assertEquals(
        new VariancePrior(10, 1.0 / 64),
        new ScorerSettings(ScorerKind.NN, new TreeMap<>()).prior(ScorerKind.KDE, 64));
  }
}
