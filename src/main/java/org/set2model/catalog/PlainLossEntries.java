package org.set2model.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.set2model.audit.Comparison;
import org.set2model.audit.Draw;
import org.set2model.audit.Formula;
import org.set2model.audit.PlainCase;
import org.set2model.audit.PlainEntry;
import org.set2model.audit.PlainForm;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.ScalarMultiplication;
import org.set2model.loss.ContrastiveCrossEntropy;
import org.set2model.loss.HistogramLoss;
import org.set2model.loss.PairwiseLogisticLoss;
import org.set2model.loss.SoftmaxCrossEntropy;
import org.set2model.scoring.MaximumInnerProduct;
import org.set2model.scoring.MeanInnerProduct;

/**
 * Losses and inner products at larger sizes, and at ties, where a difference only says that a
 * product lies between two slopes and a plain form says which one it is to be.
 */
final class PlainLossEntries {

  /** By how much scores are ahead where they dominate. */
  private static final double[] LEADS = {40, 300};

  private PlainLossEntries() {}

  static List<PlainEntry> entries() {
    return List.of(
        new PlainEntry(
            "histogram loss",
            RetrievalEntries.HISTOGRAM,
            "[S2M, eq. 6-7]",
            List.of(
                new PlainCase("40 and 70 scores, 100 nodes", draw -> histogram(draw, 40, 70, 100)),
                new PlainCase("30 and 20 scores, 2 nodes", draw -> histogram(draw, 30, 20, 2)),
                new PlainCase(
                    "three scores tie for the largest and four for the smallest",
                    PlainLossEntries::tiedHistogram),
                new PlainCase("all scores are equal", PlainLossEntries::equalScores))),
        new PlainEntry(
            "pairwise logistic loss",
            RetrievalEntries.PAIRWISE,
            "bounds [S2M, eq. 5]",
            List.of(
                new PlainCase(
                    "30 and 20 scores",
                    draw ->
                        Comparison.of(
                            new PairwiseLogisticLoss(),
                            PlainLosses.pairwiseLogisticLoss(),
                            draw.seed(),
                            draw.ordinary(30, 1),
                            draw.ordinary(20, 1))),
                new PlainCase(
                    "a pair 40 apart, and 300",
                    draw -> {
                      Comparison comparison = new Comparison();
                      for (double lead : LEADS) {
                        comparison.add(
                            new PairwiseLogisticLoss(),
                            PlainLosses.pairwiseLogisticLoss(),
                            draw.seed(),
                            ahead(draw, lead),
                            draw.ordinary(1, 1));
                      }
                      return comparison;
                    }))),
        crossEntropy(
            "softmax cross-entropy",
            RetrievalEntries.SOFTMAX,
            "arXiv 1703.05175, equation 2",
            SoftmaxCrossEntropy::new,
            PlainLosses::softmaxCrossEntropy),
        crossEntropy(
            "contrastive cross-entropy",
            RetrievalEntries.CONTRASTIVE,
            "arXiv 1703.05175, equation 2, and 1807.03748, equation 4",
            ContrastiveCrossEntropy::new,
            PlainLosses::contrastiveCrossEntropy),
        new PlainEntry(
            "mean inner product",
            RetrievalEntries.MEAN_PRODUCT,
            "[S2M, section 4, AVG]",
            List.of(
                new PlainCase(
                    "20 examples, 9 queries, 11 dimensions",
                    draw ->
                        Comparison.of(
                            new MeanInnerProduct(),
                            PlainLosses.meanInnerProduct(),
                            draw.seed(),
                            draw.ordinary(20, 11),
                            draw.ordinary(9, 11))))),
        new PlainEntry(
            "maximum inner product",
            RetrievalEntries.MAXIMUM_PRODUCT,
            "[S2M, section 4, NN]",
            List.of(
                new PlainCase(
                    "20 examples, 9 queries, 11 dimensions",
                    draw -> nearest(draw.seed(), draw.ordinary(20, 11), draw.ordinary(9, 11))),
                new PlainCase(
                    "the first of tied examples counts",
                    draw -> nearest(draw.seed(), draw.wholes(12, 3), draw.wholes(20, 3))),
                new PlainCase(
                    "products below zero",
                    draw ->
                        nearest(
                            draw.seed(),
                            draw.positive(8, 3, 1),
                            ScalarMultiplication.scaled(-1, draw.positive(5, 3, 1)))))));
  }

  private static PlainEntry crossEntropy(
      String name,
      Formula formula,
      String source,
      Function<int[], Operation> fast,
      Function<int[], PlainForm> plain) {
    return new PlainEntry(
        name,
        formula,
        source,
        List.of(
            new PlainCase(
                "30 queries, 6 concepts",
                draw -> {
                  int[] owners = owners(draw, 30, 6);
                  return Comparison.of(
                      fast.apply(owners), plain.apply(owners), draw.seed(), scores(draw, 30, 6));
                }),
            new PlainCase(
                "a score 40 ahead, and 300",
                draw -> dominated(draw, fast.apply(new int[1]), plain.apply(new int[1])))));
  }

  private static Comparison nearest(long seed, DMatrixRMaj examples, DMatrixRMaj queries) {
    return Comparison.of(
        new MaximumInnerProduct(), PlainLosses.maximumInnerProduct(), seed, examples, queries);
  }

  /** A query whose own score is far ahead of two others: next to nothing is left of the loss. */
  private static Comparison dominated(Draw draw, Operation fast, Operation plain) {
    Comparison comparison = new Comparison();
    for (double lead : LEADS) {
      comparison.add(
          fast, plain, draw.seed(), ahead(draw, lead), draw.ordinary(1, 1), draw.ordinary(1, 1));
    }
    return comparison;
  }

  private static DMatrixRMaj ahead(Draw draw, double lead) {
    return Draw.scalar(lead + draw.ordinary(1, 1).data[0]);
  }

  private static Comparison histogram(Draw draw, int relevant, int irrelevant, int bins) {
    return Comparison.of(
        new HistogramLoss(bins),
        PlainLosses.histogramLoss(bins),
        draw.seed(),
        draw.ordinary(relevant, 1),
        draw.ordinary(irrelevant, 1));
  }

  private static Comparison tiedHistogram(Draw draw) {
    DMatrixRMaj relevant = draw.ordinary(9, 1);
    DMatrixRMaj irrelevant = draw.ordinary(7, 1);
    for (int n : new int[] {0, 4}) {
      relevant.data[n] = 5;
      irrelevant.data[n] = -6;
      relevant.data[n + 1] = -6;
    }
    irrelevant.data[3] = 5;
    return Comparison.of(
        new HistogramLoss(8), PlainLosses.histogramLoss(8), draw.seed(), relevant, irrelevant);
  }

  /** Ties count as errors, and there is no direction in which to go. */
  private static Comparison equalScores(Draw draw) {
    DMatrixRMaj relevant = new DMatrixRMaj(3, 1);
    DMatrixRMaj irrelevant = new DMatrixRMaj(2, 1);
    relevant.fill(0.3);
    irrelevant.fill(0.3);
    DMatrixRMaj[] products =
        HistogramLoss.vectorJacobianProducts(relevant, irrelevant, 5, draw.ordinary(1, 1).data[0]);
    return new Comparison()
        .add("loss", Draw.scalar(HistogramLoss.loss(relevant, irrelevant, 5)), Draw.scalar(1))
        .add("gradient of relevant scores", products[0], new DMatrixRMaj(3, 1))
        .add("gradient of irrelevant scores", products[1], new DMatrixRMaj(2, 1));
  }

  /** Every concept has a query at least. */
  private static int[] owners(Draw draw, int queries, int concepts) {
    int[] owners = new int[queries];
    Arrays.setAll(owners, q -> q < concepts ? q : draw.integer(0, concepts - 1));
    return owners;
  }

  private static DMatrixRMaj[] scores(Draw draw, int queries, int concepts) {
    DMatrixRMaj[] scores = new DMatrixRMaj[concepts];
    Arrays.setAll(scores, t -> draw.ordinary(queries, 1));
    return scores;
  }
}
