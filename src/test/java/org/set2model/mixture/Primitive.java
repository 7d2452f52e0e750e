package org.set2model.mixture;

import java.util.function.BiFunction;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Tangent;
import org.set2model.autodiff.Variable;

/**
 * Elementary operations on matrices, as small as can be, to compose larger ones from on a tape,
 * with their derivatives of first and second order.
 */
record Primitive(
    String name,
    Function<DMatrixRMaj[], Evaluation> rule,
    BiFunction<DMatrixRMaj[], DMatrixRMaj[], Evaluation> alongTangents)
    implements Operation {

  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    return rule.apply(inputs);
  }

  @Override
  public Tangent tangent() {
    return new Tangent(this, alongTangents);
  }

  static Variable log(Variable x) {
    return map("log", x, Math::log, v -> 1 / v, v -> -1 / v / v);
  }

  static Variable exp(Variable x) {
    return map("exp", x, Math::exp, Math::exp, Math::exp);
  }

  static Variable times(Variable x, double factor) {
    return map("scaling", x, v -> factor * v, v -> factor, v -> 0);
  }

  static Variable plus(Variable x, double term) {
    return map("shift", x, v -> v + term, v -> 1, v -> 0);
  }

  private static Variable map(
      String name,
      Variable x,
      DoubleUnaryOperator f,
      DoubleUnaryOperator derivative,
      DoubleUnaryOperator second) {
    return new Primitive(
            name,
            in ->
                Evaluation.ofOne(
                    entries(in[0], i -> f.applyAsDouble(in[0].data[i])),
                    g -> entries(g, i -> g.data[i] * derivative.applyAsDouble(in[0].data[i]))),
            (in, v) ->
                Evaluation.ofOne(
                    entries(in[0], i -> derivative.applyAsDouble(in[0].data[i]) * v[0].data[i]),
                    g ->
                        entries(
                            g,
                            i -> g.data[i] * second.applyAsDouble(in[0].data[i]) * v[0].data[i])))
        .apply(x);
  }

  static Variable add(Variable a, Variable b) {
    return zip("sum", a, b, Double::sum, ONE, ONE, ZERO, ZERO, ZERO);
  }

  static Variable subtract(Variable a, Variable b) {
    return zip("difference", a, b, (x, y) -> x - y, ONE, (x, y) -> -1, ZERO, ZERO, ZERO);
  }

  static Variable multiply(Variable a, Variable b) {
    return zip("product", a, b, (x, y) -> x * y, (x, y) -> y, (x, y) -> x, ZERO, ONE, ZERO);
  }

  static Variable divide(Variable a, Variable b) {
    return zip(
        "quotient",
        a,
        b,
        (x, y) -> x / y,
        (x, y) -> 1 / y,
        (x, y) -> -x / y / y,
        ZERO,
        (x, y) -> -1 / y / y,
        (x, y) -> 2 * x / y / y / y);
  }

  private static final DoubleBinaryOperator ONE = (x, y) -> 1;

  private static final DoubleBinaryOperator ZERO = (x, y) -> 0;

  /** Entry by entry; both of one shape. The last five are first and second derivatives. */
  private static Variable zip(
      String name,
      Variable a,
      Variable b,
      DoubleBinaryOperator f,
      DoubleBinaryOperator fa,
      DoubleBinaryOperator fb,
      DoubleBinaryOperator faa,
      DoubleBinaryOperator fab,
      DoubleBinaryOperator fbb) {
    return new Primitive(
            name,
            in -> {
              double[] x = in[0].data;
              double[] y = in[1].data;
              return new Evaluation(
                  entries(in[0], i -> f.applyAsDouble(x[i], y[i])),
                  (g, into) -> {
                    into.add(0, entries(g, i -> g.data[i] * fa.applyAsDouble(x[i], y[i])));
                    into.add(1, entries(g, i -> g.data[i] * fb.applyAsDouble(x[i], y[i])));
                  });
            },
            (in, v) -> {
              double[] x = in[0].data;
              double[] y = in[1].data;
              double[] p = v[0].data;
              double[] q = v[1].data;
              Entry change =
                  i -> fa.applyAsDouble(x[i], y[i]) * p[i] + fb.applyAsDouble(x[i], y[i]) * q[i];
              Entry ofA =
                  i -> faa.applyAsDouble(x[i], y[i]) * p[i] + fab.applyAsDouble(x[i], y[i]) * q[i];
              Entry ofB =
                  i -> fab.applyAsDouble(x[i], y[i]) * p[i] + fbb.applyAsDouble(x[i], y[i]) * q[i];
              return new Evaluation(
                  entries(in[0], change),
                  (g, into) -> {
                    into.add(0, entries(g, i -> g.data[i] * ofA.at(i)));
                    into.add(1, entries(g, i -> g.data[i] * ofB.at(i)));
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
                    }),
            (in, v) ->
                new Evaluation(
                    CommonOps_DDRM.add(
                        CommonOps_DDRM.mult(v[0], in[1], null),
                        CommonOps_DDRM.mult(in[0], v[1], null),
                        null),
                    (g, into) -> {
                      into.add(0, CommonOps_DDRM.multTransB(g, v[1], null));
                      into.add(1, CommonOps_DDRM.multTransA(v[0], g, null));
                    }))
        .apply(a, b);
  }

  static Variable transpose(Variable x) {
    return new Primitive(
            "transposition",
            in ->
                Evaluation.ofOne(
                    CommonOps_DDRM.transpose(in[0], null), g -> CommonOps_DDRM.transpose(g, null)),
            (in, v) -> new Evaluation(CommonOps_DDRM.transpose(v[0], null), (gradient, into) -> {}))
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
