package org.set2model.catalog;

import static org.set2model.audit.Kind.HUGE;
import static org.set2model.audit.Kind.IDENTICAL_ROWS;
import static org.set2model.audit.Kind.LARGE;
import static org.set2model.audit.Kind.MORE_DIMENSIONS_THAN_POINTS;
import static org.set2model.audit.Kind.NEARLY_EQUAL;
import static org.set2model.audit.Kind.ONE_EXAMPLE;
import static org.set2model.audit.Kind.ORDINARY;
import static org.set2model.audit.Kind.SIGNED_ZERO;
import static org.set2model.audit.Kind.TIES;
import static org.set2model.audit.Kind.TINY;
import static org.set2model.audit.Kind.ZEROS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.set2model.audit.Case;
import org.set2model.audit.Composition;
import org.set2model.audit.Draw;
import org.set2model.audit.Entry;
import org.set2model.audit.Formula;
import org.set2model.audit.Kind;
import org.set2model.autodiff.Arithmetic;
import org.set2model.autodiff.Operation;
import org.set2model.autodiff.RowSelection;
import org.set2model.autodiff.ScalarMultiplication;
import org.set2model.gradcheck.argument.Argument;
import org.set2model.loss.ContrastiveCrossEntropy;
import org.set2model.loss.HistogramLoss;
import org.set2model.loss.PairwiseLogisticLoss;
import org.set2model.loss.SoftmaxCrossEntropy;
import org.set2model.mixture.Fit;
import org.set2model.mixture.FitOptions;
import org.set2model.mixture.GaussianFit;
import org.set2model.mixture.LogDensity;
import org.set2model.mixture.MixtureFit;
import org.set2model.mixture.MixtureStart;
import org.set2model.mixture.Prior;
import org.set2model.mixture.SeededStart;
import org.set2model.scoring.AverageScorer;
import org.set2model.scoring.Background;
import org.set2model.scoring.LikelihoodRatio;
import org.set2model.scoring.MaximumInnerProduct;
import org.set2model.scoring.MeanInnerProduct;
import org.set2model.scoring.MixtureScorer;
import org.set2model.scoring.NearestNeighborScorer;
import org.set2model.scoring.Scorer;

/** Scorers of queries, and the losses of scores. */
final class RetrievalEntries {

  /** Kinds for which the choice of the points that a fit starts on is stable. */
  private static final List<Kind> DISTINCT =
      List.of(ORDINARY, TINY, HUGE, ONE_EXAMPLE, MORE_DIMENSIONS_THAN_POINTS);

  private static final Set<Kind> TIED = Set.of(ZEROS, IDENTICAL_ROWS, TIES, SIGNED_ZERO);

  /** All but those that speak of dimensions, of which scores have one. */
  private static final List<Kind> SCORES = Kind.allBut(MORE_DIMENSIONS_THAN_POINTS);

  /** How far scores are apart that are nearly equal. */
  private static final double NEAR = 1e-2;

  static final Formula MEAN_PRODUCT = new Formula("s_m = z_m · frac{1}{N} ∑_n x_n");

  static final Formula MAXIMUM_PRODUCT = new Formula("s_m = max_n z_m · x_n");

  static final Formula HISTOGRAM = new Formula("L = ∑_k h^−_k ∑_{l ≤ k} h^{+}_l");

  static final Formula PAIRWISE =
      new Formula("L = frac{1}{P M} ∑_{i, j} log(1 + exp(s^−_j − s^{+}_i))");

  static final Formula SOFTMAX =
      new Formula("L = frac{1}{Q} ∑_q [log ∑_t exp(s_{t q}) − s_{c(q) q}]");

  static final Formula CONTRASTIVE =
      new Formula(
          "L = frac{1}{Q} ∑_q [log(∑_t exp(s_{t q}) + ∑_{c(r) ≠ c(q)} exp(s_{c(q) r}))"
              + " − s_{c(q) q}]");

  private RetrievalEntries() {}

  static List<Entry> entries() {
    return List.of(
        new Entry(
                "mean inner product",
                MEAN_PRODUCT,
                "[S2M, section 4, AVG]",
                "real matrices",
                Set.of(MeanInnerProduct.class),
                Kind.ALL,
                draw ->
                    descriptors(draw, new MeanInnerProduct(), null)
                        .plainly(PlainLosses.meanInnerProduct()))
            .withPlainForm(),
        new Entry(
                "maximum inner product",
                MAXIMUM_PRODUCT,
                "[S2M, section 4, NN]",
                "real matrices; kinks where examples tie",
                Set.of(MaximumInnerProduct.class),
                Kind.ALL,
                draw ->
                    descriptors(
                            draw,
                            new MaximumInnerProduct(),
                            in -> MaximumInnerProduct.nearest(in[0], in[1]))
                        .plainly(PlainLosses.maximumInnerProduct()))
            .withPlainForm(),
        new Entry(
                "scorer AVG",
                new Formula("s_m = z_m · frac{1}{N} ∑_n x_n"),
                "[S2M, section 4, AVG]",
                "real matrices",
                Set.of(MeanInnerProduct.class),
                Kind.ALL,
                draw ->
                    descriptors(draw, scorer(new AverageScorer()), null)
                        .plainly(PlainLosses.meanInnerProduct()))
            .withPlainForm(),
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
                            scorer(new NearestNeighborScorer()),
                            in -> MaximumInnerProduct.nearest(in[0], in[1]))
                        .plainly(PlainLosses.maximumInnerProduct()))
            .withPlainForm(),
        new Entry(
                "scorer Gauss",
                new Formula("s_m = log p(z_m; θ^∗(X))"),
                "[S2M, eq. 1, 3, 9-10]",
                "real matrices",
                Set.of(GaussianFit.class, LogDensity.class),
                Kind.ALL,
                draw -> mixtureScorer(draw, 1))
            .withPlainForm(),
        new Entry(
                "scorer GMM2",
                new Formula("s_m = log p(z_m; θ_T(X))"),
                "[S2M, eq. 1 and 3]",
                "real matrices of distinct rows; the start's points held fixed",
                Set.of(MixtureStart.class, MixtureFit.class, LogDensity.class),
                DISTINCT,
                draw -> mixtureScorer(draw, 2))
            .withPlainForm(),
        new Entry(
            "scorer GMM2, best of 3 starts",
            new Formula("s_m = log p(z_m; θ_T(X)),  θ_T = argmax_r F(θ_T^r)"),
            "[S2M, eq. 1 and 3]",
            "real matrices of distinct rows; the best start held fixed",
            Set.of(MixtureStart.class, MixtureFit.class, LogDensity.class),
            List.of(ORDINARY, MORE_DIMENSIONS_THAN_POINTS),
            RetrievalEntries::bestOfStarts),
        new Entry(
                "scorer KDE",
                new Formula("s_m = log frac{1}{N} ∑_n N(z_m; x_n, φ)"),
                "doi:10.1214/aoms/1177704472",
                "real matrices of distinct rows",
                Set.of(MixtureStart.class, MixtureFit.class, LogDensity.class),
                DISTINCT,
                draw -> kernelDensity(draw, Optional.empty()))
            .withPlainForm(),
        new Entry(
                "scorer KDE beside a background",
                new Formula("s_m = log p(z_m; θ(X)) − β log p_0(z_m)"),
                "doi:10.1006/dspr.1999.0361, equation 2",
                "real matrices of distinct rows; a background of 3 centers",
                Set.of(Arithmetic.class, ScalarMultiplication.class, LogDensity.class),
                List.of(ORDINARY, ONE_EXAMPLE, MORE_DIMENSIONS_THAN_POINTS),
                draw -> kernelDensity(draw, Optional.of(draw.positive(1, 1, 2).data[0])))
            .withPlainForm(),
        new Entry(
                "histogram loss",
                HISTOGRAM,
                "[S2M, eq. 6-7]",
                "scores not all equal; kinks at the nodes; scores that tie move together",
                Set.of(HistogramLoss.class),
                List.of(ORDINARY, NEARLY_EQUAL, TINY, HUGE, TIES, ONE_EXAMPLE, SIGNED_ZERO),
                RetrievalEntries::histogramLoss)
            .withPlainForm(),
        new Entry(
                "pairwise logistic loss",
                PAIRWISE,
                "bounds [S2M, eq. 5]",
                "real scores",
                Set.of(PairwiseLogisticLoss.class),
                SCORES,
                RetrievalEntries::pairwiseLogisticLoss)
            .withPlainForm(),
        new Entry(
                "softmax cross-entropy",
                SOFTMAX,
                "arXiv 1703.05175, equation 2",
                "real scores",
                Set.of(SoftmaxCrossEntropy.class),
                SCORES,
                draw -> ofOwners(SoftmaxCrossEntropy::new, PlainLosses::softmaxCrossEntropy, draw))
            .withPlainForm(),
        new Entry(
                "contrastive cross-entropy",
                CONTRASTIVE,
                "arXiv 1703.05175, equation 2, and 1807.03748, equation 4",
                "real scores",
                Set.of(ContrastiveCrossEntropy.class),
                SCORES,
                draw ->
                    ofOwners(
                        ContrastiveCrossEntropy::new, PlainLosses::contrastiveCrossEntropy, draw))
            .withPlainForm());
  }

  /**
   * Queries that belong to some of two to four concepts. Of LARGE scores there are those of a query
   * or two, and as often as not each belongs where it scores highest, so that next to nothing is
   * left of the loss and all of that is seen.
   */
  private static Case ofOwners(
      Function<int[], Operation> loss, Function<int[], Operation> plain, Draw draw) {
    boolean large = draw.kind() == LARGE;
    int queries = large ? draw.integer(1, 2) : draw.rows();
    Argument[] scores = new Argument[draw.integer(2, 4)];
    for (int t = 0; t < scores.length; t++) {
      scores[t] = Argument.of("concept" + t, draw.matrix(queries, 1));
    }
    boolean wins = large && draw.integer(0, 1) == 0;
    int[] owners = new int[queries];
    for (int q = 0; q < queries; q++) {
      int query = q;
      owners[q] =
          wins
              ? IntStream.range(0, scores.length)
                  .boxed()
                  .max(Comparator.comparingDouble(t -> scores[t].value().data[query]))
                  .orElseThrow()
              : draw.integer(0, scores.length - 1);
    }
    return Case.of(loss.apply(owners), scores).plainly(plain.apply(owners));
  }

  /**
   * Of LARGE scores a single pair, as often as not in the right order, which costs next to nothing.
   */
  private static Case pairwiseLogisticLoss(Draw draw) {
    boolean large = draw.kind() == LARGE;
    DMatrixRMaj relevant = draw.matrix(large ? 1 : draw.rows(), 1);
    DMatrixRMaj irrelevant = draw.matrix(large ? 1 : draw.rows(), 1);
    return Case.of(
            new PairwiseLogisticLoss(),
            Argument.of("relevant", relevant),
            Argument.of("irrelevant", irrelevant))
        .plainly(PlainLosses.pairwiseLogisticLoss());
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
    int steps = draw.integer(1, 4);
    Scorer scorer =
        new MixtureScorer(
            FitOptions.unrolled(components, steps).withStarts(1, seed),
            Prior.ofVariance(dimensions, 1, square, 1e-3 * square));
    DMatrixRMaj support = draw.matrix(draw.rows(), dimensions);
    DMatrixRMaj ones = ones(support.numRows);
    return Case.of(
            scorer(scorer),
            Argument.of("support", support),
            Argument.of("queries", draw.matrix(draw.integer(1, 4), dimensions)))
        .branching(
            components == 1 ? null : in -> SeededStart.chooseIndices(in[0], ones, components, seed))
        .plainly(
            PlainDensities.scorer(
                1,
                square,
                1e-3 * square,
                steps,
                SeededStart.chooseIndices(support, ones, components, seed)));
  }

  /** The best is found by its objective; where that changes, so does the fingerprint. */
  private static Case bestOfStarts(Draw draw) {
    int dimensions = draw.columns();
    int starts = 3;
    long seed = draw.seed();
    FitOptions options = FitOptions.unrolled(2, draw.integer(1, 4)).withStarts(starts, seed);
    Prior prior = Prior.constant(dimensions, 0.5, 0.5, 1, 0.2, 1, 1e-3);
    DMatrixRMaj support = draw.matrix(draw.rows() + 3, dimensions);
    return Case.of(
            scorer(new MixtureScorer(options, prior)),
            Argument.of("support", support),
            Argument.of("queries", draw.matrix(draw.integer(1, 4), dimensions)))
        .branching(
            in -> {
              DMatrixRMaj ones = ones(in[0].numRows);
              List<Object> chosen = new ArrayList<>();
              double best = Double.NEGATIVE_INFINITY;
              int of = -1;
              for (int start = 0; start < starts; start++) {
                chosen.add(
                    Arrays.hashCode(SeededStart.chooseIndices(in[0], ones, 2, seed + start)));
                Fit fit = Fit.of(in[0], ones, prior, options.withStarts(1, seed + start));
                double reached = fit.objective()[fit.iterations()];
                if (reached > best) {
                  best = reached;
                  of = start;
                }
              }
              chosen.add(of);
              return chosen;
            });
  }

  private static Case kernelDensity(Draw draw, Optional<Double> exponent) {
    int dimensions = draw.columns();
    double square = draw.scale() * draw.scale();
    Prior prior = Prior.ofVariance(dimensions, 100, square, 1e-3 * square);
    DMatrixRMaj support = draw.matrix(draw.rows(), dimensions);
    DMatrixRMaj centers = draw.ordinary(3, 1 + dimensions);
    for (int k = 0; k < centers.numRows; k++) {
      centers.set(k, 0, k + 1);
    }
    int[] all = IntStream.range(0, support.numRows).toArray();
    return Case.of(
            scorer(
                new MixtureScorer(
                    FitOptions.kernelDensity(),
                    prior,
                    exponent.map(beta -> new LikelihoodRatio(new Background(centers, 1.5), beta)))),
            Argument.of("support", support),
            Argument.of("queries", draw.matrix(draw.integer(1, 4), dimensions)))
        .plainly(
            exponent.isEmpty()
                ? PlainDensities.scorer(100, square, 1e-3 * square, 0, all)
                : PlainDensities.comparedScorer(
                    100, square, 1e-3 * square, 0, all, rows(centers), 1.5, exponent.get()));
  }

  private static double[][] rows(DMatrixRMaj matrix) {
    double[][] rows = new double[matrix.numRows][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(matrix.data, i * matrix.numCols, (i + 1) * matrix.numCols);
    }
    return rows;
  }

  private static DMatrixRMaj ones(int count) {
    DMatrixRMaj ones = new DMatrixRMaj(count, 1);
    ones.fill(1);
    return ones;
  }

  private static Case histogramLoss(Draw draw) {
    int bins = draw.integer(2, 12);
    if (draw.kind() == TIES) {
      return tiedHistogramLoss(draw, bins);
    }
    DMatrixRMaj relevant = draw.matrix(draw.rows(), 1);
    DMatrixRMaj irrelevant = draw.matrix(draw.rows(), 1);
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
        .branching(in -> Branches.cells(in[0], in[1], bins))
        .plainly(PlainLosses.histogramLoss(bins));
  }

  /**
   * The loss of scores each of which is used several times. What tied scores receive together is a
   * derivative; each alone may receive anything between two slopes, and {@link PlainLosses} says
   * what.
   */
  private static Case tiedHistogramLoss(Draw draw, int bins) {
    int distinct = draw.integer(3, 5);
    int[] relevant = repeated(draw, distinct);
    int[] irrelevant = repeated(draw, distinct);
    return Case.of(
            new Composition(
                "histogram loss of tied scores",
                in ->
                    HistogramLoss.histogramLoss(
                        RowSelection.select(in[0], relevant),
                        RowSelection.select(in[0], irrelevant),
                        bins)),
            Argument.of("scores", draw.ordinary(distinct, 1)))
        .branching(
            in ->
                Branches.cells(
                    RowSelection.selected(in[0], relevant),
                    RowSelection.selected(in[0], irrelevant),
                    bins));
  }

  /** All of some numbers, and three of them again. */
  private static int[] repeated(Draw draw, int distinct) {
    return IntStream.range(0, distinct + 3)
        .map(i -> i < distinct ? i : draw.integer(0, distinct - 1))
        .toArray();
  }
}
