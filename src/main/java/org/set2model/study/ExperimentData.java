package org.set2model.study;

import java.util.List;
import java.util.SplittableRandom;
import org.set2model.data.ClassFolders;
import org.set2model.data.IconFolder;
import org.set2model.data.ImageClass;
import org.set2model.data.LabeledConcept;
import org.set2model.io.DataException;

/**
 * The data of an experiment, the same for all seeds.
 *
 * @param training concepts to train on, and to choose by
 * @param test concepts to report on
 */
public record ExperimentData(TrainingData training, List<LabeledConcept> test) {

  private static final double TEST_SHARE = 0.25;
  private static final double VALIDATION_SHARE = 0.05;
  private static final long SPLIT_SEED = 1;
  private static final int FEWEST = 10;

  /** The splits of the icon words. */
  public static ExperimentData of(IconFolder icons) {
    return new ExperimentData(TrainingData.of(icons), icons.test());
  }

  /**
   * Divides classes.
   *
   * @param support images that describe a class in validation and testing
   * @throws DataException if there are too few
   */
  public static ExperimentData of(ClassFolders folders, int support) {
    var random = new SplittableRandom(SPLIT_SEED);
    List<ImageClass> classes =
        TrainingData.shuffled(TrainingData.usable(folders.classes()), random);
    if (classes.size() < FEWEST) {
      throw new DataException(
          classes.size() + " classes of two images or more are too few; there must be " + FEWEST);
    }
    int test = (int) Math.round(TEST_SHARE * classes.size());
    int validation = test + Math.max(2, (int) Math.round(VALIDATION_SHARE * classes.size()));
    return new ExperimentData(
        new TrainingData(
            TrainingData.classPools(classes.subList(validation, classes.size())),
            TrainingData.concepts(classes.subList(test, validation), support, random)),
        TrainingData.concepts(classes.subList(0, test), support, random));
  }
}
