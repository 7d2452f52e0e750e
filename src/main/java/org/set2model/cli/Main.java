package org.set2model.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.set2model.autodiff.UnreliableGradientException;
import org.set2model.io.DataException;
import org.set2model.metalearning.DivergenceException;

/** The entry point: {@code java -jar set2model.jar COMMAND [flags]}. */
public final class Main {

  static final int SUCCESS = 0;
  static final int FAILED_AUDIT = 1;
  static final int USAGE = 2;
  static final int BAD_DATA = 3;

  private static final String HELP =
      """
      set2model learns a visual concept from a set of images and ranks others by it.

      usage: java -jar set2model.jar COMMAND [flags]

      commands:
        demo        trains on the icon words, evaluates on unseen ones, writes a page of rankings
        train       trains a network on a user's own concepts
        evaluate    measures a network: ranking of a gallery, re-ranking of search results
        rank        ranks a person's own pictures by a set of examples
        classify    measures few-shot classification
        oneshot     measures one-shot classification, in the runs of the Omniglot challenge
        experiment  trains and evaluates every system of the paper's comparison
        fit         fits a Gaussian or a mixture to points, with its gradient, for teaching
        audit       checks every derivative of the project against differences

      'COMMAND --help' explains a command's flags.
      """;

  private Main() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.out, System.err, System.console() != null));
  }

  /**
   * Runs a command.
   *
   * @param interactive whether {@code out} is a terminal
   * @return the exit code: 0, 1 for an audit that fails, 2 for a wrong call, 3 for bad data
   */
  static int run(List<String> arguments, PrintStream out, PrintStream err, boolean interactive) {
    try {
      return dispatch(arguments, out, interactive);
    } catch (UsageException e) {
      err.println("set2model: " + e.getMessage());
      return USAGE;
    } catch (DataException | DivergenceException | UnreliableGradientException e) {
      err.println("set2model: " + e.getMessage());
      return BAD_DATA;
    } catch (IOException e) {
      err.println("set2model: cannot write: " + e.getMessage());
      return BAD_DATA;
    }
  }

  private static int dispatch(List<String> arguments, PrintStream out, boolean interactive)
      throws IOException {
    if (arguments.isEmpty()) {
      throw new UsageException("no command given: try 'demo', or '--help'");
    }
    List<String> rest = arguments.subList(1, arguments.size());
    switch (arguments.get(0)) {
      case "demo":
        DemoCommand.run(rest, out, interactive);
        return SUCCESS;
      case "train":
        TrainCommand.run(rest, out, interactive);
        return SUCCESS;
      case "experiment":
        ExperimentCommand.run(rest, out, interactive);
        return SUCCESS;
      case "evaluate":
        EvaluateCommand.run(rest, out);
        return SUCCESS;
      case "rank":
        RankCommand.run(rest, out, interactive);
        return SUCCESS;
      case "classify":
        ClassifyCommand.run(rest, out);
        return SUCCESS;
      case "oneshot":
        OneShotCommand.run(rest, out);
        return SUCCESS;
      case "audit":
        return AuditCommand.run(rest, out);
      case "fit":
        return FitCommand.run(rest, out);
      case "help", "--help", "-h":
        out.print(HELP);
        return SUCCESS;
      default:
        throw new UsageException("unknown command '" + arguments.get(0) + "': try '--help'");
    }
  }
}
