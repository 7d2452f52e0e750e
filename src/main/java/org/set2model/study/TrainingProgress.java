package org.set2model.study;

import java.io.PrintStream;
import org.set2model.io.ProgressBar;
import org.set2model.metalearning.TrainingRun;

/** Shows the progress of a training run. */
final class TrainingProgress implements TrainingRun.Listener {

  private final ProgressBar bar;
  private final Runnable afterValidation;

  /**
   * A display.
   *
   * @param interactive whether {@code out} is a terminal
   * @param steps of the whole run
   * @param afterValidation what else is to be done then, such as storing the run
   */
  TrainingProgress(PrintStream out, boolean interactive, int steps, Runnable afterValidation) {
    this.bar = new ProgressBar(out, interactive, System::nanoTime, steps);
    this.afterValidation = afterValidation;
  }

  @Override
  public void stepped(int step, double loss) {
    bar.step(step, loss);
  }

  @Override
  public void validated(double meanAveragePrecision) {
    bar.validation(meanAveragePrecision);
    afterValidation.run();
  }
}
