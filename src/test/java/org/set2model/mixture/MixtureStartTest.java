package org.set2model.mixture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class MixtureStartTest {

  @Property(tries = 60, seed = "51")
  void productsAgreeWithDifferences(
      @ForAll @IntRange(min = 3, max = 30) int points,
      @ForAll @IntRange(min = 1, max = 8) int dimensions,
      @ForAll boolean withPrior,
      @ForAll long seed) {
    var fit = new RandomFit(points, dimensions, 1, withPrior, seed);
    RandomFit.assertProductsAgree(
        new MixtureStart(2, 0, points - 1), RandomFit.arguments(fit.withoutTheta()));
  }

  @Test
  void componentsStandOnTheChosenPointsWithThePooledVariance() {
    var fit = new RandomFit(5, 2, 1, true, 52);
    DMatrixRMaj gaussian = new GaussianFit().value(fit.withoutTheta());
    DMatrixRMaj theta = new MixtureStart(3, 1).value(fit.withoutTheta());
    for (int k = 0; k < 2; k++) {
      assertEquals(0.5, theta.get(k, 0));
      for (int j = 0; j < 2; j++) {
        assertEquals(fit.inputs[RandomFit.POINTS].get(k == 0 ? 3 : 1, j), theta.get(k, 1 + j));
        assertEquals(gaussian.get(0, 3 + j), theta.get(k, 3 + j));
      }
    }
  }

  @Test
  void onePointWithoutPriorHasTheFloorForVariance() {
    DMatrixRMaj[] inputs = new RandomFit(1, 2, 1, false, 53).withoutTheta();
    double floor = inputs[RandomFit.FLOOR].data[0];
    DMatrixRMaj theta = new MixtureStart(0).value(inputs);
    assertArrayEquals(
        new double[] {1, inputs[0].data[0], inputs[0].data[1], floor, floor}, theta.data);
    inputs[RandomFit.FLOOR] = RandomFit.scalar(0);
    assertThrows(IllegalArgumentException.class, () -> new MixtureStart(0).value(inputs));
  }

  @Test
  void indicesMustNamePoints() {
    DMatrixRMaj[] inputs = new RandomFit(3, 2, 1, false, 54).withoutTheta();
    assertThrows(IllegalArgumentException.class, () -> new MixtureStart());
    assertThrows(IllegalArgumentException.class, () -> new MixtureStart(0, 3).value(inputs));
    assertThrows(IllegalArgumentException.class, () -> new MixtureStart(-1).value(inputs));
  }
}
