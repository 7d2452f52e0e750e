package org.set2model.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.set2model.concept.Embedder;
import org.set2model.data.DataSet;
import org.set2model.image.InputFormat;
import org.set2model.kernel.Workers;
import org.set2model.metalearning.TrainingPlan;
import org.set2model.network.Network;
import org.set2model.study.Splits;
import org.set2model.study.TrainingJob;

/** The command {@code train}: a network for a user's own concepts. */
final class TrainCommand {

  private static final String HELP =
      """
      usage: java -jar set2model.jar train --data D --output MODEL [flags]

      Trains a network on many concepts, so that it learns new ones from a few pictures.

        --data D              a folder or zip: search/ and gallery/ below train/, validation/ and
                              test/, each word a strip of tiles; or search/ and gallery/ with a
                              folder of pictures for each word; or a folder of pictures for each
                              class, from which describing and relevant pictures are drawn
        --validation V        data of any of these forms to choose by (default: the validation split
                              of D, or else a tenth of its concepts, drawn by the seed)
        --output MODEL        the network, a safetensors file; beside it MODEL.csv, a log, MODEL.svg,
                              its curve, and MODEL.checkpoint, to go on from
        --start-from MODEL    begin with this network in place of a random one; its input format and
                              its shape are taken over
        --single              round the trained network to 32-bit numbers: a file of half the size
        --resume              go on from MODEL.checkpoint, if there is one, after an interruption;
                              the other flags must be as they were
        --threads T           threads, 1 to 256; results do not depend on it (default: all
                              processors)

      %s
      What is kept is the state of the best validation by mean average precision, with priors for
      gauss, gmm:3 and kde that are chosen there too; other mixtures take the nearest one's.
      """
          .formatted(TrainingFlags.HELP);

  private static final Set<String> SHAPE = Set.of("input", "blocks", "filters", "dimensions");

  /** Flags that change neither the course of a run nor its result, with their values. */
  private static final Set<String> WITHOUT_INFLUENCE = Set.of("--threads", "--output");

  private static final Set<String> SWITCHES_WITHOUT_INFLUENCE = Set.of("--resume");

  private TrainCommand() {}

  /**
   * Runs the command.
   *
   * @throws UsageException if the flags are wrong
   * @throws IOException if a file cannot be written
   */
  static void run(List<String> arguments, PrintStream out, boolean interactive) throws IOException {
    if (Flags.askForHelp(arguments)) {
      out.print(HELP);
      return;
    }
    Flags flags =
        TrainingFlags.read(
            "train",
            arguments,
            Set.of("data", "validation", "output", "start-from", "threads"),
            Set.of("resume", "single"));
    Path output = flags.requiredPath("output");
    Path data = flags.requiredPath("data");
    TrainingPlan plan = TrainingFlags.plan(flags);
    Optional<Path> startFrom = flags.path("start-from");
    SHAPE.stream()
        .filter(name -> startFrom.isPresent() && flags.has(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new UsageException("--" + name + " is that of the network to --start-from");
            });
    TrainingJob.requireWritable(output);
    try (Workers workers = new Workers(flags.threads())) {
      InputFormat input = TrainingFlags.input(flags);
      Network network;
      if (startFrom.isPresent()) {
        Embedder loaded = Embedder.read(startFrom.get(), workers);
        network = loaded.network();
        input = loaded.input();
      } else {
        network = new Network(TrainingFlags.architecture(flags, input), plan.seed(), workers);
      }
      Splits concepts = splits(flags, data, plan, input, out);
      out.printf(
          "%d concepts to train on, %d to validate on%n",
          concepts.training().size(), concepts.validation().size());
      new TrainingJob(plan, concepts, input, command(arguments), output, flags.has("single"))
          .run(network, flags.has("resume"), workers, out, interactive);
      out.println("network: " + output.toAbsolutePath().normalize());
    }
  }

  /** The command line of {@code train} that a network's file keeps. */
  private static String command(List<String> arguments) {
    List<String> kept = new ArrayList<>(List.of("train"));
    Iterator<String> words = arguments.iterator();
    while (words.hasNext()) {
      String word = words.next();
      if (WITHOUT_INFLUENCE.contains(word)) {
        words.next();
      } else if (!SWITCHES_WITHOUT_INFLUENCE.contains(word)) {
        kept.add(word.matches("[\\w./:,+-]+") ? word : "'" + word.replace("'", "'\\''") + "'");
      }
    }
    return String.join(" ", kept);
  }

  private static Splits splits(
      Flags flags, Path data, TrainingPlan plan, InputFormat input, PrintStream out) {
    int support = plan.draw().sizes().support();
    DataSet main = Skipped.report(DataSet.read(data, input), out);
    Optional<Path> validation = flags.path("validation");
    if (validation.isEmpty()) {
      return Splits.forTraining(main, support, plan.seed());
    }
    DataSet other = Skipped.report(DataSet.read(validation.get(), input), out);
    return Splits.forTraining(main, other, support, plan.seed());
  }
}
