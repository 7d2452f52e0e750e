package org.set2model.drawings;

import java.util.Random;

/**
 * Somebody who draws characters, with habits that all the drawings show, size, proportions, slant,
 * pen and care, and with an unsteadiness that is new in each.
 */
final class Hand {

  private static final int WAVES = 4;

  private final Random random;
  private final double radius;
  private final double size;
  private final double aspect;
  private final double slant;
  private final double turn;
  private final double care;
  private final double[][] habit;

  Hand(long seed) {
    random = new Random(seed);
    radius = 1.1 + 0.6 * random.nextDouble();
    size = 42 + 17 * random.nextDouble();
    aspect = 1 + 0.1 * normal();
    slant = 0.14 * normal();
    turn = 0.06 * normal();
    care = 0.7 + 0.7 * random.nextDouble();
    habit = waves(0.03, 3);
  }

  /** Random numbers that are specified to the bit, cut so that no drawing is off its paper. */
  private double normal() {
    return Math.max(-2, Math.min(2, random.nextGaussian()));
  }

  /** Draws a character once more, in the middle of the paper. */
  Ink draw(Glyph glyph) {
    double[][] distortion = waves(0.04 * care, 4);
    double[][] tremor = waves(0.005 * care, 14);
    double middle = Ink.SIDE / 2.0;
    double left = middle + 2.5 * normal();
    double top = middle + 2.5 * normal();
    double angle = turn + 0.04 * care * normal();
    double cosine = StrictMath.cos(angle);
    double sine = StrictMath.sin(angle);
    var ink = new Ink();
    for (double[][] stroke : glyph.strokes()) {
      double[][] path = Glyph.path(unsteady(stroke));
      for (double[] point : path) {
        shift(point, habit);
        shift(point, distortion);
        shift(point, tremor);
        double x = (point[0] - 0.5) * aspect - slant * (point[1] - 0.5);
        double y = (point[1] - 0.5) / aspect;
        point[0] = left + size * (cosine * x - sine * y);
        point[1] = top + size * (sine * x + cosine * y);
      }
      ink.draw(path, radius);
    }
    return ink;
  }

  /** A stroke with each point somewhat off its place, the last one, where the pen lifts, more. */
  private double[][] unsteady(double[][] stroke) {
    double x = 0.02 * care * normal();
    double y = 0.02 * care * normal();
    double[][] moved = new double[stroke.length][];
    for (int i = 0; i < stroke.length; i++) {
      double error = (i == stroke.length - 1 ? 0.04 : 0.015) * care;
      moved[i] =
          new double[] {stroke[i][0] + x + error * normal(), stroke[i][1] + y + error * normal()};
    }
    return moved;
  }

  /**
   * A smooth distortion of the plane, as waves in random directions.
   *
   * @param amplitude the standard deviation of the shift by a wave
   * @param frequency the standard deviation of the components of a wave vector
   */
  private double[][] waves(double amplitude, double frequency) {
    double[][] waves = new double[WAVES][];
    for (int i = 0; i < WAVES; i++) {
      waves[i] =
          new double[] {
            amplitude * normal(),
            amplitude * normal(),
            frequency * normal(),
            frequency * normal(),
            2 * StrictMath.PI * random.nextDouble()
          };
    }
    return waves;
  }

  private static void shift(double[] point, double[][] waves) {
    double x = point[0];
    double y = point[1];
    for (double[] wave : waves) {
      double height = StrictMath.sin(wave[2] * x + wave[3] * y + wave[4]);
      point[0] += wave[0] * height;
      point[1] += wave[1] * height;
    }
  }
}
