package org.set2model.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.set2model.data.NumberTable;
import org.set2model.io.DataException;

/**
 * The tables that a call of {@code fit} names, which fit each other.
 *
 * @param points N x D
 * @param exampleWeights N x 1, ones unless given
 * @param queries M x D
 * @param means K x D, on which the components start
 */
record FitData(
    DMatrixRMaj points,
    DMatrixRMaj exampleWeights,
    Optional<DMatrixRMaj> queries,
    Optional<DMatrixRMaj> means) {

  /**
   * Reads the tables.
   *
   * @throws DataException if one cannot be used or doesn't fit the points
   */
  static FitData read(FitFlags flags) {
    DMatrixRMaj points = NumberTable.read(flags.points);
    if (flags.plot.isPresent() && points.numCols != 2) {
      throw new DataException(
          flags.points + ": --plot draws points of 2 dimensions, these have " + points.numCols);
    }
    return new FitData(
        points,
        flags.weights.map(file -> weights(file, points.numRows)).orElse(ones(points.numRows)),
        flags.queries.map(file -> ofDimensions(points.numCols, file)),
        flags.init.map(file -> means(file, flags.components, points.numCols)));
  }

  private static DMatrixRMaj means(Path file, int components, int dimensions) {
    DMatrixRMaj means = ofDimensions(dimensions, file);
    if (means.numRows != components) {
      throw new DataException(
          String.format(
              "%s: %d means for --model gmm:%d; give one a component",
              file, means.numRows, components));
    }
    return means;
  }

  private static DMatrixRMaj ofDimensions(int dimensions, Path file) {
    DMatrixRMaj table = NumberTable.read(file);
    if (table.numCols != dimensions) {
      throw new DataException(
          String.format(
              "%s: %d numbers a row, but the points have %d dimensions",
              file, table.numCols, dimensions));
    }
    return table;
  }

  /** A column, or a row turned into one. */
  private static DMatrixRMaj weights(Path file, int points) {
    DMatrixRMaj table = NumberTable.read(file);
    int size = table.numRows * table.numCols;
    if (size != points || Math.min(table.numRows, table.numCols) != 1) {
      throw new DataException(
          String.format(
              "%s: %d rows of %d numbers; give one number for each of the %d points",
              file, table.numRows, table.numCols, points));
    }
    double sum = 0;
    for (int n = 0; n < size; n++) {
      if (!(table.data[n] >= 0)) {
        throw new DataException(
            String.format(
                "%s: line %d, column %d: weight (%s) must not be negative",
                file, n / table.numCols + 1, n % table.numCols + 1, table.data[n]));
      }
      sum += table.data[n];
    }
    if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
      throw new DataException(
          file + ": sum of the weights (" + sum + ") must be positive and finite");
    }
    table.reshape(size, 1);
    return table;
  }

  private static DMatrixRMaj ones(int size) {
    var ones = new DMatrixRMaj(size, 1);
    ones.fill(1);
    return ones;
  }
}
