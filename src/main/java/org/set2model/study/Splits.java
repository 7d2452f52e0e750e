package org.set2model.study;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.set2model.data.ConceptImages;
import org.set2model.data.DataSet;
import org.set2model.data.LabeledConcept;
import org.set2model.data.Sample;
import org.set2model.episode.ConceptPool;
import org.set2model.image.ImageSet;
import org.set2model.io.DataException;
import org.set2model.kernel.Workers;
import org.set2model.network.Network;
import org.set2model.retrieval.EmbeddedConcepts;
import org.set2model.retrieval.PriorSelection;

/**
 * Concepts to train on, others to choose by, and others to report on.
 *
 * @param training what tuples are drawn from
 * @param validation what the best state and the priors are chosen by
 * @param test what is reported on; may be empty where nothing is
 */
public record Splits(
    List<ConceptPool> training, List<LabeledConcept> validation, List<LabeledConcept> test) {

  private static final double VALIDATION_SHARE = 0.1;
  private static final int FEWEST = 4;

  private static final double EXPERIMENT_TEST_SHARE = 0.25;
  private static final double EXPERIMENT_VALIDATION_SHARE = 0.05;
  private static final int EXPERIMENT_FEWEST = 10;
  private static final long EXPERIMENT_SEED = 1;

  /** Concepts to choose by; a single one would be ranked among its own images alone. */
  private static final int FEWEST_VALIDATION = 2;

  /** Images of the training concepts to which a background is fitted, at most. */
  private static final int MOST_GENERAL = 4096;

  /**
   * The splits of a data set for training: its own, or a tenth of the concepts, drawn by the seed,
   * to choose by.
   *
   * @param support images that describe a class in validation
   * @throws DataException if there are too few concepts
   */
  public static Splits forTraining(DataSet data, int support, long seed) {
    return of(data, 0, VALIDATION_SHARE, FEWEST, support, seed);
  }

  /**
   * Trains on one data set, or its training split, and chooses by another, or its validation split.
   *
   * @param support images that describe a class in validation
   * @throws DataException if there are no concepts of two images
   */
  public static Splits forTraining(DataSet data, DataSet validation, int support, long seed) {
    return of(
        divisible(data.train()),
        divisible(validation.validation()),
        List.of(),
        support,
        new SplittableRandom(seed));
  }

  /**
   * The splits of a data set for an experiment: its own, or a quarter of the concepts, the same for
   * all seeds, to report on and a twentieth to choose by.
   *
   * @param support images that describe a class in validation and testing
   * @throws DataException if there are too few concepts
   */
  public static Splits forExperiment(DataSet data, int support) {
    return of(
        data,
        EXPERIMENT_TEST_SHARE,
        EXPERIMENT_VALIDATION_SHARE,
        EXPERIMENT_FEWEST,
        support,
        EXPERIMENT_SEED);
  }

  private static Splits of(
      DataSet data, double testShare, double validationShare, int fewest, int support, long seed) {
    var random = new SplittableRandom(seed);
    if (data.hasSplits()) {
      return of(data.train(), data.validation(), data.test(), support, random);
    }
    List<? extends ConceptImages> concepts = divisible(data.train());
    int size = concepts.size();
    if (size < fewest) {
      throw new DataException(
          size + " concepts of two images or more are too few to divide; there must be " + fewest);
    }
    List<? extends ConceptImages> shuffled =
        IntStream.of(Sample.of(size, size, random)).mapToObj(concepts::get).toList();
    int test = (int) Math.round(testShare * size);
    int rest = test + Math.max(FEWEST_VALIDATION, (int) Math.round(validationShare * size));
    return of(
        shuffled.subList(rest, size),
        shuffled.subList(test, rest),
        shuffled.subList(0, test),
        support,
        random);
  }

  private static Splits of(
      List<? extends ConceptImages> training,
      List<? extends ConceptImages> validation,
      List<? extends ConceptImages> test,
      int support,
      SplittableRandom random) {
    // In this order, which the random choices are in.
    List<LabeledConcept> chosenBy = divided(validation, support, random);
    List<LabeledConcept> reportedOn = divided(test, support, random);
    return new Splits(training.stream().map(ConceptPool::of).toList(), chosenBy, reportedOn);
  }

  private static List<LabeledConcept> divided(
      List<? extends ConceptImages> concepts, int support, SplittableRandom random) {
    return concepts.stream().map(one -> one.divided(support, random)).toList();
  }

  /** Those with an image to describe them and another to be found. */
  private static List<? extends ConceptImages> divisible(List<? extends ConceptImages> concepts) {
    List<? extends ConceptImages> divisible =
        concepts.stream().filter(ConceptImages::isDivisible).toList();
    if (divisible.isEmpty()) {
      throw new DataException("no class has two images: one to describe it, one to be found");
    }
    return divisible;
  }

  /**
   * Picks priors for a network by the validation concepts; the background is fitted to describing
   * images of the training concepts, drawn by the seed.
   */
  PriorSelection priorSelection(Network network, long seed, Workers workers) {
    ImageSet images = ImageSet.concatenation(training.stream().map(ConceptPool::support).toList());
    int[] drawn = Sample.of(images.size(), MOST_GENERAL, new SplittableRandom(seed));
    return new PriorSelection(
        new EmbeddedConcepts(validation, network),
        network.embed(images.select(drawn)),
        seed,
        workers);
  }
}
