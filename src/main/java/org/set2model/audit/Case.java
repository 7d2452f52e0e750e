package org.set2model.audit;

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
 */
public record Case(
    Operation operation, List<Argument> arguments, Function<DMatrixRMaj[], ?> branches) {

  /** A case of an operation without branches. */
  static Case of(Operation operation, Argument... arguments) {
    return new Case(operation, List.of(arguments), null);
  }

  /** The same case with a fingerprint of branches. */
  Case branching(Function<DMatrixRMaj[], ?> fingerprint) {
    return new Case(operation, arguments, fingerprint);
  }

  /** The check of this case. */
  public OperationCheck check(long seed) {
    OperationCheck check =
        OperationCheck.of(operation, arguments.toArray(Argument[]::new)).seed(seed);
    return branches == null ? check : check.branches(branches);
  }

  /** Copies of the inputs. */
  DMatrixRMaj[] inputs() {
    return arguments.stream().map(Argument::value).toArray(DMatrixRMaj[]::new);
  }
}
