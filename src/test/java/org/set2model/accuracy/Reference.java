package org.set2model.accuracy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.set2model.audit.Composition;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Tangent;
import org.set2model.autodiff.Tape;
import org.set2model.autodiff.Variable;

/**
 * Value and vector-Jacobian product of an operation, by the plain formulas in extended precision.
 *
 * @param value the value
 * @param arguments the inputs, whose gradients are the product
 * @param last the operation that gave the value
 * @param isUndecided whether rounding could have led the computation in double precision into
 *     another branch, so that its derivative is not to be compared
 * @param operations how many were made, a measure of the cost
 */
record Reference(
    Scalars value, List<Scalars> arguments, Operation last, boolean isUndecided, long operations) {

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
    Result result = apply(operation, inputs, leaves, recording);
    for (int i = 0; i < upstream.getNumElements(); i++) {
      Scalar entry = result.value.entries()[i];
      if (!entry.isConstant()) {
        entry.receive(new BigDecimal(upstream.data[i]), 0, decimals);
      }
    }
    recording.sweep();
    return new Reference(
        result.value,
        List.of(leaves),
        result.last,
        recording.isUndecided(),
        recording.operations());
  }

  private record Result(Scalars value, Operation last) {}

  private static Result apply(
      Operation operation, DMatrixRMaj[] inputs, Scalars[] leaves, Recording recording) {
    if (operation instanceof Composition composition) {
      return composed(composition, inputs, leaves, recording);
    }
    if (operation instanceof Tangent) {
      return tangent(operation, inputs, leaves, recording);
    }
    if (operation.getClass().getSimpleName().equals("ThetaInParts")) {
      return inParts(operation, inputs, leaves, recording);
    }
    return new Result(PlainFormulas.apply(operation, inputs, leaves, recording), operation);
  }

  /** Every operation that the composition applies, by its plain formula. */
  private static Result composed(
      Composition composition, DMatrixRMaj[] inputs, Scalars[] leaves, Recording recording) {
    Tape tape = Tape.tracing();
    Variable[] variables = new Variable[inputs.length];
    Map<Variable, Scalars> known = new IdentityHashMap<>();
    for (int i = 0; i < inputs.length; i++) {
      variables[i] = tape.leaf(inputs[i]);
      known.put(variables[i], leaves[i]);
    }
    Variable output = function(composition).apply(variables);
    Operation last = composition;
    for (Tape.Step step : tape.steps()) {
      DMatrixRMaj[] values =
          step.inputs().stream().map(Variable::value).toArray(DMatrixRMaj[]::new);
      Scalars[] in =
          step.inputs().stream()
              .map(x -> known.computeIfAbsent(x, c -> Scalars.constants(c.value(), recording)))
              .toArray(Scalars[]::new);
      known.put(step.output(), PlainFormulas.apply(step.operation(), values, in, recording));
      last = step.output() == output ? step.operation() : last;
    }
    return new Result(
        known.computeIfAbsent(output, c -> Scalars.constants(c.value(), recording)), last);
  }

  /** The change of an operation's value along tangents, which are the second half of the inputs. */
  private static Result tangent(
      Operation operation, DMatrixRMaj[] inputs, Scalars[] leaves, Recording recording) {
    int count = inputs.length / 2;
    Result result =
        apply(
            Settings.of(operation, "operation", Operation.class),
            Arrays.copyOf(inputs, count),
            Arrays.copyOf(leaves, count),
            recording);
    Map<Scalar, Scalar> tangents = new IdentityHashMap<>();
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < leaves[i].entries().length; j++) {
        tangents.put(leaves[i].entries()[j], leaves[count + i].entries()[j]);
      }
    }
    return new Result(recording.tangents(result.value, tangents), result.last);
  }

  /** An operation of the audit's that takes theta as weights, means and variances. */
  private static Result inParts(
      Operation operation, DMatrixRMaj[] inputs, Scalars[] leaves, Recording recording) {
    Operation whole = Settings.of(operation, "operation", Operation.class);
    int at = Settings.of(operation, "position", Integer.class);
    List<DMatrixRMaj> values = new ArrayList<>(List.of(inputs));
    List<Scalars> in = new ArrayList<>(List.of(leaves));
    values.set(at, CommonOps_DDRM.concatColumnsMulti(inputs[at], inputs[at + 1], inputs[at + 2]));
    in.set(at, leaves[at].beside(leaves[at + 1]).beside(leaves[at + 2]));
    values.subList(at + 1, at + 3).clear();
    in.subList(at + 1, at + 3).clear();
    return apply(whole, values.toArray(DMatrixRMaj[]::new), in.toArray(Scalars[]::new), recording);
  }

  @SuppressWarnings("unchecked")
  private static Function<Variable[], Variable> function(Composition composition) {
    return Settings.of(composition, "function", Function.class);
  }
}
