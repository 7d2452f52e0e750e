package org.set2model.mixture;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Variable;

/** Elementary operations on matrices, as small as can be, to compose larger ones from on a tape. */
record Primitive(String name, Function<DMatrixRMaj[], Evaluation> rule) implements Operation {

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    return rule.apply(inputs);
  }

  static Variable log(Variable x) {
    return map("log", x, Math::log, v -> 1 / v);
  }

  static Variable exp(Variable x) {
    return map("exp", x, Math::exp, Math::exp);
  }

  static Variable times(Variable x, double factor) {
    return map("scaling", x, v -> factor * v, v -> factor);
  }

  static Variable plus(Variable x, double term) {
    return map("shift", x, v -> v + term, v -> 1);
  }

  private static Variable map(
      String name, Variable x, DoubleUnaryOperator f, DoubleUnaryOperator derivative) {
    return new Primitive(
            name,
            in ->
                Evaluation.ofOne(
                    entries(in[0], i -> f.applyAsDouble(in[0].data[i])),
                    g -> entries(g, i -> g.data[i] * derivative.applyAsDouble(in[0].data[i]))))
        .apply(x);
  }

  static Variable add(Variable a, Variable b) {
    return zip("sum", a, b, Double::sum, (x, y) -> 1, (x, y) -> 1);
  }

  static Variable subtract(Variable a, Variable b) {
    return zip("difference", a, b, (x, y) -> x - y, (x, y) -> 1, (x, y) -> -1);
  }

  static Variable multiply(Variable a, Variable b) {
    return zip("product", a, b, (x, y) -> x * y, (x, y) -> y, (x, y) -> x);
  }

  static Variable divide(Variable a, Variable b) {
    return zip("quotient", a, b, (x, y) -> x / y, (x, y) -> 1 / y, (x, y) -> -x / y / y);
  }

  /** Entry by entry; both of one shape. */
  private static Variable zip(
      String name,
      Variable a,
      Variable b,
      DoubleBinaryOperator f,
      DoubleBinaryOperator toA,
      DoubleBinaryOperator toB) {
    return new Primitive(
            name,
            in -> {
              double[] x = in[0].data;
              double[] y = in[1].data;
              return new Evaluation(
                  entries(in[0], i -> f.applyAsDouble(x[i], y[i])),
                  (g, into) -> {
                    into.add(0, entries(g, i -> g.data[i] * toA.applyAsDouble(x[i], y[i])));
                    into.add(1, entries(g, i -> g.data[i] * toB.applyAsDouble(x[i], y[i])));
                  });
            })
        .apply(a, b);
  }

  /** Any matrix product; sums and repetitions are products with ones. */
  static Variable product(Variable a, Variable b) {
    return new Primitive(
            "matrix product",
            in ->
                new Evaluation(
                    CommonOps_DDRM.mult(in[0], in[1], null),
                    (g, into) -> {
                      into.add(0, CommonOps_DDRM.multTransB(g, in[1], null));
                      into.add(1, CommonOps_DDRM.multTransA(in[0], g, null));
                    }))
        .apply(a, b);
  }

  static Variable transpose(Variable x) {
    return new Primitive(
            "transposition",
            in ->
                Evaluation.ofOne(
                    CommonOps_DDRM.transpose(in[0], null), g -> CommonOps_DDRM.transpose(g, null)))
        .apply(x);
  }

  static Variable ones(int rows, int columns) {
    var ones = new DMatrixRMaj(rows, columns);
    ones.fill(1);
    return Variable.constant(ones);
  }

  @FunctionalInterface
  private interface Entry {
    double at(int index);
  }

  private static DMatrixRMaj entries(DMatrixRMaj shape, Entry entry) {
    var result = new DMatrixRMaj(shape.numRows, shape.numCols);
    for (int i = 0; i < result.getNumElements(); i++) {
      result.data[i] = entry.at(i);
    }
    return result;
  }
}
