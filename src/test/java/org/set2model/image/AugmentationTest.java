package org.set2model.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AugmentationTest {

  private static final Augmentation STRONG = new Augmentation(30, 1.3, 0.2, 0.3);

  @Property(seed = "1")
  void noRangeMeansNoChange(@ForAll @IntRange(min = 1, max = 12) int side, @ForAll long seed) {
    double[] image = image(side, seed);
    var still = new Augmentation(0, 1, 0, 0);
    assertArrayEquals(image, still.apply(image, side, new SplittableRandom(seed)), 1e-12);
  }

  @Property(seed = "2")
  void aWarpedImageStaysInTheRangeAndIsRepeatable(
      @ForAll @IntRange(min = 1, max = 12) int side,
      @ForAll @LongRange(min = 0, max = 1000) long seed) {
    double[] image = image(side, seed);
    double[] before = image.clone();
    double[] warped = STRONG.apply(image, side, new SplittableRandom(seed));
    assertArrayEquals(before, image);
    assertArrayEquals(warped, STRONG.apply(image, side, new SplittableRandom(seed)));
    assertTrue(Arrays.stream(warped).allMatch(pixel -> pixel >= 0 && pixel <= 1 + 1e-12));
  }

  @Test
  void aWarpIntoAnotherArrayFillsItsPartOnly() {
    double[] image = image(5, 7);
    double[] expected = new double[35];
    Arrays.fill(expected, 2);
    System.arraycopy(STRONG.apply(image, 5, new SplittableRandom(7)), 0, expected, 6, 25);
    double[] target = new double[35];
    Arrays.fill(target, 2);
    STRONG.apply(image, 5, new SplittableRandom(7), target, 6);
    assertArrayEquals(expected, target);
  }

  @Test
  void theMomentsOfABlobMoveAsTheFormulaSays() {
    int side = 65;
    double[] blob = new double[side * side];
    double centerX = 40;
    double centerY = 30;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double squared = (x - centerX) * (x - centerX) + (y - centerY) * (y - centerY);
        blob[y * side + x] = Math.exp(-squared / 18);
      }
    }
    var mild = new Augmentation(40, 1.3, 0.1, 0.3);
    for (long seed = 0; seed < 10; seed++) {
      var random = new SplittableRandom(seed);
      double angle = Math.toRadians(40 * (2 * random.nextDouble() - 1));
      double scale = Math.exp(Math.log(1.3) * (2 * random.nextDouble() - 1));
      double shear = 0.3 * (2 * random.nextDouble() - 1);
      double shiftX = 0.1 * side * (2 * random.nextDouble() - 1);
      double shiftY = 0.1 * side * (2 * random.nextDouble() - 1);
      double x = centerX - 32 + shear * (centerY - 32);
      double y = centerY - 32;
      double expectedX = scale * (Math.cos(angle) * x - Math.sin(angle) * y) + 32 + shiftX;
      double expectedY = scale * (Math.sin(angle) * x + Math.cos(angle) * y) + 32 + shiftY;
      double[] warped = mild.apply(blob, side, new SplittableRandom(seed));
      double mass = 0;
      double meanX = 0;
      double meanY = 0;
      for (int i = 0; i < warped.length; i++) {
        mass += warped[i];
        meanX += warped[i] * (i % side);
        meanY += warped[i] * (i / side);
      }
      assertEquals(expectedX, meanX / mass, 0.01, "seed " + seed);
      assertEquals(expectedY, meanY / mass, 0.01, "seed " + seed);
      double area = Arrays.stream(blob).sum() * scale * scale;
      assertEquals(1, mass / area, 0.01, "seed " + seed);
    }
  }

  @Test
  void outsideTheImageThereIsBackground() {
    double[] full = new double[64];
    Arrays.fill(full, 1);
    double[] warped = new Augmentation(0, 1, 1, 0).apply(full, 8, new SplittableRandom(5));
    assertTrue(Arrays.stream(warped).anyMatch(pixel -> pixel == 0));
  }

  @Test
  void theNumberOfDrawsDoesNotDependOnTheRanges() {
    var first = new SplittableRandom(3);
    var second = new SplittableRandom(3);
    new Augmentation(0, 1, 0, 0).apply(new double[4], 2, first);
    STRONG.apply(new double[4], 2, second);
    assertEquals(first.nextLong(), second.nextLong());
  }

  @Test
  void differentSeedsWarpDifferently() {
    double[] image = image(8, 1);
    assertFalse(
        Arrays.equals(
            STRONG.apply(image, 8, new SplittableRandom(1)),
            STRONG.apply(image, 8, new SplittableRandom(2))));
  }

  @Test
  void parametersOutsideTheirRangesAndWrongSizesAreRejected() {
    assertThrows(IllegalArgumentException.class, () -> new Augmentation(-1, 1, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Augmentation(181, 1, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Augmentation(0, 0.9, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Augmentation(0, 1, Double.NaN, 0));
    assertThrows(IllegalArgumentException.class, () -> new Augmentation(0, 1, 0, 1.5));
    assertThrows(
        IllegalArgumentException.class,
        () -> STRONG.apply(new double[5], 2, new SplittableRandom(1)));
  }

  private static double[] image(int side, long seed) {
    return new SplittableRandom(seed).doubles((long) side * side).toArray();
  }
}
