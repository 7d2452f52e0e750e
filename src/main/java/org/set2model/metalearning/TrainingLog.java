package org.set2model.metalearning;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** What every step of a run saw, in the order of steps. */
public final class TrainingLog {

  /**
   * A step.
   *
   * @param step counted from 1
   * @param loss before the step
   * @param gradientNorm before clipping
   * @param learningRate of the step
   * @param milliseconds the step took, the drawing of its images included; the one thing that
   *     differs between runs of the same seed
   * @param validation mean average precision after the step, or NaN if it was not validated
   */
  public record Row(
      int step,
      double loss,
      double gradientNorm,
      double learningRate,
      double milliseconds,
      double validation) {}

  private static final int COLUMNS = 6;

  private final List<Row> rows = new ArrayList<>();

  void add(Row row) {
    rows.add(row);
  }

  /** The rows so far. */
  public List<Row> rows() {
    return List.copyOf(rows);
  }

  /** The log as comma-separated values with a header; a cell without validation is empty. */
  public String csv() {
    var csv =
        new StringBuilder("step,loss,gradient norm,learning rate,milliseconds,validation mAP\n");
    for (Row row : rows) {
      csv.append(row.step()).append(',').append(row.loss()).append(',');
      csv.append(row.gradientNorm()).append(',').append(row.learningRate()).append(',');
      csv.append(row.milliseconds()).append(',');
      csv.append(Double.isNaN(row.validation()) ? "" : row.validation()).append('\n');
    }
    return csv.toString();
  }

  /** The rows as a matrix; -1 stands for no validation, since NaN cannot be stored. */
  DMatrixRMaj matrix() {
    DMatrixRMaj matrix = new DMatrixRMaj(rows.size(), COLUMNS);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      double validation = Double.isNaN(row.validation()) ? -1 : row.validation();
      double[] values = {
        row.step(),
        row.loss(),
        row.gradientNorm(),
        row.learningRate(),
        row.milliseconds(),
        validation
      };
      System.arraycopy(values, 0, matrix.data, i * COLUMNS, COLUMNS);
    }
    return matrix;
  }

  /** Takes the rows of a {@link #matrix} in place of its own. */
  void restore(DMatrixRMaj matrix) {
    rows.clear();
    for (int i = 0; i < matrix.numRows; i++) {
      double validation = matrix.get(i, 5);
      rows.add(
          new Row(
              (int) matrix.get(i, 0),
              matrix.get(i, 1),
              matrix.get(i, 2),
              matrix.get(i, 3),
              matrix.get(i, 4),
              validation < 0 ? Double.NaN : validation));
    }
  }
}
