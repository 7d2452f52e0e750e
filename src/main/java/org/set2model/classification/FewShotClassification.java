package org.set2model.classification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.set2model.autodiff.RowSelection;
import org.set2model.data.Sample;
import org.set2model.image.ImageSet;
import org.set2model.kernel.Workers;
import org.set2model.network.Network;
import org.set2model.scoring.Scorer;

/**
 * Few-shot classification: how many images are given their class among a few, when each class is
 * learned from a few examples.
 *
 * <p>A task, or episode, draws distinct classes, and of each class distinct images: its examples,
 * and the queries among the rest. All draws are uniform. Its accuracy is the fraction of its
 * queries whose class alone scores highest.
 */
public final class FewShotClassification {

  private static final int QUARTERS = 4;

  private final List<DMatrixRMaj> classes;

  /**
   * Classification of images that are embedded already.
   *
   * @param classes the descriptors of each class, one a row, all of one length; not to be changed
   */
  public FewShotClassification(List<DMatrixRMaj> classes) {
    this.classes = List.copyOf(classes);
  }

  /**
   * Embeds the images of classes by a network, with its running statistics.
   *
   * @param classes at least one
   * @param rotations whether each class turned by 90, 180 and 270 degrees is a class too
   */
  public static FewShotClassification of(
      List<ImageSet> classes, boolean rotations, Network network) {
    ImageSet images = ImageSet.concatenation(classes);
    List<DMatrixRMaj> descriptors = new ArrayList<>();
    for (int quarters = 0; quarters < (rotations ? QUARTERS : 1); quarters++) {
      DMatrixRMaj all = network.embed(images.turned(quarters));
      int first = 0;
      for (ImageSet members : classes) {
        int next = first + members.size();
        descriptors.add(RowSelection.selected(all, IntStream.range(first, next).toArray()));
        first = next;
      }
    }
    return new FewShotClassification(descriptors);
  }

  /** The number of classes, turned ones included. */
  public int size() {
    return classes.size();
  }

  /**
   * The accuracy in each episode. An episode depends on the seed and its number alone, whatever the
   * number of threads.
   *
   * @param seed determines the episodes
   * @param workers share them
   * @return as many values in [0, 1] as there are episodes
   * @throws IllegalArgumentException if there are fewer classes than ways, a class is smaller than
   *     {@link FewShotProtocol#smallestClass}, or a score is NaN
   */
  public double[] accuracies(FewShotProtocol protocol, Scorer scorer, long seed, Workers workers) {
    if (!(classes.size() >= protocol.ways())) {
      throw new IllegalArgumentException(
          classes.size() + " classes are fewer than the " + protocol.ways() + " of an episode");
    }
    for (DMatrixRMaj images : classes) {
      if (!(images.numRows >= protocol.smallestClass())) {
        throw new IllegalArgumentException(
            String.format(
                "a class of %d images is too small for %d examples and a query",
                images.numRows, protocol.shots()));
      }
    }
    // drawn one by one from one generator: seeds that are neighbors would share their sequences
    long[] seeds = new SplittableRandom(seed).longs(protocol.episodes()).toArray();
    double[] accuracies = new double[protocol.episodes()];
    workers.run(
        accuracies.length,
        (episode, worker) ->
            accuracies[episode] = accuracy(protocol, scorer, new SplittableRandom(seeds[episode])));
    return accuracies;
  }

  private double accuracy(FewShotProtocol protocol, Scorer scorer, SplittableRandom random) {
    List<DMatrixRMaj> supports = new ArrayList<>();
    List<DMatrixRMaj> queries = new ArrayList<>();
    List<Integer> answers = new ArrayList<>();
    for (int c : Sample.of(classes.size(), protocol.ways(), random)) {
      DMatrixRMaj images = classes.get(c);
      int shots = protocol.shots();
      int asked = Math.min(protocol.queries(), images.numRows - shots);
      int[] drawn = Sample.of(images.numRows, shots + asked, random);
      answers.addAll(Collections.nCopies(asked, supports.size()));
      supports.add(RowSelection.selected(images, Arrays.copyOf(drawn, shots)));
      queries.add(RowSelection.selected(images, Arrays.copyOfRange(drawn, shots, drawn.length)));
    }
    ClassScores scores =
        ClassScores.of(
            supports, CommonOps_DDRM.concatRowsMulti(queries.toArray(DMatrixRMaj[]::new)), scorer);
    return (double) scores.right(answers, ClassScores.Ties.NONE_WINS) / answers.size();
  }
}
