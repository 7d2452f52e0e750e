package org.set2model.data;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Random choice without replacement, by the first exchanges of a shuffle (Durstenfeld 1964, doi
 * 10.1145/364520.364540): every ordered choice has the same probability.
 */
public final class Sample {

  private Sample() {}

  /** Up to {@code count} distinct numbers below {@code bound}, in random order. */
  public static int[] of(int bound, int count, SplittableRandom random) {
    int[] numbers = IntStream.range(0, bound).toArray();
    int drawn = Math.min(bound, count);
    for (int i = 0; i < drawn; i++) {
      int other = i + random.nextInt(bound - i);
      int number = numbers[other];
      numbers[other] = numbers[i];
      numbers[i] = number;
    }
    return Arrays.copyOf(numbers, drawn);
  }
}
