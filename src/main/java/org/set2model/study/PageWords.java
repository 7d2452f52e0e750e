package org.set2model.study;

import java.util.List;
import org.set2model.autodiff.Variable;
import org.set2model.data.LabeledConcept;
import org.set2model.report.RankingPage;
import org.set2model.retrieval.EmbeddedConcepts;
import org.set2model.scoring.MixtureScorer;
import org.set2model.scoring.Scorer;

/** Turns scorers' rankings into what a {@link RankingPage} shows. */
final class PageWords {

  /** A kernel density has a component for every example, too many to tell apart by colour. */
  private static final int MOST_COLOURS = 8;

  private PageWords() {}

  /**
   * A word with its search result, whose images are marked by a scorer's components.
   *
   * @param index of the concept
   * @param scorer may have no components
   */
  static RankingPage.Word word(
      EmbeddedConcepts concepts, int index, Scorer scorer, List<RankingPage.Method> methods) {
    LabeledConcept concept = concepts.concept(index);
    return RankingPage.Word.of(
        concept.name(),
        concept.search(),
        concept.searchRelevance(),
        components(scorer, concepts.support(index), concepts.support(index)),
        concept.gallery().size(),
        methods);
  }

  /** How a scorer ranks the gallery for a concept. */
  static RankingPage.Method method(
      String name, EmbeddedConcepts concepts, int index, Scorer scorer) {
    return RankingPage.Method.of(
        name,
        concepts.scores(index, scorer),
        concepts.relevant(index),
        components(scorer, concepts.support(index), concepts.gallery()));
  }

  /** The component of a mixture that each image belongs to; none if there are none to tell. */
  private static int[] components(Scorer scorer, Variable support, Variable images) {
    return scorer instanceof MixtureScorer mixture
            && mixture.options().components() > 1
            && mixture.options().components() <= MOST_COLOURS
        ? mixture.model(support).mostResponsible(images.value())
        : new int[0];
  }
}
