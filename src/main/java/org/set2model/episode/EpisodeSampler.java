package org.set2model.episode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.set2model.data.Sample;
import org.set2model.image.ImageSet;
import org.set2model.kernel.Workers;

/**
 * Draws training steps: distinct concepts, and for each a random part of its images as X and
 * another as Z+. Z- are relevant images of the other concepts. Every image is warped at random.
 *
 * <p>A step's draw depends on the seed and the step's number alone, so that a run can go on from
 * any step.
 */
public final class EpisodeSampler {

  private final List<ConceptPool> concepts;
  private final DrawOptions options;
  private final List<int[]> groups;
  private final long seed;
  private final Workers workers;

  /**
   * A sampler.
   *
   * @param concepts at least as many as a step has tuples
   * @param seed determines all draws
   * @param workers share the warping of images
   * @throws IllegalArgumentException if there are too few concepts, or no group has two where steps
   *     are drawn within groups
   */
  public EpisodeSampler(
      List<ConceptPool> concepts, DrawOptions options, long seed, Workers workers) {
    int tuples = options.sizes().tuples();
    if (concepts.size() < tuples) {
      throw new IllegalArgumentException(
          tuples + " tuples a step need as many concepts, not " + concepts.size());
    }
    this.concepts = List.copyOf(concepts);
    this.options = options;
    this.groups = groups(concepts);
    this.seed = seed;
    this.workers = workers;
    if (options.withinGroup() > 0 && groups.isEmpty()) {
      throw new IllegalArgumentException(
          "steps within a group need a group of at least two concepts, such as Greek/alpha and"
              + " Greek/beta");
    }
  }

  /** The concepts of each group that has at least two. */
  private static List<int[]> groups(List<ConceptPool> concepts) {
    Map<String, List<Integer>> members = new TreeMap<>();
    for (int c = 0; c < concepts.size(); c++) {
      members.computeIfAbsent(concepts.get(c).group(), name -> new ArrayList<>()).add(c);
    }
    members.remove("");
    return members.values().stream()
        .filter(list -> list.size() >= 2)
        .map(list -> list.stream().mapToInt(c -> c).toArray())
        .toList();
  }

  /** Draws a step, numbered from 0. Steps within a group have fewer tuples if it is small. */
  public EpisodeBatch batch(int step) {
    SplittableRandom random = generator(step);
    boolean withinGroup = random.nextDouble() < options.withinGroup();
    int[] chosen = concepts(withinGroup, random);
    int commonTurn = random.nextInt(4);
    List<ImageSet> sets = new ArrayList<>();
    List<int[]> supports = new ArrayList<>();
    List<int[]> relevants = new ArrayList<>();
    int next = 0;
    for (int c : chosen) {
      ConceptPool concept = concepts.get(c);
      int[][] drawn = images(concept, random);
      int ownTurn = withinGroup ? commonTurn : random.nextInt(4);
      int turn = options.quarterTurns() ? ownTurn : 0;
      sets.add(concept.support().select(drawn[0]).turned(turn));
      sets.add(concept.relevant().select(drawn[1]).turned(turn));
      int middle = next + drawn[0].length;
      int end = middle + drawn[1].length;
      supports.add(IntStream.range(next, middle).toArray());
      relevants.add(IntStream.range(middle, end).toArray());
      next = end;
    }
    List<Episode> episodes = new ArrayList<>();
    for (int t = 0; t < chosen.length; t++) {
      episodes.add(
          new Episode(
              concepts.get(chosen[t]).name(),
              supports.get(t),
              relevants.get(t),
              irrelevant(relevants, t, random)));
    }
    return new EpisodeBatch(warped(ImageSet.concatenation(sets), random), episodes);
  }

  /** Relevant images of the other tuples: all, or so many of them as are wanted. */
  private int[] irrelevant(List<int[]> relevants, int tuple, SplittableRandom random) {
    int[] others =
        IntStream.range(0, relevants.size())
            .filter(other -> other != tuple)
            .flatMap(other -> IntStream.of(relevants.get(other)))
            .toArray();
    int wanted = options.sizes().irrelevant();
    return wanted >= others.length
        ? others
        : IntStream.of(Sample.of(others.length, wanted, random))
            .map(i -> others[i])
            .sorted()
            .toArray();
  }

  /** Seed and step are hashed in turn: generators of neighboring steps share nothing. */
  private SplittableRandom generator(int step) {
    long hashed = new SplittableRandom(seed).nextLong();
    return new SplittableRandom(new SplittableRandom(hashed + step).nextLong());
  }

  private int[] concepts(boolean withinGroup, SplittableRandom random) {
    int tuples = options.sizes().tuples();
    if (withinGroup) {
      int[] group = groups.get(random.nextInt(groups.size()));
      return IntStream.of(Sample.of(group.length, tuples, random)).map(i -> group[i]).toArray();
    }
    return Sample.of(concepts.size(), tuples, random);
  }

  /** Indices of X and of Z+. */
  private int[][] images(ConceptPool concept, SplittableRandom random) {
    int support = options.sizes().support();
    int relevant = options.sizes().relevant();
    if (!concept.isShared()) {
      return new int[][] {
        Sample.of(concept.support().size(), support, random),
        Sample.of(concept.relevant().size(), relevant, random)
      };
    }
    int[] drawn = Sample.of(concept.support().size(), support + relevant, random);
    // Of a small class, both parts get their share, and neither is empty.
    int share = (int) Math.round((double) drawn.length * support / (support + relevant));
    int first = Math.max(1, Math.min(drawn.length - 1, share));
    return new int[][] {
      Arrays.copyOf(drawn, first), Arrays.copyOfRange(drawn, first, drawn.length)
    };
  }

  private DMatrixRMaj warped(ImageSet images, SplittableRandom random) {
    DMatrixRMaj batch = new DMatrixRMaj(1, images.size() * images.pixels());
    SplittableRandom[] generators = new SplittableRandom[images.size()];
    for (int n = 0; n < generators.length; n++) {
      generators[n] = random.split();
    }
    double[][] scratch = new double[workers.count()][images.pixels()];
    workers.run(
        images.size(),
        (n, worker) -> {
          images.copyTo(n, scratch[worker], 0);
          options
              .augmentation()
              .apply(
                  scratch[worker], images.side(), generators[n], batch.data, n * images.pixels());
        });
    return batch;
  }
}
