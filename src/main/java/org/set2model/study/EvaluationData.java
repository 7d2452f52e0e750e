package org.set2model.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.set2model.data.ClassFolders;
import org.set2model.data.ConceptFolder;
import org.set2model.data.DataSet;
import org.set2model.data.IconFolder;
import org.set2model.data.ImageClass;
import org.set2model.data.LabeledConcept;
import org.set2model.data.SkippedFile;
import org.set2model.image.InputFormat;
import org.set2model.io.DataException;

/**
 * The concepts of a folder or zip archive that scorers are evaluated on: those of the test split,
 * all that there are, or classes, of each of which some images are drawn to describe it.
 *
 * @param concepts at least one
 * @param skipped the files that could not be used
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
    if (data instanceof IconFolder icons) {
      return new EvaluationData(icons.test(), icons.skipped(), false);
    }
    if (data instanceof ConceptFolder folder) {
      return new EvaluationData(folder.concepts(), folder.skipped(), false);
    }
    return of((ClassFolders) data, folderOrZip, support, seed);
  }

  private static EvaluationData of(ClassFolders folders, Path path, int support, long seed) {
    var random = new SplittableRandom(seed);
    List<LabeledConcept> concepts = new ArrayList<>();
    List<SkippedFile> skipped = new ArrayList<>(folders.skipped());
    for (ImageClass imageClass : folders.classes()) {
      if (imageClass.images().size() == 1) {
        skipped.add(
            new SkippedFile(
                imageClass.files().get(0),
                "is the only image of its class; there must be one to describe it and one to find"));
      } else {
        concepts.add(LabeledConcept.of(imageClass, support, random.split()));
      }
    }
    if (concepts.isEmpty()) {
      throw new DataException(
          path + ": no class has two images; there must be one to describe it and one to find");
    }
    return new EvaluationData(concepts, skipped, true);
  }
}
