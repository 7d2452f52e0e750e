package org.set2model.mixture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.autodiff.RowSelection;
import org.set2model.autodiff.Tape;
import org.set2model.autodiff.Variable;
import org.set2model.gradcheck.argument.Argument;

class MeansStartTest {

  @Property(tries = 60, seed = "141")
  void productsAgreeWithDifferences(
      @ForAll @IntRange(min = 1, max = 30) int points,
      @ForAll @IntRange(min = 1, max = 8) int dimensions,
      @ForAll @IntRange(min = 1, max = 4) int components,
      @ForAll boolean withPrior,
      @ForAll Covariance covariance,
      @ForAll long seed) {
    var fit = new RandomFit(points, dimensions, 1, withPrior, seed);
    DMatrixRMaj means = fit.uniform(components, dimensions, -1, 1);
    Argument[] arguments =
        Stream.concat(
                Arrays.stream(RandomFit.arguments(fit.withoutTheta())),
                Stream.of(Argument.of("means", means)))
            .toArray(Argument[]::new);
    RandomFit.assertProductsAgree(new MeansStart(covariance), arguments);
  }

  @Property(tries = 30, seed = "142")
  void onSelectedPointsItIsTheMixtureStart(
      @ForAll @IntRange(min = 2, max = 20) int points,
      @ForAll Covariance covariance,
      @ForAll long seed) {
    var fit = new RandomFit(points, 3, 1, true, seed);
    DMatrixRMaj upstream = fit.uniform(2, 7, -1, 1);
    DMatrixRMaj[] gradients = new DMatrixRMaj[2];
    DMatrixRMaj[] values = new DMatrixRMaj[2];
    for (int way = 0; way < 2; way++) {
      Tape tape = new Tape();
      Variable x = tape.leaf(fit.inputs[0]);
      Variable a = Variable.constant(fit.inputs[1]);
      Variable start =
          way == 0
              ? MixtureStart.mixtureStart(x, a, fit.prior(), covariance, 1, 0)
              : MeansStart.meansStart(x, a, fit.prior(), RowSelection.select(x, 1, 0), covariance);
      values[way] = start.value();
      gradients[way] = tape.backward(start, upstream).of(x);
    }
    assertArrayEquals(values[0].data, values[1].data);
    assertEquals(0, RandomFit.largestDifference(gradients[0], gradients[1]), 1e-14);
  }

  @Test
  void meansMustBeFiniteAndOfThePointsDimensions() {
    DMatrixRMaj[] inputs = Arrays.copyOf(new RandomFit(4, 2, 1, true, 1).withoutTheta(), 9);
    var start = new MeansStart(Covariance.DIAGONAL);
    inputs[8] = new DMatrixRMaj(2, 3);
    assertThrows(IllegalArgumentException.class, () -> start.value(inputs));
    inputs[8] = new DMatrixRMaj(1, 2, true, 0, Double.NaN);
    assertThrows(IllegalArgumentException.class, () -> start.value(inputs));
  }
}
