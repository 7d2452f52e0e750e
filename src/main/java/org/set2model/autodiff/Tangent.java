package org.set2model.autodiff;

import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;

/**
 * The derivative of an operation in forward mode, an operation itself. With {@code y = f(x_1, ...,
 * x_n)}, J the Jacobian of f, and v the tangents of the inputs:
 *
 * <pre>
 *   inputs   x_1, ..., x_n, v_1, ..., v_n, where v_i has the shape of x_i
 *   value    J v, the change of y along v; of y's shape
 *   vjp      dL/dv = J^T g
 *            dL/dx = (d/dt) J(x + t v)^T g  at t = 0, the upstream gradient g held fixed</pre>
 *
 * The gradient with respect to x is the Hessian of {@code <g, f(x)>} times v, and symmetric, so it
 * is the change along v of what f's own product gives: the formula of {@link Pullback}
 * differentiated once more. The gradient with respect to v is f's own product and taken from it.
 *
 * <p>Proof: catalog entry {@code addition, tangent}.
 */
public final class Tangent implements Operation {

  private final Operation operation;
  private final BiFunction<DMatrixRMaj[], DMatrixRMaj[], Evaluation> rule;

  /**
   * The derivative of an operation by a rule.
   *
   * @param rule maps x and v to {@code J v} and to a pullback that contributes to the gradients of
   *     x only
   */
  public Tangent(Operation operation, BiFunction<DMatrixRMaj[], DMatrixRMaj[], Evaluation> rule) {
    this.operation = operation;
    this.rule = rule;
  }

  /** The derivative of a linear operation: {@code J v = f(v)}, and nothing depends on x. */
  public static Tangent ofLinear(Operation operation) {
    return new Tangent(
        operation,
        (inputs, tangents) -> new Evaluation(operation.value(tangents), (gradient, into) -> {}));
  }

  /**
   * The derivative of an operation that is composed of others: what they compute along the tangents
   * is recorded on a tape of its own.
   *
   * @param composition applies operations that have tangents to the inputs
   */
  public static Tangent ofComposition(
      Operation operation, Function<Variable[], Variable> composition) {
    return ofFormula(
        operation,
        (x, v) -> {
          Variable[] moving = new Variable[x.length];
          for (int i = 0; i < x.length; i++) {
            moving[i] = x[i].along(v[i]);
          }
          return composition.apply(moving).tangent();
        });
  }

  /**
   * The derivative of an operation by a formula for {@code J v}, which is recorded on a tape of its
   * own: the gradient of x follows by a sweep.
   *
   * @param formula applies operations to x and v
   */
  public static Tangent ofFormula(
      Operation operation, BiFunction<Variable[], Variable[], Variable> formula) {
    return new Tangent(
        operation,
        (inputs, tangents) -> {
          Tape tape = new Tape();
          Variable[] leaves = new Variable[inputs.length];
          Variable[] constants = new Variable[inputs.length];
          for (int i = 0; i < inputs.length; i++) {
            leaves[i] = tape.leaf(inputs[i]);
            constants[i] = Variable.constant(tangents[i]);
          }
          Variable change = formula.apply(leaves, constants);
          return new Evaluation(
              change.value(),
              (gradient, into) -> {
                Gradients gradients = change.isConstant() ? null : tape.backward(change, gradient);
                for (int i = 0; i < leaves.length && gradients != null; i++) {
                  if (into.wants(i)) {
                    into.add(i, gradients.of(leaves[i]));
                  }
                }
              });
        });
  }

  @Override
  public String name() {
    return operation.name() + ", tangent";
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if a tangent does not have the shape of its input, or the
   *     inputs are outside the domain of the operation
   */
  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    int count = inputs.length / 2;
    DMatrixRMaj[] x = Arrays.copyOf(inputs, count);
    DMatrixRMaj[] tangents = Arrays.copyOfRange(inputs, count, inputs.length);
    for (int i = 0; i < count; i++) {
      if (x[i].numRows != tangents[i].numRows || x[i].numCols != tangents[i].numCols) {
        throw new IllegalArgumentException(
            String.format(
                "%s: tangent %d (%d x %d) must have the shape of its input (%d x %d)",
                name(), i, tangents[i].numRows, tangents[i].numCols, x[i].numRows, x[i].numCols));
      }
    }
    Evaluation along = rule.apply(x, tangents);
    return new Evaluation(
        along.value(),
        (gradient, into) -> {
          if (into.wantsAny(count, inputs.length)) {
            Pullback product = operation.evaluate(x).pullback();
            product.pull(gradient.copy(), into.from(count));
          }
          if (into.wantsAny(0, count)) {
            along.pullback().pull(gradient, into);
          }
        });
  }
}
