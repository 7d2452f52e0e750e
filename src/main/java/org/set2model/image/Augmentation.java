package org.set2model.image;

import java.util.SplittableRandom;

/**
 * A random affine warp of an image, for training. There are no flips: an arrow to the left and an
 * arrow to the right are different concepts.
 *
 * <p>A warp takes a point {@code p} of the image, relative to its center, to
 *
 * <pre>  s R(a) [1 k; 0 1] p + t</pre>
 *
 * with the angle {@code a}, the logarithm of the scale {@code s}, the shear {@code k} and both
 * entries of the shift {@code t} uniform on ranges symmetric about zero. The warped image is
 * sampled bilinearly at the inverse image of each pixel center; outside the image there is
 * background, 0.
 *
 * @param rotation largest angle in degrees, in [0, 180]
 * @param scale largest factor, its inverse being the smallest, in [1, 4]
 * @param shift largest shift in each direction as a fraction of the side, in [0, 1]
 * @param shear largest shear, in [0, 1]
 */
public record Augmentation(double rotation, double scale, double shift, double shear) {

  /** Gray levels of the images in an {@link ImageSet} above 0. */
  private static final int LEVELS = 255;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a parameter is outside its range
   */
  public Augmentation {
    requireBetween(0, rotation, 180, "rotation in degrees");
    requireBetween(1, scale, 4, "scale");
    requireBetween(0, shift, 1, "shift as a fraction of the side");
    requireBetween(0, shear, 1, "shear");
  }

  private static void requireBetween(double low, double value, double high, String role) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          role + " (" + value + ") must be between " + low + " and " + high);
    }
  }

  /**
   * Warps an image. Takes five numbers from the generator, whatever the ranges.
   *
   * @param image intensities in row-major order, {@code side * side} of them; only read
   * @return a new image of the same size
   * @throws IllegalArgumentException if the image is not of that size
   */
  public double[] apply(double[] image, int side, SplittableRandom random) {
    double[] warped = new double[image.length];
    apply(image, side, random, warped, 0);
    return warped;
  }

  /** Warps all images in the same way, and rounds to their gray levels. */
  public ImageSet apply(ImageSet images, SplittableRandom random) {
    double[] image = new double[images.pixels()];
    byte[] ink = new byte[images.size() * image.length];
    long seed = random.nextLong();
    for (int n = 0; n < images.size(); n++) {
      images.copyTo(n, image, 0);
      double[] warped = apply(image, images.side(), new SplittableRandom(seed));
      for (int pixel = 0; pixel < warped.length; pixel++) {
        ink[n * image.length + pixel] = (byte) Math.round(LEVELS * warped[pixel]);
      }
    }
    return ImageSet.of(images.side(), ink);
  }

  /**
   * Warps an image into a part of another array.
   *
   * @param image intensities in row-major order, {@code side * side} of them; only read
   * @param warped receives the warped image
   * @param start where it starts there
   * @throws IllegalArgumentException if the image is not of that size
   */
  public void apply(double[] image, int side, SplittableRandom random, double[] warped, int start) {
    if (image.length != side * side) {
      throw new IllegalArgumentException(
          "image (" + image.length + " pixels) must have " + side + " x " + side + " pixels");
    }
    double angle = Math.toRadians(symmetric(rotation, random));
    double s = Math.exp(symmetric(Math.log(scale), random));
    double k = symmetric(shear, random);
    double shiftX = side * symmetric(shift, random);
    double shiftY = side * symmetric(shift, random);
    double cosine = Math.cos(angle) / s;
    double sine = Math.sin(angle) / s;
    double center = (side - 1) / 2.0;
    for (int row = 0; row < side; row++) {
      double y = row - center - shiftY;
      for (int column = 0; column < side; column++) {
        double x = column - center - shiftX;
        // [1 -k; 0 1] R(-a) (x, y) / s, the inverse of the warp
        double sourceY = cosine * y - sine * x;
        double sourceX = cosine * x + sine * y - k * sourceY;
        warped[start + row * side + column] =
            sample(image, side, sourceX + center, sourceY + center);
      }
    }
  }

  private static double symmetric(double largest, SplittableRandom random) {
    return largest * (2 * random.nextDouble() - 1);
  }

  private static double sample(double[] image, int side, double x, double y) {
    double floorX = Math.floor(x);
    double floorY = Math.floor(y);
    double right = x - floorX;
    double below = y - floorY;
    int column = (int) floorX;
    int row = (int) floorY;
    double upper =
        (1 - right) * pixel(image, side, row, column) + right * pixel(image, side, row, column + 1);
    double lower =
        (1 - right) * pixel(image, side, row + 1, column)
            + right * pixel(image, side, row + 1, column + 1);
    return (1 - below) * upper + below * lower;
  }

  private static double pixel(double[] image, int side, int row, int column) {
    boolean inside = row >= 0 && row < side && column >= 0 && column < side;
    return inside ? image[row * side + column] : 0;
  }
}
