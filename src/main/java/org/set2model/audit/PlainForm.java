package org.set2model.audit;

import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;

/**
 * An operation in its plain form.
 *
 * <pre>
 *   value    as the formula says, one number at a time, in {@link Scalar}s
 *   vjp      the chain rule, number by number
 * </pre>
 *
 * There is nothing in it that blocks, chunks, workers or special cases could break, and its product
 * is nobody's work. Small plain forms are proved by differences like everything else; large ones
 * then prove fast forms where differences would be too dear or too coarse.
 *
 * <p>Proof: catalog entry {@code linear, plain}.
 */
public final class PlainForm implements Operation {

  /** A function of matrices of numbers. */
  @FunctionalInterface
  public interface Value {
    /** Applies it; matrices are arrays of rows. */
    Scalar[][] of(Scalar[][]... inputs);
  }

  private final String name;
  private final Value value;

  /** The plain form of an operation of the given name. */
  public PlainForm(String name, Value value) {
    this.name = name;
    this.value = value;
  }

  @Override
  public String name() {
    return name + ", plain";
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    var tape = new ScalarTape();
    Scalar[][][] leaves = new Scalar[inputs.length][][];
    for (int i = 0; i < inputs.length; i++) {
      leaves[i] = tape.leaves(inputs[i]);
    }
    Scalar[][] output = value.of(leaves);
    DMatrixRMaj result = new DMatrixRMaj(output.length, output[0].length);
    for (int i = 0; i < output.length; i++) {
      for (int j = 0; j < output[0].length; j++) {
        result.set(i, j, output[i][j].value);
      }
    }
    return new Evaluation(
        result,
        (gradient, into) -> {
          tape.backward(output, gradient);
          for (int i = 0; i < inputs.length; i++) {
            if (into.wants(i)) {
              into.add(i, gradient(leaves[i]));
            }
          }
        });
  }

  private static DMatrixRMaj gradient(Scalar[][] leaves) {
    DMatrixRMaj gradient = new DMatrixRMaj(leaves.length, leaves[0].length);
    for (int i = 0; i < leaves.length; i++) {
      for (int j = 0; j < leaves[0].length; j++) {
        gradient.set(i, j, leaves[i][j].gradient);
      }
    }
    return gradient;
  }
}
