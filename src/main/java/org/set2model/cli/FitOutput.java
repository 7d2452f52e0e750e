package org.set2model.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.set2model.io.DataException;
import org.set2model.io.Json;

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
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", flags.model);
    json.put("covariance", Flags.name(flags.shape));
    json.put("weights", list(components, k -> full ? 1.0 : theta.get(k, 0)));
    json.put("means", list(components, k -> row(theta, k, full ? 0 : 1, dimensions)));
    json.put(
        "variances",
        list(
            components,
            k ->
                full
                    ? list(dimensions, i -> row(theta, 1 + i, 0, dimensions))
                    : row(theta, k, 1 + dimensions, dimensions)));
    json.put("iterations", result.iterations());
    json.put("converged", result.converged());
    boolean hasResidual = result.residual() < Double.POSITIVE_INFINITY;
    json.put("residual", hasResidual ? (Double) result.residual() : null);
    double[] logLikelihoods = result.logLikelihoods();
    json.put("logLikelihoods", list(logLikelihoods.length, m -> logLikelihoods[m]));
    json.put("meanLogLikelihood", result.meanLogLikelihood());
    json.put("gradient", result.gradient().map(slope -> rows(slope.matrix())).orElse(null));
    json.put("gradientMode", flags.gradient.map(Flags::name).orElse("none"));
    json.put(
        "solverResidual",
        result.gradient().stream()
            .flatMapToDouble(slope -> slope.solverResidual().stream())
            .boxed()
            .findFirst()
            .orElse(null));
    try {
      return Json.text(json);
    } catch (IllegalArgumentException exception) {
      throw new DataException(
          "a result is not finite: the numbers are too large or too small; scale them");
    }
  }

  private static List<Object> rows(DMatrixRMaj matrix) {
    return list(matrix.numRows, n -> row(matrix, n, 0, matrix.numCols));
  }

  /** Entries {@code from} to {@code from + count - 1} of a row. */
  private static List<Object> row(DMatrixRMaj matrix, int row, int from, int count) {
    return list(count, j -> matrix.get(row, from + j));
  }

  private static List<Object> list(int size, IntFunction<Object> element) {
    return IntStream.range(0, size).mapToObj(element).toList();
  }
}
