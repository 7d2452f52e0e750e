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
import org.set2model.data.ImageClass;
import org.set2model.data.LabeledConcept;
import org.set2model.image.Augmentation;
import org.set2model.image.ImageSet;
import org.set2model.kernel.Workers;

class EpisodeSamplerTest {

  private static final Augmentation NONE = new Augmentation(0, 1, 0, 0);

  /** LabeledConcept c has images of one pixel whose ink is 10 c, odd in the gallery. */
  private static List<LabeledConcept> concepts() {
    List<LabeledConcept> concepts = new ArrayList<>();
    for (int c = 0; c < 6; c++) {
      byte[] search = new byte[7];
      Arrays.fill(search, (byte) (10 * c));
      byte[] gallery = new byte[c + 1];
      Arrays.fill(gallery, (byte) (10 * c + 1));
      concepts.add(
          new LabeledConcept(
              "c" + c, ImageSet.of(1, search), new boolean[0], ImageSet.of(1, gallery)));
    }
    return concepts;
  }

  private static List<ConceptPool> pools() {
    return concepts().stream().map(ConceptPool::of).toList();
  }

  private static DrawOptions options(int tuples, boolean quarterTurns, double withinGroup) {
    return new DrawOptions(new EpisodeSizes(tuples, 5, 3), NONE, quarterTurns, withinGroup);
  }

  private static EpisodeSampler sampler(long seed, Workers workers) {
    return new EpisodeSampler(pools(), options(4, false, 0), seed, workers);
  }

  @Test
  void everyTupleHoldsItsOwnSearchAndGalleryImagesAndTheGalleryImagesOfTheOthers() {
    try (Workers workers = new Workers(1)) {
      EpisodeSampler sampler = sampler(1, workers);
      for (int draw = 0; draw < 50; draw++) {
        EpisodeBatch batch = sampler.batch(draw);
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
        double[] images = a.batch(draw).images().data;
        assertArrayEquals(images, b.batch(draw).images().data);
        differs |= !Arrays.equals(images, c.batch(draw).images().data);
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
          .forEach(i -> sampler.batch(i).episodes().forEach(e -> names.add(e.concept())));
      assertEquals(6, names.size());
    }
  }

  @Test
  void moreTuplesThanConceptsAreRejected() {
    try (Workers workers = new Workers(1)) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new EpisodeSampler(pools(), options(7, false, 0), 1, workers));
      assertThrows(
          IllegalArgumentException.class,
          () -> new EpisodeSampler(pools(), options(4, false, 0.5), 1, workers),
          "no concept has a group");
    }
  }

  @Test
  void aTupleHasNoMoreIrrelevantImagesThanAreWanted() {
    try (Workers workers = new Workers(1)) {
      var options = new DrawOptions(new EpisodeSizes(4, 5, 3, 2), NONE, false, 0);
      EpisodeBatch batch = new EpisodeSampler(pools(), options, 1, workers).batch(0);
      for (Episode episode : batch.episodes()) {
        int c = Integer.parseInt(episode.concept().substring(1));
        assertEquals(2, episode.irrelevant().length);
        assertTrue(episode.irrelevant()[0] < episode.irrelevant()[1]);
        for (int i : episode.irrelevant()) {
          assertTrue(ink(batch, i) % 10 == 1 && ink(batch, i) / 10 != c);
        }
      }
    }
  }

  @Test
  void aStepIsTheSameWhicheverWereDrawnBefore() {
    try (Workers workers = new Workers(1)) {
      EpisodeSampler sampler = sampler(5, workers);
      double[] third = sampler.batch(3).images().data;
      sampler.batch(0);
      assertArrayEquals(third, sampler.batch(3).images().data);
      assertArrayEquals(third, sampler(5, workers).batch(3).images().data);
    }
  }

  /** Class c has images of 2 x 2 pixels, the first pixel saying the class, the second the image. */
  private static List<ConceptPool> classes(String... names) {
    List<ConceptPool> pools = new ArrayList<>();
    for (int c = 0; c < names.length; c++) {
      byte[] ink = new byte[4 * 10];
      for (int i = 0; i < 10; i++) {
        ink[4 * i] = (byte) (c + 1);
        ink[4 * i + 1] = (byte) (i + 100);
      }
      List<String> files = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
      pools.add(ConceptPool.of(new ImageClass(names[c], files, ImageSet.of(2, ink))));
    }
    return pools;
  }

  @Test
  void noImageOfAClassBothDescribesItAndIsToBeFound() {
    try (Workers workers = new Workers(1)) {
      var sampler =
          new EpisodeSampler(classes("a", "b", "c", "d"), options(4, false, 0), 1, workers);
      for (int step = 0; step < 20; step++) {
        EpisodeBatch batch = sampler.batch(step);
        for (Episode episode : batch.episodes()) {
          Set<Double> seen = new HashSet<>();
          IntStream.concat(IntStream.of(episode.support()), IntStream.of(episode.relevant()))
              .forEach(i -> assertTrue(seen.add(batch.images().data[4 * i + 1])));
          assertEquals(5, episode.support().length);
          assertEquals(3, episode.relevant().length);
        }
      }
    }
  }

  @Test
  void aSmallClassGivesBothPartsTheirShare() {
    try (Workers workers = new Workers(1)) {
      ImageSet three = ImageSet.of(1, new byte[] {1, 2, 3});
      List<ConceptPool> pools =
          List.of(new ConceptPool("a", three, three), new ConceptPool("b", three, three));
      Episode episode =
          new EpisodeSampler(pools, options(2, false, 0), 1, workers).batch(0).episodes().get(0);
      assertEquals(2, episode.support().length);
      assertEquals(1, episode.relevant().length);
    }
  }

  @Test
  void aTupleIsTurnedAsAWhole() {
    try (Workers workers = new Workers(1)) {
      var sampler = new EpisodeSampler(classes("a", "b"), options(2, true, 0), 1, workers);
      Set<Integer> corners = new HashSet<>();
      for (int step = 0; step < 30; step++) {
        EpisodeBatch batch = sampler.batch(step);
        for (Episode episode : batch.episodes()) {
          corners.add(corner(batch, episode));
        }
      }
      assertEquals(Set.of(0, 1, 2, 3), corners);
    }
  }

  @Test
  void theTuplesOfAStepWithinAGroupAreTurnedAlike() {
    try (Workers workers = new Workers(1)) {
      var sampler = new EpisodeSampler(classes("g/a", "g/b"), options(2, true, 1), 1, workers);
      for (int step = 0; step < 20; step++) {
        EpisodeBatch batch = sampler.batch(step);
        assertEquals(
            corner(batch, batch.episodes().get(0)), corner(batch, batch.episodes().get(1)));
      }
    }
  }

  /** Which pixel holds the number of the class in all images of a tuple, the only one of 1 or 2. */
  private static int corner(EpisodeBatch batch, Episode episode) {
    int[] corners =
        IntStream.concat(IntStream.of(episode.support()), IntStream.of(episode.relevant()))
            .map(
                image ->
                    IntStream.range(0, 4)
                        .filter(
                            pixel -> {
                              double ink = 255 * batch.images().data[4 * image + pixel];
                              return ink > 0.5 && ink < 2.5;
                            })
                        .findFirst()
                        .orElseThrow())
            .distinct()
            .toArray();
    assertEquals(1, corners.length);
    return corners[0];
  }

  @Test
  void stepsWithinAGroupDrawFromOneGroup() {
    try (Workers workers = new Workers(1)) {
      var sampler =
          new EpisodeSampler(
              classes("x/a", "x/b", "y/a", "y/b", "y/c", "z"), options(3, false, 1), 1, workers);
      Set<String> groups = new HashSet<>();
      for (int step = 0; step < 20; step++) {
        List<String> names = sampler.batch(step).episodes().stream().map(Episode::concept).toList();
        String group = names.get(0).substring(0, 1);
        assertTrue(names.stream().allMatch(name -> name.startsWith(group + "/")), names::toString);
        assertEquals(group.equals("x") ? 2 : 3, names.size());
        groups.add(group);
      }
      assertEquals(Set.of("x", "y"), groups);
    }
  }
}
