package org.set2model.accuracy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.gradcheck.argument.Argument;

/**
 * An operation, its inputs and a gradient with respect to its value: where errors are measured.
 *
 * @param names of the inputs
 * @param kind what is particular about the inputs
 */
record Point(
    Operation operation,
    List<String> names,
    DMatrixRMaj[] inputs,
    DMatrixRMaj upstream,
    String kind) {

  /** Smallest power of two by which a move changes a number, relatively. */
  private static final int FINEST = 50;

  /** A point with a random upstream gradient. */
  static Point of(
      Operation operation, List<Argument> arguments, String kind, SplittableRandom random) {
    DMatrixRMaj[] inputs = arguments.stream().map(Argument::value).toArray(DMatrixRMaj[]::new);
    List<String> names = arguments.stream().map(Argument::name).toList();
    DMatrixRMaj upstream = operation.value(inputs).copy();
    Arrays.setAll(upstream.data, i -> random.nextGaussian());
    return new Point(operation, names, inputs, upstream, kind);
  }

  /**
   * A point nearby: the entries of one matrix, or one entry, or all of all matrices changed by a
   * random amount of random size, or a matrix as a whole by a power of two. Zeros stay, and so do
   * signs.
   */
  Point moved(SplittableRandom random) {
    DMatrixRMaj[] matrices = new DMatrixRMaj[inputs.length + 1];
    Arrays.setAll(matrices, i -> (i < inputs.length ? inputs[i] : upstream).copy());
    DMatrixRMaj chosen = matrices[random.nextInt(matrices.length)];
    double amount = Math.scalb(1.0, -1 - random.nextInt(FINEST));
    switch (random.nextInt(4)) {
      case 0 -> change(chosen, amount, random);
      case 1 -> changeOne(chosen, amount, random);
      case 2 -> Arrays.asList(matrices).forEach(matrix -> change(matrix, amount, random));
      default -> scale(chosen, random.nextBoolean() ? 2 : 0.5);
    }
    return new Point(
        operation, names, Arrays.copyOf(matrices, inputs.length), matrices[inputs.length], kind);
  }

  private static void change(DMatrixRMaj matrix, double amount, SplittableRandom random) {
    for (int i = 0; i < matrix.getNumElements(); i++) {
      matrix.data[i] *= factor(amount, random);
    }
  }

  private static void changeOne(DMatrixRMaj matrix, double amount, SplittableRandom random) {
    if (matrix.getNumElements() > 0) {
      matrix.data[random.nextInt(matrix.getNumElements())] *= factor(amount, random);
    }
  }

  private static double factor(double amount, SplittableRandom random) {
    return 1 + amount * random.nextDouble(-1, 1);
  }

  private static void scale(DMatrixRMaj matrix, double factor) {
    for (int i = 0; i < matrix.getNumElements(); i++) {
      matrix.data[i] *= factor;
    }
  }

  /**
   * What is found at a point.
   *
   * @param errors of the value's parts and of the derivatives with respect to the inputs, by name
   * @param isUndecided whether the derivatives were left out, see {@link Reference}
   * @param operations a measure of what the reference cost
   */
  record Finding(Map<String, Errors> errors, boolean isUndecided, long operations) {}

  /**
   * Measures.
   *
   * @throws RuntimeException of the operation, if the point is outside its domain
   * @throws ArithmeticException of the reference, for the same reason
   */
  Finding measure(Decimals decimals) {
    DMatrixRMaj[] own = Arrays.stream(inputs).map(DMatrixRMaj::copy).toArray(DMatrixRMaj[]::new);
    Evaluation evaluation = operation.evaluate(own);
    DMatrixRMaj value = evaluation.value().copy();
    boolean hasProduct = evaluation.pullback() != null;
    DMatrixRMaj[] products =
        hasProduct ? evaluation.vectorJacobianProducts(inputs.length, upstream) : null;
    Reference reference = Reference.of(operation, inputs, upstream, decimals);
    Map<String, Errors> errors = new LinkedHashMap<>();
    for (Part part : Part.ofValue(value, reference.last())) {
      errors.put(part.name(), Errors.ofValue(value.data, reference.value(), part, decimals));
    }
    for (int i = 0; i < inputs.length && hasProduct && !reference.isUndecided(); i++) {
      double[] product =
          products[i] == null ? new double[inputs[i].getNumElements()] : products[i].data;
      Scalars argument = reference.arguments().get(i);
      for (Part part : Part.ofArgument(names.get(i), inputs[i])) {
        errors.put("d " + part.name(), Errors.ofGradient(product, argument, part, decimals));
      }
    }
    return new Finding(errors, reference.isUndecided(), reference.operations());
  }
}
