package org.set2model.concept;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.set2model.image.Pixels;
import org.set2model.scoring.Ranking;
import org.set2model.scoring.ScorerKind;
import org.set2model.storage.ConceptFile;

/**
 * What a set of pictures has in common, learned once by an {@link Embedder} and asked as often as
 * one likes.
 *
 * <p>Immutable, and safe for many threads.
 */
public final class Concept {

  private final Embedder embedder;
  private final ScorerKind scorer;
  private final long seed;
  private final DMatrixRMaj examples;
  private final ConceptModel model;

  Concept(Embedder embedder, ScorerKind scorer, long seed, DMatrixRMaj examples) {
    this.embedder = embedder;
    this.scorer = scorer;
    this.seed = seed;
    this.examples = examples;
    this.model = new ConceptModel(embedder.rankingScorer(scorer, seed), examples);
  }

  /** What was learned, for descriptors in place of pictures. */
  public ConceptModel model() {
    return model;
  }

  /** How it was learned. */
  public ScorerKind scorer() {
    return scorer;
  }

  /** The descriptors of the examples, N x D; a copy. */
  public DMatrixRMaj examples() {
    return examples.copy();
  }

  /** The relevance of each picture, higher for more relevant. */
  public double[] scores(List<? extends Pixels> pictures) {
    return model.scores(embedder.embed(pictures));
  }

  /**
   * The pictures of a gallery that fit the concept best.
   *
   * @param top how many to give, at most
   * @return the best first; of equal ones the earlier in the gallery
   */
  public List<Match> rank(List<? extends Pixels> gallery, int top) {
    return rank(embedder.embed(gallery), top);
  }

  /** The same for the gallery's descriptors, M x D. */
  public List<Match> rank(DMatrixRMaj gallery, int top) {
    double[] scores = model.scores(gallery);
    int[] components = model.responsible(gallery);
    return Arrays.stream(Ranking.byDescending(scores))
        .limit(top)
        .mapToObj(picture -> new Match(picture, scores[picture], components[picture]))
        .toList();
  }

  /**
   * Which examples do not belong, by what is learned from the others without them. Computed anew at
   * every call, by at most fifty fits.
   */
  public Outliers outliers() {
    return Outliers.of(embedder.rankingScorer(scorer, seed), examples, embedder.workers());
  }

  /** The examples that a component is responsible for, by their numbers. */
  public List<Integer> members(int component) {
    int[] responsible = model.responsible(examples);
    return IntStream.range(0, responsible.length)
        .filter(example -> responsible[example] == component)
        .boxed()
        .toList();
  }

  /**
   * Writes the concept whole or not at all, for {@link Embedder#readConcept}.
   *
   * @throws IOException if that fails; an earlier file is untouched
   */
  public void write(Path file) throws IOException {
    new ConceptFile(examples, scorer.toString(), seed, embedder.digest()).write(file);
  }
}
