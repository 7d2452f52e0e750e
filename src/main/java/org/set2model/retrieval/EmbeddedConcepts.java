package org.set2model.retrieval;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Variable;
import org.set2model.data.Concept;
import org.set2model.data.ImageSet;
import org.set2model.kernel.Workers;
import org.set2model.network.Network;

/**
 * The descriptors of concepts for evaluation: of each concept's search result, and of one gallery
 * that mixes the relevant images of all.
 */
public final class EmbeddedConcepts {

  private final List<Variable> supports = new ArrayList<>();
  private final Variable gallery;
  private final int[] owners;

  /** Embeds concepts by a network, with its running statistics. */
  public EmbeddedConcepts(List<Concept> concepts, Network network) {
    int size = 0;
    for (Concept concept : concepts) {
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
  public static ImageSet gallery(List<Concept> concepts) {
    return ImageSet.concatenation(concepts.stream().map(Concept::gallery).toList());
  }

  public int size() {
    return supports.size();
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

  /** The score of every gallery image for a concept. */
  public double[] scores(int concept, Scorer scorer) {
    DMatrixRMaj scores = scorer.scores(supports.get(concept), gallery).value();
    return scores.data;
  }

  /** The average precision of the gallery's ranking for each concept. */
  public double[] averagePrecisions(Scorer scorer, Workers workers) {
    double[] precisions = new double[supports.size()];
    workers.run(
        precisions.length,
        (concept, worker) ->
            precisions[concept] = AveragePrecision.of(scores(concept, scorer), relevant(concept)));
    return precisions;
  }
}
