package org.set2model.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.autodiff.Variable;

class ScorerSettingsTest {

  private static final VariancePrior NARROW = new VariancePrior(1e-3, 0.1);
  private static final VariancePrior WIDE = new VariancePrior(1000, 1 / 3.0);

  private static final DMatrixRMaj CENTERS =
      new DMatrixRMaj(new double[][] {{1, 0.6, 0.8}, {3, -1, 0}});
  private static final Variable QUERIES =
      Variable.constant(new DMatrixRMaj(new double[][] {{1, 0}, {0, 1}, {-0.6, 0.8}}));
  private static final Variable SUPPORT =
      Variable.constant(
          new DMatrixRMaj(
              new double[][] {{0, 1}, {0.6, 0.8}, {0.8, 0.6}, {1, 0}, {0, -1}, {-1, 0}}));

  private static ScorerSettings parse(Map<String, String> texts) {
    return ScorerSettings.parse(texts, Optional.empty());
  }

  private static ScorerSettings withBackground() {
    return new ScorerSettings(
        ScorerKind.KDE,
        new TreeMap<>(Map.of(ScorerKind.KDE, WIDE)),
        new TreeMap<>(Map.of(ScorerKind.mixture(8), 0.75, ScorerKind.GAUSS, 0.0)),
        Optional.of(new Background(CENTERS, 0.3)));
  }

  private static double[] scores(ScorerSettings settings, String kind) {
    return settings
        .rankingScorer(ScorerKind.parse(kind), 2, 1)
        .scores(SUPPORT, QUERIES)
        .value()
        .data;
  }

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
    assertEquals(settings(), ScorerSettings.parse(settings().texts(), Optional.empty()));
  }

  @Test
  void aBackgroundIsReadBackFromItsTextsAndCenters() {
    ScorerSettings settings = withBackground();
    ScorerSettings read =
        ScorerSettings.parse(settings.texts(), settings.background().map(Background::centers));
    assertEquals(settings.texts(), read.texts());
    assertArrayEquals(scores(settings, "kde"), scores(read, "kde"));
    assertArrayEquals(scores(settings, "gauss"), scores(read, "gauss"));
  }

  @Test
  void densitiesAloneAreComparedWithTheBackground() {
    ScorerSettings settings = withBackground();
    ScorerSettings without = settings.withoutBackground();
    for (String kind : List.of("avg", "nn", "gauss")) {
      assertArrayEquals(scores(without, kind), scores(settings, kind), kind);
    }
    double[] alone = scores(without, "kde");
    double[] general = settings.background().orElseThrow().logDensity(QUERIES).value().data;
    double[] compared = scores(settings, "kde");
    for (int i = 0; i < alone.length; i++) {
      assertEquals(alone[i] - 0.75 * general[i], compared[i], 1e-14 * Math.abs(general[i]));
    }
    // the number of components nearest to 5 is 8, whose exponent stands for the kernel density's
    assertNotEquals(scores(without, "gmm:5")[0], scores(settings, "gmm:5")[0]);
  }

  @Test
  void malformedTextsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> parse(Map.of()));
    for (String prior : List.of("1", "1 x", "0 1", "1 -1", "NaN 1", "1 Infinity", "1 2 3")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> parse(Map.of("name", "gauss", "prior.gauss", prior)),
          prior);
    }
    for (String exponent : List.of("x", "-1", "NaN", "Infinity", "")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> parse(Map.of("name", "gauss", "background.gauss", exponent)),
          exponent);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> ScorerSettings.parse(Map.of("name", "gauss"), Optional.of(CENTERS)));
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
