package org.set2model.study;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.set2model.io.DataException;
import org.set2model.io.Duration;
import org.set2model.kernel.Workers;
import org.set2model.metalearning.TrainingPlan;
import org.set2model.network.Network;
import org.set2model.retrieval.EmbeddedConcepts;
import org.set2model.retrieval.RetrievalEvaluation;
import org.set2model.scoring.ScorerKind;
import org.set2model.scoring.ScorerSettings;
import org.set2model.storage.NetworkFile;
import org.set2model.storage.StoredNetwork;

/**
 * Runs an experiment. What is finished is kept in files, and is not done again.
 *
 * @param experiment what to do
 * @param data to do it on
 * @param steps of training from random features
 * @param output the folder of all files; each seed has a folder of its own in there
 * @param out where progress and the table are printed
 * @param interactive whether {@code out} is a terminal
 */
public record ExperimentRun(
    Experiment experiment,
    ExperimentData data,
    int steps,
    Path output,
    Workers workers,
    PrintStream out,
    boolean interactive) {

  /**
   * Runs all seeds from 1 on, prints the table and writes it.
   *
   * @throws DataException if a file is of another experiment
   * @throws IOException if a file cannot be written
   */
  public void run(int seeds) throws IOException {
    TrainingJob.requireWritable(output.resolve("seed1").resolve("x"));
    out.printf(
        "%d concepts to train on, %d to validate on, %d to test on%n",
        data.training().training().size(), data.training().validation().size(), data.test().size());
    var results = new ExperimentTable(experiment, data.test(), steps);
    var clock = new Clock((long) seeds * experiment.features().size());
    for (int seed = 1; seed <= seeds; seed++) {
      Network untrained = new Network(experiment.architecture(), seed, workers);
      evaluate(Experiment.UNTRAINED, untrained, untrainedSettings(untrained, seed), seed, results);
      for (Experiment.Features features : experiment.features()) {
        evaluate(features.name(), trained(features, seed, clock), results);
      }
    }
    out.println();
    out.print(results.text());
    results.write(output);
    out.println();
    out.println("networks, logs and the table: " + output.toAbsolutePath().normalize());
  }

  private Network beginning(Experiment.Features features, long seed) {
    return features.tuned()
        ? NetworkFile.read(file(experiment.features().get(0).name(), seed), workers).network()
        : new Network(experiment.architecture(), seed, workers);
  }

  private Path file(String name, long seed) {
    return output.resolve("seed" + seed).resolve(name + ".safetensors");
  }

  private StoredNetwork trained(Experiment.Features features, long seed, Clock clock)
      throws IOException {
    String name = features.name();
    TrainingPlan plan = experiment.plan(features, steps, seed);
    Path file = file(name, seed);
    String command =
        String.format(
            "experiment %s --steps %d --filters %d --loss %s: seed %d, %s",
            experiment.name(),
            steps,
            experiment.architecture().filters(),
            experiment.loss().name().toLowerCase(Locale.ROOT),
            plan.seed(),
            name);
    if (Files.exists(file)) {
      StoredNetwork found = NetworkFile.read(file, workers);
      if (!found.trainingCommand().equals(command)) {
        throw new DataException(file + ": of another experiment; name an empty folder as --output");
      }
      clock.skip();
      return found;
    }
    out.printf("%nseed %d, %s%s%n", plan.seed(), name, clock.left());
    StoredNetwork trained =
        new TrainingJob(plan, data.training(), experiment.input(), command, file, false)
            .run(beginning(features, seed), true, workers, out, interactive);
    clock.made();
    return trained;
  }

  private ScorerSettings untrainedSettings(Network network, long seed) {
    List<ScorerKind> densities =
        experiment.systems().stream()
            .map(Experiment.System::scorer)
            .filter(ScorerKind::isDensity)
            .distinct()
            .toList();
    return data.training()
        .priorSelection(network, seed, workers)
        .settings(ScorerKind.NN, List.of(), new TreeSet<>(densities));
  }

  private void evaluate(String features, StoredNetwork trained, ExperimentTable results) {
    evaluate(
        features,
        trained.network(),
        ScorerSettings.parse(trained.scorer(), trained.background()),
        trained.seed(),
        results);
  }

  private void evaluate(
      String features,
      Network network,
      ScorerSettings settings,
      long seed,
      ExperimentTable results) {
    var test = new EmbeddedConcepts(data.test(), network);
    List<Experiment.System> systems = experiment.systems();
    for (int row = 0; row < systems.size(); row++) {
      Experiment.System system = systems.get(row);
      if (system.features().equals(features)) {
        results.add(
            row,
            test.averagePrecisions(
                RetrievalEvaluation.scorers(test, settings, system.scorer(), seed), workers));
      }
    }
  }

  /** Tells the time left from that of the trainings since the start; for display only. */
  private static final class Clock {

    private final long start = System.nanoTime();
    private long remaining;
    private long made;

    Clock(long trainings) {
      remaining = trainings;
    }

    void skip() {
      remaining--;
    }

    void made() {
      remaining--;
      made++;
    }

    String left() {
      if (made == 0) {
        return "";
      }
      long each = (System.nanoTime() - start) / made;
      return ", about " + Duration.text(each * remaining) + " left in all";
    }
  }
}
