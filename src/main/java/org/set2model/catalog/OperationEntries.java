package org.set2model.catalog;

import static org.set2model.audit.Kind.HUGE;
import static org.set2model.audit.Kind.IDENTICAL_ROWS;
import static org.set2model.audit.Kind.NEARLY_EQUAL;
import static org.set2model.audit.Kind.ORDINARY;
import static org.set2model.audit.Kind.SIGNED_ZERO;
import static org.set2model.audit.Kind.TINY;
import static org.set2model.audit.Kind.ZEROS;

import java.util.List;
import java.util.Set;
import org.set2model.audit.Case;
import org.set2model.audit.Entry;
import org.set2model.audit.Formula;
import org.set2model.audit.Kind;
import org.set2model.gradcheck.Argument;
import org.set2model.operations.Addition;
import org.set2model.operations.Exponential;
import org.set2model.operations.Repetition;
import org.set2model.operations.RowSelection;
import org.set2model.operations.ScalarMultiplication;

/** The elementary operations. */
final class OperationEntries {

  /** Baydin, Pearlmutter, Radul, Siskind: Automatic differentiation in machine learning. */
  private static final String SURVEY = "arXiv 1502.05767, section 3.2";

  private static final List<Kind> ALL = Kind.allBut(Kind.TIES);

  private OperationEntries() {}

  static List<Entry> entries() {
    return List.of(
        new Entry(
                "addition",
                new Formula("y = a + b"),
                SURVEY,
                "real matrices of one shape",
                Set.of(Addition.class),
                ALL,
                draw -> {
                  int rows = draw.rows();
                  int columns = draw.columns();
                  return Case.of(
                          new Addition(),
                          Argument.of("a", draw.matrix(rows, columns)),
                          Argument.of("b", draw.matrix(rows, columns)))
                      .plainly(PlainOperations.addition());
                })
            .withPlainForm()
            .withTangent(),
        new Entry(
                "exponential",
                new Formula("y = exp(x)"),
                SURVEY,
                "real matrices, entries below 709.78",
                Set.of(Exponential.class),
                List.of(ORDINARY, ZEROS, IDENTICAL_ROWS, NEARLY_EQUAL, TINY, SIGNED_ZERO),
                draw ->
                    Case.of(
                            new Exponential(),
                            Argument.of("x", draw.matrix(draw.rows(), draw.columns())))
                        .plainly(PlainOperations.exponential()))
            .withPlainForm()
            .withTangent(),
        new Entry(
                "repetition",
                new Formula("y_{i j} = s"),
                SURVEY,
                "a number",
                Set.of(Repetition.class),
                List.of(ORDINARY, ZEROS, TINY, HUGE, SIGNED_ZERO),
                draw -> {
                  int rows = draw.integer(1, 5);
                  int columns = draw.integer(1, 5);
                  return Case.of(new Repetition(rows, columns), Argument.of("s", draw.matrix(1, 1)))
                      .plainly(PlainOperations.repetition(rows, columns));
                })
            .withPlainForm()
            .withTangent(),
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
                })
            .withPlainForm()
            .withTangent(),
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
                        .plainly(PlainOperations.scalarMultiplication()))
            .withPlainForm()
            .withTangent());
  }
}
