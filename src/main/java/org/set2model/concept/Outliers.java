package org.set2model.concept;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Variable;
import org.set2model.kernel.Workers;
import org.set2model.scoring.Scorer;

/**
 * How well each example of a concept fits in with the others, and which do not.
 *
 * <p>An example is scored by what is learned from the others, without it. Under a model that has
 * seen it, an outlier can look perfect: it is its own nearest neighbor, the center of a kernel, or
 * a component to itself. Up to {@value #FOLDS} examples are left out one by one; more are left out
 * in {@value #FOLDS} groups, which bounds the time to {@value #FOLDS} fits.
 *
 * <p>With m the median of these scores and d the median of their distances from m, an example is an
 * outlier if its score is below {@code m - 2 * 1.4826 d}: for normal scores, two standard
 * deviations below the mean. Median and d are not moved by the outliers themselves, as long as they
 * are the minority. A set of fewer than {@value #LEAST} has no outliers.
 *
 * <p>Why two: on the raw results of an icon search for 105 words, of which 47 % of the images are
 * irrelevant, about two in three of the outliers are irrelevant for any factor from 1 to 3.5 and
 * every scorer (.57 to .73), so that the factor decides no more than how many there are: with 2
 * from 8 % to 14 %, while with the 3.5 that is usual half of the sets have none for mixtures.
 *
 * @param scores one for each example
 * @param limit what is below is an outlier
 */
public record Outliers(double[] scores, double limit) {

  private static final int FOLDS = 50;
  private static final int LEAST = 5;
  private static final double FACTOR = 2;

  /** Standard deviation of a normal distribution over its median absolute deviation. */
  private static final double NORMAL = 1.4826;

  /** Scores of equal examples differ by rounding. */
  private static final double ROUNDING = 1e-9;

  /**
   * Scores the examples.
   *
   * @param examples N x D, their descriptors, finite
   */
  public static Outliers of(Scorer scorer, DMatrixRMaj examples, Workers workers) {
    double[] scores = new double[examples.numRows];
    int folds = Math.min(FOLDS, scores.length);
    if (folds == 1) {
      Variable single = Variable.constant(examples);
      scores[0] = scorer.scores(single, single).value().get(0);
    } else {
      workers.run(folds, (fold, worker) -> score(scorer, examples, fold, folds, scores));
    }
    return new Outliers(scores, limit(scores));
  }

  /** Scores the examples whose index is {@code fold} modulo the number of folds. */
  private static void score(
      Scorer scorer, DMatrixRMaj examples, int fold, int folds, double[] scores) {
    int size = examples.numRows;
    int dimensions = examples.numCols;
    int left = (size - fold + folds - 1) / folds;
    var held = new DMatrixRMaj(left, dimensions);
    var others = new DMatrixRMaj(size - left, dimensions);
    int other = 0;
    for (int n = 0; n < size; n++) {
      boolean isHeld = n % folds == fold;
      System.arraycopy(
          examples.data,
          n * dimensions,
          isHeld ? held.data : others.data,
          (isHeld ? n / folds : other++) * dimensions,
          dimensions);
    }
    DMatrixRMaj result = scorer.scores(Variable.constant(others), Variable.constant(held)).value();
    for (int i = 0; i < left; i++) {
      scores[fold + i * folds] = result.get(i);
    }
  }

  private static double limit(double[] scores) {
    if (scores.length < LEAST) {
      return Double.NEGATIVE_INFINITY;
    }
    double median = median(scores);
    double[] distances = Arrays.stream(scores).map(score -> Math.abs(score - median)).toArray();
    double deviation = Math.max(NORMAL * median(distances), ROUNDING * (1 + Math.abs(median)));
    return median - FACTOR * deviation;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Whether an example is an outlier. */
  public boolean isOutlier(int example) {
    return scores[example] < limit;
  }

  /** The numbers of the examples that are outliers, in their order; may be empty. */
  public List<Integer> examples() {
    return IntStream.range(0, scores.length).filter(this::isOutlier).boxed().toList();
  }

  /** How many examples are outliers. */
  public int count() {
    return examples().size();
  }

  /** The scores; a copy. */
  @Override
  public double[] scores() {
    return scores.clone();
  }
}
