package org.set2model.audit;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.set2model.autodiff.Tape;
import org.set2model.autodiff.Variable;
import org.set2model.gradcheck.Finding;
import org.set2model.gradcheck.Report;
import org.set2model.gradcheck.Verdict;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.EntryLocation;

/**
 * Names the operation that makes a gradient wrong.
 *
 * <p>The function is recorded on a tracing tape and swept anew. Every step's product is checked on
 * its own, at the inputs that the step had and with the upstream gradient that reached it; the
 * first that disagrees is to blame, since everything before it in the sweep was right. If no step
 * disagrees although the whole does, an operation keeps state between calls, or the tape itself is
 * at fault.
 *
 * @param operation name of the operation
 * @param step its place among the operations recorded, from 0
 * @param createdAt where the program applied it
 * @param input the wrong entry of an input: {@code inputI[row, column]} of the operation's input
 *     number I
 * @param claimed its derivative as the operation gives it
 * @param numerical its derivative by differences
 * @param uncertainty estimated bound of the error of {@code numerical}
 * @param upstream the gradient that reached the step
 * @param report the check of the step alone, with literals of its inputs to paste
 */
public record Blame(
    String operation,
    int step,
    String createdAt,
    EntryLocation input,
    double claimed,
    double numerical,
    double uncertainty,
    DMatrixRMaj upstream,
    Report report) {

  /** Finds what is to blame, with a random gradient of the function's value. */
  public static Optional<Blame> find(
      Function<Variable[], Variable> function, List<Argument> arguments) {
    Tape tape = Tape.tracing();
    Variable[] leaves = new Variable[arguments.size()];
    for (int i = 0; i < leaves.length; i++) {
      leaves[i] = tape.leaf(arguments.get(i).value());
    }
    Variable output = function.apply(leaves);
    Map<Variable, DMatrixRMaj> gradients = new IdentityHashMap<>();
    gradients.put(output, randomGradient(output));
    List<Tape.Step> steps = tape.steps();
    for (int s = steps.size() - 1; s >= 0; s--) {
      Tape.Step step = steps.get(s);
      DMatrixRMaj upstream = gradients.remove(step.output());
      if (upstream != null) {
        Report report = check(step, upstream);
        Optional<Finding> worst = report.worst().filter(f -> f.verdict() == Verdict.DISAGREE);
        if (worst.isPresent()) {
          return Optional.of(blame(step, s, upstream, report));
        }
        passOn(step, upstream, gradients);
      }
    }
    return Optional.empty();
  }

  private static Blame blame(Tape.Step step, int index, DMatrixRMaj upstream, Report report) {
    Finding worst =
        report.findings().stream()
            .filter(f -> f.verdict() == Verdict.DISAGREE && f.place().isPresent())
            .findFirst()
            .orElseGet(() -> report.worst().orElseThrow());
    return new Blame(
        step.operation().name(),
        index,
        step.createdAt(),
        worst.place().orElse(new EntryLocation(worst.subject(), 0, 0)),
        worst.claimed(),
        worst.numerical(),
        worst.uncertainty(),
        upstream,
        report);
  }

  private static Report check(Tape.Step step, DMatrixRMaj upstream) {
    List<Argument> arguments = new ArrayList<>();
    for (int i = 0; i < step.inputs().size(); i++) {
      arguments.add(Argument.of("input" + i, step.inputs().get(i).value()));
    }
    return OperationCheck.of(step.operation(), arguments.toArray(Argument[]::new))
        .upstream(upstream)
        .check();
  }

  private static void passOn(
      Tape.Step step, DMatrixRMaj upstream, Map<Variable, DMatrixRMaj> gradients) {
    DMatrixRMaj[] inputs =
        step.inputs().stream().map(input -> input.value().copy()).toArray(DMatrixRMaj[]::new);
    DMatrixRMaj[] products = OperationCheck.products(step.operation(), inputs, upstream);
    for (int i = 0; i < products.length; i++) {
      Variable input = step.inputs().get(i);
      if (!input.isConstant()) {
        gradients.merge(input, products[i], (sum, next) -> CommonOps_DDRM.add(sum, next, null));
      }
    }
  }

  private static DMatrixRMaj randomGradient(Variable output) {
    var random = new SplittableRandom(0);
    DMatrixRMaj gradient = new DMatrixRMaj(output.rows(), output.columns());
    for (int i = 0; i < gradient.getNumElements(); i++) {
      gradient.data[i] = (random.nextBoolean() ? 1 : -1) * random.nextDouble(0.5, 1);
    }
    return gradient;
  }

  @Override
  public String toString() {
    return String.format(
        "to blame: %s, step %d, created at %s%n%s: claimed %s, numerical %s, uncertainty %.1e%n%s",
        operation, step, createdAt, input, claimed, numerical, uncertainty, report);
  }
}
