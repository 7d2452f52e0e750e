package org.set2model.cli;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.set2model.data.DataException;

/**
 * The result of {@code fit} as JSON. Numbers are written by {@link Double#toString(double)}, so
 * that they read back to the bit; what there is none of is null.
 */
final class FitOutput {

  private FitOutput() {}

  /**
   * The JSON text of a result.
   *
   * @throws DataException if a number is not finite
   */
  static String json(FitFlags flags, FitResult result) {
    boolean full = flags.shape == FitFlags.Shape.FULL;
    DMatrixRMaj theta = result.parameters();
    int components = full ? 1 : theta.numRows;
    int dimensions = full ? theta.numCols : theta.numCols / 2;
    String weights = list(components, k -> number(full ? 1 : theta.get(k, 0)));
    String means = rows(components, k -> row(theta, k, full ? 0 : 1, dimensions));
    String variances =
        rows(
            components,
            k ->
                full
                    ? list(dimensions, i -> row(theta, 1 + i, 0, dimensions))
                    : row(theta, k, 1 + dimensions, dimensions));
    double[] logLikelihoods = result.logLikelihoods();
    String gradient =
        result
            .gradient()
            .map(FitResult.Gradient::matrix)
            .map(matrix -> rows(matrix.numRows, n -> row(matrix, n, 0, matrix.numCols)))
            .orElse("null");
    String solverResidual =
        result.gradient().stream()
            .flatMapToDouble(slope -> slope.solverResidual().stream())
            .mapToObj(FitOutput::number)
            .findFirst()
            .orElse("null");
    boolean hasResidual = result.residual() < Double.POSITIVE_INFINITY;
    return object(
        List.of(
            field("model", quoted(flags.model)),
            field("covariance", quoted(FitFlags.name(flags.shape))),
            field("weights", weights),
            field("means", means),
            field("variances", variances),
            field("iterations", Integer.toString(result.iterations())),
            field("converged", Boolean.toString(result.converged())),
            field("residual", hasResidual ? number(result.residual()) : "null"),
            field("logLikelihoods", rows(logLikelihoods.length, m -> number(logLikelihoods[m]))),
            field("meanLogLikelihood", number(result.meanLogLikelihood())),
            field("gradient", gradient),
            field("gradientMode", quoted(flags.gradient.map(FitFlags::name).orElse("none"))),
            field("solverResidual", solverResidual)));
  }

  private static String object(List<String> fields) {
    return fields.stream().collect(Collectors.joining(",\n  ", "{\n  ", "\n}\n"));
  }

  private static String field(String name, String value) {
    return quoted(name) + ": " + value;
  }

  /** Text without quotes, backslashes and control characters. */
  private static String quoted(String text) {
    return '"' + text + '"';
  }

  /** Entries {@code from} to {@code from + count - 1} of a row. */
  private static String row(DMatrixRMaj matrix, int row, int from, int count) {
    return list(count, j -> number(matrix.get(row, from + j)));
  }

  private static String list(int size, IntFunction<String> element) {
    return IntStream.range(0, size).mapToObj(element).collect(Collectors.joining(", ", "[", "]"));
  }

  /** A list with one element a line. */
  private static String rows(int size, IntFunction<String> element) {
    return IntStream.range(0, size)
        .mapToObj(element)
        .collect(Collectors.joining(",\n    ", "[\n    ", "\n  ]"));
  }

  private static String number(double value) {
    if (!Double.isFinite(value)) {
      throw new DataException(
          "a result is not finite ("
              + value
              + "): the numbers are too large or too small; scale"
              + " them");
    }
    return Double.toString(value);
  }
}
