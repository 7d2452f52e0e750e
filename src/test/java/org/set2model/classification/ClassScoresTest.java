package org.set2model.classification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.set2model.classification.ClassScores.Ties.FIRST_WINS;
import static org.set2model.classification.ClassScores.Ties.NONE_WINS;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassScoresTest {

  @Test
  void theHighestScoreWins() {
    // three classes by four queries
    var scores = new ClassScores(new double[][] {{1, 5, -1, -9}, {2, 4, -2, -8}, {0, 3, -3, -7}});
    for (ClassScores.Ties ties : ClassScores.Ties.values()) {
      assertEquals(4, scores.right(List.of(1, 0, 0, 2), ties));
      assertEquals(3, scores.right(List.of(1, 0, 1, 2), ties));
      assertEquals(0, scores.right(List.of(0, 1, 1, 1), ties));
    }
  }

  @Test
  void aTieForTheHighestIsWrongOrGoesToTheFirst() {
    var scores = new ClassScores(new double[][] {{1, 7, 3}, {7, 7, 3}, {7, 1, 3}});
    for (int answer = 0; answer < 3; answer++) {
      assertEquals(0, scores.right(List.of(answer, answer, answer), NONE_WINS));
    }
    assertEquals(3, scores.right(List.of(1, 0, 0), FIRST_WINS));
    assertEquals(0, scores.right(List.of(2, 1, 2), FIRST_WINS));
  }

  @Test
  void aTieBelowTheHighestIsNone() {
    var scores = new ClassScores(new double[][] {{1}, {1}, {2}});
    assertEquals(1, scores.right(List.of(2), NONE_WINS));
  }

  @Test
  void infiniteScoresAreComparedAndZerosOfBothSignsAreEqual() {
    double infinity = Double.POSITIVE_INFINITY;
    var scores =
        new ClassScores(new double[][] {{-infinity, -infinity, 0}, {-1e300, -infinity, -0.0}});
    assertEquals(1, scores.right(List.of(1, 1, 1), NONE_WINS));
    assertEquals(2, scores.right(List.of(1, 0, 1), FIRST_WINS));
  }

  @Test
  void aScoreThatIsNoNumberIsRefused() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new ClassScores(new double[][] {{1, 2}, {1, Double.NaN}}))
            .getMessage();
    assertTrue(message.contains("class 1 (NaN)"), message);
  }
}
