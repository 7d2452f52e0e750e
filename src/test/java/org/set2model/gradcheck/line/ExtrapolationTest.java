package org.set2model.gradcheck.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ExtrapolationTest {

  @Test
  void everyOrderRemovesOneTermOfTheSeries() {
    double[] quotients = new double[4];
    for (int i = 0; i < 4; i++) {
      double h = Math.pow(4, -i);
      quotients[i] = 7 + 3 * h - 2 * h * h + 5 * h * h * h;
    }
    var table = new Extrapolation(quotients, new double[4], 4, 3);
    assertEquals(7, table.value(3, 3), 1e-12);
    assertTrue(Math.abs(table.value(3, 2) - 7) > 1e-6);
  }

  @Test
  void roundingIsCarriedInAbsoluteValue() {
    var table = new Extrapolation(new double[] {1, 1}, new double[] {1, 2}, 4, 3);
    assertEquals((4 * 2 + 1) / 3.0, table.rounding(1, 1), 1e-15);
    assertEquals(table.rounding(1, 1), table.uncertainty(1, 1), 1e-15);
  }

  @Test
  void aMissingQuotientSpoilsOnlyTheEntriesThatNeedIt() {
    var table = new Extrapolation(new double[] {1, Double.NaN, 2, 2}, new double[4], 4, 3);
    assertTrue(Double.isNaN(table.value(2, 1)));
    assertEquals(2, table.value(3, 1), 0);
    assertTrue(Double.isNaN(table.uncertainty(3, 2)));
  }
}
