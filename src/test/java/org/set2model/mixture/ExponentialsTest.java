package org.set2model.mixture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExponentialsTest {

  private static double exp(double z) {
    double[] values = {z};
    Exponentials.replace(values, 1, new double[1]);
    return values[0];
  }

  /** Against the series in 40 digits: exp(z) = exp(z / 1024)^1024. */
  @Test
  void isCorrectToOneUnitInTheLastPlace() {
    var random = new SplittableRandom(1);
    var precision = new MathContext(45);
    double worst = 0;
    for (int i = 0; i < 2000; i++) {
      double z = -random.nextDouble() * (i % 2 == 0 ? 2 : 700);
      BigDecimal small = new BigDecimal(z).divide(BigDecimal.valueOf(1024), precision);
      BigDecimal term = BigDecimal.ONE;
      BigDecimal sum = BigDecimal.ONE;
      for (int n = 1; n < 40; n++) {
        term = term.multiply(small).divide(BigDecimal.valueOf(n), precision);
        sum = sum.add(term, precision);
      }
      BigDecimal exact = sum.pow(1024, precision);
      double actual = exp(z);
      BigDecimal error = new BigDecimal(actual).subtract(exact);
      worst = Math.max(worst, Math.abs(error.doubleValue()) / Math.ulp(exact.doubleValue()));
    }
    assertTrue(worst < 1, "off by " + worst + " units in the last place");
  }

  @Test
  void hasTheRightLimits() {
    assertEquals(1, exp(0));
    assertEquals(1, exp(-0.0));
    assertEquals(0, exp(Double.NEGATIVE_INFINITY));
    assertEquals(0, exp(-1e300));
    assertEquals(0, exp(-709));
    assertEquals(Math.exp(-707), exp(-707), Math.ulp(Math.exp(-707)));
    assertTrue(Double.isNaN(exp(Double.NaN)));
  }
}
