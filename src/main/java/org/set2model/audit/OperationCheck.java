package org.set2model.audit;

import java.util.List;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Operation;
import org.set2model.gradcheck.Report;
import org.set2model.gradcheck.VectorJacobianCheck;
import org.set2model.gradcheck.argument.Argument;

/**
 * Checks the vector-Jacobian product of an operation at a point, with respect to all of its inputs.
 *
 * <pre>{@code
 * OperationCheck.of(new Linear(), Argument.of("x", x), Argument.of("w", w), Argument.of("b", b))
 *     .assertAgrees();
 * }</pre>
 */
public final class OperationCheck {

  private final Operation operation;
  private final List<Argument> arguments;
  private final VectorJacobianCheck check;

  private OperationCheck(Operation operation, List<Argument> arguments, VectorJacobianCheck check) {
    this.operation = operation;
    this.arguments = arguments;
    this.check = check;
  }

  /** An operation at a point, with a random upstream gradient. */
  public static OperationCheck of(Operation operation, Argument... arguments) {
    return new OperationCheck(
        operation, List.of(arguments), VectorJacobianCheck.of(operation::value, arguments));
  }

  /** The same check with a given upstream gradient, of the value's shape. */
  public OperationCheck upstream(DMatrixRMaj given) {
    return new OperationCheck(operation, arguments, check.upstream(given));
  }

  /**
   * The same check with steps kept so small that the operation takes the same branches.
   *
   * @param fingerprint maps inputs to an object (or array) that is equal for equal branches, like
   *     the signs entering a ReLU and the places of maxima
   */
  public OperationCheck branches(Function<DMatrixRMaj[], ?> fingerprint) {
    return new OperationCheck(operation, arguments, check.branches(fingerprint));
  }

  /** The same check with another random upstream gradient and other random directions. */
  public OperationCheck seed(long seed) {
    return new OperationCheck(operation, arguments, check.seed(seed));
  }

  /** The same check, content with less, as {@link VectorJacobianCheck#acceptRelative}. */
  public OperationCheck acceptRelative() {
    return new OperationCheck(operation, arguments, check.acceptRelative());
  }

  /** Checks the operation's own product. */
  public Report check() {
    return check.check((inputs, gradient) -> products(operation, inputs, gradient));
  }

  /** Holds another operation's product against this operation's value. */
  Report checkProductOf(Operation other) {
    return check.check((inputs, gradient) -> products(other, inputs, gradient));
  }

  /**
   * Checks and asserts.
   *
   * @throws AssertionError with the report as its message, unless the verdict is AGREE
   */
  public void assertAgrees() {
    check.assertAgrees((inputs, gradient) -> products(operation, inputs, gradient));
  }

  /** The product of each input; zero where the operation contributes nothing. */
  public static DMatrixRMaj[] products(
      Operation operation, DMatrixRMaj[] inputs, DMatrixRMaj gradient) {
    DMatrixRMaj[] products =
        operation.evaluate(inputs).vectorJacobianProducts(inputs.length, gradient);
    for (int i = 0; i < products.length; i++) {
      if (products[i] == null) {
        products[i] = new DMatrixRMaj(inputs[i].numRows, inputs[i].numCols);
      }
    }
    return products;
  }
}
