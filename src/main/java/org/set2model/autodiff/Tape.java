package org.set2model.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/**
 * The record of a computation, in the order in which it was made, from leaves to a scalar.
 *
 * <pre>{@code
 * Tape tape = new Tape();
 * Variable w = tape.leaf(weights);
 * Variable loss = ...operations on w...;
 * DMatrixRMaj gradient = tape.backward(loss).of(w);
 * }</pre>
 */
public final class Tape {

  /** One application of an operation; a leaf has neither name nor rule. */
  private record Node(String name, Pullback pullback, int[] inputs, int rows, int columns) {}

  /**
   * One application of an operation, as a tracing tape remembers it.
   *
   * @param operation what was applied
   * @param inputs to what
   * @param output the result
   * @param createdAt where the program applied it: the first stack frame outside the tape, the
   *     variable and the operation's own class
   */
  public record Step(
      Operation operation, List<Variable> inputs, Variable output, String createdAt) {}

  private final List<Node> nodes = new ArrayList<>();
  private final List<Step> steps;
  private boolean spent;

  /** An empty tape. */
  public Tape() {
    this(null);
  }

  private Tape(List<Step> steps) {
    this.steps = steps;
  }

  /**
   * An empty tape that also remembers every {@link Step}, for finding a wrong derivative. It keeps
   * all values and looks at the stack at every operation, so it is slow and large.
   */
  public static Tape tracing() {
    return new Tape(new ArrayList<>());
  }

  /** Puts a matrix on the tape as a variable to differentiate with respect to. */
  public Variable leaf(DMatrixRMaj value) {
    requireUnspent();
    nodes.add(new Node(null, null, null, value.numRows, value.numCols));
    return Variable.leaf(value, this, nodes.size() - 1);
  }

  /** The operations applied so far, for a {@link #tracing()} tape. */
  public List<Step> steps() {
    if (steps == null) {
      throw new IllegalStateException("only a tape made by Tape.tracing() remembers its steps");
    }
    return List.copyOf(steps);
  }

  /**
   * Applies an operation. The result is a constant when all inputs are. It has a tangent when any
   * input has one.
   *
   * @throws IllegalArgumentException if the inputs stand on different tapes, or are too few
   */
  static Variable apply(Operation operation, Variable... inputs) {
    Variable output = applyToValues(operation, inputs);
    if (Arrays.stream(inputs).noneMatch(Variable::hasTangent)) {
      return output;
    }
    Variable[] withTangents = new Variable[2 * inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      withTangents[i] = inputs[i].withoutTangent();
      withTangents[inputs.length + i] = inputs[i].tangent();
    }
    return output.along(operation.tangent().apply(withTangents));
  }

  private static Variable applyToValues(Operation operation, Variable... inputs) {
    DMatrixRMaj[] values = new DMatrixRMaj[inputs.length];
    Tape tape = null;
    for (int i = 0; i < inputs.length; i++) {
      values[i] = inputs[i].value();
      Tape other = inputs[i].tape();
      if (other != null) {
        if (tape != null && tape != other) {
          throw new IllegalArgumentException(
              operation.name() + ": input " + i + " stands on another tape than an earlier input");
        }
        tape = other;
      }
    }
    try {
      return tape == null
          ? Variable.constant(operation.value(values))
          : tape.record(operation, values, inputs);
    } catch (ArrayIndexOutOfBoundsException e) {
      // How many inputs an operation takes is known to its code alone.
      throw new IllegalArgumentException(
          String.format(
              "%s cannot be computed from %d input%s: does it take more? (%s)",
              operation.name(), values.length, values.length == 1 ? "" : "s", e.getMessage()),
          e);
    }
  }

  private Variable record(Operation operation, DMatrixRMaj[] values, Variable[] inputs) {
    requireUnspent();
    Evaluation evaluation = operation.evaluate(values);
    int[] indices = new int[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      indices[i] = inputs[i].index();
    }
    DMatrixRMaj value = evaluation.value();
    nodes.add(
        new Node(operation.name(), evaluation.pullback(), indices, value.numRows, value.numCols));
    Variable output = Variable.recorded(value, this, nodes.size() - 1);
    if (steps != null) {
      steps.add(new Step(operation, List.of(inputs), output, callSite(operation)));
    }
    return output;
  }

  /**
   * Sweeps back from a scalar: the gradients of {@code loss} with respect to all leaves.
   *
   * @throws IllegalArgumentException if the loss is not 1 x 1, or depends on no leaf of this tape,
   *     or an operation's rule is wrong as {@link Contributions#add} says
   * @throws IllegalStateException if the tape was already swept
   */
  public Gradients backward(Variable loss) {
    if (loss.rows() != 1 || loss.columns() != 1) {
      throw new IllegalArgumentException(
          "loss (" + loss.rows() + " x " + loss.columns() + ") must be 1 x 1");
    }
    DMatrixRMaj one = new DMatrixRMaj(1, 1);
    one.data[0] = 1;
    return backward(loss, one);
  }

  /**
   * Sweeps back from a matrix: the gradients of {@code sum_ij gradient_ij output_ij} with respect
   * to all leaves.
   *
   * @param gradient gradient of a scalar with respect to the output, of the output's shape
   * @throws IllegalArgumentException if the shapes differ, or the output depends on no leaf of this
   *     tape, or an operation's rule is wrong as {@link Contributions#add} says
   * @throws IllegalStateException if the tape was already swept
   */
  public Gradients backward(Variable output, DMatrixRMaj gradient) {
    if (output.tape() != this) {
      throw new IllegalArgumentException(
          output.isConstant()
              ? "the output depends on no leaf: there is nothing to differentiate"
              : "the output stands on another tape");
    }
    if (gradient.numRows != output.rows() || gradient.numCols != output.columns()) {
      throw new IllegalArgumentException(
          String.format(
              "gradient (%d x %d) must have the shape of the output (%d x %d)",
              gradient.numRows, gradient.numCols, output.rows(), output.columns()));
    }
    requireUnspent();
    spent = true;
    var accumulator = new GradientAccumulator(nodes.size());
    accumulator.add(output.index(), gradient.copy());
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (node.pullback() != null) {
        DMatrixRMaj upstream = accumulator.take(i);
        if (upstream != null) {
          Contributions inputs = accumulator.forInputs(upstream, node.inputs());
          node.pullback()
              .pull(upstream, new CheckedContributions(node.name(), shapes(node), inputs));
        }
        nodes.set(i, null);
      }
    }
    return new Gradients(this, accumulator.gradients());
  }

  /** Rows and columns of each input; null for a constant, which stands on no tape. */
  private int[][] shapes(Node node) {
    int[][] shapes = new int[node.inputs().length][];
    for (int i = 0; i < shapes.length; i++) {
      if (node.inputs()[i] >= 0) {
        Node input = nodes.get(node.inputs()[i]);
        shapes[i] = new int[] {input.rows(), input.columns()};
      }
    }
    return shapes;
  }

  private void requireUnspent() {
    if (spent) {
      throw new IllegalStateException("this tape was already swept: record the computation again");
    }
  }

  private static String callSite(Operation operation) {
    Set<String> passedThrough =
        Set.of(
            Tape.class.getName(),
            Operation.class.getName(),
            Variable.class.getName(),
            operation.getClass().getName());
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(frame -> !passedThrough.contains(frame.getClassName()))
                    .findFirst()
                    .map(StackWalker.StackFrame::toString)
                    .orElse("unknown"));
  }
}
