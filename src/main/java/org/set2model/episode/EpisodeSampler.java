package org.set2model.episode;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.set2model.data.Augmentation;
import org.set2model.data.Concept;
import org.set2model.data.ImageSet;
import org.set2model.kernel.Workers;

/**
 * Draws training steps: distinct concepts, and for each a random part of its search result as X and
 * of its gallery as Z+. Z- are the relevant images of the other concepts. Every image is warped at
 * random.
 */
public final class EpisodeSampler {

  private final List<Concept> concepts;
  private final EpisodeSizes sizes;
  private final Augmentation augmentation;
  private final SplittableRandom random;
  private final Workers workers;

  /**
   * A sampler.
   *
   * @param concepts at least as many as a step has tuples
   * @param seed determines all draws
   * @param workers share the warping of images
   */
  public EpisodeSampler(
      List<Concept> concepts,
      EpisodeSizes sizes,
      Augmentation augmentation,
      long seed,
      Workers workers) {
    if (concepts.size() < sizes.tuples()) {
      throw new IllegalArgumentException(
          sizes.tuples() + " tuples a step need as many concepts, not " + concepts.size());
    }
    this.concepts = List.copyOf(concepts);
    this.sizes = sizes;
    this.augmentation = augmentation;
    this.random = new SplittableRandom(seed);
    this.workers = workers;
  }

  /** Draws the next step. */
  public EpisodeBatch next() {
    int[] chosen = draw(concepts.size(), sizes.tuples());
    List<ImageSet> sets = new ArrayList<>();
    int[] supportSizes = new int[chosen.length];
    int[] relevantSizes = new int[chosen.length];
    for (int t = 0; t < chosen.length; t++) {
      Concept concept = concepts.get(chosen[t]);
      ImageSet support = concept.search().select(draw(concept.search().size(), sizes.support()));
      ImageSet relevant =
          concept.gallery().select(draw(concept.gallery().size(), sizes.relevant()));
      supportSizes[t] = support.size();
      relevantSizes[t] = relevant.size();
      sets.add(support);
      sets.add(relevant);
    }
    return new EpisodeBatch(
        warped(ImageSet.concatenation(sets)), episodes(chosen, supportSizes, relevantSizes));
  }

  private List<Episode> episodes(int[] chosen, int[] supportSizes, int[] relevantSizes) {
    List<int[]> supports = new ArrayList<>();
    List<int[]> relevants = new ArrayList<>();
    int next = 0;
    for (int t = 0; t < chosen.length; t++) {
      supports.add(IntStream.range(next, next + supportSizes[t]).toArray());
      next += supportSizes[t];
      relevants.add(IntStream.range(next, next + relevantSizes[t]).toArray());
      next += relevantSizes[t];
    }
    List<Episode> episodes = new ArrayList<>();
    for (int t = 0; t < chosen.length; t++) {
      int own = t;
      int[] irrelevant =
          IntStream.range(0, chosen.length)
              .filter(other -> other != own)
              .flatMap(other -> IntStream.of(relevants.get(other)))
              .toArray();
      episodes.add(
          new Episode(
              concepts.get(chosen[t]).name(), supports.get(t), relevants.get(t), irrelevant));
    }
    return episodes;
  }

  /** Up to {@code count} distinct numbers below {@code bound}, in random order. */
  private int[] draw(int bound, int count) {
    int[] numbers = IntStream.range(0, bound).toArray();
    int drawn = Math.min(bound, count);
    for (int i = 0; i < drawn; i++) {
      int other = i + random.nextInt(bound - i);
      int number = numbers[other];
      numbers[other] = numbers[i];
      numbers[i] = number;
    }
    return IntStream.of(numbers).limit(drawn).toArray();
  }

  private DMatrixRMaj warped(ImageSet images) {
    DMatrixRMaj batch = new DMatrixRMaj(1, images.size() * images.pixels());
    SplittableRandom[] generators = new SplittableRandom[images.size()];
    for (int n = 0; n < generators.length; n++) {
      generators[n] = random.split();
    }
    workers.run(
        images.size(),
        (n, worker) -> {
          double[] image = new double[images.pixels()];
          images.copyTo(n, image, 0);
          double[] warped = augmentation.apply(image, images.side(), generators[n]);
          System.arraycopy(warped, 0, batch.data, n * image.length, image.length);
        });
    return batch;
  }
}
