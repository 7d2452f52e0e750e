package org.set2model.episode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.set2model.data.Augmentation;
import org.set2model.data.Concept;
import org.set2model.data.ImageSet;
import org.set2model.kernel.Workers;

class EpisodeSamplerTest {

  private static final Augmentation NONE = new Augmentation(0, 1, 0, 0);

  /** Concept c has images of one pixel whose ink is 10 c, odd in the gallery. */
  private static List<Concept> concepts() {
    List<Concept> concepts = new ArrayList<>();
    for (int c = 0; c < 6; c++) {
      byte[] search = new byte[7];
      Arrays.fill(search, (byte) (10 * c));
      byte[] gallery = new byte[c + 1];
      Arrays.fill(gallery, (byte) (10 * c + 1));
      concepts.add(
          new Concept("c" + c, ImageSet.of(1, search), new boolean[0], ImageSet.of(1, gallery)));
    }
    return concepts;
  }

  private static EpisodeSampler sampler(long seed, Workers workers) {
    return new EpisodeSampler(concepts(), new EpisodeSizes(4, 5, 3), NONE, seed, workers);
  }

  @Test
  void everyTupleHoldsItsOwnSearchAndGalleryImagesAndTheGalleryImagesOfTheOthers() {
    try (Workers workers = new Workers(1)) {
      EpisodeSampler sampler = sampler(1, workers);
      for (int draw = 0; draw < 50; draw++) {
        EpisodeBatch batch = sampler.next();
        Set<String> names = new HashSet<>();
        Set<Integer> used = new HashSet<>();
        int allRelevant = 0;
        for (Episode episode : batch.episodes()) {
          assertTrue(names.add(episode.concept()), "concepts are distinct");
          int c = Integer.parseInt(episode.concept().substring(1));
          assertEquals(5, episode.support().length);
          assertEquals(Math.min(3, c + 1), episode.relevant().length);
          allRelevant += episode.relevant().length;
          for (int i : episode.support()) {
            assertTrue(used.add(i));
            assertEquals(10 * c, ink(batch, i));
          }
          for (int i : episode.relevant()) {
            assertTrue(used.add(i));
            assertEquals(10 * c + 1, ink(batch, i));
          }
          for (int i : episode.irrelevant()) {
            assertTrue(ink(batch, i) % 10 == 1 && ink(batch, i) / 10 != c);
          }
        }
        for (Episode episode : batch.episodes()) {
          assertEquals(allRelevant, episode.relevant().length + episode.irrelevant().length);
        }
        assertEquals(batch.images().numCols, used.size());
      }
    }
  }

  private static int ink(EpisodeBatch batch, int image) {
    return (int) Math.round(255 * batch.images().data[image]);
  }

  @Test
  void theSeedDeterminesTheDrawsWhateverTheThreads() {
    try (Workers one = new Workers(1);
        Workers three = new Workers(3)) {
      EpisodeSampler a = sampler(9, one);
      EpisodeSampler b = sampler(9, three);
      EpisodeSampler c = sampler(10, one);
      boolean differs = false;
      for (int draw = 0; draw < 5; draw++) {
        double[] images = a.next().images().data;
        assertArrayEquals(images, b.next().images().data);
        differs |= !Arrays.equals(images, c.next().images().data);
      }
      assertTrue(differs);
    }
  }

  @Test
  void everyConceptIsDrawnSoonerOrLater() {
    try (Workers workers = new Workers(1)) {
      EpisodeSampler sampler = sampler(3, workers);
      Set<String> names = new HashSet<>();
      IntStream.range(0, 30)
          .forEach(i -> sampler.next().episodes().forEach(e -> names.add(e.concept())));
      assertEquals(6, names.size());
    }
  }

  @Test
  void moreTuplesThanConceptsAreRejected() {
    try (Workers workers = new Workers(1)) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new EpisodeSampler(concepts(), new EpisodeSizes(7, 5, 3), NONE, 1, workers));
    }
  }
}
