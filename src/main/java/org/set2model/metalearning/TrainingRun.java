package org.set2model.metalearning;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.ejml.data.DMatrixRMaj;
import org.set2model.network.Network;

/**
 * Runs a trainer for a number of steps and returns to the parameters that were best on validation.
 */
public final class TrainingRun {

  /** Hears of the progress of a run. */
  public interface Listener {

    /** After every step, counted from 1. */
    void stepped(int step, double loss);

    /** After every validation. */
    void validated(double meanAveragePrecision);
  }

  private final Network network;
  private final ScoringHead head;
  private final Trainer trainer;
  private final DoubleSupplier validation;

  /**
   * A run.
   *
   * @param validation the mean average precision of network and head as they are
   */
  public TrainingRun(
      Network network, ScoringHead head, Trainer trainer, DoubleSupplier validation) {
    this.network = network;
    this.head = head;
    this.trainer = trainer;
    this.validation = validation;
  }

  /**
   * Trains, validating every {@code interval} steps and after the last, and leaves network and head
   * as they were at the best validation, the earliest of equals.
   *
   * @return the best validation's mean average precision
   */
  public double run(LearningRate rate, int interval, Listener listener) {
    double best = Double.NEGATIVE_INFINITY;
    Network.Snapshot bestNetwork = network.snapshot();
    List<DMatrixRMaj> bestHead = headValues();
    for (int step = 1; step <= rate.steps(); step++) {
      double loss = trainer.step(rate.at(step - 1));
      if (step % interval == 0 || step == rate.steps()) {
        double reached = validation.getAsDouble();
        listener.validated(reached);
        if (reached > best) {
          best = reached;
          bestNetwork = network.snapshot();
          bestHead = headValues();
        }
      }
      listener.stepped(step, loss);
    }
    network.restore(bestNetwork);
    for (int p = 0; p < bestHead.size(); p++) {
      head.parameters().get(p).value().setTo(bestHead.get(p));
    }
    return best;
  }

  private List<DMatrixRMaj> headValues() {
    List<DMatrixRMaj> copies = new ArrayList<>();
    head.parameters().forEach(parameter -> copies.add(parameter.value().copy()));
    return copies;
  }
}
