package org.set2model.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.set2model.metalearning.Loss;
import org.set2model.mixture.Differentiation;
import org.set2model.scoring.ScorerKind;

class ExperimentTest {

  private static final Experiment ICONS = Experiment.icons(10, 2, Loss.CONTRASTIVE);

  static Stream<Experiment> all() {
    return Stream.of(
        ICONS,
        Experiment.omniglot(10, 2, Loss.CONTRASTIVE),
        Experiment.demo(32, 10, ScorerKind.KDE, Differentiation.UNROLLED),
        ICONS.through(List.of(ScorerKind.KDE)));
  }

  /** Networks are trained in their order, and each stands on what is there by then. */
  @ParameterizedTest
  @MethodSource("all")
  void featuresBeginWithEarlierOnesAndEachRowHasItsFeatures(Experiment experiment) {
    Set<String> before = new HashSet<>();
    for (Experiment.Features features : experiment.features()) {
      assertTrue(before.containsAll(features.beginning().stream().toList()), features.name());
      assertTrue(before.add(features.name()), features.name());
    }
    before.add(Experiment.UNTRAINED);
    Set<String> rows = new HashSet<>();
    for (Experiment.System system : experiment.systems()) {
      assertTrue(before.contains(system.features()), system.name());
      assertTrue(rows.add(system.name()), system.name());
    }
  }

  @Test
  void whatIsLeftOutLeavesItsRowsOutAndKeepsWhatOthersBeginWith() {
    Experiment left = ICONS.through(List.of(ScorerKind.GAUSS));
    assertEquals(
        List.of("random-nn", "gauss"),
        left.features().stream().map(Experiment.Features::name).toList());
    assertThrows(
        IllegalArgumentException.class, () -> ICONS.through(List.of(ScorerKind.mixture(9))));
  }

  @Test
  void aTrainedDensityIsComparedWithTheSameOnFeaturesOfTheSameRoute() {
    assertEquals(Optional.of("Gauss-NN-FT"), counterpart("S2M-Gauss", ScorerKind.NN));
    assertEquals(Optional.of("Gauss-AVG-FT"), counterpart("S2M-Gauss", ScorerKind.AVG));
    assertEquals(Optional.of("KDE, nn only"), counterpart("S2M-KDE, kde only", ScorerKind.NN));
    assertEquals(Optional.empty(), counterpart("NN-FT", ScorerKind.AVG));
    assertEquals(Optional.empty(), counterpart("Gauss, untrained", ScorerKind.NN));
  }

  private static Optional<String> counterpart(String row, ScorerKind trainedFor) {
    Experiment.System system =
        ICONS.systems().stream().filter(one -> one.name().equals(row)).findFirst().orElseThrow();
    return ICONS.counterpart(system, trainedFor).map(Experiment.System::name);
  }

  @Test
  void tuningTakesTwoFifthsOfTheStepsAndTheLastRouteOfTheDemoFourFifths() {
    assertEquals(600, steps(Experiment.icons(1500, 2, Loss.SOFTMAX)));
    assertEquals(1, steps(Experiment.icons(1, 2, Loss.SOFTMAX)));
    assertEquals(
        1200, steps(Experiment.demo(32, 1500, ScorerKind.GAUSS, Differentiation.UNROLLED)));
  }

  private static int steps(Experiment experiment) {
    List<Experiment.Features> features = experiment.features();
    Experiment.Features last = features.get(features.size() - 1);
    return experiment.plan(last, 1).schedule().rate().steps();
  }
}
