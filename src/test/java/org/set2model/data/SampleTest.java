package org.set2model.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {

  @Test
  void numbersAreDistinctAndBelowTheBound() {
    int[] sample = Sample.of(10, 7, new SplittableRandom(1));
    assertEquals(7, IntStream.of(sample).distinct().filter(i -> i >= 0 && i < 10).count());
  }

  @Test
  void thereAreNoMoreThanTheBound() {
    int[] sample = Sample.of(3, 9, new SplittableRandom(1));
    assertArrayEquals(new int[] {0, 1, 2}, IntStream.of(sample).sorted().toArray());
    assertEquals(0, Sample.of(0, 9, new SplittableRandom(1)).length);
  }

  /** 60,000 draws of 2 out of 3: each of six orders 10,000 times, give or take five deviations. */
  @Test
  void everyOrderedChoiceIsAsLikely() {
    Map<Integer, Integer> counts = new HashMap<>();
    var random = new SplittableRandom(5);
    for (int draw = 0; draw < 60_000; draw++) {
      int[] sample = Sample.of(3, 2, random);
      counts.merge(3 * sample[0] + sample[1], 1, Integer::sum);
    }
    assertEquals(6, counts.size());
    double deviation = Math.sqrt(60_000 / 6.0 * 5 / 6);
    counts.values().forEach(c -> assertTrue(Math.abs(c - 10_000) < 5 * deviation));
  }
}
