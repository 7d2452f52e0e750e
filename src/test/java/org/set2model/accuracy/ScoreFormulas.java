package org.set2model.accuracy;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Operation;

/** Inner products as scores, and the losses of scores, number by number. */
final class ScoreFormulas {

  private ScoreFormulas() {}

  /** s_m = z_m . (1/N) sum_n x_n. */
  static Scalars meanInnerProduct(
      Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    Scalars support = in[0];
    Scalar count = r.constant(support.rows());
    List<Scalar> mean = new ArrayList<>();
    for (int j = 0; j < support.columns(); j++) {
      List<Scalar> column = new ArrayList<>();
      for (int n = 0; n < support.rows(); n++) {
        column.add(support.get(n, j));
      }
      mean.add(r.over(r.sum(column), count));
    }
    Scalars scores = Scalars.empty(in[1].rows(), 1);
    Arrays.setAll(scores.entries(), m -> r.dot(mean, in[1].row(m)));
    return scores;
  }

  /** s_m = max_n z_m . x_n, the first where several tie. */
  static Scalars maximumInnerProduct(
      Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    Scalars scores = Scalars.empty(in[1].rows(), 1);
    for (int m = 0; m < scores.rows(); m++) {
      Scalar largest = null;
      for (int n = 0; n < in[0].rows(); n++) {
        Scalar product = r.dot(in[0].row(n), in[1].row(m));
        largest = largest == null || r.isGreater(product, largest) ? product : largest;
      }
      scores.set(m, 0, largest);
    }
    return scores;
  }

  /** L = 1/(P M) sum_ij log(1 + exp(s-_j - s+_i)). */
  static Scalars pairwiseLogisticLoss(
      Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    List<Scalar> terms = new ArrayList<>();
    for (Scalar relevant : in[0].entries()) {
      for (Scalar irrelevant : in[1].entries()) {
        terms.add(logOfOnePlusExponentials(List.of(r.minus(irrelevant, relevant)), r));
      }
    }
    return Scalars.of(r.over(r.sum(terms), r.constant(terms.size())));
  }

  /** L = 1/Q sum_q log(1 + sum_{t != c(q)} exp(s_tq - s_{c(q) q})). */
  static Scalars softmaxCrossEntropy(
      Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    return crossEntropy(operation, in, r, false);
  }

  /** The same with exp(s_{c(q) p} - s_{c(q) q}) for all p of other concepts in the inner sum. */
  static Scalars contrastiveCrossEntropy(
      Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    return crossEntropy(operation, in, r, true);
  }

  private static Scalars crossEntropy(
      Operation operation, Scalars[] in, Recording r, boolean amongQueries) {
    int[] owners = Settings.of(operation, "owners", int[].class);
    List<Scalar> terms = new ArrayList<>();
    for (int q = 0; q < owners.length; q++) {
      Scalar own = in[owners[q]].get(q, 0);
      List<Scalar> ahead = new ArrayList<>();
      for (int t = 0; t < in.length; t++) {
        if (t != owners[q]) {
          ahead.add(r.minus(in[t].get(q, 0), own));
        }
      }
      for (int p = 0; p < owners.length && amongQueries; p++) {
        if (owners[p] != owners[q]) {
          ahead.add(r.minus(in[owners[q]].get(p, 0), own));
        }
      }
      terms.add(logOfOnePlusExponentials(ahead, r));
    }
    return Scalars.of(r.over(r.sum(terms), r.constant(terms.size())));
  }

  /** log(1 + sum_i exp(x_i)) = m + log(exp(-m) + sum_i exp(x_i - m)), m the largest if positive. */
  private static Scalar logOfOnePlusExponentials(List<Scalar> x, Recording r) {
    if (x.isEmpty()) {
      return r.constant(0);
    }
    Scalar largest =
        Scalar.exact(x.stream().map(term -> term.value).max(Comparable::compareTo).orElseThrow());
    if (largest.value.signum() <= 0) {
      return r.log1p(r.sum(x.stream().map(r::exp).toList()));
    }
    List<Scalar> shifted =
        Stream.concat(Stream.of(r.constant(0)), x.stream())
            .map(term -> r.exp(r.minus(term, largest)))
            .toList();
    return r.plus(largest, r.log(r.sum(shifted)));
  }

  /**
   * L = sum_k h-_k sum_{l <= k} h+_l, with h the mean of the two-node splits of the scores; where
   * several scores tie for the minimum (maximum), it moves with all of them alike.
   */
  static Scalars histogramLoss(
      Operation operation, DMatrixRMaj[] values, Scalars[] in, Recording r) {
    int bins = Settings.of(operation, "bins", Integer.class);
    List<Scalar> all = Stream.of(in).flatMap(scores -> Arrays.stream(scores.entries())).toList();
    Scalar minimum = extreme(all, false, r);
    Scalar maximum = extreme(all, true, r);
    if (maximum.value.subtract(minimum.value).doubleValue() < 1e-300) {
      return Scalars.of(r.constant(1));
    }
    Scalar width = r.over(r.minus(maximum, minimum), r.constant(bins - 1));
    Scalar[] relevant = histogram(in[0], bins, minimum, maximum, width, r);
    Scalar[] irrelevant = histogram(in[1], bins, minimum, maximum, width, r);
    List<Scalar> below = new ArrayList<>();
    List<Scalar> cumulated = new ArrayList<>();
    for (int k = 0; k < bins; k++) {
      below.add(relevant[k]);
      cumulated.add(r.sum(below));
    }
    return Scalars.of(r.dot(Arrays.asList(irrelevant), cumulated));
  }

  private static Scalar extreme(List<Scalar> scores, boolean largest, Recording r) {
    var values = scores.stream().map(score -> score.value).toList();
    var extreme = largest ? Collections.max(values) : Collections.min(values);
    List<Scalar> tied =
        scores.stream().filter(score -> score.value.compareTo(extreme) == 0).toList();
    return tied.size() == 1 ? tied.get(0) : r.over(r.sum(tied), r.constant(tied.size()));
  }

  private static Scalar[] histogram(
      Scalars scores, int bins, Scalar minimum, Scalar maximum, Scalar width, Recording r) {
    List<List<Scalar>> shares = new ArrayList<>();
    for (int k = 0; k < bins; k++) {
      shares.add(new ArrayList<>(List.of(r.constant(0))));
    }
    for (Scalar score : scores.entries()) {
      Scalar place = r.over(r.minus(score, minimum), width);
      int below = place.value.setScale(0, RoundingMode.FLOOR).intValueExact();
      int cell = Math.max(0, Math.min(below, bins - 2));
      boolean isExtreme =
          score.value.compareTo(minimum.value) <= 0 || score.value.compareTo(maximum.value) >= 0;
      if (!isExtreme) {
        double beyond = place.size - below;
        r.keepOff(below > 0 ? beyond : 1, place);
        r.keepOff(below < bins - 2 ? 1 - beyond : 1, place);
      }
      Scalar fraction = r.minus(place, r.constant(cell));
      shares.get(cell).add(r.minus(Scalar.one(), fraction));
      shares.get(cell + 1).add(fraction);
    }
    Scalar count = r.constant(scores.rows());
    return shares.stream().map(terms -> r.over(r.sum(terms), count)).toArray(Scalar[]::new);
  }
}
