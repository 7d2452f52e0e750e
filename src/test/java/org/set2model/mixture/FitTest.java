package org.set2model.mixture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.autodiff.Variable;

class FitTest {

  @Property(tries = 60, seed = "111")
  void withoutFloorTheObjectiveIsMonotoneAndEqualsItsDefinition(
      @ForAll @IntRange(min = 2, max = 60) int points,
      @ForAll @IntRange(min = 1, max = 16) int dimensions,
      @ForAll @IntRange(min = 1, max = 5) int components,
      @ForAll Covariance covariance,
      @ForAll long seed) {
    var given = new ClusteredFit(points, dimensions, components, true, covariance, seed);
    given.inputs[RandomFit.FLOOR] = RandomFit.scalar(0);
    Fit fit = given.fit(FitOptions.unrolled(components, 60).withCovariance(covariance));
    double[] objective = fit.objective();
    assertTrue(fit.isMonotone() && fit.largestFall() <= 1e-12, "fell by " + fit.largestFall());
    assertEquals(61, objective.length);
    for (int t : new int[] {0, 1, 60}) {
      DMatrixRMaj[] at = RandomFit.replace(given.inputs, RandomFit.THETA, fit.path().get(t));
      assertEquals(PlainObjective.of(at), objective[t], 1e-10 * Math.abs(objective[t]));
    }
  }

  @Test
  void aFallOfTheObjectiveIsReported() {
    var given = new ClusteredFit(12, 2, 2, true, Covariance.DIAGONAL, 1);
    given.inputs[RandomFit.FLOOR] = RandomFit.scalar(50);
    Fit fit = given.fit(FitOptions.unrolled(2, 30));
    assertFalse(fit.isMonotone());
    assertTrue(fit.largestFall() > 1e-3);
  }

  @Test
  void withoutToleranceExactlyTheStepsAskedForAreRun() {
    var given = new ClusteredFit(40, 3, 3, true, Covariance.DIAGONAL, 2);
    Fit fit = given.fit(FitOptions.unrolled(3, 3000));
    assertEquals(3000, fit.iterations());
    assertEquals(3001, fit.path().size());
    assertFalse(fit.converged());
    assertTrue(fit.parameterResidual() < 1e-14);
    assertArrayEquals(new MixtureFit(3000).value(given.inputs).data, fit.parameters().data);
    Fit none = given.fit(FitOptions.unrolled(3, 0));
    assertEquals(Double.POSITIVE_INFINITY, none.parameterResidual());
    assertArrayEquals(given.inputs[RandomFit.THETA].data, none.parameters().data);
  }

  @Test
  void withToleranceTheFitStopsAtTheFirstStepThatIsSmallEnough() {
    var given = new ClusteredFit(40, 3, 3, true, Covariance.SPHERICAL, 3);
    FitOptions options =
        FitOptions.unrolled(3, 3000).withTolerance(1e-6).withCovariance(Covariance.SPHERICAL);
    Fit fit = given.fit(options);
    int last = fit.iterations();
    assertTrue(fit.converged() && fit.parameterResidual() <= 1e-6);
    Theta[] path = fit.path().stream().map(Theta::copyOf).toArray(Theta[]::new);
    assertEquals(fit.parameterResidual(), path[last].distanceFrom(path[last - 1]));
    assertTrue(path[last - 1].distanceFrom(path[last - 2]) > 1e-6);
  }

  @Test
  void theResidualHasNoUnits() {
    var previous = Theta.copyOf(new DMatrixRMaj(1, 5, true, 1, 3, 10, 4, 1));
    var next = Theta.copyOf(new DMatrixRMaj(1, 5, true, 1, 3.2, 10, 4, 1.25));
    assertEquals(0.2, next.distanceFrom(previous), 1e-15);
    for (double scale : new double[] {1e-8, 1e8}) {
      double s2 = scale * scale;
      previous = Theta.copyOf(new DMatrixRMaj(1, 5, true, 1, 3 * scale, 10 * scale, 4 * s2, s2));
      next =
          Theta.copyOf(new DMatrixRMaj(1, 5, true, 1, 3.2 * scale, 10 * scale, 4 * s2, 1.25 * s2));
      assertEquals(0.2, next.distanceFrom(previous), 1e-15);
    }
  }

  @Test
  void implicitFitsKeepNoPath() {
    var given = new ClusteredFit(40, 3, 2, true, Covariance.DIAGONAL, 4);
    Fit fit = given.fit(given.implicit(Differentiation.IMPLICIT));
    assertTrue(fit.converged());
    assertThrows(IllegalStateException.class, fit::path);
    assertEquals(fit.iterations() + 1, fit.objective().length);
  }

  @Test
  void ofSeveralStartsTheBestIsKept() {
    var given = new ClusteredFit(60, 2, 5, true, Covariance.DIAGONAL, 5);
    DMatrixRMaj x = given.inputs[0];
    DMatrixRMaj a = given.inputs[1];
    Prior prior = Prior.constant(2, 1, 0.5, 1, 0.1, 1, 0.01);
    FitOptions options = FitOptions.unrolled(5, 40);
    double best = Double.NEGATIVE_INFINITY;
    double worst = Double.POSITIVE_INFINITY;
    for (long seed = 7; seed < 17; seed++) {
      Fit one = Fit.of(x, a, prior, options.withStarts(1, seed));
      best = Math.max(best, one.objective()[40]);
      worst = Math.min(worst, one.objective()[40]);
    }
    assertTrue(best > worst, "the starts make no difference");
    FitOptions ten = options.withStarts(10, 7);
    Fit fit = Fit.of(x, a, prior, ten);
    assertEquals(best, fit.objective()[40]);
    Variable onTape = MixtureFit.fit(Variable.constant(x), Variable.constant(a), prior, ten);
    assertArrayEquals(fit.parameters().data, onTape.value().data);
  }

  @Test
  void theNumberOfComponentsIsCappedByTheDistinctPoints() {
    var points = new DMatrixRMaj(new double[][] {{1, 2}, {3, 4}, {1, 2}});
    DMatrixRMaj ones = PointSet.unitWeights(3);
    Prior prior = Prior.floorOnly(2, 0.1);
    assertEquals(2, Fit.of(points, ones, prior, FitOptions.unrolled(9, 5)).mixture().components());
  }

  /** As a warm start: the fit continues where another stopped. */
  @Test
  void aFitMayStartWhereAnotherEnded() {
    var given = new ClusteredFit(40, 3, 3, true, Covariance.DIAGONAL, 6);
    Prior prior = Prior.constant(3, 1, 0.5, 1, 0.1, 1, 0.01);
    DMatrixRMaj x = given.inputs[0];
    DMatrixRMaj a = given.inputs[1];
    FitOptions ten = FitOptions.unrolled(3, 10);
    Fit first = Fit.of(x, a, prior, given.inputs[RandomFit.THETA], ten);
    Fit second = Fit.of(x, a, prior, first.parameters(), ten);
    Fit both = Fit.of(x, a, prior, given.inputs[RandomFit.THETA], FitOptions.unrolled(3, 20));
    assertArrayEquals(both.parameters().data, second.parameters().data);
  }

  @Test
  void collapseOnOnePointIsRefusedThoughRoundingLeavesAVariance() {
    var points = new DMatrixRMaj(new double[][] {{0.1}, {0.1}, {0.1}, {7}, {8}, {9}});
    var theta = new DMatrixRMaj(new double[][] {{0.5, 0.1, 0.01}, {0.5, 8, 1}});
    Prior none = Prior.floorOnly(1, 0);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    Fit.of(points, PointSet.unitWeights(6), none, theta, FitOptions.unrolled(2, 5)))
            .getMessage();
    assertTrue(message.contains("component 0") && message.contains("floor"), message);
  }

  @Test
  void optionsOutOfRangeAreNamed() {
    assertMessage("components (0)", () -> FitOptions.unrolled(0, 1));
    assertMessage("iterations (-1)", () -> FitOptions.unrolled(1, -1));
    assertMessage("starts (0)", () -> FitOptions.unrolled(1, 1).withStarts(0, 0));
    assertMessage("tolerance (NaN)", () -> FitOptions.unrolled(1, 1).withTolerance(Double.NaN));
    assertMessage(
        "positive", () -> FitOptions.unrolled(1, 1).withDifferentiation(Differentiation.IMPLICIT));
  }

  private static void assertMessage(
      String part, org.junit.jupiter.api.function.Executable constructor) {
    String message = assertThrows(IllegalArgumentException.class, constructor).getMessage();
    assertTrue(message.contains(part), message);
  }
}
