package org.set2model.benchmarks;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/** What the benchmarks work on. */
public final class Draw {

  private Draw() {}

  /** Normal numbers of mean zero. */
  public static DMatrixRMaj normal(
      int rows, int columns, double deviation, SplittableRandom random) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] = deviation * random.nextGaussian();
    }
    return matrix;
  }

  /** The numbers of a shape like {@code 50x64x3}. */
  public static int[] sizes(String shape) {
    return Arrays.stream(shape.split("x")).mapToInt(Integer::parseInt).toArray();
  }
}
