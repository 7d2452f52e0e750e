package org.set2model.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PanelProductTest {

  /** Whatever kernels a shape is cut into, the result has the bits of the plain triple loop. */
  @Property(seed = "1")
  void equalsTheLoopOfFusedMultiplyAddsInOrderOfTheInnerIndex(
      @ForAll @IntRange(min = 1, max = 11) int rows,
      @ForAll @IntRange(min = 0, max = 13) int inner,
      @ForAll @IntRange(min = 1, max = 70) int columns,
      @ForAll @IntRange(min = 0, max = 3) int offset,
      @ForAll @IntRange(min = 0, max = 2) int gap,
      @ForAll long seed) {
    var random = new SplittableRandom(seed);
    double[][] c = filled(rows, columns, random);
    double[][] b = filled(inner, columns, random);
    int stride = inner + gap;
    double[] a = random.doubles(offset + (long) rows * stride + 1, -1, 1).toArray();
    double[][] expected = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double sum = c[i][j];
        for (int k = 0; k < inner; k++) {
          sum = Math.fma(a[offset + i * stride + k], b[k][j], sum);
        }
        expected[i][j] = sum;
      }
    }

    PanelProduct.add(c, rows, b, inner, a, offset, stride, columns);

    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        assertEquals(expected[i][j], c[i][j]);
      }
      assertEquals(-7, c[i][columns], "entries past the columns stay as they are");
    }
  }

  private static double[][] filled(int rows, int columns, SplittableRandom random) {
    double[][] panel = Panel.allocate(rows, columns + 1);
    for (double[] row : panel) {
      for (int j = 0; j < columns; j++) {
        row[j] = random.nextDouble(-1, 1);
      }
      row[columns] = -7;
    }
    return panel;
  }
}
