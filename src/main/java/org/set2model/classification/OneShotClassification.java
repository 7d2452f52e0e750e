package org.set2model.classification;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.set2model.data.OneShotRun;
import org.set2model.image.ImageSet;
import org.set2model.io.DataException;
import org.set2model.kernel.Workers;
import org.set2model.scoring.Scorer;

/**
 * One-shot classification as in the Omniglot challenge (Lake, Salakhutdinov and Tenenbaum 2015, doi
 * 10.1126/science.aab3050): each class of a run is learned from its single training image, all
 * items of the run are compared with all of its classes, and the error is the fraction of items
 * that are given a wrong one.
 */
public final class OneShotClassification {

  private OneShotClassification() {}

  /**
   * The error of a scorer on the descriptors of images. A model of one example is well defined
   * through its variance prior.
   *
   * @param embedding gives the descriptors of images, one in each row
   * @param scorer for the descriptors; an item whose highest score several classes share counts as
   *     an error
   * @return a value in [0, 1] for each run
   */
  public static double[] errors(
      List<OneShotRun> runs,
      Function<ImageSet, DMatrixRMaj> embedding,
      Scorer scorer,
      Workers workers) {
    List<DMatrixRMaj> training = new ArrayList<>();
    List<DMatrixRMaj> tests = new ArrayList<>();
    for (OneShotRun run : runs) {
      training.add(embedding.apply(run.training()));
      tests.add(embedding.apply(run.tests()));
    }
    double[] errors = new double[runs.size()];
    workers.run(
        errors.length,
        (run, worker) ->
            errors[run] =
                error(
                    ClassScores.of(rows(training.get(run)), tests.get(run), scorer),
                    runs.get(run),
                    ClassScores.Ties.NONE_WINS));
    return errors;
  }

  private static double error(ClassScores scores, OneShotRun run, ClassScores.Ties ties) {
    int items = run.answers().size();
    return (double) (items - scores.right(run.answers(), ties)) / items;
  }

  private static List<DMatrixRMaj> rows(DMatrixRMaj matrix) {
    List<DMatrixRMaj> rows = new ArrayList<>();
    for (int i = 0; i < matrix.numRows; i++) {
      var row = new DMatrixRMaj(1, matrix.numCols);
      System.arraycopy(matrix.data, i * matrix.numCols, row.data, 0, matrix.numCols);
      rows.add(row);
    }
    return rows;
  }

  /**
   * The error of the {@link ModifiedHausdorffDistance}: the smallest distance wins, the first of
   * equals in the order of classes.
   *
   * @return a value in [0, 1] for each run
   * @throws DataException if an image has no ink
   */
  public static double[] hausdorffErrors(List<OneShotRun> runs, Workers workers) {
    double[] errors = new double[runs.size()];
    workers.run(errors.length, (run, worker) -> errors[run] = hausdorffError(runs.get(run)));
    return errors;
  }

  private static double hausdorffError(OneShotRun run) {
    List<double[][]> classes = drawings(run.training(), run.classes());
    List<double[][]> items = drawings(run.tests(), run.items());
    double[][] scores = new double[classes.size()][items.size()];
    for (int c = 0; c < classes.size(); c++) {
      for (int i = 0; i < items.size(); i++) {
        scores[c][i] = -ModifiedHausdorffDistance.of(items.get(i), classes.get(c));
      }
    }
    return error(new ClassScores(scores), run, ClassScores.Ties.FIRST_WINS);
  }

  private static List<double[][]> drawings(ImageSet images, List<String> names) {
    return IntStream.range(0, images.size())
        .mapToObj(
            image -> {
              double[][] points = ModifiedHausdorffDistance.points(images, image);
              if (points[0].length == 0) {
                throw new DataException(
                    names.get(image) + ": no pixel of ink, dark on light; put a drawing there");
              }
              return points;
            })
        .toList();
  }
}
