package org.set2model.io;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how far long work has come, and how long it will take. On a terminal it redraws one line;
 * elsewhere, as in a log file, it prints a plain line now and then. The clock serves the display
 * alone.
 */
public final class Progress {

  private static final int WIDTH = 24;
  private static final long SECOND = 1_000_000_000L;
  private static final long REDRAW = SECOND / 10;
  private static final long SHORTEST_SILENCE = 5 * SECOND;
  private static final long LONGEST_SILENCE = 60 * SECOND;
  private static final double LINE_SHARE = 0.05;

  private final PrintStream out;
  private final boolean interactive;
  private final LongSupplier clock;
  private final int total;
  private final long start;
  private int before;
  private boolean shownBefore;
  private long shownAt;
  private int shownDone;
  private int shownLength;

  /**
   * Progress of work that begins now.
   *
   * @param out where to print
   * @param interactive whether {@code out} is a terminal that understands a carriage return
   * @param clock time in nanoseconds from any origin, such as {@link System#nanoTime}
   * @param total number of steps, at least 1
   * @throws IllegalArgumentException if there are no steps
   */
  public Progress(PrintStream out, boolean interactive, LongSupplier clock, int total) {
    if (total < 1) {
      throw new IllegalArgumentException("total steps (" + total + ") must be at least 1");
    }
    this.out = out;
    this.interactive = interactive;
    this.clock = clock;
    this.total = total;
    start = clock.getAsLong();
  }

  /**
   * Takes note of steps that were done before this began: the time left is told without them.
   *
   * @param steps fewer than the next report names
   */
  public void resume(int steps) {
    before = steps;
  }

  /**
   * Reports finished steps. The first report and that of the last step are always shown.
   *
   * @param done number of steps finished so far, from 1 to the total
   * @param details to be shown with it, in one line
   * @throws IllegalArgumentException if the number is outside its range
   */
  public void report(int done, String details) {
    if (done < 1 || done > total) {
      throw new IllegalArgumentException("step (" + done + ") must be from 1 to " + total);
    }
    long now = clock.getAsLong();
    if (isDue(done, now)) {
      shownBefore = true;
      shownAt = now;
      shownDone = done;
      show(done, line(done, details, now));
    }
  }

  private boolean isDue(int done, long now) {
    long silence = now - shownAt;
    if (!shownBefore || done == total) {
      return true;
    }
    if (interactive) {
      return silence >= REDRAW;
    }
    return silence >= LONGEST_SILENCE
        || silence >= SHORTEST_SILENCE && done - shownDone >= LINE_SHARE * total;
  }

  private void show(int done, String line) {
    if (!interactive) {
      out.println(line);
      return;
    }
    String redrawn = "\r" + bar(done) + ' ' + line;
    out.print(redrawn + " ".repeat(Math.max(0, shownLength - redrawn.length())));
    shownLength = redrawn.length();
    if (done == total) {
      out.println();
    }
    out.flush();
  }

  private String bar(int done) {
    int filled = (int) ((long) WIDTH * done / total);
    return "[" + "=".repeat(filled) + " ".repeat(WIDTH - filled) + "]";
  }

  private String line(int done, String details, long now) {
    int digits = Integer.toString(total).length();
    long elapsed = now - start;
    String time =
        done == total
            ? "took " + Duration.text(elapsed)
            : Duration.text((long) ((double) elapsed / (done - before) * (total - done))) + " left";
    return String.format(Locale.ROOT, "%" + digits + "d/%d  %s  %s", done, total, details, time);
  }
}
