package org.set2model.audit;

import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Gradients;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Tangent;
import org.set2model.autodiff.Tape;
import org.set2model.autodiff.Variable;

/**
 * A function composed of operations, seen as one operation.
 *
 * <pre>
 *   value    y = f(x_1, ..., x_n), as the operations in f compute it
 *   vjp      dL/dx_i = the gradient of sum g y that a sweep over f's own tape leaves at leaf x_i
 * </pre>
 *
 * What can be asked of an operation (a check of its product, the contracts, the injection of bugs)
 * can so be asked of a layer, a model or a loss.
 *
 * <p>Proof: catalog entry {@code embedding}.
 */
public final class Composition implements Operation {

  private final String name;
  private final Function<Variable[], Variable> function;

  /**
   * A composition.
   *
   * @param name what the function is called in reports
   * @param function applies operations to variables, the same ones at every call
   */
  public Composition(String name, Function<Variable[], Variable> function) {
    this.name = name;
    this.function = function;
  }

  @Override
  public String name() {
    return name;
  }

  /** {@inheritDoc} An input that the function does not use has the gradient zero. */
  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    Tape tape = new Tape();
    Variable[] leaves = new Variable[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      leaves[i] = tape.leaf(inputs[i]);
    }
    Variable output = function.apply(leaves);
    return new Evaluation(
        output.value(),
        (gradient, into) -> {
          Gradients gradients = output.isConstant() ? null : tape.backward(output, gradient);
          for (int i = 0; i < leaves.length; i++) {
            if (into.wants(i)) {
              into.add(
                  i,
                  gradients == null
                      ? new DMatrixRMaj(leaves[i].rows(), leaves[i].columns())
                      : gradients.of(leaves[i]));
            }
          }
        });
  }

  /** {@inheritDoc} Nothing is recorded. */
  @Override
  public DMatrixRMaj value(DMatrixRMaj... inputs) {
    Variable[] constants = new Variable[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      constants[i] = Variable.constant(inputs[i]);
    }
    return function.apply(constants).value();
  }

  /** {@inheritDoc} All operations of the composition must have tangents. */
  @Override
  public Tangent tangent() {
    return Tangent.ofComposition(this, function);
  }
}
