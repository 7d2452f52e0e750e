package org.set2model.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RankingTest {

  @Test
  void highestScoreComesFirstAndInfinitiesTakeTheEnds() {
    double[] scores = {1, Double.NEGATIVE_INFINITY, 3, Double.POSITIVE_INFINITY, -2};
    assertArrayEquals(new int[] {3, 2, 0, 4, 1}, Ranking.byDescending(scores));
  }

  @Test
  void equalScoresAreOrderedByIndexAndBothZerosAreEqual() {
    assertArrayEquals(
        new int[] {3, 0, 1, 2, 4}, Ranking.byDescending(new double[] {0, -0.0, 0, 1, -0.0}));
  }

  @Property(seed = "1")
  void agreesWithAStableSort(
      @ForAll @IntRange(min = 0, max = 200) int size,
      @ForAll @IntRange(min = 1, max = 50) int kinds) {
    var random = new SplittableRandom(31L * size + kinds);
    double[] scores = IntStream.range(0, size).mapToDouble(i -> random.nextInt(kinds)).toArray();
    int[] expected =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    assertArrayEquals(expected, Ranking.byDescending(scores));
  }

  @Test
  void aNaNIsRejectedWithItsIndex() {
    var exception =
        assertThrows(
            IllegalArgumentException.class,
            () -> Ranking.byDescending(new double[] {1, 2, Double.NaN}));
    assertTrue(exception.getMessage().contains("score 2"), exception.getMessage());
  }

  @Test
  void noScoresGiveNoRanking() {
    assertEquals(0, Ranking.byDescending(new double[0]).length);
  }
}
