package org.set2model.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Operation;
import org.set2model.gradcheck.Report;
import org.set2model.gradcheck.argument.Argument;

/**
 * An operation at a point.
 *
 * @param operation the operation, of this case alone
 * @param arguments its inputs, with the sets in which they may move
 * @param branches fingerprint of the branches taken, as {@link OperationCheck#branches} wants it;
 *     null for an operation without branches
 * @param plain the same operation in its plain form; null if it has none
 * @param examination the check that is made with a seed in place of that of the operation's
 *     product; null for most
 */
public record Case(
    Operation operation,
    List<Argument> arguments,
    Function<DMatrixRMaj[], ?> branches,
    Operation plain,
    LongFunction<Report> examination) {

  /** A case of an operation that has no plain form. */
  public Case(Operation operation, List<Argument> arguments, Function<DMatrixRMaj[], ?> branches) {
    this(operation, arguments, branches, null, null);
  }

  /** A case of an operation without branches. */
  public static Case of(Operation operation, Argument... arguments) {
    return new Case(operation, List.of(arguments), null);
  }

  /** The same case with a fingerprint of branches. */
  public Case branching(Function<DMatrixRMaj[], ?> fingerprint) {
    return new Case(operation, arguments, fingerprint, plain, examination);
  }

  /** The same case with a plain form. */
  public Case plainly(Operation form) {
    return new Case(operation, arguments, branches, form, examination);
  }

  /** The case of the plain form. */
  Case ofPlainForm() {
    return new Case(plain, arguments, branches);
  }

  /** What the check of this case finds. */
  public Report report(long seed) {
    return examination == null ? check(seed).check() : examination.apply(seed);
  }

  /** The case of the operation's tangent, along random tangents of all inputs. */
  Case ofTangent(Draw draw) {
    List<Argument> all = new ArrayList<>(arguments);
    for (Argument argument : arguments) {
      DMatrixRMaj value = argument.value();
      all.add(
          Argument.of(argument.name() + "Tangent", draw.ordinary(value.numRows, value.numCols)));
    }
    return new Case(operation.tangent(), all, null);
  }

  /**
   * The check of this case's product. Derivatives that the rounding of the value hides are
   * accepted, for the audit counts them.
   */
  public OperationCheck check(long seed) {
    OperationCheck check =
        OperationCheck.of(operation, arguments.toArray(Argument[]::new))
            .seed(seed)
            .acceptRelative();
    return branches == null ? check : check.branches(branches);
  }

  /** Copies of the inputs. */
  public DMatrixRMaj[] inputs() {
    return arguments.stream().map(Argument::value).toArray(DMatrixRMaj[]::new);
  }
}
