package org.set2model.accuracy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Axis;
import org.set2model.autodiff.Operation;

/** The elementary operations, number by number. */
final class ElementaryFormulas {

  private ElementaryFormulas() {}

  static Scalars arithmetic(Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    BinaryOperator<Scalar> function =
        switch (operation.name()) {
          case "addition" -> r::plus;
          case "subtraction" -> r::minus;
          case "elementwise multiplication" -> r::times;
          case "elementwise division" -> r::over;
          default -> throw new AssertionError("no formula of " + operation.name());
        };
    Scalars y = Scalars.empty(in[0].rows(), in[0].columns());
    Arrays.setAll(y.entries(), i -> function.apply(in[0].entries()[i], in[1].entries()[i]));
    return y;
  }

  static Scalars function(Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    UnaryOperator<Scalar> function =
        switch (operation.name()) {
          case "exponential" -> r::exp;
          case "logarithm" -> r::log;
          case "tanh" -> x -> tanh(x, r);
          case "sigmoid" -> x -> sigmoid(x, r);
          case "softplus" -> x -> softplus(x, r);
          default -> throw new AssertionError("no formula of " + operation.name());
        };
    return in[0].map(function);
  }

  /** {@code (1 - e) / (1 + e)} with {@code e = exp(-2 x)} for a positive x, and odd. */
  private static Scalar tanh(Scalar x, Recording r) {
    boolean negative = x.value.signum() < 0;
    Scalar e = r.exp(r.times(r.constant(negative ? 2 : -2), x));
    Scalar one = Scalar.one();
    return r.over(negative ? r.minus(e, one) : r.minus(one, e), r.plus(one, e));
  }

  /** {@code 1 / (1 + e)} with {@code e = exp(-x)}, or {@code e / (1 + e)} with {@code exp(x)}. */
  private static Scalar sigmoid(Scalar x, Recording r) {
    boolean negative = x.value.signum() < 0;
    Scalar e = r.exp(negative ? x : r.times(Scalar.minusOne(), x));
    return r.over(negative ? e : Scalar.one(), r.plus(Scalar.one(), e));
  }

  /** {@code log(1 + exp(x))}, or {@code x + log(1 + exp(-x))} for a positive x. */
  private static Scalar softplus(Scalar x, Recording r) {
    return x.value.signum() < 0
        ? r.log1p(r.exp(x))
        : r.plus(x, r.log1p(r.exp(r.times(Scalar.minusOne(), x))));
  }

  static Scalars broadcast(Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    int rows = Settings.of(operation, "rows", Integer.class);
    int columns = Settings.of(operation, "columns", Integer.class);
    Scalars y = Scalars.empty(rows, columns);
    for (int n = 0; n < rows; n++) {
      for (int d = 0; d < columns; d++) {
        y.set(n, d, in[0].get(Math.min(n, in[0].rows() - 1), Math.min(d, in[0].columns() - 1)));
      }
    }
    return y;
  }

  static Scalars sum(Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    Axis axis = Settings.of(operation, "axis", Axis.class);
    Scalars x = in[0];
    if (axis == Axis.ALL) {
      return Scalars.of(r.sum(List.of(x.entries())));
    }
    boolean rows = axis == Axis.EACH_ROW;
    Scalars y = rows ? Scalars.empty(x.rows(), 1) : Scalars.empty(1, x.columns());
    Arrays.setAll(y.entries(), i -> r.sum(rows ? x.row(i) : transposed(x).row(i)));
    return y;
  }

  static Scalars mean(Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    Scalars sum = sum(operation, values, in, r);
    Scalar count = r.constant(in[0].entries().length / sum.entries().length);
    return sum.map(x -> r.over(x, count));
  }

  static Scalars transpose(Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    return transposed(in[0]);
  }

  static Scalars matrixMultiplication(
      Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    Scalars columns = transposed(in[1]);
    Scalars y = Scalars.empty(in[0].rows(), columns.rows());
    for (int n = 0; n < y.rows(); n++) {
      for (int d = 0; d < y.columns(); d++) {
        y.set(n, d, r.dot(in[0].row(n), columns.row(d)));
      }
    }
    return y;
  }

  static Scalars scalarMultiplication(
      Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    return in[1].map(x -> r.times(in[0].scalar(), x));
  }

  static Scalars rowSelection(
      Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    List<Scalar> entries = new ArrayList<>();
    int[] indices = Settings.of(operation, "indices", int[].class);
    for (int index : indices) {
      entries.addAll(in[0].row(index));
    }
    return new Scalars(indices.length, in[0].columns(), entries.toArray(Scalar[]::new));
  }

  private static Scalars transposed(Scalars x) {
    Scalars y = Scalars.empty(x.columns(), x.rows());
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < x.columns(); j++) {
        y.set(j, i, x.get(i, j));
      }
    }
    return y;
  }
}
