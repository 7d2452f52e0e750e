package org.set2model.audit;

import static org.set2model.audit.Kind.HUGE;
import static org.set2model.audit.Kind.IDENTICAL_ROWS;
import static org.set2model.audit.Kind.MORE_DIMENSIONS_THAN_POINTS;
import static org.set2model.audit.Kind.NEARLY_EQUAL;
import static org.set2model.audit.Kind.ONE_EXAMPLE;
import static org.set2model.audit.Kind.ORDINARY;
import static org.set2model.audit.Kind.SIGNED_ZERO;
import static org.set2model.audit.Kind.TIES;
import static org.set2model.audit.Kind.TINY;
import static org.set2model.audit.Kind.ZEROS;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Operation;
import org.set2model.gradcheck.Argument;
import org.set2model.loss.ContrastiveCrossEntropy;
import org.set2model.loss.HistogramLoss;
import org.set2model.loss.PairwiseLogisticLoss;
import org.set2model.loss.SoftmaxCrossEntropy;
import org.set2model.mixture.FitOptions;
import org.set2model.mixture.GaussianFit;
import org.set2model.mixture.LogDensity;
import org.set2model.mixture.MixtureFit;
import org.set2model.mixture.MixtureStart;
import org.set2model.mixture.Prior;
import org.set2model.mixture.SeededStart;
import org.set2model.retrieval.AverageScorer;
import org.set2model.retrieval.MaximumInnerProduct;
import org.set2model.retrieval.MeanInnerProduct;
import org.set2model.retrieval.MixtureScorer;
import org.set2model.retrieval.NearestNeighbourScorer;
import org.set2model.retrieval.Scorer;

/** Scorers of queries, and the losses of scores. */
final class RetrievalEntries {

  private static final Set<Kind> TIED = Set.of(ZEROS, IDENTICAL_ROWS, TIES, SIGNED_ZERO);

  /** All but those that speak of dimensions, of which scores have one. */
  private static final List<Kind> SCORES = Kind.allBut(MORE_DIMENSIONS_THAN_POINTS);

  /** How far scores are apart that are nearly equal. */
  private static final double NEAR = 1e-2;

  private RetrievalEntries() {}

  static List<Entry> entries() {
    return List.of(
        new Entry(
            "mean inner product",
            new Formula("s_m = z_m · frac{1}{N} ∑_n x_n"),
            "[S2M, section 4, AVG]",
            "real matrices",
            Set.of(MeanInnerProduct.class),
            Kind.ALL,
            draw -> descriptors(draw, new MeanInnerProduct(), null)),
        new Entry(
            "maximum inner product",
            new Formula("s_m = max_n z_m · x_n"),
            "[S2M, section 4, NN]",
            "real matrices; kinks where examples tie",
            Set.of(MaximumInnerProduct.class),
            Kind.ALL,
            draw ->
                descriptors(
                    draw,
                    new MaximumInnerProduct(),
                    in -> MaximumInnerProduct.nearest(in[0], in[1]))),
        new Entry(
            "scorer AVG",
            new Formula("s_m = z_m · frac{1}{N} ∑_n x_n"),
            "[S2M, section 4, AVG]",
            "real matrices",
            Set.of(MeanInnerProduct.class),
            Kind.ALL,
            draw -> descriptors(draw, scorer(new AverageScorer()), null)),
        new Entry(
            "scorer NN",
            new Formula("s_m = max_n z_m · x_n"),
            "[S2M, section 4, NN]",
            "real matrices; kinks where examples tie",
            Set.of(MaximumInnerProduct.class),
            Kind.ALL,
            draw ->
                descriptors(
                    draw,
                    scorer(new NearestNeighbourScorer()),
                    in -> MaximumInnerProduct.nearest(in[0], in[1]))),
        new Entry(
            "scorer Gauss",
            new Formula("s_m = log p(z_m; θ^∗(X))"),
            "[S2M, eq. 1, 3, 9-10]",
            "real matrices",
            Set.of(GaussianFit.class, LogDensity.class),
            Kind.ALL,
            draw -> mixtureScorer(draw, 1)),
        new Entry(
            "scorer GMM2",
            new Formula("s_m = log p(z_m; θ_T(X))"),
            "[S2M, eq. 1 and 3]",
            "real matrices of distinct rows; the start's points held fixed",
            Set.of(MixtureStart.class, MixtureFit.class, LogDensity.class),
            List.of(ORDINARY, TINY, HUGE, ONE_EXAMPLE, MORE_DIMENSIONS_THAN_POINTS),
            draw -> mixtureScorer(draw, 2)),
        new Entry(
            "histogram loss",
            new Formula("L = ∑_k h^−_k ∑_{l ≤ k} h^{+}_l"),
            "[S2M, eq. 6-7]",
            "scores not all equal; kinks at the nodes and where extreme scores tie",
            Set.of(HistogramLoss.class),
            List.of(ORDINARY, NEARLY_EQUAL, TINY, HUGE, TIES, ONE_EXAMPLE, SIGNED_ZERO),
            RetrievalEntries::histogramLoss),
        new Entry(
            "pairwise logistic loss",
            new Formula("L = frac{1}{P M} ∑_{i, j} log(1 + exp(s^−_j − s^{+}_i))"),
            "bounds [S2M, eq. 5]",
            "real scores",
            Set.of(PairwiseLogisticLoss.class),
            SCORES,
            draw ->
                Case.of(
                    new PairwiseLogisticLoss(),
                    Argument.of("relevant", draw.matrix(draw.rows(), 1)),
                    Argument.of("irrelevant", draw.matrix(draw.rows(), 1)))),
        new Entry(
            "softmax cross-entropy",
            new Formula("L = frac{1}{Q} ∑_q [log ∑_t exp(s_{t q}) − s_{c(q) q}]"),
            "arXiv 1703.05175, equation 2",
            "real scores",
            Set.of(SoftmaxCrossEntropy.class),
            SCORES,
            draw -> ofOwners(SoftmaxCrossEntropy::new, draw)),
        new Entry(
            "contrastive cross-entropy",
            new Formula(
                "L = frac{1}{Q} ∑_q [log(∑_t exp(s_{t q}) + ∑_{c(r) ≠ c(q)} exp(s_{c(q) r}))"
                    + " − s_{c(q) q}]"),
            "arXiv 1703.05175, equation 2, and 1807.03748, equation 4",
            "real scores",
            Set.of(ContrastiveCrossEntropy.class),
            SCORES,
            draw -> ofOwners(ContrastiveCrossEntropy::new, draw)));
  }

  /** Queries that belong to some of two to four concepts. */
  private static Case ofOwners(Function<int[], Operation> loss, Draw draw) {
    int queries = draw.rows();
    Argument[] scores = new Argument[draw.integer(2, 4)];
    for (int t = 0; t < scores.length; t++) {
      scores[t] = Argument.of("concept" + t, draw.matrix(queries, 1));
    }
    int[] owners = new int[queries];
    for (int q = 0; q < queries; q++) {
      owners[q] = draw.integer(0, scores.length - 1);
    }
    return Case.of(loss.apply(owners), scores);
  }

  private static Operation scorer(Scorer scorer) {
    return new Composition("scorer " + scorer.name(), in -> scorer.scores(in[0], in[1]));
  }

  private static Case descriptors(
      Draw draw, Operation operation, Function<DMatrixRMaj[], ?> branches) {
    int dimensions = draw.columns();
    // Where the maxima of several queries tie at once, the sum of their subgradients need not lie
    // between the slopes of the sum.
    int queries = branches != null && TIED.contains(draw.kind()) ? 1 : draw.integer(1, 4);
    return Case.of(
            operation,
            Argument.of("support", draw.matrix(draw.rows(), dimensions)),
            Argument.of("queries", draw.matrix(queries, dimensions)))
        .branching(branches);
  }

  private static Case mixtureScorer(Draw draw, int components) {
    int dimensions = draw.columns();
    double square = draw.scale() * draw.scale();
    long seed = draw.seed();
    Scorer scorer =
        new MixtureScorer(
            FitOptions.unrolled(components, draw.integer(1, 4)).withStarts(1, seed),
            Prior.ofVariance(dimensions, 1, square, 1e-3 * square));
    DMatrixRMaj support = draw.matrix(draw.rows(), dimensions);
    DMatrixRMaj ones = draw.positive(support.numRows, 1, 1);
    ones.fill(1);
    return Case.of(
            scorer(scorer),
            Argument.of("support", support),
            Argument.of("queries", draw.matrix(draw.integer(1, 4), dimensions)))
        .branching(
            components == 1
                ? null
                : in -> SeededStart.chooseIndices(in[0], ones, components, seed));
  }

  private static Case histogramLoss(Draw draw) {
    // With an even number of nodes, none is at the scores -1, 0 and 1 of a range from -1.5 to 1.5.
    int bins = draw.kind() == TIES ? 2 * draw.integer(1, 6) : draw.integer(2, 12);
    DMatrixRMaj relevant = draw.matrix(draw.rows(), 1);
    DMatrixRMaj irrelevant = draw.matrix(draw.rows(), 1);
    if (draw.kind() == TIES) {
      relevant.data[0] = 1.5;
      relevant.data[relevant.numRows - 1] = 1.5;
      irrelevant.data[0] = -1.5;
    }
    if (draw.kind() == NEARLY_EQUAL) {
      // The sets have to overlap, and their range to be well above the rounding of the scores.
      for (int n = 0; n < relevant.numRows; n++) {
        relevant.data[n] += NEAR * draw.ordinary(1, 1).data[0];
      }
      for (int n = 0; n < irrelevant.numRows; n++) {
        irrelevant.data[n] = relevant.data[0] + NEAR * draw.ordinary(1, 1).data[0];
      }
    }
    return Case.of(
            new HistogramLoss(bins),
            Argument.of("relevant", relevant),
            Argument.of("irrelevant", irrelevant))
        .branching(in -> Branches.cells(in[0], in[1], bins));
  }
}
