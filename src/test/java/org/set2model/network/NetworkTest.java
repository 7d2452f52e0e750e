package org.set2model.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.set2model.RandomMatrices.normal;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.autodiff.Gradients;
import org.set2model.autodiff.Tape;
import org.set2model.autodiff.Variable;
import org.set2model.image.ImageSet;
import org.set2model.kernel.Workers;

class NetworkTest {

  private static final Architecture ARCHITECTURE = new Architecture(8, 2, 5, 6);

  private static ImageSet images(int count, long seed) {
    byte[] ink = new byte[count * 64];
    new Random(seed).nextBytes(ink);
    return ImageSet.of(8, ink);
  }

  @Test
  void descriptorsHaveLengthOne() {
    try (Workers workers = new Workers(1)) {
      DMatrixRMaj descriptors = new Network(ARCHITECTURE, 1, workers).embed(images(7, 1));
      for (int n = 0; n < 7; n++) {
        double sum = 0;
        for (int d = 0; d < 6; d++) {
          sum += descriptors.get(n, d) * descriptors.get(n, d);
        }
        assertEquals(1, sum, 1e-14);
      }
    }
  }

  @Test
  void aDescriptorDoesNotDependOnTheImagesBesideIt() {
    try (Workers workers = new Workers(1)) {
      Network network = new Network(ARCHITECTURE, 1, workers);
      ImageSet images = images(130, 2);
      DMatrixRMaj together = network.embed(images);
      DMatrixRMaj alone = network.embed(images.select(129));
      for (int d = 0; d < 6; d++) {
        assertEquals(together.get(129, d), alone.get(0, d));
      }
    }
  }

  @Test
  void theNumberOfThreadsChangesNoBitOfDescriptorsOrGradients() {
    var random = new SplittableRandom(3);
    DMatrixRMaj batch = normal(1, 40 * 64, random);
    DMatrixRMaj upstream = normal(40, 6, random);
    try (Workers one = new Workers(1);
        Workers two = new Workers(2)) {
      List<DMatrixRMaj> a = gradients(new Network(ARCHITECTURE, 4, one), batch, upstream);
      List<DMatrixRMaj> b = gradients(new Network(ARCHITECTURE, 4, two), batch, upstream);
      for (int i = 0; i < a.size(); i++) {
        assertArrayEquals(a.get(i).data, b.get(i).data);
      }
    }
  }

  @Test
  void aSecondStepThroughRecycledMemoryHasTheBitsOfTheFirst() {
    var random = new SplittableRandom(5);
    DMatrixRMaj batch = normal(1, 20 * 64, random);
    DMatrixRMaj upstream = normal(20, 6, random);
    try (Workers workers = new Workers(1)) {
      Network network = new Network(ARCHITECTURE, 4, workers);
      List<DMatrixRMaj> first = gradients(network, batch, upstream);
      gradients(network, normal(1, 33 * 64, random), normal(33, 6, random));
      List<DMatrixRMaj> again = gradients(network, batch, upstream);
      for (int i = 0; i < first.size(); i++) {
        assertArrayEquals(first.get(i).data, again.get(i).data);
      }
    }
  }

  private static List<DMatrixRMaj> gradients(
      Network network, DMatrixRMaj batch, DMatrixRMaj upstream) {
    Tape tape = new Tape();
    List<Variable> leaves =
        network.parameters().stream().map(parameter -> tape.leaf(parameter.value())).toList();
    Variable descriptors = network.embed(Variable.constant(batch), leaves);
    Gradients gradients = tape.backward(descriptors, upstream);
    return leaves.stream().map(gradients::of).toList();
  }

  @Test
  void theStateIsAllThatTrainingChanges() {
    try (Workers workers = new Workers(1)) {
      Network network = new Network(ARCHITECTURE, 1, workers);
      ImageSet images = images(5, 6);
      double[] before = network.embed(images).data;
      List<DMatrixRMaj> copies = network.state().stream().map(p -> p.value().copy()).toList();
      var random = new SplittableRandom(7);
      gradients(network, normal(1, 10 * 64, random), normal(10, 6, random));
      network.parameters().get(0).value().data[0] += 1;
      assertFalse(Arrays.equals(before, network.embed(images).data));

      for (int i = 0; i < copies.size(); i++) {
        network.state().get(i).value().setTo(copies.get(i));
      }

      assertArrayEquals(before, network.embed(images).data);
    }
  }

  @Test
  void theSeedDeterminesTheParameters() {
    try (Workers workers = new Workers(1)) {
      double[] one = new Network(ARCHITECTURE, 1, workers).parameters().get(0).value().data;
      double[] same = new Network(ARCHITECTURE, 1, workers).parameters().get(0).value().data;
      double[] other = new Network(ARCHITECTURE, 2, workers).parameters().get(0).value().data;
      assertArrayEquals(one, same);
      assertFalse(Arrays.equals(one, other));
    }
  }

  @Test
  void imagesMustHaveTheNetworksSide() {
    try (Workers workers = new Workers(1)) {
      Network network = new Network(ARCHITECTURE, 1, workers);
      assertThrows(
          IllegalArgumentException.class, () -> network.embed(ImageSet.of(4, new byte[16])));
    }
  }

  @Test
  void tooManyBlocksAreRejected() {
    assertThrows(IllegalArgumentException.class, () -> new Architecture(8, 4, 5, 6));
    assertThrows(IllegalArgumentException.class, () -> new Architecture(8, 33, 5, 6));
  }
}
