package org.set2model.gradcheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.Probe;

/**
 * A vector-Jacobian product, called again and again under watch. The function is called at the same
 * point just before, as a layer needs it that keeps in its forward pass what its backward pass
 * uses. Every call gets matrices of its own, which are overwritten with NaN when it is over, so
 * that a product which comes back to them shows.
 */
final class WatchedPullback {

  private final Function<DMatrixRMaj[], DMatrixRMaj> function;
  private final BiFunction<DMatrixRMaj[], DMatrixRMaj, DMatrixRMaj[]> product;
  private final List<DMatrixRMaj[]> returned = new ArrayList<>();
  private final List<DMatrixRMaj[]> copies = new ArrayList<>();
  private Defect defect;

  WatchedPullback(
      Function<DMatrixRMaj[], DMatrixRMaj> function,
      BiFunction<DMatrixRMaj[], DMatrixRMaj, DMatrixRMaj[]> product) {
    this.function = function;
    this.product = product;
  }

  /** The first matrix found to be changed or shared; null if none is. */
  Defect defect() {
    return defect;
  }

  /** How often the product was called, and the function before it. */
  int calls() {
    return returned.size();
  }

  /**
   * The gradients of all arguments, in matrices of their own.
   *
   * @throws IllegalArgumentException if the product's result has the wrong number or shapes
   */
  DMatrixRMaj[] pull(List<Argument> arguments, DMatrixRMaj upstream) {
    function.apply(values(arguments));
    DMatrixRMaj[] inputs = values(arguments);
    DMatrixRMaj given = upstream.copy();
    DMatrixRMaj[] gradients = product.apply(inputs, given);
    requireShapes(arguments, gradients);
    DMatrixRMaj[] copy = copies(gradients);
    for (int i = 0; i < inputs.length; i++) {
      String name = arguments.get(i).name();
      requireUnchanged(inputs[i], arguments.get(i).value(), "its input '" + name + "'");
      for (int j = 0; j < inputs.length; j++) {
        String other = arguments.get(j).name();
        requireApart(gradients[i], inputs[j], name, "is the input '" + other + "' itself");
        if (j < i) {
          requireApart(gradients[i], gradients[j], name, "is also that of '" + other + "'");
        }
      }
      requireApart(gradients[i], given, name, "is the upstream gradient itself");
    }
    requireUnchanged(given, upstream, "the upstream gradient");
    for (int call = 0; call < returned.size(); call++) {
      for (int i = 0; i < copy.length; i++) {
        require(
            Probe.sameBits(returned.get(call)[i], copies.get(call)[i]),
            "a call of the product overwrites what an earlier one returned: return a new matrix,"
                + " or a copy");
      }
    }
    for (DMatrixRMaj input : inputs) {
      input.fill(Double.NaN);
    }
    given.fill(Double.NaN);
    returned.add(gradients.clone());
    copies.add(copy);
    return copies(copy);
  }

  private void requireUnchanged(DMatrixRMaj now, DMatrixRMaj before, String what) {
    require(Probe.sameBits(now, before), "the product changes " + what + ": work on a copy");
  }

  private void requireApart(DMatrixRMaj gradient, DMatrixRMaj other, String name, String is) {
    require(
        gradient.data != other.data,
        "the matrix that the product returns for '" + name + "' " + is + ": return a copy");
  }

  private void require(boolean kept, String otherwise) {
    if (!kept && defect == null) {
      defect = Defect.open(otherwise);
    }
  }

  private static void requireShapes(List<Argument> arguments, DMatrixRMaj[] gradients) {
    if (gradients == null || gradients.length != arguments.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the product returns %s for %d inputs; return one gradient for each, zeros where the"
                  + " value does not depend on it",
              gradients == null ? "null" : gradients.length + " gradients",
              arguments.size()));
    }
    for (int i = 0; i < gradients.length; i++) {
      DMatrixRMaj x = arguments.get(i).value();
      DMatrixRMaj g = gradients[i];
      if (g == null || g.numRows != x.numRows || g.numCols != x.numCols) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the product's gradient of '%s' (%s) must have its shape (%d x %d)",
                arguments.get(i).name(),
                g == null ? "null" : g.numRows + " x " + g.numCols,
                x.numRows,
                x.numCols));
      }
    }
  }

  private static DMatrixRMaj[] values(List<Argument> arguments) {
    return arguments.stream().map(Argument::value).toArray(DMatrixRMaj[]::new);
  }

  private static DMatrixRMaj[] copies(DMatrixRMaj[] matrices) {
    DMatrixRMaj[] copies = new DMatrixRMaj[matrices.length];
    for (int i = 0; i < copies.length; i++) {
      copies[i] = matrices[i].copy();
    }
    return copies;
  }
}
