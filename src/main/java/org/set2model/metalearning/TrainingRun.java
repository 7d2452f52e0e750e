package org.set2model.metalearning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Parameter;
import org.set2model.network.Network;

/**
 * Runs a trainer for a number of steps, keeps the state that was best on validation, and can be
 * stopped at any validation and continued: with the same bits as without the stop.
 */
public final class TrainingRun {

  /** Hears of the progress of a run. */
  public interface Listener {

    /** After every step, counted from 1. */
    void stepped(int step, double loss);

    /** After every validation; the run may be stored now, {@link TrainingRun#checkpoint}. */
    void validated(double meanAveragePrecision);
  }

  private static final String BEST = "best.";
  private static final String MEMORY = "memory.";
  private static final String LOG = "log";
  private static final String PROGRESS = "progress";
  private static final double NANOSECONDS_PER_MILLISECOND = 1e6;

  private final Network network;
  private final ScoringHead head;
  private final Trainer trainer;
  private final Schedule schedule;
  private final DoubleSupplier validation;
  private final TrainingLog log = new TrainingLog();
  private final Map<String, DMatrixRMaj> best = new TreeMap<>();

  /** Validation's best, and how many validations have passed since; the latter is progress[1]. */
  private final double[] progress = {Double.NEGATIVE_INFINITY, 0};

  /**
   * A run.
   *
   * @param trainer of the network and the head
   * @param validation the mean average precision of network and head as they are, at least 0
   */
  public TrainingRun(
      Network network,
      ScoringHead head,
      Trainer trainer,
      Schedule schedule,
      DoubleSupplier validation) {
    this.network = network;
    this.head = head;
    this.trainer = trainer;
    this.schedule = schedule;
    this.validation = validation;
  }

  /**
   * Trains to the end, or until patience is at its end, validating at every interval and after the
   * last step, and leaves network and head as they were at the best validation, the earliest of
   * equals.
   *
   * @return the best validation's mean average precision
   * @throws DivergenceException if training cannot go on; the last checkpoint is as it was
   */
  public double run(Listener listener) {
    LearningRate rate = schedule.rate();
    while (trainer.stepsMade() < rate.steps() && progress[1] < schedule.patience()) {
      int step = trainer.stepsMade() + 1;
      double learningRate = rate.at(step - 1);
      long start = System.nanoTime();
      Trainer.Step made = trainer.step(learningRate);
      double milliseconds = (System.nanoTime() - start) / NANOSECONDS_PER_MILLISECOND;
      boolean validates = step % schedule.interval() == 0 || step == rate.steps();
      double reached = validates ? validation.getAsDouble() : Double.NaN;
      log.add(
          new TrainingLog.Row(
              step, made.loss(), made.gradientNorm(), learningRate, milliseconds, reached));
      if (validates) {
        compare(reached);
        listener.validated(reached);
      }
      listener.stepped(step, made.loss());
    }
    learned().forEach(matrix -> matrix.value().setTo(best.get(matrix.name())));
    return progress[0];
  }

  private void compare(double reached) {
    if (reached > progress[0]) {
      progress[0] = reached;
      progress[1] = 0;
      learned().forEach(matrix -> best.put(matrix.name(), matrix.value().copy()));
    } else {
      progress[1]++;
    }
  }

  /** What is kept of the best validation; live. */
  private List<Parameter> learned() {
    List<Parameter> learned = new ArrayList<>(network.state());
    learned.addAll(head.parameters());
    return learned;
  }

  private static Map<String, DMatrixRMaj> named(List<Parameter> matrices) {
    Map<String, DMatrixRMaj> named = new TreeMap<>();
    matrices.forEach(matrix -> named.put(matrix.name(), matrix.value()));
    return named;
  }

  /** The log so far; live. */
  public TrainingLog log() {
    return log;
  }

  /**
   * All that is needed to go on from after the last validation, by name; not copied, so to be
   * stored before the next step.
   */
  public Map<String, DMatrixRMaj> checkpoint() {
    Map<String, DMatrixRMaj> checkpoint = named(trainer.state());
    best.forEach((name, value) -> checkpoint.put(BEST + name, value));
    head.memory().forEach((concept, value) -> checkpoint.put(MEMORY + concept, value));
    checkpoint.put(LOG, log.matrix());
    checkpoint.put(PROGRESS, DMatrixRMaj.wrap(1, progress.length, progress));
    return checkpoint;
  }

  /**
   * Goes on from a checkpoint of a run of the same network, head and data.
   *
   * @throws IllegalArgumentException if a matrix is missing or of another shape; the run is then
   *     not to be used
   */
  public void resume(Map<String, DMatrixRMaj> checkpoint) {
    trainer.state().forEach(matrix -> restore(checkpoint, matrix.name(), matrix.value()));
    learned()
        .forEach(
            matrix -> {
              DMatrixRMaj kept = matrix.value().copy();
              restore(checkpoint, BEST + matrix.name(), kept);
              best.put(matrix.name(), kept);
            });
    restore(checkpoint, PROGRESS, DMatrixRMaj.wrap(1, progress.length, progress));
    DMatrixRMaj rows = checkpoint.get(LOG);
    if (rows == null || rows.numRows < 1) {
      throw new IllegalArgumentException("'" + LOG + "' is missing");
    }
    log.restore(rows);
    checkpoint.forEach(
        (name, value) -> {
          if (name.startsWith(MEMORY)) {
            head.memory().put(name.substring(MEMORY.length()), value.copy());
          }
        });
    trainer.continueAfter(log.rows().get(rows.numRows - 1).step());
  }

  private static void restore(
      Map<String, DMatrixRMaj> checkpoint, String name, DMatrixRMaj target) {
    DMatrixRMaj stored = checkpoint.get(name);
    if (stored == null || stored.numRows != target.numRows || stored.numCols != target.numCols) {
      throw new IllegalArgumentException(
          "'" + name + "' is missing, or not " + target.numRows + " x " + target.numCols);
    }
    System.arraycopy(stored.data, 0, target.data, 0, target.getNumElements());
  }
}
