package org.set2model.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.set2model.image.ImageSet;
import org.set2model.kernel.Workers;

class WarpedEmbeddingTest {

  private static final Architecture SMALL = new Architecture(12, 2, 4, 6);

  private static ImageSet images() {
    byte[] ink = new byte[5 * 12 * 12];
    new SplittableRandom(1).nextBytes(ink);
    return ImageSet.of(12, ink);
  }

  @Test
  void oneWarpIsTheImageItself() {
    try (Workers workers = new Workers(1)) {
      Network network = new Network(SMALL, 3, workers);
      assertArrayEquals(
          network.embed(images()).data, new WarpedEmbedding(network, 1).embed(images()).data);
    }
  }

  @Test
  void descriptorsHaveLengthOneAndDependOnTheirOwnImageAlone() {
    try (Workers workers = new Workers(1)) {
      Network network = new Network(SMALL, 3, workers);
      var embedding = new WarpedEmbedding(network, 5);
      DMatrixRMaj all = embedding.embed(images());
      DMatrixRMaj third = embedding.embed(images().select(2));
      for (int n = 0; n < all.numRows; n++) {
        double square = 0;
        for (int j = 0; j < all.numCols; j++) {
          square += all.get(n, j) * all.get(n, j);
        }
        assertEquals(1, square, 1e-14);
      }
      for (int j = 0; j < all.numCols; j++) {
        assertEquals(all.get(2, j), third.get(0, j), 1e-14);
      }
      assertNotEquals(network.embed(images()).get(2, 0), third.get(0, 0));
    }
  }

  @Test
  void noWarpIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new WarpedEmbedding(null, 0));
  }
}
