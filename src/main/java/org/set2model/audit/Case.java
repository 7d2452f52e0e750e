package org.set2model.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Operation;
import org.set2model.gradcheck.Argument;

/**
 * An operation at a point.
 *
 * @param operation the operation, of this case alone
 * @param arguments its inputs, with the sets in which they may move
 * @param branches fingerprint of the branches taken, as {@link OperationCheck#branches} wants it;
 *     null for an operation without branches
 * @param plain the same operation in its plain form; null if it has none
 */
public record Case(
    Operation operation,
    List<Argument> arguments,
    Function<DMatrixRMaj[], ?> branches,
    Operation plain) {

  /** A case of an operation that has no plain form. */
  public Case(Operation operation, List<Argument> arguments, Function<DMatrixRMaj[], ?> branches) {
    this(operation, arguments, branches, null);
  }

  /** A case of an operation without branches. */
  static Case of(Operation operation, Argument... arguments) {
    return new Case(operation, List.of(arguments), null);
  }

  /** The same case with a fingerprint of branches. */
  Case branching(Function<DMatrixRMaj[], ?> fingerprint) {
    return new Case(operation, arguments, fingerprint, plain);
  }

  /** The same case with a plain form. */
  Case plainly(Operation form) {
    return new Case(operation, arguments, branches, form);
  }

  /** The case of the plain form. */
  Case ofPlainForm() {
    return new Case(plain, arguments, branches);
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
   * The check of this case. Derivatives that the rounding of the value hides are accepted, for the
   * audit counts them.
   */
  public OperationCheck check(long seed) {
    OperationCheck check =
        OperationCheck.of(operation, arguments.toArray(Argument[]::new))
            .seed(seed)
            .acceptRelative();
    return branches == null ? check : check.branches(branches);
  }

  /** Copies of the inputs. */
  DMatrixRMaj[] inputs() {
    return arguments.stream().map(Argument::value).toArray(DMatrixRMaj[]::new);
  }
}
