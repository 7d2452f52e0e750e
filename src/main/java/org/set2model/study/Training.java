package org.set2model.study;

import java.io.PrintStream;
import java.util.List;
import org.set2model.autodiff.Variable;
import org.set2model.io.DataException;
import org.set2model.io.ProgressBar;
import org.set2model.kernel.Workers;
import org.set2model.metalearning.ScoringHead;
import org.set2model.metalearning.Trainer;
import org.set2model.metalearning.TrainingPlan;
import org.set2model.metalearning.TrainingRun;
import org.set2model.network.Network;
import org.set2model.retrieval.AveragePrecision;
import org.set2model.retrieval.EmbeddedConcepts;

/** A network in training by a plan, on some concepts, validated on others. */
final class Training {

  /** Steps before the time is taken, and steps of which it is. */
  private static final int WARM_UP = 10;

  private static final int TIMED = 20;

  private final TrainingPlan plan;
  private final Splits data;
  private final Network network;
  private final Workers workers;
  private final ScoringHead head;
  private final Trainer trainer;
  private final TrainingRun run;

  /**
   * A training that has not begun.
   *
   * @param network to begin with; left as it was at the best validation
   * @throws DataException if there are too few concepts
   */
  Training(TrainingPlan plan, Splits data, Network network, Workers workers) {
    this.plan = plan;
    this.data = data;
    this.network = network;
    this.workers = workers;
    head = plan.head(network.architecture().dimensions());
    try {
      trainer = plan.trainer(network, head, data.training(), workers);
    } catch (IllegalArgumentException exception) {
      throw new DataException("the concepts to train on do not suffice: " + exception.getMessage());
    }
    run = new TrainingRun(network, head, trainer, plan.schedule(), this::validation);
  }

  /** What stands on the network; live. */
  ScoringHead head() {
    return head;
  }

  /** The run, which can be stored and resumed. */
  TrainingRun run() {
    return run;
  }

  /** The mean average precision of the network and its head, as they are, to choose by. */
  private double validation() {
    List<Variable> values =
        head.parameters().stream().map(p -> Variable.constant(p.value())).toList();
    return AveragePrecision.mean(
        new EmbeddedConcepts(data.validation(), network)
            .averagePrecisions(head.scorer(values, plan.seed()), workers));
  }

  /**
   * Trains to the end and shows the progress.
   *
   * @param interactive whether {@code out} is a terminal
   * @param afterValidation what else is to be done then, such as storing the run
   */
  void run(PrintStream out, boolean interactive, Runnable afterValidation) {
    int steps = plan.schedule().rate().steps();
    var bar = new ProgressBar(out, interactive, System::nanoTime, steps);
    run.run(
        new TrainingRun.Listener() {
          @Override
          public void stepped(int step, double loss) {
            bar.step(step, loss);
          }

          @Override
          public void validated(double meanAveragePrecision) {
            bar.validation(meanAveragePrecision);
            afterValidation.run();
          }
        });
  }

  /**
   * Nanoseconds that a step takes on this machine, from the time of a few steps, which are made.
   */
  double timeOfStep() {
    for (int step = 0; step < WARM_UP; step++) {
      trainer.step(plan.schedule().rate().peak());
    }
    long start = System.nanoTime();
    for (int step = 0; step < TIMED; step++) {
      trainer.step(plan.schedule().rate().peak());
    }
    return (double) (System.nanoTime() - start) / TIMED;
  }

  /** Nanoseconds that a validation takes on this machine. */
  double timeOfValidation() {
    long start = System.nanoTime();
    validation();
    return System.nanoTime() - start;
  }
}
