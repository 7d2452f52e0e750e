package org.set2model.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.set2model.data.ConceptImages;
import org.set2model.data.DataSet;
import org.set2model.data.LabeledConcept;
import org.set2model.data.SkippedFile;
import org.set2model.image.InputFormat;
import org.set2model.io.DataException;

/**
 * The concepts of a folder or zip archive that scorers are evaluated on: those of the test split,
 * all that there are, or classes, of each of which some images are drawn to describe it.
 *
 * @param concepts at least one
 * @param skipped the files, and the classes of a single image, that could not be used
 * @param drawn whether the search sets were drawn from classes
 */
public record EvaluationData(
    List<LabeledConcept> concepts, List<SkippedFile> skipped, boolean drawn) {

  /**
   * Reads data.
   *
   * @param support how many images describe a class, at most
   * @param seed of the choice of those images
   * @throws DataException if the data cannot be used
   */
  public static EvaluationData read(Path folderOrZip, InputFormat format, int support, long seed) {
    DataSet data = DataSet.read(folderOrZip, format);
    var random = new SplittableRandom(seed);
    List<LabeledConcept> concepts = new ArrayList<>();
    List<SkippedFile> skipped = new ArrayList<>(data.skipped());
    for (ConceptImages concept : data.test()) {
      if (concept.isDivisible()) {
        concepts.add(concept.divided(support, random.split()));
      } else {
        skipped.add(
            new SkippedFile(
                concept.name(),
                "has a single image; there must be one to describe it and one to find"));
      }
    }
    if (concepts.isEmpty()) {
      throw new DataException(
          folderOrZip
              + ": no class has two images; there must be one to describe it and one to find");
    }
    return new EvaluationData(concepts, skipped, !data.hasSearchResults());
  }
}
