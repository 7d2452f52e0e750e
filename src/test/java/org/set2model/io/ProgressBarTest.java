package org.set2model.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private long seconds;

  @Test
  void aLogShowsTheFirstTheLastAndNowAndThenALine() {
    ProgressBar bar = bar(false, 1000);
    for (int step = 1; step <= 1000; step++) {
      seconds = step / 10;
      bar.step(step, 1.0 / step);
    }
    List<String> lines = printed().lines().toList();
    assertEquals("   1/1000  loss 1.0000  mAP -  0 s left", lines.get(0));
    assertEquals("1000/1000  loss 0.0010  mAP -  took 1 min 40 s", lines.get(lines.size() - 1));
    assertTrue(lines.size() > 10 && lines.size() <= 22, lines.size() + " lines");
    assertFalse(printed().contains("\r"));
  }

  @Test
  void aSlowLogStillSpeaksEveryMinute() {
    ProgressBar bar = bar(false, 1_000_000);
    for (int step = 1; step <= 600; step++) {
      seconds = step;
      bar.step(step, 1);
    }
    assertEquals(10, printed().lines().count());
  }

  @Test
  void aTerminalRedrawsOneLineAndEndsItOnce() {
    ProgressBar bar = bar(true, 4);
    for (int step = 1; step <= 4; step++) {
      seconds = 4000L * step;
      bar.step(step, 0.5);
      bar.validation(0.25 * step);
    }
    String[] drawn = printed().split("\r");
    assertEquals(5, drawn.length);
    assertEquals("[======                  ] 1/4  loss 0.5000  mAP -  3 h 20 min left", drawn[1]);
    assertEquals(
        "[============            ] 2/4  loss 0.5000  mAP 0.250  2 h 13 min left", drawn[2]);
    assertTrue(drawn[4].startsWith("[========================] 4/4"), drawn[4]);
    assertTrue(drawn[4].endsWith(System.lineSeparator()));
  }

  @Test
  void aShorterLineWipesOutTheLongerOneBeforeIt() {
    ProgressBar bar = bar(true, 2);
    seconds = 3600;
    bar.step(1, 123456);
    seconds = 3601;
    bar.step(2, 0.5);
    String[] drawn = printed().split("\r");
    assertTrue(drawn[2].stripTrailing().length() < drawn[1].length());
    assertTrue(drawn[2].length() >= drawn[1].length());
  }

  @Test
  void aTerminalIsNotRedrawnMoreOftenThanTheEyeCanSee() {
    ProgressBar bar = bar(true, 1000);
    for (int step = 1; step <= 1000; step++) {
      bar.step(step, 1);
    }
    assertEquals(2, printed().chars().filter(character -> character == '\r').count());
  }

  @Test
  void aLossThatIsNotANumberIsShown() {
    bar(false, 1).step(1, Double.NaN);
    assertTrue(printed().contains("loss NaN"), printed());
  }

  @Test
  void impossibleStepsAreRejected() {
    assertThrows(IllegalArgumentException.class, () -> bar(false, 0));
    assertThrows(IllegalArgumentException.class, () -> bar(false, 3).step(4, 1));
    assertThrows(IllegalArgumentException.class, () -> bar(false, 3).step(0, 1));
  }

  private ProgressBar bar(boolean interactive, int total) {
    return new ProgressBar(out, interactive, () -> seconds * 1_000_000_000L, total);
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
