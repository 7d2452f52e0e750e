package org.set2model.study;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.set2model.io.DataException;
import org.set2model.io.Duration;
import org.set2model.kernel.Workers;
import org.set2model.network.Network;
import org.set2model.retrieval.EmbeddedConcepts;
import org.set2model.scoring.ScorerKind;
import org.set2model.scoring.ScorerSettings;
import org.set2model.storage.NetworkFile;
import org.set2model.storage.StoredNetwork;

/**
 * Trains the networks of an experiment and reports on its test concepts.
 *
 * @param experiment what to do
 * @param data to do it on
 * @param out where progress and the table are printed
 * @param interactive whether {@code out} is a terminal
 */
public record ExperimentRun(
    Experiment experiment, Splits data, Workers workers, PrintStream out, boolean interactive) {

  /** Priors and rankings of a route take the time of so many validations. */
  private static final int ROUTE = 12;

  /**
   * Trains all networks by one seed and leaves nothing on disk.
   *
   * @return the untrained features, then those of the experiment; priors are chosen for each alike
   * @throws DataException if there are too few concepts
   */
  public List<Route> routes(long seed) {
    List<Experiment.Features> all = experiment.features();
    out.println("about " + Duration.text(estimate(seed)) + " on this machine");
    List<Route> routes = new ArrayList<>(List.of(untrained(seed)));
    Map<String, Network> trained = new HashMap<>();
    for (Experiment.Features features : all) {
      out.printf(
          "%n%d/%d %s%s%n",
          routes.size(),
          all.size(),
          features.name(),
          features.beginning().map(from -> ", from the features " + from).orElse(""));
      Network network = network(seed);
      features.beginning().ifPresent(from -> network.copyFrom(trained.get(from)));
      new Training(experiment.plan(features, seed), data, network, workers)
          .run(out, interactive, () -> {});
      trained.put(features.name(), network);
      routes.add(route(features.name(), network, priors(network, seed), seed));
    }
    return routes;
  }

  /** Nanoseconds that all routes will take, from a few steps of a throw-away network. */
  private long estimate(long seed) {
    List<Experiment.Features> all = experiment.features();
    var training = new Training(experiment.plan(all.get(0), seed), data, network(seed), workers);
    int steps = 0;
    int validations = ROUTE * (1 + all.size());
    for (Experiment.Features features : all) {
      steps += features.rate().steps();
      validations +=
          features.rate().steps() / experiment.plan(features, seed).schedule().interval();
    }
    return Math.round(training.timeOfStep() * steps + training.timeOfValidation() * validations);
  }

  /**
   * Runs all seeds from 1 on, prints the table and writes it. What is finished is kept in files,
   * and is not done again.
   *
   * @param output the folder of all files; each seed has a folder of its own in there
   * @throws DataException if a file is of another experiment, or there are too few concepts
   * @throws IOException if a file cannot be written
   */
  public void run(int seeds, Path output) throws IOException {
    TrainingJob.requireWritable(file(output, 1, "x"));
    out.printf(
        "%d concepts to train on, %d to validate on, %d to test on%n",
        data.training().size(), data.validation().size(), data.test().size());
    var results = new ExperimentTable(experiment, data.test());
    var clock = new Clock((long) seeds * experiment.features().size());
    for (int seed = 1; seed <= seeds; seed++) {
      evaluate(untrained(seed), results);
      for (Experiment.Features features : experiment.features()) {
        evaluate(trained(features, seed, output, clock), results);
      }
    }
    out.println();
    out.print(results.text());
    results.write(output);
    out.println();
    out.println("networks, logs and the table: " + output.toAbsolutePath().normalize());
  }

  private static Path file(Path output, long seed, String features) {
    return output.resolve("seed" + seed).resolve(features + ".safetensors");
  }

  /** Trains a network, or reads it if that was done before. */
  private Route trained(Experiment.Features features, long seed, Path output, Clock clock)
      throws IOException {
    String name = features.name();
    Path file = file(output, seed, name);
    String command =
        String.format(
            "experiment %s --steps %d --filters %d --loss %s: seed %d, %s",
            experiment.name(),
            experiment.steps(),
            experiment.architecture().filters(),
            experiment.loss().name().toLowerCase(Locale.ROOT),
            seed,
            name);
    StoredNetwork stored;
    if (Files.exists(file)) {
      stored = NetworkFile.read(file, workers);
      if (!stored.trainingCommand().equals(command)) {
        throw new DataException(file + ": of another experiment; name an empty folder as --output");
      }
      clock.skip();
    } else {
      out.printf("%nseed %d, %s%s%n", seed, name, clock.left());
      Network beginning =
          features
              .beginning()
              .map(from -> NetworkFile.read(file(output, seed, from), workers).network())
              .orElseGet(() -> network(seed));
      stored =
          new TrainingJob(
                  experiment.plan(features, seed), data, experiment.input(), command, file, false)
              .run(beginning, true, workers, out, interactive);
      clock.made();
    }
    return route(
        name,
        stored.network(),
        ScorerSettings.parse(stored.scorer(), stored.background()),
        stored.seed());
  }

  private void evaluate(Route route, ExperimentTable results) {
    List<Experiment.System> systems = experiment.systems();
    for (int row = 0; row < systems.size(); row++) {
      if (systems.get(row).features().equals(route.name())) {
        results.add(row, route.averagePrecisions(systems.get(row).scorer(), workers));
      }
    }
  }

  private Network network(long seed) {
    return new Network(experiment.architecture(), seed, workers);
  }

  private Route untrained(long seed) {
    Network network = network(seed);
    return route(Experiment.UNTRAINED, network, priors(network, seed), seed);
  }

  private Route route(String name, Network network, ScorerSettings settings, long seed) {
    return new Route(name, new EmbeddedConcepts(data.test(), network), settings, seed);
  }

  private ScorerSettings priors(Network network, long seed) {
    List<ScorerKind> densities =
        experiment.scorers().stream().filter(ScorerKind::isDensity).toList();
    return data.priorSelection(network, seed, workers)
        .settings(ScorerKind.NN, List.of(), densities);
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
