package org.set2model.report;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how far a training run has come. On a terminal it redraws one line; elsewhere, as in a log
 * file, it prints a plain line now and then. The clock serves the display alone.
 */
public final class ProgressBar {

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
  private int stepsBefore;
  private boolean stepped;
  private boolean shownBefore;
  private long shownAt;
  private int shownStep;
  private int shownLength;
  private String validation = "-";

  /**
   * A bar; its time begins now.
   *
   * @param out where to print
   * @param interactive whether {@code out} is a terminal that understands a carriage return
   * @param clock time in nanoseconds from any origin, such as {@link System#nanoTime}
   * @param total number of steps, at least 1
   * @throws IllegalArgumentException if there are no steps
   */
  public ProgressBar(PrintStream out, boolean interactive, LongSupplier clock, int total) {
    if (total < 1) {
      throw new IllegalArgumentException("total steps (" + total + ") must be at least 1");
    }
    this.out = out;
    this.interactive = interactive;
    this.clock = clock;
    this.total = total;
    start = clock.getAsLong();
  }

  /** Takes note of a mean average precision on the validation concepts, shown from now on. */
  public void validation(double meanAveragePrecision) {
    validation = String.format(Locale.ROOT, "%.3f", meanAveragePrecision);
  }

  /**
   * Reports a finished step. The first and the last one are always shown. The time left is told
   * from the steps since the first reported one, which need not be step 1.
   *
   * @param step number of finished steps, from 1 to the total
   * @param loss the step's loss; whatever it is, it is shown
   * @throws IllegalArgumentException if the step is outside its range
   */
  public void step(int step, double loss) {
    if (step < 1 || step > total) {
      throw new IllegalArgumentException("step (" + step + ") must be from 1 to " + total);
    }
    if (!stepped) {
      stepped = true;
      stepsBefore = step - 1;
    }
    long now = clock.getAsLong();
    if (isDue(step, now)) {
      shownBefore = true;
      shownAt = now;
      shownStep = step;
      show(step, line(step, loss, now));
    }
  }

  private boolean isDue(int step, long now) {
    long silence = now - shownAt;
    if (!shownBefore || step == total) {
      return true;
    }
    if (interactive) {
      return silence >= REDRAW;
    }
    return silence >= LONGEST_SILENCE
        || silence >= SHORTEST_SILENCE && step - shownStep >= LINE_SHARE * total;
  }

  private void show(int step, String line) {
    if (!interactive) {
      out.println(line);
      return;
    }
    String redrawn = "\r" + bar(step) + ' ' + line;
    out.print(redrawn + " ".repeat(Math.max(0, shownLength - redrawn.length())));
    shownLength = redrawn.length();
    if (step == total) {
      out.println();
    }
    out.flush();
  }

  private String bar(int step) {
    int filled = (int) ((long) WIDTH * step / total);
    return "[" + "=".repeat(filled) + " ".repeat(WIDTH - filled) + "]";
  }

  private String line(int step, double loss, long now) {
    int digits = Integer.toString(total).length();
    long elapsed = now - start;
    String time =
        step == total
            ? "took " + Duration.text(elapsed)
            : Duration.text((long) ((double) elapsed / (step - stepsBefore) * (total - step)))
                + " left";
    return String.format(
        Locale.ROOT,
        "%" + digits + "d/%d  loss %.4f  mAP %s  %s",
        step,
        total,
        loss,
        validation,
        time);
  }
}
