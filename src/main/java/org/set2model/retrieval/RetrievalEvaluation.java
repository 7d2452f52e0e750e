package org.set2model.retrieval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.set2model.kernel.Workers;
import org.set2model.scoring.Scorer;
import org.set2model.scoring.ScorerKind;
import org.set2model.scoring.ScorerSettings;
import org.set2model.scoring.SupportVectorScorer;

/**
 * How well scorers do on concepts, in two tasks.
 *
 * <p><b>Gallery</b>: the gallery that mixes the images of all concepts is ranked for each concept
 * by what the scorer learns from the concept's whole search result.
 *
 * <p><b>Re-ranking</b>: the search result itself is ranked, each image by what the scorer learns
 * from all the others, {@link EmbeddedConcepts#leaveOneOutScores}. This is so for every scorer, so
 * that all are compared alike. Scores of one ranking therefore come from models that differ in one
 * example; for a scorer that learns nothing the task is a little harder than chance, because a
 * relevant image leaves one relevant example fewer behind. Concepts whose relevance is unknown take
 * no part, nor do those whose search result is all relevant or has nothing relevant: they are
 * counted in {@link #unranked}.
 *
 * <p>The negatives of an SVM are 2|X| images of the other concepts' search results, or all if there
 * are fewer, drawn once for a concept and kept when an image is left out.
 *
 * @param gallery by scorer, in the order asked for, over all concepts
 * @param rerank by scorer, in the same order, over the concepts that take part; empty if none does
 * @param unranked how many concepts of known relevance do not take part in the re-ranking
 */
public record RetrievalEvaluation(
    Map<ScorerKind, ConceptPrecisions> gallery,
    Map<ScorerKind, ConceptPrecisions> rerank,
    int unranked) {

  private static final int NEGATIVES_PER_EXAMPLE = 2;

  /** Copies the maps. */
  public RetrievalEvaluation {
    gallery = Collections.unmodifiableMap(new LinkedHashMap<>(gallery));
    rerank = Collections.unmodifiableMap(new LinkedHashMap<>(rerank));
  }

  /**
   * Evaluates scorers.
   *
   * @param concepts embedded; no two of the same name
   * @param settings hold the priors of the densities
   * @param kinds which scorers; of equal ones the first counts
   * @param seed of the starts of fits and of the negatives of an SVM
   * @param workers share the concepts; the result does not depend on their number
   * @throws IllegalArgumentException if names coincide, or an SVM is asked for and there is a
   *     single concept
   */
  public static RetrievalEvaluation of(
      EmbeddedConcepts concepts,
      ScorerSettings settings,
      Collection<ScorerKind> kinds,
      long seed,
      Workers workers) {
    requireDifferentNames(concepts);
    int[] all = IntStream.range(0, concepts.size()).toArray();
    int[] known = IntStream.of(all).filter(c -> concepts.concept(c).relevanceKnown()).toArray();
    int[] mixed =
        IntStream.of(known).filter(c -> isMixed(concepts.concept(c).searchRelevance())).toArray();
    Map<ScorerKind, ConceptPrecisions> gallery = new LinkedHashMap<>();
    Map<ScorerKind, ConceptPrecisions> rerank = new LinkedHashMap<>();
    for (ScorerKind kind : new LinkedHashSet<>(kinds)) {
      IntFunction<Scorer> scorers = scorers(concepts, settings, kind, seed);
      gallery.put(kind, precisions(concepts, all, concepts.averagePrecisions(scorers, workers)));
      if (mixed.length > 0) {
        double[] reranked = rerankingPrecisions(concepts, mixed, scorers, workers);
        rerank.put(kind, precisions(concepts, mixed, reranked));
      }
    }
    return new RetrievalEvaluation(gallery, rerank, known.length - mixed.length);
  }

  /**
   * The scorer for each concept: one for all, but an SVM has negatives of its own for each.
   *
   * @param seed of the starts of fits and of the negatives of an SVM
   * @throws IllegalArgumentException if an SVM is asked for and there is a single concept
   */
  public static IntFunction<Scorer> scorers(
      EmbeddedConcepts concepts, ScorerSettings settings, ScorerKind kind, long seed) {
    if (!kind.equals(ScorerKind.SVM)) {
      Scorer scorer = settings.rankingScorer(kind, concepts.gallery().columns(), seed);
      return concept -> scorer;
    }
    if (concepts.size() < 2) {
      throw new IllegalArgumentException(
          "svm needs images of another concept as negatives: leave it out, or add a concept");
    }
    var random = new SplittableRandom(seed);
    List<Scorer> scorers = new ArrayList<>();
    for (int c = 0; c < concepts.size(); c++) {
      int count = NEGATIVES_PER_EXAMPLE * concepts.support(c).rows();
      scorers.add(new SupportVectorScorer(concepts.others(c, count, random.split())));
    }
    return scorers::get;
  }

  private static double[] rerankingPrecisions(
      EmbeddedConcepts concepts, int[] chosen, IntFunction<Scorer> scorers, Workers workers) {
    double[] precisions = new double[chosen.length];
    workers.run(
        chosen.length,
        (task, worker) -> {
          int c = chosen[task];
          precisions[task] =
              AveragePrecision.of(
                  concepts.leaveOneOutScores(c, scorers.apply(c)),
                  concepts.concept(c).searchRelevance());
        });
    return precisions;
  }

  private static ConceptPrecisions precisions(
      EmbeddedConcepts concepts, int[] chosen, double[] values) {
    Map<String, Double> byConcept = new LinkedHashMap<>();
    for (int i = 0; i < chosen.length; i++) {
      byConcept.put(concepts.concept(chosen[i]).name(), values[i]);
    }
    return new ConceptPrecisions(byConcept);
  }

  private static boolean isMixed(boolean[] flags) {
    for (boolean flag : flags) {
      if (flag != flags[0]) {
        return true;
      }
    }
    return false;
  }

  private static void requireDifferentNames(EmbeddedConcepts concepts) {
    Set<String> names = new HashSet<>();
    for (int c = 0; c < concepts.size(); c++) {
      if (!names.add(concepts.concept(c).name())) {
        throw new IllegalArgumentException(
            "two concepts are named '" + concepts.concept(c).name() + "'; rename one");
      }
    }
  }
}
