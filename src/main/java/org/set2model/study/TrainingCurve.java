package org.set2model.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.set2model.io.AtomicFile;
import org.set2model.metalearning.TrainingLog;
import org.set2model.plot.LinePlot;
import org.set2model.plot.Series;

/** The course of a training run as a picture: the loss above, the validation below. */
final class TrainingCurve {

  /** Share of the steps so far over which the loss is averaged. */
  private static final double WINDOW = 0.02;

  private TrainingCurve() {}

  static void write(TrainingLog log, Path file) throws IOException {
    List<TrainingLog.Row> rows = log.rows();
    List<TrainingLog.Row> validated =
        rows.stream().filter(row -> !Double.isNaN(row.validation())).toList();
    double[] steps = rows.stream().mapToDouble(TrainingLog.Row::step).toArray();
    double[] losses = rows.stream().mapToDouble(TrainingLog.Row::loss).toArray();
    LinePlot.Axis step = new LinePlot.Axis("step", false);
    AtomicFile.write(
        file,
        LinePlot.panels(
            List.of(
                new LinePlot(
                    "Training",
                    step,
                    new LinePlot.Axis("loss", false),
                    List.of(
                        Series.faint("loss", steps, losses),
                        Series.line("running mean", steps, smooth(losses)))),
                new LinePlot(
                    "Validation",
                    step,
                    new LinePlot.Axis("mean average precision", false),
                    List.of(
                        Series.marked(
                            "validation",
                            validated.stream().mapToDouble(TrainingLog.Row::step).toArray(),
                            validated.stream()
                                .mapToDouble(TrainingLog.Row::validation)
                                .toArray()))))));
  }

  /** Means over a window that ends at each step. */
  private static double[] smooth(double[] values) {
    int window = Math.max(1, (int) (WINDOW * values.length));
    double[] means = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int first = Math.max(0, i - window + 1);
      double sum = 0;
      for (int j = first; j <= i; j++) {
        sum += values[j];
      }
      means[i] = sum / (i - first + 1);
    }
    return means;
  }
}
