package org.set2model.gradcheck.argument;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;

/**
 * The checked function around one point, as a function of displacements. It hands out copies,
 * counts calls and watches for what makes a function unfit for a check.
 */
public final class Probe {

  private final Function<DMatrixRMaj[], DMatrixRMaj> function;
  private final Function<DMatrixRMaj[], ?> branches;
  private final List<Argument> arguments;
  private final DMatrixRMaj base;
  private final Object baseBranches;
  private int evaluations;
  private String defect;
  private double largestOutput;

  /**
   * Evaluates the function twice at the point.
   *
   * @param branches fingerprint of the branches taken, or null
   */
  public Probe(
      Function<DMatrixRMaj[], DMatrixRMaj> function,
      List<Argument> arguments,
      Function<DMatrixRMaj[], ?> branches) {
    this.function = function;
    this.branches = branches;
    this.arguments = arguments;
    DMatrixRMaj[] point = displaced(null, 0);
    base = evaluate(point).copy();
    baseBranches = branches == null ? null : branches.apply(copies(point));
    if (!sameBits(base, evaluate(point))) {
      report(
          "the function is not deterministic: two calls at the same point differ; fix the seed of"
              + " what it draws");
    }
    for (int k = 0; k < base.getNumElements(); k++) {
      if (!Double.isFinite(base.data[k])) {
        report(
            "the function is not finite at the point: "
                + base.data[k]
                + "; check at a point where it is");
      }
    }
  }

  /** What makes the function unfit for a check, or null. */
  public String defect() {
    return defect;
  }

  public int evaluations() {
    return evaluations;
  }

  public boolean knowsBranches() {
    return branches != null;
  }

  /** The largest magnitude of an output at any displaced point so far. */
  public double largestOutput() {
    return largestOutput;
  }

  /** The function's value at the point; only read. */
  public DMatrixRMaj base() {
    return base;
  }

  /**
   * The function's outputs at {@code x + t displacement}, or null where it has none: a function
   * rejects points outside its domain by an {@link IllegalArgumentException} or {@link
   * ArithmeticException}.
   *
   * @param sameBranches whether points on other branches than the base point have no outputs either
   */
  public double[] outputs(double[] displacement, double t, boolean sameBranches) {
    DMatrixRMaj[] inputs = displaced(displacement, t);
    try {
      if (sameBranches && !Objects.deepEquals(branches.apply(copies(inputs)), baseBranches)) {
        return null;
      }
      DMatrixRMaj result = evaluate(inputs);
      if (result.getNumElements() != base.getNumElements()) {
        return null;
      }
      double[] outputs = Arrays.copyOf(result.data, result.getNumElements());
      for (double output : outputs) {
        if (Math.abs(output) > largestOutput && Double.isFinite(output)) {
          largestOutput = Math.abs(output);
        }
      }
      return outputs;
    } catch (IllegalArgumentException | ArithmeticException outsideTheDomain) {
      return null;
    }
  }

  /**
   * A displacement near to {@code step} times a given one, by whose parts every entry moves
   * exactly, so that no rounding of arguments is taken for one of the function.
   */
  public double[] exactDisplacement(double[] displacement, double step, int parts) {
    double[] exact = new double[displacement.length];
    int position = 0;
    for (Argument argument : arguments) {
      DMatrixRMaj x = argument.value();
      for (int i = 0; i < x.getNumElements(); i++) {
        double move = step * displacement[position];
        double unit = parts * Math.ulp(Math.abs(x.data[i]) + parts * Math.abs(move));
        double units = Math.rint(move / unit);
        if (move != 0 && units == 0) {
          return null;
        }
        exact[position++] = units * unit;
      }
    }
    return exact;
  }

  /**
   * The step nearest to a given one by which a displacement of entries 0, 1 and -1 moves the
   * largest of them exactly, to either side; the step itself for other displacements.
   */
  public double exactStep(double[] displacement, double step) {
    double largest = 0;
    int position = 0;
    for (Argument argument : arguments) {
      for (double entry : argument.value().data) {
        double direction = Math.abs(displacement[position++]);
        if (direction != 0) {
          if (direction != 1) {
            return step;
          }
          largest = Math.max(largest, Math.abs(entry));
        }
      }
    }
    return (largest + step) - largest;
  }

  private DMatrixRMaj evaluate(DMatrixRMaj[] inputs) {
    evaluations++;
    DMatrixRMaj[] copies = copies(inputs);
    DMatrixRMaj result = function.apply(copies);
    for (int i = 0; i < inputs.length; i++) {
      if (!sameBits(inputs[i], copies[i])) {
        report(
            "the function changes its argument '"
                + arguments.get(i).name()
                + "'; let it work on a copy");
      }
    }
    return result;
  }

  private DMatrixRMaj[] displaced(double[] displacement, double t) {
    DMatrixRMaj[] inputs = new DMatrixRMaj[arguments.size()];
    int position = 0;
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = arguments.get(i).value();
      if (displacement != null) {
        for (int j = 0; j < inputs[i].getNumElements(); j++) {
          inputs[i].data[j] += t * displacement[position++];
        }
      }
    }
    return inputs;
  }

  private void report(String found) {
    if (defect == null) {
      defect = found;
    }
  }

  private static DMatrixRMaj[] copies(DMatrixRMaj[] inputs) {
    DMatrixRMaj[] copies = new DMatrixRMaj[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      copies[i] = inputs[i].copy();
    }
    return copies;
  }

  public static boolean sameBits(DMatrixRMaj[] a, DMatrixRMaj[] b) {
    boolean same = a.length == b.length;
    for (int i = 0; same && i < a.length; i++) {
      same = sameBits(a[i], b[i]);
    }
    return same;
  }

  public static boolean sameBits(DMatrixRMaj a, DMatrixRMaj b) {
    boolean same = a.numRows == b.numRows && a.numCols == b.numCols;
    for (int i = 0; same && i < a.getNumElements(); i++) {
      same = Double.doubleToLongBits(a.data[i]) == Double.doubleToLongBits(b.data[i]);
    }
    return same;
  }
}
