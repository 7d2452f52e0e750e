package org.set2model.study;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.set2model.image.InputFormat;
import org.set2model.io.AtomicFile;
import org.set2model.io.DataException;
import org.set2model.kernel.Workers;
import org.set2model.metalearning.MixtureHead;
import org.set2model.metalearning.ScoringHead;
import org.set2model.metalearning.TrainingPlan;
import org.set2model.metalearning.TrainingRun;
import org.set2model.network.Network;
import org.set2model.scoring.Background;
import org.set2model.scoring.ScorerKind;
import org.set2model.scoring.ScorerSettings;
import org.set2model.scoring.VariancePrior;
import org.set2model.storage.CheckpointFile;
import org.set2model.storage.NetworkFile;
import org.set2model.storage.StoredNetwork;

/**
 * Trains a network by a plan, with files beside it that let it go on after an interruption.
 *
 * @param plan what to do
 * @param data to train on, and to choose by
 * @param input how pictures became the images of the data
 * @param command the command line, kept in the network's file, without what has no influence on it
 * @param output the network's file
 * @param single whether the trained network is rounded to 32-bit numbers
 */
public record TrainingJob(
    TrainingPlan plan,
    Splits data,
    InputFormat input,
    String command,
    Path output,
    boolean single) {

  /** The densities for which every network's file has a prior; others take the nearest one's. */
  private static final List<ScorerKind> DENSITIES =
      List.of(
          ScorerKind.GAUSS,
          ScorerKind.mixture(2),
          ScorerKind.mixture(3),
          ScorerKind.mixture(8),
          ScorerKind.KDE);

  /** Finds out, before long work begins, whether all files could be written. */
  public static void requireWritable(Path output) throws IOException {
    AtomicFile.requireWritable(output);
    for (String ending : List.of(".checkpoint", ".csv", ".svg")) {
      AtomicFile.requireWritable(beside(output, ending));
    }
  }

  private static Path beside(Path output, String ending) {
    return output.resolveSibling(output.getFileName() + ending);
  }

  /**
   * Trains.
   *
   * @param network to begin with; left as it was at the best validation
   * @param resume whether to go on from a checkpoint, if there is one
   * @param out where progress is printed
   * @param interactive whether {@code out} is a terminal
   * @return the network as written
   * @throws DataException if there are too few concepts, or the checkpoint is of another run
   * @throws IOException if a file cannot be written
   */
  public StoredNetwork run(
      Network network, boolean resume, Workers workers, PrintStream out, boolean interactive)
      throws IOException {
    Training training = new Training(plan, data, network, workers);
    TrainingRun run = training.run();
    Path checkpoint = beside(output, ".checkpoint");
    if (resume && Files.exists(checkpoint)) {
      resume(run, checkpoint);
      out.println("going on after step " + run.log().rows().size());
    }
    try {
      training.run(out, interactive, () -> store(run, checkpoint));
    } catch (UncheckedIOException exception) {
      throw exception.getCause();
    }
    if (single) {
      network.roundToSingle();
    }
    ScorerSettings settings = settings(network, training.head(), workers);
    StoredNetwork trained =
        new StoredNetwork(
            network,
            input,
            settings.texts(),
            settings.background().map(Background::centers),
            command,
            plan.seed());
    NetworkFile.write(output, trained);
    return trained;
  }

  private void resume(TrainingRun run, Path file) {
    CheckpointFile checkpoint = CheckpointFile.read(file);
    if (!checkpoint.command().equals(command)) {
      throw new DataException(
          file
              + ": of a run by another command: "
              + checkpoint.command()
              + "; repeat that, or start anew without --resume");
    }
    try {
      run.resume(checkpoint.matrices());
    } catch (IllegalArgumentException exception) {
      throw new DataException(
          file + ": " + exception.getMessage() + "; start anew without --resume");
    }
  }

  private void store(TrainingRun run, Path checkpoint) {
    try {
      new CheckpointFile(command, run.checkpoint()).write(checkpoint);
      AtomicFile.write(beside(output, ".csv"), run.log().csv());
      TrainingCurve.write(run.log(), beside(output, ".svg"));
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  private ScorerSettings settings(Network network, ScoringHead head, Workers workers) {
    List<VariancePrior> learned =
        head instanceof MixtureHead mixture ? List.of(mixture.prior()) : List.of();
    Set<ScorerKind> densities = new TreeSet<>(DENSITIES);
    if (plan.scorer().isDensity()) {
      densities.add(plan.scorer());
    }
    return data.priorSelection(network, plan.seed(), workers)
        .settings(plan.scorer(), learned, densities);
  }
}
