package org.set2model.catalog;

import static org.set2model.audit.Kind.HUGE;
import static org.set2model.audit.Kind.IDENTICAL_ROWS;
import static org.set2model.audit.Kind.MORE_DIMENSIONS_THAN_POINTS;
import static org.set2model.audit.Kind.NEARLY_EQUAL;
import static org.set2model.audit.Kind.ONE_EXAMPLE;
import static org.set2model.audit.Kind.ORDINARY;
import static org.set2model.audit.Kind.SIGNED_ZERO;
import static org.set2model.audit.Kind.TINY;
import static org.set2model.audit.Kind.ZEROS;

import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.set2model.audit.Case;
import org.set2model.audit.Draw;
import org.set2model.audit.Entry;
import org.set2model.audit.Formula;
import org.set2model.audit.Kind;
import org.set2model.audit.Scalar;
import org.set2model.autodiff.Arithmetic;
import org.set2model.autodiff.Axis;
import org.set2model.autodiff.Broadcast;
import org.set2model.autodiff.ElementwiseFunction;
import org.set2model.autodiff.MatrixMultiplication;
import org.set2model.autodiff.Mean;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.RowSelection;
import org.set2model.autodiff.ScalarMultiplication;
import org.set2model.autodiff.Sum;
import org.set2model.autodiff.Transpose;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.gradcheck.argument.Domain;

/** The elementary operations. */
final class OperationEntries {

  /** Baydin, Pearlmutter, Radul, Siskind: Automatic differentiation in machine learning. */
  private static final String SURVEY = "arXiv 1502.05767, section 3.2";

  private static final List<Kind> ALL = Kind.allBut(Kind.TIES);

  private OperationEntries() {}

  static List<Entry> entries() {
    return Stream.of(arithmetic(), functions(), shapes(), products())
        .flatMap(List::stream)
        .map(entry -> entry.withPlainForm().withTangent())
        .toList();
  }

  private static List<Entry> arithmetic() {
    return List.of(
        arithmetic(
            Arithmetic.ADDITION,
            "y = a + b",
            (draw, rows, columns) -> Argument.of("b", draw.matrix(rows, columns)),
            "real matrices of one shape",
            Scalar::plus),
        arithmetic(
            Arithmetic.SUBTRACTION,
            "y = a − b",
            (draw, rows, columns) -> Argument.of("b", draw.matrix(rows, columns)),
            "real matrices of one shape",
            Scalar::minus),
        arithmetic(
            Arithmetic.MULTIPLICATION,
            "y = a b",
            (draw, rows, columns) -> Argument.of("b", draw.matrix(rows, columns)),
            "real matrices of one shape",
            Scalar::times),
        arithmetic(
            Arithmetic.DIVISION,
            "y = frac{a}{b}",
            (draw, rows, columns) -> divisor(draw, rows, columns),
            "real matrices of one shape, no divisor 0",
            Scalar::over));
  }

  /** Draws an input of a shape. */
  @FunctionalInterface
  private interface Drawing {
    Argument draw(Draw draw, int rows, int columns);
  }

  private static Entry arithmetic(
      Arithmetic operation,
      String formula,
      Drawing second,
      String domain,
      BinaryOperator<Scalar> plain) {
    return new Entry(
        operation.name(),
        new Formula(formula),
        SURVEY,
        domain,
        Set.of(Arithmetic.class),
        ALL,
        draw -> {
          int rows = draw.rows();
          int columns = draw.columns();
          return Case.of(
                  operation,
                  Argument.of("a", draw.matrix(rows, columns)),
                  second.draw(draw, rows, columns))
              .plainly(PlainOperations.arithmetic(operation.name(), plain));
        });
  }

  /** Of one sign, and of the size of the numbers. */
  private static Argument divisor(Draw draw, int rows, int columns) {
    DMatrixRMaj positive = draw.positive(rows, columns, draw.scale());
    return draw.integer(0, 1) == 0
        ? Argument.in(Domain.positive(), "b", positive)
        : Argument.in(
            Domain.box(Double.NEGATIVE_INFINITY, -Double.MIN_NORMAL),
            "b",
            ScalarMultiplication.scaled(-1, positive));
  }

  private static List<Entry> functions() {
    return List.of(
        function(
            ElementwiseFunction.EXPONENTIAL,
            "y = exp(x)",
            "real matrices, entries below 709.78",
            List.of(ORDINARY, ZEROS, IDENTICAL_ROWS, NEARLY_EQUAL, TINY, SIGNED_ZERO),
            Scalar::exp),
        new Entry(
            ElementwiseFunction.LOGARITHM.name(),
            new Formula("y = log x"),
            SURVEY,
            "positive matrices",
            Set.of(ElementwiseFunction.class),
            List.of(ORDINARY, TINY, HUGE, ONE_EXAMPLE, MORE_DIMENSIONS_THAN_POINTS),
            draw ->
                Case.of(
                        ElementwiseFunction.LOGARITHM,
                        Argument.in(
                            Domain.positive(),
                            "x",
                            draw.positive(draw.rows(), draw.columns(), draw.scale())))
                    .plainly(
                        PlainOperations.function(
                            ElementwiseFunction.LOGARITHM.name(), Scalar::log))),
        function(
            ElementwiseFunction.TANH, "y = tanh x", "real matrices", ALL, PlainOperations::tanh),
        function(
            ElementwiseFunction.SIGMOID,
            "y = frac{1}{1 + e^{−x}}",
            "real matrices",
            ALL,
            PlainOperations::sigmoid),
        function(
            ElementwiseFunction.SOFTPLUS,
            "y = log(1 + e^x)",
            "real matrices",
            ALL,
            x -> x.exp().logOfOnePlus()));
  }

  private static Entry function(
      ElementwiseFunction operation,
      String formula,
      String domain,
      List<Kind> kinds,
      UnaryOperator<Scalar> plain) {
    return new Entry(
        operation.name(),
        new Formula(formula),
        SURVEY,
        domain,
        Set.of(ElementwiseFunction.class),
        kinds,
        draw ->
            Case.of(operation, Argument.of("x", draw.matrix(draw.rows(), draw.columns())))
                .plainly(PlainOperations.function(operation.name(), plain)));
  }

  private static List<Entry> shapes() {
    return List.of(
        new Entry(
            "broadcast",
            new Formula("y_{n d} = x,  y_{n d} = x_d,  y_{n d} = x_n"),
            SURVEY,
            "a number, a row or a column",
            Set.of(Broadcast.class),
            List.of(ORDINARY, ZEROS, TINY, HUGE, SIGNED_ZERO),
            draw -> {
              int rows = draw.integer(1, 5);
              int columns = draw.integer(1, 5);
              int form = draw.integer(0, 2);
              DMatrixRMaj x = draw.matrix(form == 2 ? rows : 1, form == 1 ? columns : 1);
              return Case.of(new Broadcast(rows, columns), Argument.of("x", x))
                  .plainly(PlainOperations.broadcast(rows, columns));
            }),
        reduction(
            "sum",
            "y = ∑_{n d} x_{n d},  y_n = ∑_d x_{n d},  y_d = ∑_n x_{n d}",
            Sum.class,
            Sum::new),
        reduction(
            "mean",
            "y = frac{1}{N D} ∑_{n d} x_{n d},  y_n = frac{1}{D} ∑_d x_{n d},"
                + "  y_d = frac{1}{N} ∑_n x_{n d}",
            Mean.class,
            Mean::new),
        new Entry(
            "transpose",
            new Formula("y_{i j} = x_{j i}"),
            SURVEY,
            "real matrices",
            Set.of(Transpose.class),
            ALL,
            draw ->
                Case.of(new Transpose(), Argument.of("x", draw.matrix(draw.rows(), draw.columns())))
                    .plainly(PlainOperations.transpose())),
        new Entry(
            "row selection",
            new Formula("y_i = x_{r(i)}"),
            SURVEY,
            "real matrices",
            Set.of(RowSelection.class),
            ALL,
            draw -> {
              int rows = draw.rows();
              int[] indices = new int[draw.integer(1, 6)];
              for (int i = 0; i < indices.length; i++) {
                indices[i] = draw.integer(0, rows - 1);
              }
              return Case.of(
                      new RowSelection(indices),
                      Argument.of("x", draw.matrix(rows, draw.columns())))
                  .plainly(PlainOperations.rowSelection(indices));
            }));
  }

  private static Entry reduction(
      String name,
      String formula,
      Class<? extends Operation> type,
      Function<Axis, Operation> operation) {
    return new Entry(
        name,
        new Formula(formula),
        SURVEY,
        "real matrices",
        Set.of(type),
        ALL,
        draw -> {
          Axis axis = Axis.values()[draw.integer(0, 2)];
          return Case.of(
                  operation.apply(axis), Argument.of("x", draw.matrix(draw.rows(), draw.columns())))
              .plainly(PlainOperations.reduction(name, axis));
        });
  }

  private static List<Entry> products() {
    return List.of(
        new Entry(
            "matrix multiplication",
            new Formula("y_{n d} = ∑_k a_{n k} b_{k d}"),
            SURVEY,
            "real matrices of one inner size",
            Set.of(MatrixMultiplication.class),
            ALL,
            draw -> {
              int inner = draw.columns();
              return Case.of(
                      new MatrixMultiplication(),
                      Argument.of("a", draw.matrix(draw.rows(), inner)),
                      Argument.of("b", draw.ordinary(inner, draw.integer(1, 4))))
                  .plainly(PlainOperations.matrixMultiplication());
            }),
        new Entry(
            "scalar multiplication",
            new Formula("y = s x"),
            SURVEY,
            "a number and a real matrix",
            Set.of(ScalarMultiplication.class),
            ALL,
            draw ->
                Case.of(
                        new ScalarMultiplication(),
                        Argument.of("s", draw.ordinary(1, 1)),
                        Argument.of("x", draw.matrix(draw.rows(), draw.columns())))
                    .plainly(PlainOperations.scalarMultiplication())));
  }
}
