package org.set2model.catalog;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Contributions;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Tangent;

/**
 * An operation on a mixture's parameters that takes them as three inputs in place of one: weights
 * (K x 1), means and variances (K x D). Each so has a domain and a size of its own, which a check
 * has to know.
 *
 * <pre>
 *   value    f(..., [w | mu | phi], ...)
 *   vjp      the columns of f's product with respect to theta
 * </pre>
 *
 * <p>Proof: catalog entry {@code expectation-maximization step}.
 */
final class ThetaInParts implements Operation {

  private static final int PARTS = 3;

  private final Operation operation;
  private final int position;

  /**
   * An operation in parts.
   *
   * @param position of theta among the operation's inputs
   */
  ThetaInParts(Operation operation, int position) {
    this.operation = operation;
    this.position = position;
  }

  @Override
  public String name() {
    return operation.name();
  }

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    Evaluation whole = operation.evaluate(joined(inputs));
    return new Evaluation(
        whole.value(), (gradient, into) -> whole.pullback().pull(gradient, split(inputs, into)));
  }

  @Override
  public DMatrixRMaj value(DMatrixRMaj... inputs) {
    return operation.value(joined(inputs));
  }

  /** {@inheritDoc} That of the operation, whose tangents are given in parts too. */
  @Override
  public Tangent tangent() {
    return new Tangent(
        this,
        (inputs, tangents) -> {
          DMatrixRMaj[] whole = joined(inputs);
          DMatrixRMaj[] all = Arrays.copyOf(whole, 2 * whole.length);
          System.arraycopy(joined(tangents), 0, all, whole.length, whole.length);
          Evaluation along = operation.tangent().evaluate(all);
          return new Evaluation(
              along.value(),
              (gradient, into) ->
                  along.pullback().pull(gradient, split(inputs, into).upTo(whole.length)));
        });
  }

  /** The operation's own inputs. */
  private DMatrixRMaj[] joined(DMatrixRMaj[] inputs) {
    DMatrixRMaj weights = inputs[position];
    DMatrixRMaj means = inputs[position + 1];
    DMatrixRMaj variances = inputs[position + 2];
    int dimensions = means.numCols;
    DMatrixRMaj theta = new DMatrixRMaj(weights.numRows, 1 + 2 * dimensions);
    for (int k = 0; k < theta.numRows; k++) {
      theta.set(k, 0, weights.data[k]);
      System.arraycopy(means.data, k * dimensions, theta.data, k * theta.numCols + 1, dimensions);
      System.arraycopy(
          variances.data,
          k * dimensions,
          theta.data,
          k * theta.numCols + 1 + dimensions,
          dimensions);
    }
    DMatrixRMaj[] joined = Arrays.copyOf(inputs, inputs.length - PARTS + 1);
    joined[position] = theta;
    System.arraycopy(
        inputs, position + PARTS, joined, position + 1, inputs.length - position - PARTS);
    return joined;
  }

  private Contributions split(DMatrixRMaj[] inputs, Contributions into) {
    return new Contributions() {
      @Override
      public boolean wants(int input) {
        return input == position
            ? into.wants(position) || into.wants(position + 1) || into.wants(position + 2)
            : into.wants(apart(input));
      }

      @Override
      public void add(int input, DMatrixRMaj gradient) {
        if (input != position) {
          into.add(apart(input), gradient);
          return;
        }
        int from = 0;
        for (int part = position; part < position + PARTS; part++) {
          int columns = inputs[part].numCols;
          if (into.wants(part)) {
            into.add(part, columns(gradient, from, columns));
          }
          from += columns;
        }
      }
    };
  }

  /** Where an input of the operation other than theta stands in parts. */
  private int apart(int input) {
    return input < position ? input : input + PARTS - 1;
  }

  private static DMatrixRMaj columns(DMatrixRMaj matrix, int from, int count) {
    DMatrixRMaj columns = new DMatrixRMaj(matrix.numRows, count);
    for (int i = 0; i < matrix.numRows; i++) {
      System.arraycopy(matrix.data, i * matrix.numCols + from, columns.data, i * count, count);
    }
    return columns;
  }
}
