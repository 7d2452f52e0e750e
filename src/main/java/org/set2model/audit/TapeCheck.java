package org.set2model.audit;

import java.util.List;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Variable;
import org.set2model.gradcheck.Report;
import org.set2model.gradcheck.Verdict;
import org.set2model.gradcheck.argument.Argument;

/**
 * Checks the gradients that a tape gives for a function composed of operations.
 *
 * <pre>{@code
 * TapeCheck.of(in -> loss(in[0], in[1]), Argument.of("w", w), Argument.of("x", x)).assertAgrees();
 * }</pre>
 *
 * A failure is traced to the first wrong operation, see {@link Blame}.
 */
public final class TapeCheck {

  private final Function<Variable[], Variable> function;
  private final List<Argument> arguments;
  private final OperationCheck check;

  private TapeCheck(
      Function<Variable[], Variable> function, List<Argument> arguments, OperationCheck check) {
    this.function = function;
    this.arguments = arguments;
    this.check = check;
  }

  /** A function at a point; its value may have any shape. */
  public static TapeCheck of(Function<Variable[], Variable> function, Argument... arguments) {
    return new TapeCheck(
        function,
        List.of(arguments),
        OperationCheck.of(new Composition("function", function), arguments));
  }

  /** The same check with steps that keep a fingerprint, as {@link OperationCheck#branches}. */
  public TapeCheck branches(Function<DMatrixRMaj[], ?> fingerprint) {
    return new TapeCheck(function, arguments, check.branches(fingerprint));
  }

  /** The same check with another random upstream gradient and other random directions. */
  public TapeCheck seed(long seed) {
    return new TapeCheck(function, arguments, check.seed(seed));
  }

  /** Checks the gradients with respect to all arguments. */
  public Report check() {
    return check.check();
  }

  /**
   * Checks and asserts.
   *
   * @throws AssertionError with the report as its message, and what is to blame if it disagrees,
   *     unless the verdict is AGREE
   */
  public void assertAgrees() {
    Report report = check();
    if (report.verdict() == Verdict.AGREE) {
      return;
    }
    String blame =
        report.verdict() == Verdict.DISAGREE
            ? Blame.find(function, arguments).map(found -> "\n" + found).orElse("")
            : "";
    throw new AssertionError(report + blame);
  }
}
