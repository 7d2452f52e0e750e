package org.set2model.loss;

import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Evaluation;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.Variable;

/**
 * The histogram loss: the probability, estimated from two soft histograms, that a relevant image
 * scores below an irrelevant one [S2M, eq. 6-7], after E. Ustinova and V. Lempitsky, <i>Learning
 * deep embeddings with histogram loss</i>, NIPS 2016.
 *
 * <p>Inputs: {@code s+} (P x 1) and {@code s-} (M x 1), finite. With {@code a = min}, {@code b =
 * max} of their union, the B nodes are {@code t_k = a + k D}, k = 0..B-1, {@code D = (b - a)/(B -
 * 1)}. The triangular kernel of half-width D splits a sample between the two nodes beside it: with
 *
 * <pre>  u(s) = (s - a)/D,   i = floor(u), at most B-2,   f = u - i</pre>
 *
 * node i receives 1 - f and node i+1 receives f, always one in sum. Value (1 x 1):
 *
 * <pre>
 *   h+ = 1/P sum of the splits of s+        h- = 1/M sum of the splits of s-
 *   L  = sum_k h-_k H+_k                    H+_k = sum_{l&lt;=k} h+_l</pre>
 *
 * Vector-Jacobian product, upstream gradient g (1 x 1). A sample matters through u only, and u
 * through s, a and b ({@code v = u/(B-1)} is its place in the range):
 *
 * <pre>
 *   q = (g/D) dL/du = -(g/D) h-_i / P       for a relevant sample, since dL/dh+_l = sum_{k>=l} h-_k
 *                      (g/D) h+_{i+1} / M    for an irrelevant one, since dL/dh-_k = H+_k
 *   dL/ds = q       dL/da = -sum q (1 - v)       dL/db = -sum q v</pre>
 *
 * where the last two fall to the samples that are the minimum and the maximum. It follows that the
 * gradient sums to zero and is orthogonal to the scores: the loss doesn't change under increasing
 * affine maps of all scores.
 *
 * <p>The loss is piecewise smooth. On a kink this subgradient is given: a sample on a node takes
 * the slope of the cell above it (the last node: below it); dL/da and dL/db are shared equally by
 * the samples that tie for the minimum or maximum, so the product commutes with permutations. When
 * all scores are equal (range below 1e-300), all mass is taken to be on one node: then the formula
 * gives L = 1, ties counting as errors, and the gradient is zero.
 *
 * <p>Proof: catalog entry {@code histogram loss}.
 */
public final class HistogramLoss implements Operation {

  private static final double SMALLEST_RANGE = 1e-300;

  private final int bins;

  /**
   * @param bins number of nodes B, at least 2; the paper uses 100 and reports low sensitivity
   *     between 50 and 400
   */
  public HistogramLoss(int bins) {
    requireBins(bins);
    this.bins = bins;
  }

  /**
   * The loss of two columns of scores, P x 1 relevant and M x 1 irrelevant, as a 1 x 1 variable.
   */
  public static Variable histogramLoss(Variable relevant, Variable irrelevant, int bins) {
    return new HistogramLoss(bins).apply(relevant, irrelevant);
  }

  @Override
  public String name() {
    return "histogram loss";
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if an input is not one column of at least one finite score, or
   *     the range of the scores overflows
   */
  @Override
  public Evaluation evaluate(DMatrixRMaj... inputs) {
    DMatrixRMaj relevant = inputs[0];
    DMatrixRMaj irrelevant = inputs[1];
    var value = new DMatrixRMaj(1, 1);
    value.data[0] = loss(relevant, irrelevant, bins);
    return new Evaluation(
        value,
        (gradient, contributions) -> {
          DMatrixRMaj[] products =
              vectorJacobianProducts(relevant, irrelevant, bins, gradient.data[0]);
          for (int i = 0; i < products.length; i++) {
            if (contributions.wants(i)) {
              contributions.add(i, products[i]);
            }
          }
        });
  }

  /** {@code L = sum_k h-_k H+_k}. */
  public static double loss(DMatrixRMaj relevant, DMatrixRMaj irrelevant, int bins) {
    requireBins(bins);
    Range range = Range.of(relevant, irrelevant);
    if (range.isDegenerate()) {
      return 1;
    }
    double[] relevantShares = histogram(relevant, range, bins);
    double[] irrelevantShares = histogram(irrelevant, range, bins);
    double below = 0;
    double loss = 0;
    for (int k = 0; k < bins; k++) {
      below += relevantShares[k];
      loss += irrelevantShares[k] * below;
    }
    return loss;
  }

  /** The gradients with respect to s+ and s- of {@code gradient * loss(s+, s-, bins)}. */
  public static DMatrixRMaj[] vectorJacobianProducts(
      DMatrixRMaj relevant, DMatrixRMaj irrelevant, int bins, double gradient) {
    var toRelevant = new DMatrixRMaj(relevant.numRows, 1);
    var toIrrelevant = new DMatrixRMaj(irrelevant.numRows, 1);
    Range range = Range.of(relevant, irrelevant);
    if (!range.isDegenerate()) {
      double[] relevantShares = histogram(relevant, range, bins);
      double[] irrelevantShares = histogram(irrelevant, range, bins);
      double perNode = gradient * (bins - 1) / range.width();
      double toMinimum = 0;
      double toMaximum = 0;
      for (int n = 0; n < relevant.numRows; n++) {
        double place = range.place(relevant.data[n]);
        double q = -perNode * irrelevantShares[cell(place, bins)] / relevant.numRows;
        toRelevant.data[n] = q;
        toMinimum -= q * (1 - place);
        toMaximum -= q * place;
      }
      for (int n = 0; n < irrelevant.numRows; n++) {
        double place = range.place(irrelevant.data[n]);
        double q = perNode * relevantShares[cell(place, bins) + 1] / irrelevant.numRows;
        toIrrelevant.data[n] = q;
        toMinimum -= q * (1 - place);
        toMaximum -= q * place;
      }
      share(toMinimum, range.minimum(), relevant, irrelevant, toRelevant, toIrrelevant);
      share(toMaximum, range.maximum(), relevant, irrelevant, toRelevant, toIrrelevant);
    }
    return new DMatrixRMaj[] {toRelevant, toIrrelevant};
  }

  /** The smallest and the largest score. */
  private record Range(double minimum, double maximum) {

    static Range of(DMatrixRMaj relevant, DMatrixRMaj irrelevant) {
      Scores.requireFiniteColumn("relevant", relevant);
      Scores.requireFiniteColumn("irrelevant", irrelevant);
      double minimum = Double.POSITIVE_INFINITY;
      double maximum = Double.NEGATIVE_INFINITY;
      for (DMatrixRMaj scores : new DMatrixRMaj[] {relevant, irrelevant}) {
        for (int n = 0; n < scores.numRows; n++) {
          minimum = Math.min(minimum, scores.data[n]);
          maximum = Math.max(maximum, scores.data[n]);
        }
      }
      if (!Double.isFinite(maximum - minimum)) {
        throw new IllegalArgumentException(
            "range of the scores ("
                + minimum
                + " to "
                + maximum
                + ") must not overflow: scale them");
      }
      return new Range(minimum, maximum);
    }

    double width() {
      return maximum - minimum;
    }

    boolean isDegenerate() {
      return width() < SMALLEST_RANGE;
    }

    /** v in [0, 1]: exactly 0 at the minimum and 1 at the maximum. */
    double place(double score) {
      return (score - minimum) / width();
    }
  }

  /** i: the node at or below a place in the range, never the last one. */
  private static int cell(double place, int bins) {
    return Math.min((int) (place * (bins - 1)), bins - 2);
  }

  private static double[] histogram(DMatrixRMaj scores, Range range, int bins) {
    double[] shares = new double[bins];
    for (int n = 0; n < scores.numRows; n++) {
      double place = range.place(scores.data[n]);
      int i = cell(place, bins);
      double f = place * (bins - 1) - i;
      shares[i] += (1 - f) / scores.numRows;
      shares[i + 1] += f / scores.numRows;
    }
    return shares;
  }

  /**
   * Adds a gradient with respect to an extreme score to the samples that have it, in equal parts.
   */
  private static void share(
      double gradient,
      double extreme,
      DMatrixRMaj relevant,
      DMatrixRMaj irrelevant,
      DMatrixRMaj toRelevant,
      DMatrixRMaj toIrrelevant) {
    int ties = count(extreme, relevant) + count(extreme, irrelevant);
    addWhere(extreme, relevant, gradient / ties, toRelevant);
    addWhere(extreme, irrelevant, gradient / ties, toIrrelevant);
  }

  private static int count(double extreme, DMatrixRMaj scores) {
    int count = 0;
    for (int n = 0; n < scores.numRows; n++) {
      if (scores.data[n] == extreme) {
        count++;
      }
    }
    return count;
  }

  private static void addWhere(
      double extreme, DMatrixRMaj scores, double amount, DMatrixRMaj gradient) {
    for (int n = 0; n < scores.numRows; n++) {
      if (scores.data[n] == extreme) {
        gradient.data[n] += amount;
      }
    }
  }

  private static void requireBins(int bins) {
    if (bins < 2) {
      throw new IllegalArgumentException("bins (" + bins + ") must be at least 2");
    }
  }
}
