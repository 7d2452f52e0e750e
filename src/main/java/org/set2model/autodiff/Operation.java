package org.set2model.autodiff;

import org.ejml.data.DMatrixRMaj;

/**
 * A differentiable function of one or more matrices.
 *
 * <p>In all formulas {@code g = dL/dy} is the gradient of a scalar L with respect to the value, of
 * the value's shape. An implementation is a final class that states in its Javadoc the formula of
 * the value, the formula of the vector-Jacobian product, the shapes, the domain and the source,
 * with the two formulas as code side by side. It never changes its inputs.
 */
public interface Operation {

  /** The operation's name, as the catalog lists it. */
  String name();

  /**
   * Computes the value, and the rule that carries a gradient back.
   *
   * @throws IllegalArgumentException if the inputs' shapes or values are outside the domain
   */
  Evaluation evaluate(DMatrixRMaj... inputs);

  /**
   * Computes the value alone. The result has the bits of {@link #evaluate}'s; an operation
   * overrides this only where it can do with less memory.
   */
  default DMatrixRMaj value(DMatrixRMaj... inputs) {
    return evaluate(inputs).value();
  }

  /**
   * The derivative of this operation in forward mode.
   *
   * @throws UnsupportedOperationException if it has no rule for it
   */
  default Tangent tangent() {
    throw new UnsupportedOperationException(
        name() + " has no rule for tangents: it can be differentiated backwards only");
  }

  /**
   * Applies this operation to variables, recording it when any of them depends on a leaf. Where one
   * has a tangent, so has the result.
   */
  default Variable apply(Variable... inputs) {
    return Tape.apply(this, inputs);
  }
}
