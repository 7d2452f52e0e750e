package org.set2model.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Contributions;
import org.set2model.autodiff.Gradients;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Tape;
import org.set2model.autodiff.UnreliableGradientException;
import org.set2model.autodiff.Variable;

/**
 * What every operation promises beside the right numbers:
 *
 * <ul>
 *   <li>evaluating and pulling twice gives the same bits, and {@link Operation#value} those of
 *       {@link Operation#evaluate};
 *   <li>inputs are left untouched;
 *   <li>the product is linear in the upstream gradient, so zero gives zero;
 *   <li>contributions accumulate where a variable is used twice;
 *   <li>two applications of one operation do not disturb each other;
 *   <li>an input that is not wanted receives nothing, and the others the same as ever;
 *   <li>a NaN in an entry that the value depends on gives a NaN or an exception.
 * </ul>
 */
public final class Contracts {

  /** Rounding in a product, as part of its largest entry. */
  private static final double ROUNDING = 1e-9;

  /** Rounding in a product, as part of the largest entry of all products, which may have met it. */
  private static final double COMMON_ROUNDING = 1e-14;

  private final Operation operation;
  private final DMatrixRMaj[] inputs;
  private final DMatrixRMaj upstream;
  private final SplittableRandom random;
  private final List<String> violations = new ArrayList<>();

  private Contracts(Operation operation, DMatrixRMaj[] inputs, long seed) {
    this.operation = operation;
    this.inputs = inputs;
    this.random = new SplittableRandom(seed);
    DMatrixRMaj value = value(inputs);
    this.upstream = gradient(value.numRows, value.numCols);
  }

  /**
   * The promises that an operation breaks at a point, each in a sentence; empty if it keeps all.
   *
   * @param seed of the upstream gradients and of the entries that become NaN
   */
  public static List<String> violations(Operation operation, DMatrixRMaj[] inputs, long seed) {
    var contracts = new Contracts(operation, inputs, seed);
    contracts.leavesInputsAlone();
    contracts.repeats();
    contracts.isLinear();
    contracts.accumulates();
    contracts.keepsApplicationsApart();
    contracts.heedsWhatIsWanted();
    contracts.passesNaN();
    return List.copyOf(contracts.violations);
  }

  private void repeats() {
    require(
        same(value(inputs), operation.evaluate(copies(inputs)).value()),
        "value and evaluate differ in bits");
    require(same(value(inputs), value(inputs)), "two evaluations differ in bits");
    DMatrixRMaj[] first = pull(upstream);
    require(same(first, pull(upstream)), "two products differ in bits");
  }

  private void leavesInputsAlone() {
    DMatrixRMaj[] given = copies(inputs);
    OperationCheck.products(operation, given, upstream);
    require(same(given, inputs), "an input is changed");
  }

  private void isLinear() {
    DMatrixRMaj other = gradient(upstream.numRows, upstream.numCols);
    DMatrixRMaj[] first = pull(upstream);
    DMatrixRMaj[] second = pull(other);
    DMatrixRMaj[] ofSum = pull(sum(1, upstream, -0.75, other));
    double largest = Math.max(largest(first), largest(second));
    for (int i = 0; i < inputs.length; i++) {
      DMatrixRMaj difference = sum(1, ofSum[i], -1, sum(1, first[i], -0.75, second[i]));
      double own = Math.max(largest(first[i]), largest(second[i]));
      require(
          largest(difference) <= ROUNDING * own + COMMON_ROUNDING * largest,
          "the product of input " + i + " is not linear in the upstream gradient");
    }
    for (DMatrixRMaj product : pull(new DMatrixRMaj(upstream.numRows, upstream.numCols))) {
      require(largest(product) == 0, "the product of a zero gradient is not zero");
    }
  }

  /** Uses all inputs twice, and one variable as two inputs where shapes allow it. */
  private void accumulates() {
    DMatrixRMaj[] once = pull(upstream);
    Tape tape = new Tape();
    Variable[] leaves = leaves(tape, inputs);
    Gradients twice =
        tape.backward(operation.apply(leaves).plus(operation.apply(leaves)), upstream);
    for (int i = 0; i < inputs.length; i++) {
      require(
          same(twice.of(leaves[i]), sum(1, once[i], 1, once[i])),
          "contributions of two uses of input " + i + " do not add up");
    }
    for (int i = 0; i < inputs.length; i++) {
      for (int j = 0; j < i; j++) {
        if (inputs[i].numRows == inputs[j].numRows && inputs[i].numCols == inputs[j].numCols) {
          accumulatesAs(i, j);
        }
      }
    }
  }

  private void accumulatesAs(int i, int j) {
    DMatrixRMaj[] shared = inputs.clone();
    shared[i] = shared[j];
    DMatrixRMaj[] apart;
    try {
      apart = OperationCheck.products(operation, shared, upstream);
    } catch (IllegalArgumentException | UnreliableGradientException outsideTheDomain) {
      return;
    }
    Tape tape = new Tape();
    Variable[] leaves = leaves(tape, shared);
    leaves[i] = leaves[j];
    Gradients gradients = tape.backward(operation.apply(leaves), upstream);
    require(
        same(gradients.of(leaves[j]), sum(1, apart[j], 1, apart[i])),
        "contributions of a variable that is input " + j + " and " + i + " do not add up");
  }

  /** Applies the operation to other inputs as well before the way back goes through both. */
  private void keepsApplicationsApart() {
    DMatrixRMaj[] others =
        Arrays.stream(inputs).map(Contracts::reversed).toArray(DMatrixRMaj[]::new);
    DMatrixRMaj[] otherProducts;
    try {
      otherProducts = copies(OperationCheck.products(operation, copies(others), upstream));
    } catch (IllegalArgumentException | UnreliableGradientException outsideTheDomain) {
      return;
    }
    DMatrixRMaj[] products = pull(upstream);
    Tape tape = new Tape();
    Variable[] leaves = leaves(tape, inputs);
    Variable[] otherLeaves = leaves(tape, others);
    Gradients gradients =
        tape.backward(operation.apply(leaves).plus(operation.apply(otherLeaves)), upstream);
    for (int i = 0; i < inputs.length; i++) {
      require(
          same(gradients.of(leaves[i]), products[i])
              && same(gradients.of(otherLeaves[i]), otherProducts[i]),
          "two applications disturb each other in the product of input " + i);
    }
  }

  /** The entries in reverse, which most domains allow. */
  private static DMatrixRMaj reversed(DMatrixRMaj matrix) {
    DMatrixRMaj reversed = matrix.copy();
    int count = matrix.getNumElements();
    for (int i = 0; i < count; i++) {
      reversed.data[i] = matrix.data[count - 1 - i];
    }
    return reversed;
  }

  private void heedsWhatIsWanted() {
    DMatrixRMaj[] all = pull(upstream);
    for (int wanted = 0; wanted < inputs.length && inputs.length > 1; wanted++) {
      int only = wanted;
      DMatrixRMaj[] received = new DMatrixRMaj[inputs.length];
      operation
          .evaluate(inputs)
          .pullback()
          .pull(
              upstream.copy(),
              new Contributions() {
                @Override
                public boolean wants(int input) {
                  return input == only;
                }

                @Override
                public void add(int input, DMatrixRMaj gradient) {
                  received[input] =
                      received[input] == null
                          ? gradient.copy()
                          : sum(1, received[input], 1, gradient);
                }
              });
      for (int i = 0; i < inputs.length; i++) {
        require(i == only || received[i] == null, "input " + i + " receives what it does not want");
      }
      DMatrixRMaj own = received[only];
      require(
          own == null ? largest(all[only]) == 0 : same(own, all[only]),
          "the product of input " + only + " depends on what else is wanted");
    }
  }

  private void passesNaN() {
    for (int i = 0; i < inputs.length; i++) {
      int entry = random.nextInt(inputs[i].getNumElements());
      DMatrixRMaj[] spoiled = copies(inputs);
      spoiled[i].data[entry] = Double.NaN;
      try {
        require(
            hasNaN(operation.value(spoiled)) || !dependsOn(i, entry),
            "a NaN in input " + i + " gives a number");
      } catch (IllegalArgumentException | ArithmeticException refused) {
        continue;
      }
    }
  }

  /** Whether some other number in the entry's place changes the value. */
  private boolean dependsOn(int input, int entry) {
    DMatrixRMaj value = value(inputs);
    double x = inputs[input].data[entry];
    for (double other : new double[] {1.5 * x, -x, x + 1, x - 1, 10 * x + 3, -10 * x - 3}) {
      DMatrixRMaj[] moved = copies(inputs);
      moved[input].data[entry] = other;
      try {
        if (!same(value, value(moved))) {
          return true;
        }
      } catch (IllegalArgumentException | ArithmeticException outsideTheDomain) {
        continue;
      }
    }
    return false;
  }

  private DMatrixRMaj value(DMatrixRMaj[] at) {
    return operation.value(copies(at)).copy();
  }

  private DMatrixRMaj[] pull(DMatrixRMaj gradient) {
    return copies(OperationCheck.products(operation, copies(inputs), gradient));
  }

  private void require(boolean kept, String otherwise) {
    if (!kept) {
      violations.add(operation.name() + ": " + otherwise);
    }
  }

  /** Entries of either sign with magnitudes between 1/2 and 1. */
  private DMatrixRMaj gradient(int rows, int columns) {
    DMatrixRMaj gradient = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < rows * columns; i++) {
      gradient.data[i] = (random.nextBoolean() ? 1 : -1) * random.nextDouble(0.5, 1);
    }
    return gradient;
  }

  private static Variable[] leaves(Tape tape, DMatrixRMaj[] values) {
    return Arrays.stream(values).map(tape::leaf).toArray(Variable[]::new);
  }

  private static DMatrixRMaj[] copies(DMatrixRMaj[] matrices) {
    return Arrays.stream(matrices).map(DMatrixRMaj::copy).toArray(DMatrixRMaj[]::new);
  }

  private static DMatrixRMaj sum(double a, DMatrixRMaj x, double b, DMatrixRMaj y) {
    DMatrixRMaj sum = new DMatrixRMaj(x.numRows, x.numCols);
    for (int i = 0; i < x.getNumElements(); i++) {
      sum.data[i] = a * x.data[i] + b * y.data[i];
    }
    return sum;
  }

  /** The largest magnitude, NaN if there is one. */
  private static double largest(DMatrixRMaj x) {
    double largest = 0;
    for (int i = 0; i < x.getNumElements(); i++) {
      largest = Math.max(largest, Math.abs(x.data[i]));
    }
    return largest;
  }

  private static double largest(DMatrixRMaj[] matrices) {
    return Arrays.stream(matrices).mapToDouble(Contracts::largest).max().orElse(0);
  }

  private static boolean hasNaN(DMatrixRMaj x) {
    return Double.isNaN(largest(x));
  }

  private static boolean same(DMatrixRMaj[] a, DMatrixRMaj[] b) {
    boolean same = true;
    for (int i = 0; i < a.length; i++) {
      same &= same(a[i], b[i]);
    }
    return same;
  }

  private static boolean same(DMatrixRMaj a, DMatrixRMaj b) {
    boolean same = a.numRows == b.numRows && a.numCols == b.numCols;
    for (int i = 0; same && i < a.getNumElements(); i++) {
      same = Double.doubleToLongBits(a.data[i]) == Double.doubleToLongBits(b.data[i]);
    }
    return same;
  }
}
