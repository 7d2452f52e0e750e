package org.set2model.autodiff;

import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * The result of an {@link Operation}: its value and the rule that carries a gradient back to the
 * inputs. The rule may be used once.
 *
 * @param value the operation's value
 * @param pullback the vector-Jacobian product at the inputs that gave the value
 */
public record Evaluation(DMatrixRMaj value, Pullback pullback) {

  /** The result of an operation of one input, whose product returns that input's gradient. */
  public static Evaluation ofOne(DMatrixRMaj value, UnaryOperator<DMatrixRMaj> product) {
    return new Evaluation(value, (gradient, inputs) -> inputs.add(0, product.apply(gradient)));
  }

  /**
   * The vector-Jacobian products of all inputs, without a tape.
   *
   * @param inputs how many inputs the operation has
   * @param gradient gradient with respect to the value; only read
   * @return one gradient for each input, {@code null} for an input that received no contribution
   */
  public DMatrixRMaj[] vectorJacobianProducts(int inputs, DMatrixRMaj gradient) {
    var accumulator = new GradientAccumulator(inputs);
    DMatrixRMaj upstream = gradient.copy();
    pullback.pull(upstream, accumulator.forInputs(upstream, identity(inputs)));
    return accumulator.gradients();
  }

  private static int[] identity(int length) {
    int[] indices = new int[length];
    for (int i = 0; i < length; i++) {
      indices[i] = i;
    }
    return indices;
  }
}
