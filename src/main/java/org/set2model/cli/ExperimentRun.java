package org.set2model.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.set2model.data.DataException;
import org.set2model.kernel.Workers;
import org.set2model.network.Network;
import org.set2model.report.Duration;
import org.set2model.retrieval.EmbeddedConcepts;
import org.set2model.retrieval.PriorSelection;
import org.set2model.retrieval.RetrievalEvaluation;
import org.set2model.retrieval.ScorerKind;
import org.set2model.retrieval.ScorerSettings;
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
record ExperimentRun(
    Experiment experiment,
    ExperimentData data,
    int steps,
    Path output,
    Workers workers,
    PrintStream out,
    boolean interactive) {

  private static final String ENDING = ".safetensors";

  /**
   * Runs all seeds from 1 on, prints the table and writes it.
   *
   * @throws DataException if a file is of another experiment
   * @throws IOException if a file cannot be written
   */
  void run(int seeds) throws IOException {
    TrainingJob.requireWritable(output.resolve("seed1").resolve("x"));
    out.printf(
        "%d concepts to train on, %d to validate on, %d to test on%n",
        data.training().training().size(), data.training().validation().size(), data.test().size());
    var results = new ExperimentTable(experiment, data.test(), steps);
    var clock = new Clock((long) seeds * stepsOfASeed());
    for (int seed = 1; seed <= seeds; seed++) {
      Network untrained = new Network(experiment.architecture(), seed, workers);
      evaluate(Experiment.UNTRAINED, untrained, untrainedSettings(untrained, seed), seed, results);
      for (Experiment.Stage stage : experiment.stages()) {
        StoredNetwork trained = trained(stage, seed, clock);
        evaluate(
            stage.name(), trained.network(), ScorerSettings.parse(trained.scorer()), seed, results);
      }
    }
    out.println();
    out.print(results.text());
    results.write(output);
    out.println();
    out.println("networks, logs and the table: " + output.toAbsolutePath().normalize());
  }

  private long stepsOfASeed() {
    return experiment.stages().stream().mapToLong(stage -> stage.steps(steps)).sum();
  }

  private Path file(String network, long seed) {
    return output.resolve("seed" + seed).resolve(network + ENDING);
  }

  private StoredNetwork trained(Experiment.Stage stage, long seed, Clock clock) throws IOException {
    Path file = file(stage.name(), seed);
    String command =
        String.format(
            "experiment %s --steps %d --filters %d: seed %d, %s",
            experiment.name(), steps, experiment.architecture().filters(), seed, stage.name());
    if (Files.exists(file)) {
      StoredNetwork found = NetworkFile.read(file, workers);
      if (!found.trainingCommand().equals(command)) {
        throw new DataException(file + ": of another experiment; name an empty folder as --output");
      }
      clock.skip(stage.steps(steps));
      return found;
    }
    out.printf("%nseed %d: %s, %d steps%s%n", seed, stage.name(), stage.steps(steps), clock.left());
    Network network =
        stage.from().isPresent()
            ? NetworkFile.read(file(stage.from().get(), seed), workers).network()
            : new Network(experiment.architecture(), seed, workers);
    StoredNetwork trained =
        new TrainingJob(
                experiment.plan(stage, steps, seed),
                data.training(),
                experiment.input(),
                command,
                file,
                false)
            .run(network, true, workers, out, interactive);
    clock.made(stage.steps(steps));
    return trained;
  }

  private ScorerSettings untrainedSettings(Network network, long seed) {
    List<ScorerKind> densities =
        experiment.systems().stream()
            .map(Experiment.System::scorer)
            .filter(ScorerKind::isDensity)
            .distinct()
            .toList();
    return new PriorSelection(
            new EmbeddedConcepts(data.training().validation(), network), seed, workers)
        .settings(ScorerKind.NN, List.of(), new TreeSet<>(densities));
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

  /** Tells the time left from the steps made since the start; for display only. */
  private static final class Clock {

    private final long start = java.lang.System.nanoTime();
    private long remaining;
    private long made;

    Clock(long steps) {
      remaining = steps;
    }

    void skip(int steps) {
      remaining -= steps;
    }

    void made(int steps) {
      remaining -= steps;
      made += steps;
    }

    String left() {
      if (made == 0) {
        return "";
      }
      double perStep = (double) (java.lang.System.nanoTime() - start) / made;
      return ", about " + Duration.text((long) (perStep * remaining)) + " left in all";
    }
  }
}
