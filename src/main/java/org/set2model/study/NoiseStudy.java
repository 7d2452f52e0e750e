package org.set2model.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.set2model.autodiff.RowSelection;
import org.set2model.autodiff.Variable;
import org.set2model.data.LabeledConcept;
import org.set2model.data.Sample;
import org.set2model.kernel.Workers;
import org.set2model.retrieval.AveragePrecision;
import org.set2model.retrieval.BootstrapInterval;
import org.set2model.retrieval.EmbeddedConcepts;
import org.set2model.scoring.Scorer;
import org.set2model.scoring.ScorerKind;
import org.set2model.scoring.ScorerSettings;
import org.set2model.scoring.SupportVectorScorer;

/**
 * How rankings suffer from noise, a share of the set that shows other concepts, and from polysemy,
 * a set that is the union of several concepts' sets, all of which are to be found.
 *
 * <p>Clean sets are the search images known to be relevant, or all where nothing is known. For each
 * concept, share and number the draw is repeated and the average precisions are averaged; intervals
 * are of the choice of concepts.
 */
public final class NoiseStudy {

  /** Images of a set of one concept, at most. */
  public static final int SET = 20;

  /** Shares of irrelevant images in a set. */
  private static final double[] SHARES = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7};

  /** Concepts that a set joins, at most. */
  public static final int MOST_MERGED = 3;

  private static final int NEGATIVES_PER_EXAMPLE = 2;

  private final EmbeddedConcepts concepts;
  private final List<DMatrixRMaj> clean = new ArrayList<>();
  private final ScorerSettings settings;
  private final int repeats;
  private final long seed;
  private final Workers workers;

  /**
   * A study.
   *
   * @param network at least {@link #MOST_MERGED} + 1 concepts, and the seed of all draws
   * @param repeats draws for each concept, >= 1
   */
  public NoiseStudy(Route network, int repeats, Workers workers) {
    this.concepts = network.test();
    this.settings = network.settings();
    this.repeats = repeats;
    this.seed = network.seed();
    this.workers = workers;
    for (int c = 0; c < concepts.size(); c++) {
      clean.add(clean(concepts.concept(c), concepts.support(c).value()));
    }
  }

  /** The descriptors of the relevant search images; of all if none is, or nothing is known. */
  private static DMatrixRMaj clean(LabeledConcept concept, DMatrixRMaj support) {
    boolean[] relevant = concept.searchRelevance();
    int[] rows = IntStream.range(0, relevant.length).filter(i -> relevant[i]).toArray();
    return rows.length == 0 ? support : RowSelection.selected(support, rows);
  }

  /** Mean average precisions of scorers by the share of irrelevant images in the set. */
  public NoiseCurves byNoise(List<ScorerKind> kinds) {
    return new NoiseCurves(
        "Noise",
        "irrelevant images in the set, %",
        "percent",
        " %",
        Arrays.stream(SHARES).map(share -> 100 * share).toArray(),
        means(
            kinds,
            SHARES.length,
            (kind, level, concept, random) -> noisy(kind, SHARES[level], concept, random)));
  }

  /** Mean average precisions of scorers by the number of merged concepts, from 1. */
  public NoiseCurves byPolysemy(List<ScorerKind> kinds) {
    return new NoiseCurves(
        "Polysemy",
        "concepts in the set",
        "concepts",
        "",
        IntStream.rangeClosed(1, MOST_MERGED).asDoubleStream().toArray(),
        means(
            kinds,
            MOST_MERGED,
            (kind, level, concept, random) -> merged(kind, level + 1, concept, random)));
  }

  /** The average precision of one draw. */
  private interface Draw {
    double averagePrecision(ScorerKind kind, int level, int concept, SplittableRandom random);
  }

  private Map<ScorerKind, List<BootstrapInterval>> means(
      List<ScorerKind> kinds, int levels, Draw draw) {
    Map<ScorerKind, List<BootstrapInterval>> means = new LinkedHashMap<>();
    for (ScorerKind kind : kinds) {
      List<BootstrapInterval> ofKind = new ArrayList<>();
      for (int level = 0; level < levels; level++) {
        int at = level;
        double[] precisions = new double[concepts.size()];
        workers.run(
            precisions.length,
            (concept, worker) -> {
              // The same draws for all scorers and levels, so that they are compared alike.
              var random = new SplittableRandom(seed + concept).split();
              double sum = 0;
              for (int repeat = 0; repeat < repeats; repeat++) {
                sum += draw.averagePrecision(kind, at, concept, random.split());
              }
              precisions[concept] = sum / repeats;
            });
        ofKind.add(BootstrapInterval.ofMean(precisions, seed));
      }
      means.put(kind, ofKind);
    }
    return means;
  }

  /** A share of the set is of other concepts; where relevant images are few, the set is smaller. */
  private double noisy(ScorerKind kind, double share, int concept, SplittableRandom random) {
    DMatrixRMaj own = clean.get(concept);
    int relevant = Math.max(1, Math.min(own.numRows, (int) Math.round((1 - share) * SET)));
    int irrelevant = (int) Math.round(relevant * share / (1 - share));
    DMatrixRMaj set =
        CommonOps_DDRM.concatRowsMulti(
            drawn(own, relevant, random.split()),
            drawn(othersThan(List.of(concept)), irrelevant, random.split()));
    return averagePrecision(kind, set, List.of(concept), random);
  }

  private double merged(ScorerKind kind, int number, int concept, SplittableRandom random) {
    List<Integer> members = new ArrayList<>(List.of(concept));
    while (members.size() < number) {
      int other = random.nextInt(concepts.size());
      if (!members.contains(other)) {
        members.add(other);
      }
    }
    DMatrixRMaj[] sets =
        members.stream()
            .map(c -> drawn(clean.get(c), SET, random.split()))
            .toArray(DMatrixRMaj[]::new);
    return averagePrecision(kind, CommonOps_DDRM.concatRowsMulti(sets), members, random);
  }

  private double averagePrecision(
      ScorerKind kind, DMatrixRMaj set, List<Integer> members, SplittableRandom random) {
    Scorer scorer =
        kind.equals(ScorerKind.SVM)
            ? new SupportVectorScorer(
                drawn(othersThan(members), NEGATIVES_PER_EXAMPLE * set.numRows, random))
            : settings.rankingScorer(kind, set.numCols, seed);
    boolean[] relevant = new boolean[concepts.gallery().rows()];
    for (int member : members) {
      boolean[] own = concepts.relevant(member);
      for (int i = 0; i < own.length; i++) {
        relevant[i] |= own[i];
      }
    }
    double[] scores = scorer.scores(Variable.constant(set), concepts.gallery()).value().data;
    return AveragePrecision.of(scores, relevant);
  }

  /** The clean sets of all other concepts. */
  private DMatrixRMaj othersThan(List<Integer> members) {
    return CommonOps_DDRM.concatRowsMulti(
        IntStream.range(0, clean.size())
            .filter(c -> !members.contains(c))
            .mapToObj(clean::get)
            .toArray(DMatrixRMaj[]::new));
  }

  /** Up to {@code count} different rows, in random order. */
  private static DMatrixRMaj drawn(DMatrixRMaj matrix, int count, SplittableRandom random) {
    return RowSelection.selected(matrix, Sample.of(matrix.numRows, count, random));
  }
}
