package org.set2model.catalog;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.set2model.audit.Comparison;
import org.set2model.audit.Draw;
import org.set2model.audit.Formula;
import org.set2model.audit.PlainCase;
import org.set2model.audit.PlainEntry;
import org.set2model.autodiff.Arithmetic;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Gradients;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.ScalarMultiplication;
import org.set2model.autodiff.Tape;
import org.set2model.autodiff.Variable;
import org.set2model.kernel.Workers;
import org.set2model.kernel.Workspace;

/** What all operations stand on: the tape, memory that is lent again, and shared work. */
final class EngineEntries {

  private EngineEntries() {}

  static List<PlainEntry> entries() {
    return List.of(
        new PlainEntry(
            "tape",
            new Formula("frac{∂L}{∂x} = ∑_i frac{∂L}{∂y_i} frac{∂y_i}{∂x}"),
            "arXiv 1502.05767, section 3.2",
            List.of(
                new PlainCase("a variable on several paths", EngineEntries::paths),
                new PlainCase(
                    "a rule that hands its own gradient to two inputs", EngineEntries::handedOn),
                new PlainCase("a leaf that nothing depends on", EngineEntries::unused))),
        new PlainEntry(
            "recycled memory",
            new Formula("A_i ≠ A_j for i ≠ j"),
            "none",
            List.of(new PlainCase("lent, given back twice and lent again", EngineEntries::lent))),
        new PlainEntry(
            "shared work",
            new Formula("y_i = f(i),  i = 0, …, n − 1"),
            "none",
            List.of(
                new PlainCase(
                    "no more tasks than workers, and many more", EngineEntries::shared))));
  }

  /** {@code f = e^x + 2 (e^x + x)}, where x and e^x are both used twice. */
  private static Comparison paths(Draw draw) {
    DMatrixRMaj x = draw.ordinary(2, 3);
    DMatrixRMaj upstream = draw.ordinary(2, 3);
    Tape tape = new Tape();
    Variable leaf = tape.leaf(x);
    Variable exponential = leaf.exp();
    Variable sum = exponential.plus(ScalarMultiplication.multiply(2, exponential.plus(leaf)));
    DMatrixRMaj plain = new DMatrixRMaj(2, 3);
    for (int i = 0; i < 6; i++) {
      plain.data[i] = upstream.data[i] * (3 * Math.exp(x.data[i]) + 2);
    }
    return new Comparison().add("gradient", tape.backward(sum, upstream).of(leaf), plain);
  }

  /**
   * A sum whose rule does without copies.
   *
   * <p>Proof: catalog entry {@code tape}.
   */
  private static final class CarelessSum implements Operation {

    @Override
    public String name() {
      return "sum without copies";
    }

    @Override
    public Evaluation evaluate(DMatrixRMaj... inputs) {
      return new Evaluation(
          Arithmetic.ADDITION.value(inputs),
          (gradient, into) -> {
            into.add(0, gradient);
            into.add(1, gradient);
          });
    }
  }

  /** {@code f = (a + b) + (a + b)}. */
  private static Comparison handedOn(Draw draw) {
    DMatrixRMaj upstream = draw.ordinary(2, 2);
    Tape tape = new Tape();
    Variable a = tape.leaf(draw.ordinary(2, 2));
    Variable b = tape.leaf(draw.ordinary(2, 2));
    Operation sum = new CarelessSum();
    Gradients gradients = tape.backward(sum.apply(sum.apply(a, b), sum.apply(a, b)), upstream);
    DMatrixRMaj twice = ScalarMultiplication.scaled(2, upstream);
    return new Comparison()
        .add("gradient of a", gradients.of(a), twice)
        .add("gradient of b", gradients.of(b), twice);
  }

  private static Comparison unused(Draw draw) {
    Tape tape = new Tape();
    Variable used = tape.leaf(draw.ordinary(1, 2));
    Variable unused = tape.leaf(draw.ordinary(3, 1));
    Gradients gradients = tape.backward(used.plus(used), new DMatrixRMaj(1, 2, true, 1, 1));
    return new Comparison()
        .add("gradient of what is used", gradients.of(used), new DMatrixRMaj(1, 2, true, 2, 2))
        .add("gradient of what is not", gradients.of(unused), new DMatrixRMaj(3, 1));
  }

  /** Every matrix that is lent is filled with a number of its own, and keeps it. */
  private static Comparison lent(Draw draw) {
    Workspace workspace = new Workspace();
    List<DMatrixRMaj> lent = new ArrayList<>();
    DMatrixRMaj first = workspace.take(3, 5);
    workspace.release(first);
    workspace.release(first);
    workspace.release(draw.ordinary(3, 5));
    Comparison comparison = new Comparison();
    for (int i = 0; i < 6; i++) {
      DMatrixRMaj matrix = workspace.take(3, 5 + i % 2);
      matrix.fill(i);
      lent.add(matrix);
    }
    for (int i = 0; i < lent.size(); i++) {
      DMatrixRMaj plain = new DMatrixRMaj(3, 5 + i % 2);
      plain.fill(i);
      comparison.add("matrix " + i, lent.get(i), plain);
    }
    return comparison;
  }

  private static Comparison shared(Draw draw) {
    Comparison comparison = new Comparison();
    try (Workers workers = new Workers(3)) {
      for (int tasks : new int[] {1, 2, 3, 100}) {
        DMatrixRMaj x = draw.ordinary(tasks, 1);
        DMatrixRMaj y = new DMatrixRMaj(tasks, 1);
        workers.run(tasks, (task, worker) -> y.data[task] += x.data[task]);
        comparison.add(tasks + " tasks", y, x);
      }
      comparison.add("what a task throws is thrown", thrown(workers), Draw.scalar(7));
    }
    return comparison;
  }

  /** The number of the only task of many that throws. */
  private static DMatrixRMaj thrown(Workers workers) {
    try {
      workers.run(
          50,
          (task, worker) -> {
            if (task == 7) {
              throw new IllegalStateException(String.valueOf(task));
            }
          });
      return Draw.scalar(-1);
    } catch (IllegalStateException exception) {
      return Draw.scalar(Double.parseDouble(exception.getMessage()));
    }
  }
}
