package org.set2model.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.set2model.data.DataSet;
import org.set2model.kernel.Workers;
import org.set2model.metalearning.Loss;
import org.set2model.study.Experiment;
import org.set2model.study.ExperimentRun;
import org.set2model.study.Splits;

/** The command {@code experiment}: all systems of the paper's comparison, over several seeds. */
final class ExperimentCommand {

  private static final int DEFAULT_SEEDS = 3;

  private static final String HELP =
      """
      usage: java -jar set2model.jar experiment icons [flags]
             java -jar set2model.jar experiment omniglot --data ZIP [flags]
             java -jar set2model.jar experiment noise --help

      Trains and evaluates every system of the paper's comparison over several seeds: NN, AVG, SVM,
      Gauss and mixtures on random features, NN and AVG fine-tuned, Gauss on features tuned for AVG,
      and Gauss and mixtures trained through their fits.

      icons:    the icon words, 62 of them for testing, from their raw search results. NN, AVG and
                KDE train networks from random features ('only'). All others, these three once more,
                begin with the features trained for NN and are tuned.
      omniglot: ten images describe a character, ten are relevant, ten irrelevant, five characters a
                step, turned at random by multiples of 90 degrees. A quarter of the characters, the
                same for all seeds, is held out for testing, a twentieth for validation.

        --data D        the data, as for 'train' (default testdata/icons): its splits, or a quarter
                        of its concepts for testing and a twentieth for validation
        --output DIR    where networks, logs, curves and the table are kept (default
                        target/experiment-NAME); an interrupted experiment goes on from there
        --seeds N       number of seeds, from 1 on (default 3)
        --steps N       steps of a training from random features (default 1500); tuning takes
                        two fifths of them
        --through LIST  which networks to train, such as nn,avg,kde (default: all)
        --loss L        contrastive (default), softmax, pairwise or histogram, as for 'train'
        --filters F     filters of every block (default 32 for icons, 64 for omniglot)
        --threads T     threads, 1 to 256; results do not depend on it (default: all processors)
      """;

  private ExperimentCommand() {}

  /**
   * Runs the command.
   *
   * @throws UsageException if the flags are wrong
   * @throws IOException if a file cannot be written
   */
  static void run(List<String> arguments, PrintStream out, boolean interactive) throws IOException {
    String name = arguments.isEmpty() ? "" : arguments.get(0);
    List<String> rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
    if (name.equals("noise")) {
      NoiseCommand.run(rest, out);
      return;
    }
    if (Flags.askForHelp(arguments)) {
      out.print(HELP);
      return;
    }
    if (!name.equals("icons") && !name.equals("omniglot")) {
      throw new UsageException("name an experiment: icons, omniglot or noise, not '" + name + "'");
    }
    boolean icons = name.equals("icons");
    Flags flags =
        new Flags(
            "experiment",
            rest,
            Set.of("data", "output", "seeds", "steps", "loss", "filters", "through", "threads"));
    Path data = icons ? flags.path("data", "testdata/icons") : flags.requiredPath("data");
    Path output = flags.path("output", "target/experiment-" + name);
    int seeds = flags.integer("seeds", DEFAULT_SEEDS, 1, 1000);
    int steps = flags.integer("steps", Experiment.DEFAULT_STEPS, 1, 1_000_000);
    int filters = flags.integer("filters", icons ? Experiment.FILTERS : 64, 1, 4096);
    Loss loss = TrainingFlags.loss(flags);
    Experiment whole =
        icons ? Experiment.icons(steps, filters, loss) : Experiment.omniglot(steps, filters, loss);
    Experiment experiment =
        flags.has("through")
            ? flags.parsed("through", "", list -> whole.through(ScorerFlags.list(list)))
            : whole;
    try (Workers workers = new Workers(flags.threads())) {
      DataSet set = Skipped.report(DataSet.read(data, experiment.input()), out);
      Splits splits = Splits.forExperiment(set, experiment.draw().sizes().support());
      new ExperimentRun(experiment, splits, workers, out, interactive).run(seeds, output);
    }
  }
}
