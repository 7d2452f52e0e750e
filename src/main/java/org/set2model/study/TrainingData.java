package org.set2model.study;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.set2model.data.ClassFolders;
import org.set2model.data.ConceptFolder;
import org.set2model.data.DataSet;
import org.set2model.data.IconFolder;
import org.set2model.data.ImageClass;
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
 * Concepts to train on, and others to choose by.
 *
 * @param training what tuples are drawn from
 * @param validation what the best state and the priors are chosen by
 */
public record TrainingData(List<ConceptPool> training, List<LabeledConcept> validation) {

  /**
   * Share of the concepts that is kept apart where no others are given to choose by; two at least,
   * since a single one is ranked among its own images alone.
   */
  private static final double VALIDATION_SHARE = 0.1;

  /** Images of the training concepts to which a background is fitted, at most. */
  private static final int MOST_GENERAL = 4096;

  /**
   * Divides one data set: by its own splits, or by the seed.
   *
   * @param support images that describe a class in validation
   */
  public static TrainingData of(DataSet data, int support, long seed) {
    if (data instanceof IconFolder icons) {
      return of(icons);
    }
    var random = new SplittableRandom(seed);
    if (data instanceof ConceptFolder folder) {
      List<LabeledConcept> shuffled = shuffled(folder.concepts(), random);
      int kept = kept(shuffled.size());
      return new TrainingData(
          pools(shuffled.subList(kept, shuffled.size())), shuffled.subList(0, kept));
    }
    List<ImageClass> shuffled = shuffled(usable(((ClassFolders) data).classes()), random);
    int kept = kept(shuffled.size());
    return new TrainingData(
        classPools(shuffled.subList(kept, shuffled.size())),
        concepts(shuffled.subList(0, kept), support, random));
  }

  /** The splits of the icon words. */
  public static TrainingData of(IconFolder icons) {
    return new TrainingData(pools(icons.train()), icons.validation());
  }

  /** Trains on one data set, or its training split, and validates on another, or its split. */
  public static TrainingData of(DataSet data, DataSet validation, int support, long seed) {
    List<ConceptPool> training;
    if (data instanceof IconFolder icons) {
      training = pools(icons.train());
    } else if (data instanceof ConceptFolder folder) {
      training = pools(folder.concepts());
    } else {
      training = classPools(usable(((ClassFolders) data).classes()));
    }
    List<LabeledConcept> chosenBy;
    if (validation instanceof IconFolder icons) {
      chosenBy = icons.validation();
    } else if (validation instanceof ConceptFolder folder) {
      chosenBy = folder.concepts();
    } else {
      List<ImageClass> classes = usable(((ClassFolders) validation).classes());
      chosenBy = concepts(classes, support, new SplittableRandom(seed));
    }
    return new TrainingData(training, chosenBy);
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

  static List<ConceptPool> classPools(List<ImageClass> classes) {
    return classes.stream().map(ConceptPool::of).toList();
  }

  private static List<ConceptPool> pools(List<LabeledConcept> concepts) {
    return concepts.stream().map(ConceptPool::of).toList();
  }

  static List<LabeledConcept> concepts(
      List<ImageClass> classes, int support, SplittableRandom random) {
    return classes.stream().map(one -> LabeledConcept.of(one, support, random)).toList();
  }

  /** Those with an image to describe them and another to be found. */
  static List<ImageClass> usable(List<ImageClass> classes) {
    List<ImageClass> usable = classes.stream().filter(one -> one.images().size() >= 2).toList();
    if (usable.isEmpty()) {
      throw new DataException("no class has two images: one to describe it, one to be found");
    }
    return usable;
  }

  private static int kept(int concepts) {
    if (concepts < 4) {
      throw new DataException(
          concepts + " concepts are too few to train on some and validate on others");
    }
    return Math.max(2, (int) Math.round(VALIDATION_SHARE * concepts));
  }

  static <T> List<T> shuffled(List<T> list, SplittableRandom random) {
    return IntStream.of(Sample.of(list.size(), list.size(), random)).mapToObj(list::get).toList();
  }
}
