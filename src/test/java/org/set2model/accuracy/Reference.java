package org.set2model.accuracy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.set2model.audit.Composition;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Tape;
import org.set2model.autodiff.Variable;

/**
 * Value and vector-Jacobian product of an operation, by the plain formulas in extended precision.
 *
 * @param value the value
 * @param arguments the inputs, whose gradients are the product
 * @param isUndecided whether rounding could have led the computation in double precision into
 *     another branch, so that its derivative is not to be compared
 * @param size how many numbers were computed on the way
 */
record Reference(Scalars value, List<Scalars> arguments, boolean isUndecided, int size) {

  /**
   * The reference at inputs.
   *
   * @param upstream gradient with respect to the value, of its shape
   */
  static Reference of(
      Operation operation, DMatrixRMaj[] inputs, DMatrixRMaj upstream, Decimals decimals) {
    var recording = new Recording(decimals);
    Scalars[] leaves = new Scalars[inputs.length];
    Arrays.setAll(leaves, i -> Scalars.leaves(inputs[i], recording));
    Scalars value =
        operation instanceof Composition composition
            ? composed(composition, inputs, leaves, recording)
            : PlainFormulas.apply(operation, inputs, leaves, recording);
    for (int i = 0; i < upstream.getNumElements(); i++) {
      Scalar result = value.entries()[i];
      if (!result.isConstant()) {
        result.receive(new BigDecimal(upstream.data[i]), 0, decimals);
      }
    }
    recording.sweep();
    return new Reference(value, List.of(leaves), recording.isUndecided(), recording.size());
  }

  /** Every operation that the composition applies, by its plain formula. */
  private static Scalars composed(
      Composition composition, DMatrixRMaj[] inputs, Scalars[] leaves, Recording recording) {
    Tape tape = Tape.tracing();
    Variable[] variables = new Variable[inputs.length];
    Map<Variable, Scalars> known = new IdentityHashMap<>();
    for (int i = 0; i < inputs.length; i++) {
      variables[i] = tape.leaf(inputs[i]);
      known.put(variables[i], leaves[i]);
    }
    Variable output = function(composition).apply(variables);
    for (Tape.Step step : tape.steps()) {
      DMatrixRMaj[] values =
          step.inputs().stream().map(Variable::value).toArray(DMatrixRMaj[]::new);
      Scalars[] in =
          step.inputs().stream()
              .map(x -> known.computeIfAbsent(x, c -> Scalars.constants(c.value(), recording)))
              .toArray(Scalars[]::new);
      known.put(step.output(), PlainFormulas.apply(step.operation(), values, in, recording));
    }
    return known.computeIfAbsent(output, c -> Scalars.constants(c.value(), recording));
  }

  @SuppressWarnings("unchecked")
  private static Function<Variable[], Variable> function(Composition composition) {
    return Settings.of(composition, "function", Function.class);
  }
}
