package org.set2model.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.set2model.image.ImageSet;
import org.set2model.image.InputFormat;
import org.set2model.image.Polarity;
import org.set2model.io.DataException;
import org.set2model.kernel.Workers;

class ImageFolderTest {

  private static final InputFormat FORMAT = new InputFormat(4, 1, Polarity.DARK_ON_LIGHT);
  private static final int FILES = 270;

  @TempDir Path folder;

  private Path pictures;

  /** More files than are read at once; every seventh is no picture. */
  @BeforeEach
  void draw() throws IOException {
    pictures = folder.resolve("pictures");
    Map<String, byte[]> contents = new TreeMap<>();
    for (int i = 0; i < FILES; i++) {
      contents.put(
          String.format("%d/%03d.png", i % 2, i),
          i % 7 == 0 ? new byte[5] : Drawings.dotBytes(i % 256));
    }
    Drawings.files(pictures, contents);
  }

  @Test
  void theWholeIsReadAsTheSetOfAllFiles() {
    try (Workers workers = new Workers(3);
        ImageFolder images = ImageFolder.open(pictures)) {
      assertEquals(FILES, images.size());
      ImageFiles all = images.readAll(FORMAT, workers);
      assertEquals(ImageFiles.read(pictures, FORMAT), all);
      assertEquals(FILES, all.names().size() + all.skipped().size());
      assertEquals((FILES + 6) / 7, all.skipped().size());
      assertEquals(all.names().stream().sorted().toList(), all.names());
      for (int i = 0; i < all.names().size(); i++) {
        String name = all.names().get(i);
        int number = Integer.parseInt(name.substring(2, 5));
        assertEquals(number % 256, all.images().ink(i, 0, 0), name);
      }
    }
  }

  @Test
  void partsOfAnySizeMakeTheWhole() {
    try (Workers workers = new Workers(2);
        ImageFolder images = ImageFolder.open(pictures)) {
      ImageFiles all = images.readAll(FORMAT, workers);
      for (int part : new int[] {1, 64, 256, FILES}) {
        List<String> names = new ArrayList<>();
        List<ImageSet> sets = new ArrayList<>();
        List<SkippedFile> skipped = new ArrayList<>();
        for (int from = 0; from < FILES; from += part) {
          ImageFiles read = images.read(from, Math.min(from + part, FILES), FORMAT, workers);
          names.addAll(read.names());
          sets.add(read.images());
          skipped.addAll(read.skipped());
        }
        assertEquals(all, new ImageFiles(names, ImageSet.concatenation(sets), skipped));
      }
    }
  }

  @Test
  void aPartMayHoldNoImage() throws IOException {
    Path texts = folder.resolve("texts");
    Drawings.files(texts, Map.of("a.txt", new byte[3], "b.png", Drawings.dotBytes(1)));
    try (Workers workers = new Workers(1);
        ImageFolder images = ImageFolder.open(texts)) {
      ImageFiles part = images.read(0, 1, FORMAT, workers);
      assertEquals(List.of(), part.names());
      assertEquals(0, part.images().size());
      assertEquals("a.txt", part.skipped().get(0).name());
    }
  }

  @Test
  void chosenFilesAreReadAgainInTheirOrderAndInAnyFormat() {
    try (Workers workers = new Workers(2);
        ImageFolder images = ImageFolder.open(pictures)) {
      ImageSet again = images.readAgain(List.of("1/009.png", "0/002.png"), FORMAT, workers);
      assertEquals(9, again.ink(0, 0, 0));
      assertEquals(2, again.ink(1, 0, 0));
      var fine = new InputFormat(8, 1, Polarity.DARK_ON_LIGHT);
      assertEquals(8, images.readAgain(List.of("1/009.png"), fine, workers).side());
    }
  }

  @Test
  void aFileThatHasGoneSinceIsAnErrorThatNamesIt() throws IOException {
    try (Workers workers = new Workers(1);
        ImageFolder images = ImageFolder.open(pictures)) {
      images.readAll(FORMAT, workers);
      Files.delete(pictures.resolve("0/002.png"));
      String message =
          assertThrows(
                  DataException.class,
                  () -> images.readAgain(List.of("0/002.png"), FORMAT, workers))
              .getMessage();
      assertTrue(message.contains("0/002.png"), message);
      assertEquals(1, message.lines().count());
    }
  }
}
