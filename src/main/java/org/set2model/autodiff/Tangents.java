package org.set2model.autodiff;

import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;

/**
 * Derivatives along tangents of functions that are composed of operations with a {@link
 * Operation#tangent}.
 *
 * <pre>{@code
 * DMatrixRMaj change = Tangents.jacobianVectorProduct(in -> f(in[0], in[1]), inputs, tangents);
 * DMatrixRMaj[] hv = Tangents.hessianVectorProduct(in -> loss(in[0], in[1]), inputs, tangents);
 * }</pre>
 */
public final class Tangents {

  private Tangents() {}

  /**
   * The change of a function's value along tangents of its inputs, in one pass forwards and without
   * a tape.
   *
   * @param function applies operations to variables
   * @param tangents one for each input, of its shape
   * @return of the value's shape
   */
  public static DMatrixRMaj jacobianVectorProduct(
      Function<Variable[], Variable> function, DMatrixRMaj[] inputs, DMatrixRMaj[] tangents) {
    Variable[] variables = new Variable[inputs.length];
    for (int i = 0; i < variables.length; i++) {
      variables[i] = Variable.constant(inputs[i]).along(Variable.constant(tangents[i]));
    }
    return function.apply(variables).tangent().value();
  }

  /**
   * The Hessian of a scalar function times a tangent, {@code H v = d(v . df/dx)/dx}: the change of
   * the gradient along the tangent. The tangent of the value is recorded as it is computed, and
   * swept back.
   *
   * @param function applies operations to variables, with a 1 x 1 result
   * @param tangents one for each input, of its shape
   * @return one matrix for each input, of its shape
   */
  public static DMatrixRMaj[] hessianVectorProduct(
      Function<Variable[], Variable> function, DMatrixRMaj[] inputs, DMatrixRMaj[] tangents) {
    Tape tape = new Tape();
    Variable[] leaves = new Variable[inputs.length];
    Variable[] moving = new Variable[inputs.length];
    for (int i = 0; i < leaves.length; i++) {
      leaves[i] = tape.leaf(inputs[i]);
      moving[i] = leaves[i].along(Variable.constant(tangents[i]));
    }
    Variable change = function.apply(moving).tangent();
    Gradients gradients = change.isConstant() ? null : tape.backward(change);
    DMatrixRMaj[] product = new DMatrixRMaj[inputs.length];
    for (int i = 0; i < product.length; i++) {
      product[i] =
          gradients == null
              ? new DMatrixRMaj(inputs[i].numRows, inputs[i].numCols)
              : gradients.of(leaves[i]);
    }
    return product;
  }
}
