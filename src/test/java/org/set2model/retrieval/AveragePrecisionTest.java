package org.set2model.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AveragePrecisionTest {

  @Test
  void valuesByHand() {
    assertEquals((1 + 2.0 / 3) / 2, averagePrecision("+-+-", 4, 3, 2, 1), 1e-15);
    assertEquals((1.0 / 2 + 2.0 / 4) / 2, averagePrecision("+-+-", 1, 2, 3, 4), 1e-15);
    assertEquals((1.0 / 3 + 2.0 / 5 + 3.0 / 6) / 3, averagePrecision("--+-++", 9, 8, 7, 6, 5, 4));
    assertEquals(1, averagePrecision("++--", 4, 3, 2, 1));
    assertEquals(1, averagePrecision("++", 4, 4));
    assertEquals(0.25, averagePrecision("---+", 4, 3, 2, 1));
  }

  @Test
  void anIrrelevantImageGoesBeforeARelevantOneOfTheSameScore() {
    assertEquals(0.5, averagePrecision("+-", 1, 1));
    assertEquals(0.5, averagePrecision("-+", 1, 1));
    assertEquals((1 + 2.0 / 4 + 3.0 / 5) / 3, averagePrecision("++-+-", 9, 5, 5, 5, 5), 1e-15);
    assertEquals(0.5, averagePrecision("+-", 0.0, -0.0));
  }

  @Property(seed = "1")
  void aConstantScorerEarnsWhatTheWorstRankingEarns(
      @ForAll @IntRange(min = 1, max = 20) int relevant,
      @ForAll @IntRange(min = 0, max = 20) int others) {
    boolean[] flags = new boolean[relevant + others];
    Arrays.fill(flags, 0, relevant, true);
    double[] worst = new double[flags.length];
    Arrays.fill(worst, relevant, flags.length, 1);
    assertEquals(
        AveragePrecision.of(worst, flags), AveragePrecision.of(new double[flags.length], flags));
  }

  @Property(seed = "2")
  void onlyTheOrderOfTheScoresMatters(@ForAll @IntRange(min = 2, max = 60) int size) {
    var random = new SplittableRandom(size);
    double[] scores = random.doubles(size).toArray();
    boolean[] relevant = new boolean[size];
    for (int i = 0; i < size; i++) {
      relevant[i] = i == 0 || random.nextInt(3) == 0;
    }
    double expected = AveragePrecision.of(scores, relevant);
    for (double factor : new double[] {1e-8, 1e8}) {
      double[] scaled = Arrays.stream(scores).map(score -> factor * score).toArray();
      assertEquals(expected, AveragePrecision.of(scaled, relevant));
    }
  }

  /**
   * References: scikit-learn 1.2.1, {@code sklearn.metrics.average_precision_score(relevant,
   * scores)}, on the sequence {@code x <- (1103515245 x + 12345) mod 2^31} from the given seed:
   * score {@code x / 2^31}, then flag {@code x / 2^31 < 0.3}, in turns. No two scores are equal.
   */
  @ParameterizedTest
  @CsvSource({
    "40, 2, 0.16838169460850555",
    "200, 4, 0.2904974131601721",
    "1000, 3, 0.2960710828323563"
  })
  void agreesWithScikitLearnWithoutTies(int size, long seed, double expected) {
    double[] scores = new double[size];
    boolean[] relevant = new boolean[size];
    long x = seed;
    for (int i = 0; i < size; i++) {
      x = (1103515245 * x + 12345) % (1L << 31);
      scores[i] = (double) x / (1L << 31);
      x = (1103515245 * x + 12345) % (1L << 31);
      relevant[i] = (double) x / (1L << 31) < 0.3;
    }
    assertEquals(expected, AveragePrecision.of(scores, relevant), 1e-14);
  }

  @Test
  void theMeanIsThatOfTheValues() {
    assertEquals(0.5, AveragePrecision.mean(new double[] {0.25, 0.75}));
    assertThrows(IllegalArgumentException.class, () -> AveragePrecision.mean(new double[0]));
    assertThrows(
        IllegalArgumentException.class, () -> AveragePrecision.mean(new double[] {Double.NaN}));
    assertThrows(IllegalArgumentException.class, () -> AveragePrecision.mean(new double[] {1.5}));
  }

  @Test
  void impossibleInputsAreRejected() {
    assertThrows(IllegalArgumentException.class, () -> averagePrecision("--", 1, 2));
    assertThrows(IllegalArgumentException.class, () -> averagePrecision("", new double[0]));
    assertThrows(IllegalArgumentException.class, () -> averagePrecision("+-", 1));
    var exception =
        assertThrows(IllegalArgumentException.class, () -> averagePrecision("+-", 1, Double.NaN));
    assertTrue(exception.getMessage().contains("NaN"));
  }

  private static double averagePrecision(String relevant, double... scores) {
    boolean[] flags = new boolean[relevant.length()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = relevant.charAt(i) == '+';
    }
    return AveragePrecision.of(scores, flags);
  }
}
