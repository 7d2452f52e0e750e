package org.set2model.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.set2model.data.ClassFolders;
import org.set2model.data.ConceptFolder;
import org.set2model.data.DataSet;
import org.set2model.data.IconFolder;
import org.set2model.data.ImageClass;
import org.set2model.data.LabeledConcept;
import org.set2model.episode.ConceptPool;
import org.set2model.image.ImageSet;
import org.set2model.io.DataException;

class SplitsTest {

  private static final int SUPPORT = 2;

  private static ImageSet images(int count) {
    return ImageSet.of(1, new byte[count]);
  }

  /** Classes of 1, 2, 3, 4, 1, ... images. */
  private static ClassFolders classes(int count) {
    List<ImageClass> classes = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      int size = 1 + c % 4;
      classes.add(new ImageClass("c" + c, Collections.nCopies(size, "file"), images(size)));
    }
    return new ClassFolders(classes, List.of());
  }

  private static List<LabeledConcept> concepts(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(c -> new LabeledConcept(prefix + c, images(1), new boolean[0], images(3)))
        .toList();
  }

  private static List<String> names(Splits splits) {
    return Stream.of(
            splits.training().stream().map(ConceptPool::name),
            splits.validation().stream().map(LabeledConcept::name),
            splits.test().stream().map(LabeledConcept::name))
        .flatMap(names -> names)
        .toList();
  }

  @Property(tries = 50)
  void aSplitHasEveryConceptOfTwoImagesOnce(
      @ForAll @IntRange(min = 14, max = 60) int count, @ForAll long seed) {
    ClassFolders data = classes(count);
    Set<String> usable = new HashSet<>();
    data.classes().stream()
        .filter(one -> one.images().size() > 1)
        .forEach(c -> usable.add(c.name()));
    for (Splits splits :
        List.of(Splits.forTraining(data, SUPPORT, seed), Splits.forExperiment(data, SUPPORT))) {
      List<String> names = names(splits);
      assertEquals(usable.size(), names.size());
      assertEquals(usable, Set.copyOf(names));
      assertTrue(splits.validation().size() >= 2);
    }
  }

  @Test
  void sharesAreThoseThatAreNamed() {
    DataSet data = new ConceptFolder(concepts("c", 100), List.of());
    Splits training = Splits.forTraining(data, SUPPORT, 7);
    assertEquals(
        List.of(90, 10, 0),
        List.of(training.training().size(), training.validation().size(), training.test().size()));
    Splits experiment = Splits.forExperiment(data, SUPPORT);
    assertEquals(
        List.of(70, 5, 25),
        List.of(
            experiment.training().size(),
            experiment.validation().size(),
            experiment.test().size()));
  }

  @Test
  void splitsOfTheDataAreKept() {
    var data = new IconFolder(concepts("a", 2), concepts("b", 1), concepts("c", 1));
    List<String> expected = List.of("a0", "a1", "b0", "c0");
    assertEquals(expected, names(Splits.forTraining(data, SUPPORT, 1)));
    assertEquals(expected, names(Splits.forExperiment(data, SUPPORT)));
  }

  @Test
  void otherDataToChooseByLeavesAllForTraining() {
    DataSet other = new IconFolder(concepts("a", 2), concepts("b", 1), concepts("c", 1));
    Splits splits = Splits.forTraining(classes(4), other, SUPPORT, 1);
    assertEquals(List.of("c1", "c2", "c3", "b0"), names(splits));
    splits = Splits.forTraining(other, classes(4), SUPPORT, 1);
    assertEquals(List.of("a0", "a1", "c1", "c2", "c3"), names(splits));
    for (LabeledConcept concept : splits.validation()) {
      assertTrue(concept.search().size() <= SUPPORT);
      assertTrue(concept.gallery().size() >= 1);
    }
  }

  @Test
  void tooFewConceptsAreBadData() {
    DataSet three = new ConceptFolder(concepts("c", 3), List.of());
    DataSet nine = new ConceptFolder(concepts("c", 9), List.of());
    assertThrows(DataException.class, () -> Splits.forTraining(three, SUPPORT, 1));
    assertThrows(DataException.class, () -> Splits.forExperiment(nine, SUPPORT));
    assertThrows(DataException.class, () -> Splits.forTraining(classes(1), SUPPORT, 1));
    assertThrows(DataException.class, () -> Splits.forTraining(nine, classes(1), SUPPORT, 1));
  }
}
