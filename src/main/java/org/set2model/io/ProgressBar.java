package org.set2model.io;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Shows how far a training run has come, with its loss and its last validation. */
public final class ProgressBar {

  private final Progress progress;
  private boolean stepped;
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
    progress = new Progress(out, interactive, clock, total);
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
    if (!stepped) {
      stepped = true;
      progress.resume(step - 1);
    }
    progress.report(step, String.format(Locale.ROOT, "loss %.4f  mAP %s", loss, validation));
  }
}
