package org.set2model.mixture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.autodiff.Variable;

class MixtureTest {

  private static DMatrixRMaj theta() {
    return new DMatrixRMaj(new double[][] {{0.25, 0, 1, 1, 4}, {0.75, 3, -1, 0.5, 2}});
  }

  @Test
  void isReadBackAsGivenAndCannotBeChanged() {
    DMatrixRMaj given = theta();
    var mixture = new Mixture(given);
    given.set(0, 1, 99);
    mixture.parameters().set(0, 1, 98);
    assertEquals(2, mixture.components());
    assertEquals(2, mixture.dimensions());
    assertEquals(0.75, mixture.weight(1));
    assertEquals(0, mixture.mean(0, 0));
    assertEquals(2, mixture.variance(1, 1));
    assertArrayEquals(theta().data, mixture.parameters().data);
  }

  @Property(tries = 40, seed = "71")
  void responsibilitiesAreSharesOfTheDensity(
      @ForAll @IntRange(min = 1, max = 20) int queries,
      @ForAll @IntRange(min = 1, max = 4) int components,
      @ForAll long seed) {
    var fit = new RandomFit(queries, 3, components, false, seed);
    DMatrixRMaj theta = fit.inputs[RandomFit.THETA];
    DMatrixRMaj points = fit.inputs[RandomFit.POINTS];
    var mixture = new Mixture(theta);
    DMatrixRMaj r = mixture.responsibilities(points);
    int[] best = mixture.mostResponsible(points);
    for (int m = 0; m < queries; m++) {
      for (int k = 0; k < components; k++) {
        double joint = theta.get(k, 0) * Math.exp(PlainObjective.logComponent(theta, k, points, m));
        assertEquals(joint / PlainObjective.density(theta, points, m), r.get(m, k), 1e-13);
        assertTrue(r.get(m, k) <= r.get(m, best[m]));
      }
    }
  }

  @Test
  void farQueriesHaveFiniteLikelihoodsAndWholeResponsibilities() {
    var mixture = new Mixture(theta());
    var queries = new DMatrixRMaj(new double[][] {{1e8, -1e8}, {1e100, 1e100}, {-1e5, 0}});
    double[] scores = mixture.logLikelihoods(queries);
    DMatrixRMaj r = mixture.responsibilities(queries);
    for (int m = 0; m < 3; m++) {
      assertTrue(Double.isFinite(scores[m]) && scores[m] < -1e9);
      assertEquals(1, r.get(m, 0) + r.get(m, 1), 1e-15);
    }
    // The wider component explains what is far.
    assertArrayEquals(new int[] {0, 0, 0}, mixture.mostResponsible(queries));
  }

  @Test
  void theFirstOfEquallyResponsibleComponentsIsChosen() {
    var twins = new Mixture(new DMatrixRMaj(new double[][] {{0.5, 0, 1}, {0.5, 0, 1}}));
    assertArrayEquals(new int[] {0}, twins.mostResponsible(new DMatrixRMaj(1, 1)));
  }

  @Test
  void samplesHaveTheMomentsAndRepeat() {
    var mixture = new Mixture(theta());
    DMatrixRMaj sample = mixture.sample(100_000, 3);
    assertArrayEquals(sample.data, mixture.sample(100_000, 3).data);
    Variable points = Variable.constant(sample);
    double[] moments = GaussianFit.gaussianFit(points, Prior.floorOnly(2, 0)).value().data;
    // Means 0.75 * 3 and 0.25 - 0.75; variances within plus between: 0.625 + 27/16, 2.5 + 0.75.
    assertArrayEquals(new double[] {1, 2.25, -0.5, 2.3125, 3.25}, moments, 0.05);
  }

  @Test
  void componentsOfWeightZeroAreNeverSampled() {
    var mixture = new Mixture(new DMatrixRMaj(new double[][] {{1, 0, 1}, {0, 1e6, 1}}));
    for (double value : mixture.sample(1000, 4).data) {
      assertTrue(value < 1e5);
    }
  }

  /** scikit-learn 1.2.1, see {@link MixtureFitTest}. */
  @Test
  void informationCriterionCountsTheFreeParameters() {
    assertEquals(9, new Mixture(theta()).freeParameters());
    DMatrixRMaj spherical = theta();
    spherical.set(0, 4, 1);
    spherical.set(1, 4, 0.5);
    assertEquals(7, new Mixture(spherical, Covariance.SPHERICAL).freeParameters());
    assertThrows(IllegalArgumentException.class, () -> new Mixture(theta(), Covariance.SPHERICAL));
  }

  @Test
  void emptyAndCoincidentComponentsAreFound() {
    var mixture =
        new Mixture(
            new DMatrixRMaj(
                new double[][] {{0.5, 1, 4}, {0, 9, 1}, {0.25, 1 + 1e-7, 4}, {0.25, 1.1, 4}}));
    assertArrayEquals(new int[] {1}, mixture.emptyComponents());
    assertArrayEquals(new int[] {2}, mixture.coincidentComponents());
  }

  @Test
  void parametersAreValidated() {
    assertRefused("sum of the weights", 0, 0, 0.26);
    assertRefused("weight of component 0", 0, 0, -0.25);
    assertRefused("weight of component 0", 0, 0, Double.NaN);
    assertRefused("mean of component 1, dimension 0", 1, 1, Double.POSITIVE_INFINITY);
    assertRefused("variance of component 1, dimension 1", 1, 4, 0);
    assertRefused("variance of component 1, dimension 1", 1, 4, Double.NaN);
    assertThrows(IllegalArgumentException.class, () -> new Mixture(new DMatrixRMaj(0, 3)));
  }

  private static void assertRefused(String message, int row, int column, double value) {
    DMatrixRMaj theta = theta();
    theta.set(row, column, value);
    String actual =
        assertThrows(IllegalArgumentException.class, () -> new Mixture(theta)).getMessage();
    assertTrue(actual.contains(message), actual);
  }
}
