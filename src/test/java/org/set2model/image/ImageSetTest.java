package org.set2model.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ImageSetTest {

  private static final ImageSet THREE =
      ImageSet.of(2, new byte[] {0, 51, 102, (byte) 255, 1, 2, 3, 4, 5, 6, 7, 8});

  @Test
  void intensitiesAreBytesOver255AtTheOffset() {
    double[] target = {-1, -1, -1, -1, -1, -1};
    THREE.copyTo(0, target, 1);
    assertArrayEquals(new double[] {-1, 0, 0.2, 0.4, 1, -1}, target);
  }

  @Test
  void pixelsAreRowMajor() {
    assertEquals(51, THREE.ink(0, 0, 1));
    assertEquals(102, THREE.ink(0, 1, 0));
    assertEquals(255, THREE.ink(0, 1, 1));
  }

  @Test
  void selectionKeepsOrderAndRepeats() {
    ImageSet selected = THREE.select(2, 0, 2);
    assertEquals(
        ImageSet.of(2, new byte[] {5, 6, 7, 8, 0, 51, 102, (byte) 255, 5, 6, 7, 8}), selected);
    assertEquals(3, selected.size());
    assertEquals(0, THREE.select().size());
  }

  @Test
  void concatenationUndoesSelection() {
    assertEquals(
        THREE,
        ImageSet.concatenation(List.of(THREE.select(0), THREE.select(), THREE.select(1, 2))));
  }

  @Test
  void aSetDoesNotShareItsBytes() {
    byte[] bytes = {1, 2, 3, 4};
    ImageSet set = ImageSet.of(2, bytes);
    bytes[0] = 9;
    assertEquals(1, set.ink(0, 0, 0));
  }

  @Test
  void setsOfTheSameBytesButAnotherSideDiffer() {
    byte[] bytes = new byte[16];
    assertEquals(ImageSet.of(2, bytes), ImageSet.of(2, bytes));
    assertNotEquals(ImageSet.of(2, bytes), ImageSet.of(4, bytes));
  }

  @Test
  void wrongSizesAndIndicesAreRejected() {
    assertThrows(IllegalArgumentException.class, () -> ImageSet.of(2, new byte[5]));
    assertThrows(IllegalArgumentException.class, () -> ImageSet.of(0, new byte[0]));
    assertThrows(IndexOutOfBoundsException.class, () -> THREE.select(3));
    assertThrows(IndexOutOfBoundsException.class, () -> THREE.ink(0, 0, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> THREE.copyTo(-1, new double[4], 0));
    assertThrows(IllegalArgumentException.class, () -> ImageSet.concatenation(List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> ImageSet.concatenation(List.of(THREE, ImageSet.of(1, new byte[1]))));
  }
}
