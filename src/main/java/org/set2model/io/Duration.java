package org.set2model.io;

import java.util.Locale;

/** Lengths of time as texts for people. */
public final class Duration {

  private static final long SECOND = 1_000_000_000L;

  private Duration() {}

  /**
   * Such as {@code 7 s}, {@code 3 min 05 s} or {@code 2 h 10 min}.
   *
   * @param nanoseconds at least 0
   */
  public static String text(long nanoseconds) {
    long seconds = (nanoseconds + SECOND / 2) / SECOND;
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
    }
    return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds % 3600 / 60);
  }
}
