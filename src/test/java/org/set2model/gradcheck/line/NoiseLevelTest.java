package org.set2model.gradcheck.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.Probe;

class NoiseLevelTest {

  private static final double SPACING = 1e-9;

  @Test
  void deviationOfIndependentErrorsIsRecoveredThroughATrend() {
    var random = new SplittableRandom(1);
    int repetitions = 1000;
    double logarithms = 0;
    for (int r = 0; r < repetitions; r++) {
      double[] values = new double[NoiseLevel.POINTS];
      for (int j = 0; j < values.length; j++) {
        double place = NoiseLevel.place(j);
        values[j] = 5 + 3 * place + 0.1 * place * place + 1e-6 * random.nextGaussian();
      }
      logarithms += Math.log10(NoiseLevel.standardDeviation(values));
    }
    assertEquals(-6, logarithms / repetitions, 0.3);
  }

  @Test
  void exactFunctionsHaveNoNoise() {
    assertEquals(0, measure(x -> 3, SPACING));
    assertEquals(0, measure(x -> x, 0x1p-30));
  }

  @Test
  void roundingOfLongSumsIsAboveTheSpacingOfDoubles() {
    double noise =
        measure(
            x -> {
              double sum = 0;
              for (int k = 1; k <= 100_000; k++) {
                sum += Math.sqrt(x + k);
              }
              return sum;
            });
    assertTrue(noise > Math.ulp(2.1e7) && noise < 1000 * Math.ulp(2.1e7), () -> "noise " + noise);
  }

  @Test
  void resolutionLostInsideTheFunctionIsFoundByWiderSpacing() {
    double noise = measure(x -> (1e8 + x) - 1e8);
    assertTrue(noise > 1e-9 && noise < 1e-6, () -> "noise " + noise);
  }

  private static double measure(DoubleUnaryOperator f) {
    return measure(f, SPACING);
  }

  private static double measure(DoubleUnaryOperator f, double spacing) {
    var probe =
        new Probe(
            in -> new DMatrixRMaj(1, 1, true, f.applyAsDouble(in[0].data[0])),
            List.of(Argument.of("x", new DMatrixRMaj(1, 1, true, 1.25))),
            null);
    return NoiseLevel.measure(probe, new double[] {1}, new double[] {1}, spacing, 1e-3, 0, true)[0];
  }
}
