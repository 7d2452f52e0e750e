package org.set2model.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.set2model.image.InputFormat;
import org.set2model.image.Polarity;
import org.set2model.io.DataException;

class DataSetTest {

  private static final InputFormat FORMAT = new InputFormat(4, 1, Polarity.AUTOMATIC);

  @TempDir Path folder;

  @Test
  void everyFolderWithPicturesIsAClassNamedByItsPath() throws IOException {
    Map<String, byte[]> contents =
        Map.of(
            "Greek/character01/0001_01.png", Drawings.dotBytes(1),
            "Greek/character01/0001_02.png", Drawings.dotBytes(2),
            "Greek/character02/0001_01.png", Drawings.dotBytes(3),
            "Latin/character01/a.png", Drawings.dotBytes(4),
            "Latin/b.png", Drawings.dotBytes(5));
    for (Path source : bothWays(contents)) {
      ClassFolders folders = assertInstanceOf(ClassFolders.class, DataSet.read(source, FORMAT));
      assertEquals(
          List.of("Greek/character01", "Greek/character02", "Latin", "Latin/character01"),
          folders.classes().stream().map(ImageClass::name).toList());
      ImageClass first = folders.classes().get(0);
      assertEquals(
          List.of("Greek/character01/0001_01.png", "Greek/character01/0001_02.png"), first.files());
      assertEquals(2, first.images().size());
      assertEquals(1, first.images().ink(0, 0, 0));
      assertEquals(2, first.images().ink(1, 0, 0));
      assertEquals(5, folders.classes().get(2).images().ink(0, 0, 0));
      assertEquals(List.of(), folders.skipped());
      assertEquals(folders, ClassFolders.read(source, FORMAT));
    }
  }

  @Test
  void aSingleFolderAtTheTopIsNoPartOfTheNames() throws IOException {
    Map<String, byte[]> contents =
        Map.of(
            "images/Greek/character01/1.png",
            Drawings.dotBytes(1),
            "images/Latin/character01/1.png",
            Drawings.dotBytes(2),
            "images/README.txt",
            new byte[5],
            "LICENSE",
            new byte[5]);
    for (Path source : bothWays(contents)) {
      ClassFolders folders = (ClassFolders) DataSet.read(source, FORMAT);
      assertEquals(
          List.of("Greek/character01", "Latin/character01"),
          folders.classes().stream().map(ImageClass::name).toList());
      assertEquals("images/Latin/character01/1.png", folders.classes().get(1).files().get(0));
      assertEquals(2, folders.skipped().size());
    }
  }

  @Test
  void aSingleClassKeepsItsName() throws IOException {
    for (Path source : bothWays(Map.of("cat/1.png", Drawings.dotBytes(1)))) {
      assertEquals("cat", ((ClassFolders) DataSet.read(source, FORMAT)).classes().get(0).name());
    }
  }

  @Test
  void picturesInNoFolderAreSkippedUnlessThereIsNothingElse() throws IOException {
    Map<String, byte[]> contents = new TreeMap<>(Map.of("1.png", Drawings.dotBytes(1)));
    for (Path source : bothWays(contents)) {
      assertMessage(source, "images, but not in folders");
    }
    contents.put("a/2.png", Drawings.dotBytes(2));
    contents.put("b/broken.png", new byte[5]);
    for (Path source : bothWays(contents)) {
      ClassFolders folders = (ClassFolders) DataSet.read(source, FORMAT);
      assertEquals(List.of("a"), folders.classes().stream().map(ImageClass::name).toList());
      assertEquals(
          List.of("b/broken.png", "1.png"),
          folders.skipped().stream().map(SkippedFile::name).toList());
    }
  }

  @Test
  void classesNamedLikePartsAreClassesBesideOthers() throws IOException {
    for (Path source :
        bothWays(
            Map.of(
                "search/1.png", Drawings.dotBytes(1),
                "gallery/1.png", Drawings.dotBytes(2),
                "home/1.png", Drawings.dotBytes(3)))) {
      assertEquals(3, ((ClassFolders) DataSet.read(source, FORMAT)).classes().size());
    }
  }

  @Test
  void searchAndGalleryFoldersAreConcepts() throws IOException {
    String composed = Normalizer.normalize("é", Normalizer.Form.NFC);
    String decomposed = Normalizer.normalize("é", Normalizer.Form.NFD);
    Map<String, byte[]> contents =
        Map.of(
            "search/sun/1.jpg",
            Drawings.bytes(Drawings.dot(0), "jpeg"),
            "search/sun/2.png",
            Drawings.dotBytes(2),
            "search/caf" + decomposed + "/x.png",
            Drawings.dotBytes(3),
            "search/loose.png",
            Drawings.dotBytes(9),
            "gallery/sun/1.png",
            Drawings.dotBytes(4),
            "gallery/caf" + composed + "/x.png",
            Drawings.dotBytes(5),
            "gallery/caf" + composed + "/y.txt",
            new byte[5],
            "notes.txt",
            new byte[5]);
    for (Path source : bothWays(contents)) {
      ConceptFolder data = assertInstanceOf(ConceptFolder.class, DataSet.read(source, FORMAT));
      assertEquals(
          List.of("caf" + composed, "sun"),
          data.concepts().stream().map(LabeledConcept::name).toList());
      LabeledConcept sun = data.concepts().get(1);
      assertEquals(2, sun.search().size());
      assertEquals(2, sun.search().ink(1, 0, 0));
      assertEquals(4, sun.gallery().ink(0, 0, 0));
      assertFalse(sun.relevanceKnown());
      assertEquals(
          List.of("gallery/caf" + composed + "/y.txt", "notes.txt", "search/loose.png"),
          data.skipped().stream().map(SkippedFile::name).toList());
    }
  }

  @Test
  void searchAndGalleryMayLieInASingleFolder() throws IOException {
    for (Path source :
        bothWays(
            Map.of(
                "mine/search/a/b/1.png", Drawings.dotBytes(1),
                "mine/gallery/a/b/1.png", Drawings.dotBytes(2)))) {
      LabeledConcept concept = ((ConceptFolder) DataSet.read(source, FORMAT)).concepts().get(0);
      assertEquals("a/b", concept.name());
      assertEquals(1, concept.search().ink(0, 0, 0));
    }
  }

  @Test
  void aConceptWithoutItsCounterpartIsAnError() throws IOException {
    Map<String, byte[]> contents =
        new TreeMap<>(
            Map.of(
                "search/a/1.png", Drawings.dotBytes(1),
                "gallery/a/1.png", Drawings.dotBytes(1),
                "gallery/b/1.png", Drawings.dotBytes(1)));
    for (Path source : bothWays(contents)) {
      assertMessage(source, "no image in search/b that can be read");
    }
    contents.remove("gallery/b/1.png");
    contents.put("gallery/a/1.png", new byte[4]);
    for (Path source : bothWays(contents)) {
      assertMessage(source, "no image in gallery/a that can be read");
    }
    contents.remove("gallery/a/1.png");
    for (Path source : bothWays(contents)) {
      assertMessage(source, "no image in gallery/a that can be read");
    }
  }

  @Test
  void stripsAreReadAsTilesOfTheSide() throws IOException {
    strips("");
    ConceptFolder data = assertInstanceOf(ConceptFolder.class, DataSet.read(folder, FORMAT));
    LabeledConcept sun = data.concepts().get(0);
    assertEquals(3, sun.search().size());
    assertEquals(1, sun.gallery().size());
    assertEquals(4, sun.search().side());
    // black tiles are ink: the rim does not decide for tiles
    assertEquals(255, sun.search().ink(2, 3, 3));
    var inverse = new InputFormat(4, 1, Polarity.LIGHT_ON_DARK);
    assertEquals(
        0, ((ConceptFolder) DataSet.read(folder, inverse)).concepts().get(0).search().ink(2, 3, 3));
  }

  @Test
  void splitStripsAreAnIconFolder() throws IOException {
    for (String split : List.of("train/", "validation/", "test/")) {
      strips(split);
    }
    IconFolder icons = assertInstanceOf(IconFolder.class, DataSet.read(folder, FORMAT));
    assertEquals(3, icons.train().get(0).search().size());
    assertEquals(4, icons.test().get(0).gallery().side());
    assertEquals(List.of(), icons.skipped());
    assertEquals(2, IconFolder.read(folder).test().get(0).gallery().side());
    assertTrue(icons.hasSplits());
    assertTrue(icons.hasSearchResults());
  }

  @Test
  void aDataSetWithoutSplitsOffersAllItsConceptsInEachPart() throws IOException {
    Map<String, byte[]> pictures =
        Map.of("search/sun/1.png", Drawings.dotBytes(1), "gallery/sun/1.png", Drawings.dotBytes(2));
    for (Path source : bothWays(pictures)) {
      DataSet data = DataSet.read(source, FORMAT);
      assertFalse(data.hasSplits());
      assertTrue(data.hasSearchResults());
      ConceptImages sun = data.train().get(0);
      assertEquals(List.of(List.of(sun), List.of(sun)), List.of(data.validation(), data.test()));
      assertEquals(1, sun.describing().ink(0, 0, 0));
      assertEquals(2, sun.showing().ink(0, 0, 0));
      assertSame(sun, sun.divided(5, new SplittableRandom(1)));
    }
  }

  @Test
  void aClassIsDividedIntoImagesThatDescribeItAndOthersToBeFound() throws IOException {
    Map<String, byte[]> pictures = new TreeMap<>(Map.of("lone/1.png", Drawings.dotBytes(9)));
    for (int i = 1; i <= 5; i++) {
      pictures.put("sun/" + i + ".png", Drawings.dotBytes(i));
    }
    for (Path source : bothWays(pictures)) {
      DataSet data = DataSet.read(source, FORMAT);
      assertFalse(data.hasSplits());
      assertFalse(data.hasSearchResults());
      assertEquals(data.train(), data.test());
      ConceptImages lone = data.test().get(0);
      assertFalse(lone.isDivisible());
      assertThrows(IllegalArgumentException.class, () -> lone.divided(1, new SplittableRandom(1)));
      for (int support : List.of(1, 3, 100)) {
        LabeledConcept sun = data.test().get(1).divided(support, new SplittableRandom(1));
        assertEquals(Math.min(support, 4), sun.search().size());
        Set<Integer> inks = new TreeSet<>();
        for (int i = 0; i < sun.search().size(); i++) {
          inks.add(sun.search().ink(i, 0, 0));
        }
        for (int i = 0; i < sun.gallery().size(); i++) {
          inks.add(sun.gallery().ink(i, 0, 0));
        }
        assertEquals(Set.of(1, 2, 3, 4, 5), inks);
        assertEquals(5, sun.search().size() + sun.gallery().size());
      }
    }
  }

  @Test
  void theEmbeddedIconsAreTheSameEitherWayInTheirOwnSize() {
    Path icons = Path.of("testdata", "icons");
    IconFolder whole = IconFolder.read(icons);
    var own = new InputFormat(32, 1, Polarity.AUTOMATIC);
    IconFolder data = assertInstanceOf(IconFolder.class, DataSet.read(icons, own));
    for (int i = 0; i < whole.test().size(); i++) {
      assertEquals(whole.test().get(i).search(), data.test().get(i).search());
      assertEquals(whole.test().get(i).gallery(), data.test().get(i).gallery());
    }
  }

  @Test
  void stripsInAnArchiveAreRefusedWithARemedy() throws IOException {
    Path zip =
        Drawings.zip(
            folder.resolve("z.zip"),
            Map.of("search/a.png", Drawings.dotBytes(1), "gallery/a.png", Drawings.dotBytes(1)));
    assertMessage(zip, "unpack the archive");
  }

  @Test
  void anEmptyFolderIsAnError() throws IOException {
    assertMessage(folder, "no image that can be read");
    Files.createDirectories(folder.resolve("search/sun"));
    Files.createDirectories(folder.resolve("gallery"));
    assertMessage(folder, "no image that can be read");
  }

  private void strips(String split) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    contents.put(
        split + "search/sun.png",
        Drawings.bytes(new BufferedImage(6, 2, BufferedImage.TYPE_BYTE_GRAY), "png"));
    contents.put(
        split + "gallery/sun.png",
        Drawings.bytes(new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY), "png"));
    Drawings.files(folder, contents);
  }

  /** The same files in a folder and in a zip. */
  private List<Path> bothWays(Map<String, byte[]> contents) throws IOException {
    Path root = Files.createTempDirectory(folder, "data");
    Drawings.files(root, contents);
    return List.of(root, Drawings.zip(Files.createTempFile(folder, "data", ".zip"), contents));
  }

  private static void assertMessage(Path path, String part) {
    String message =
        assertThrows(DataException.class, () -> DataSet.read(path, FORMAT)).getMessage();
    assertTrue(message.startsWith(path + ": "), message);
    assertTrue(message.contains(part), message);
    assertEquals(1, message.lines().count(), message);
  }
}
