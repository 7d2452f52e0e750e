package org.set2model.audit;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;

/** An operation with the right value and a product that a {@link Bug} has spoiled. */
final class Mutation implements Operation {

  private final Operation operation;
  private final Bug bug;
  private final long seed;

  /**
   * A broken operation.
   *
   * @param seed of what the bug does at random
   */
  Mutation(Operation operation, Bug bug, long seed) {
    this.operation = operation;
    this.bug = bug;
    this.seed = seed;
  }

  @Override
  public String name() {
    return operation.name() + ", " + bug.name();
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    return new Evaluation(
        operation.value(inputs),
        (gradient, into) -> {
          DMatrixRMaj[] spoiled =
              bug.applies()
                  .spoil(
                      upstream -> OperationCheck.products(operation, inputs, upstream),
                      gradient,
                      new SplittableRandom(seed));
          for (int i = 0; i < inputs.length; i++) {
            if (into.wants(i)) {
              into.add(i, spoiled[i]);
            }
          }
        });
  }
}
