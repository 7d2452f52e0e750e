package org.set2model.retrieval;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Variable;
import org.set2model.data.LabeledConcept;
import org.set2model.data.Sample;
import org.set2model.image.ImageSet;
import org.set2model.kernel.Workers;
import org.set2model.network.Network;
import org.set2model.scoring.Scorer;

/**
 * The descriptors of concepts for evaluation: of each concept's search result, and of one gallery
 * that mixes the relevant images of all.
 */
public final class EmbeddedConcepts {

  private final List<LabeledConcept> concepts;
  private final List<Variable> supports = new ArrayList<>();
  private final Variable gallery;
  private final int[] owners;

  /** Embeds concepts by a network, with its running statistics. */
  public EmbeddedConcepts(List<LabeledConcept> concepts, Network network) {
    this.concepts = List.copyOf(concepts);
    int size = 0;
    for (LabeledConcept concept : concepts) {
      size += concept.gallery().size();
    }
    owners = new int[size];
    int next = 0;
    for (int c = 0; c < concepts.size(); c++) {
      supports.add(Variable.constant(network.embed(concepts.get(c).search())));
      for (int i = 0; i < concepts.get(c).gallery().size(); i++) {
        owners[next++] = c;
      }
    }
    gallery = Variable.constant(network.embed(gallery(concepts)));
  }

  /** The gallery images of all concepts, concept by concept. */
  public static ImageSet gallery(List<LabeledConcept> concepts) {
    return ImageSet.concatenation(concepts.stream().map(LabeledConcept::gallery).toList());
  }

  /** The number of concepts. */
  public int size() {
    return supports.size();
  }

  /** A concept whose descriptors these are. */
  public LabeledConcept concept(int concept) {
    return concepts.get(concept);
  }

  /** The descriptors of a concept's search result. */
  public Variable support(int concept) {
    return supports.get(concept);
  }

  /** The descriptors of the gallery. */
  public Variable gallery() {
    return gallery;
  }

  /** Which gallery images are relevant to a concept. */
  public boolean[] relevant(int concept) {
    boolean[] relevant = new boolean[owners.length];
    for (int i = 0; i < owners.length; i++) {
      relevant[i] = owners[i] == concept;
    }
    return relevant;
  }

  /**
   * Descriptors drawn at random from the search results of all concepts but one, none twice.
   *
   * @param count how many, at most; fewer if there are no more
   * @return count x D
   */
  public DMatrixRMaj others(int concept, int count, SplittableRandom random) {
    List<Variable> pool = new ArrayList<>(supports);
    pool.remove(concept);
    int[] rows = Sample.of(pool.stream().mapToInt(Variable::rows).sum(), count, random);
    int dimensions = gallery.columns();
    DMatrixRMaj others = new DMatrixRMaj(rows.length, dimensions);
    for (int i = 0; i < rows.length; i++) {
      int row = rows[i];
      int c = 0;
      while (row >= pool.get(c).rows()) {
        row -= pool.get(c++).rows();
      }
      double[] from = pool.get(c).value().data;
      System.arraycopy(from, row * dimensions, others.data, i * dimensions, dimensions);
    }
    return others;
  }

  /** The score of every gallery image for a concept. */
  public double[] scores(int concept, Scorer scorer) {
    DMatrixRMaj scores = scorer.scores(supports.get(concept), gallery).value();
    return scores.data;
  }

  /**
   * The score of every search image of a concept, each under what the scorer learns from the other
   * search images: leave-one-out. An image that took part would find itself, and NN and kernel
   * densities would rank nothing.
   *
   * @throws IllegalArgumentException if there is a single search image
   */
  public double[] leaveOneOutScores(int concept, Scorer scorer) {
    DMatrixRMaj support = supports.get(concept).value();
    int size = support.numRows;
    int dimensions = support.numCols;
    if (size < 2) {
      throw new IllegalArgumentException(
          concepts.get(concept).name() + ": a single search image has no others to learn from");
    }
    double[] scores = new double[size];
    for (int left = 0; left < size; left++) {
      DMatrixRMaj rest = new DMatrixRMaj(size - 1, dimensions);
      int before = left * dimensions;
      System.arraycopy(support.data, 0, rest.data, 0, before);
      System.arraycopy(
          support.data, before + dimensions, rest.data, before, rest.data.length - before);
      DMatrixRMaj query = new DMatrixRMaj(1, dimensions);
      System.arraycopy(support.data, before, query.data, 0, dimensions);
      scores[left] = scorer.scores(Variable.constant(rest), Variable.constant(query)).scalar();
    }
    return scores;
  }

  /** The average precision of the gallery's ranking for each concept. */
  public double[] averagePrecisions(Scorer scorer, Workers workers) {
    return averagePrecisions(concept -> scorer, workers);
  }

  /**
   * The average precision of the gallery's ranking for each concept.
   *
   * @param scorers the scorer for each concept; asked by several threads
   */
  public double[] averagePrecisions(IntFunction<Scorer> scorers, Workers workers) {
    double[] precisions = new double[supports.size()];
    workers.run(
        precisions.length,
        (concept, worker) ->
            precisions[concept] =
                AveragePrecision.of(scores(concept, scorers.apply(concept)), relevant(concept)));
    return precisions;
  }
}
