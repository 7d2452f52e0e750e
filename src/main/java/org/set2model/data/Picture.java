package org.set2model.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.set2model.image.Pixels;

/**
 * A picture of any size and color, as darkness on white paper.
 *
 * <p>The darkness of a color with red, green, blue and alpha in [0, 1] laid over white is
 *
 * <pre>  alpha (1 - 0.299 red - 0.587 green - 0.114 blue),</pre>
 *
 * the weights being those of ITU-R BT.601 for values as they are stored, without a change of gamma.
 * They leave a gray as it is. Samples are read straight from the raster, because the gray values
 * that {@code BufferedImage.getRGB} gives for an 8-bit gray picture are shifted by a change of
 * gamma; only colors that are neither gray nor red, green and blue are converted by it.
 *
 * <p>Not for use by several threads at a time.
 */
public final class Picture implements Pixels {

  /** Something that can be read, once or more often. */
  @FunctionalInterface
  interface Content {
    InputStream open() throws IOException;
  }

  private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif", "bmp");
  private static final int LONGEST_SIDE = 65_535;
  private static final long MOST_PIXELS = 50_000_000;

  private final BufferedImage image;
  private final Raster raster;
  private final int bands;
  private final boolean direct;
  private final double[] darknessOfIndex;
  private int[] samples = {};

  /** The picture of an image; shares its pixels. */
  public Picture(BufferedImage image) {
    this.image = image;
    raster = image.getRaster();
    bands = raster.getNumBands();
    direct = isDirect(image.getColorModel(), bands);
    darknessOfIndex =
        image.getColorModel() instanceof IndexColorModel palette ? darkness(palette) : null;
  }

  /**
   * Reads a PNG, JPEG, GIF or BMP, whatever its name; of an animation the first frame. The size is
   * looked at before any pixel.
   *
   * @throws IOException if that is impossible; the message is the reason and a remedy, in one line
   */
  static Picture read(Content content) throws IOException {
    try (InputStream bytes = open(content);
        // in memory: ImageIO would copy any other stream to a temporary file
        var stream = new MemoryCacheImageInputStream(bytes)) {
      ImageReader reader = reader(stream);
      try {
        // no metadata: they may be large or damaged where the pixels are neither
        reader.setInput(stream, true, true);
        requireReasonable(reader.getWidth(0), reader.getHeight(0));
        List<String> losses = new ArrayList<>();
        reader.addIIOReadWarningListener(
            (source, warning) -> {
              // a JPEG that is cut off is completed in gray, with no more than a warning
              if (warning.contains("premature end")) {
                losses.add(warning);
              }
            });
        var picture = new Picture(reader.read(0));
        if (!losses.isEmpty()) {
          throw new IOException(losses.get(0));
        }
        return picture;
      } finally {
        reader.dispose();
      }
    } catch (UnusableException exception) {
      throw exception;
    } catch (IOException | RuntimeException exception) {
      // readers of images throw whatever exception the damage happens to lead to
      throw new IOException(
          "damaged image (" + message(exception) + "); replace it by a PNG", exception);
    }
  }

  /** Of which all is said. */
  private static final class UnusableException extends IOException {

    private static final long serialVersionUID = 1L;

    UnusableException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private static InputStream open(Content content) throws UnusableException {
    try {
      return content.open();
    } catch (IOException exception) {
      throw new UnusableException(
          "unreadable (" + message(exception) + "); check its permissions", exception);
    }
  }

  private static String message(Exception exception) {
    // the message of a file system's exception is a path, and the caller knows that
    boolean telling = exception.getMessage() != null && !(exception instanceof FileSystemException);
    return telling
        ? exception.getMessage().replaceAll("\\p{Cntrl}", " ")
        : exception.getClass().getSimpleName();
  }

  private static ImageReader reader(MemoryCacheImageInputStream stream) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
        return reader;
      }
    }
    throw new UnusableException("not an image that can be read; replace it by a PNG", null);
  }

  private static void requireReasonable(int width, int height) throws UnusableException {
    if (!(width <= LONGEST_SIDE
        && height <= LONGEST_SIDE
        && (long) width * height <= MOST_PIXELS)) {
      throw new UnusableException(
          String.format(
              Locale.ROOT,
              "%d x %d pixels, more than %d, or %d a side; scale it down",
              width,
              height,
              MOST_PIXELS,
              LONGEST_SIDE),
          null);
    }
  }

  @Override
  public int width() {
    return image.getWidth();
  }

  @Override
  public int height() {
    return image.getHeight();
  }

  /** A part of the picture; shares its pixels. */
  Picture part(int x, int y, int width, int height) {
    return new Picture(image.getSubimage(x, y, width, height));
  }

  @Override
  public void darkness(int x, int y, int width, int height, double[] target) {
    int pixels = width * height;
    if (!direct && darknessOfIndex == null) {
      for (int i = 0; i < pixels; i++) {
        int argb = image.getRGB(x + i % width, y + i / width);
        target[i] =
            darkness(
                (argb >> 16 & 0xff) / 255.0,
                (argb >> 8 & 0xff) / 255.0,
                (argb & 0xff) / 255.0,
                (argb >>> 24) / 255.0);
      }
      return;
    }
    if (samples.length < pixels * bands) {
      samples = new int[pixels * bands];
    }
    raster.getPixels(x, y, width, height, samples);
    if (darknessOfIndex != null) {
      for (int i = 0; i < pixels; i++) {
        target[i] = darknessOfIndex[samples[i]];
      }
    } else {
      directDarkness(pixels, target);
    }
  }

  /** Gray, gray and alpha, color, or color and alpha: one to four samples a pixel. */
  private void directDarkness(int pixels, double[] target) {
    boolean premultiplied = image.isAlphaPremultiplied();
    double[] full = new double[bands];
    for (int band = 0; band < bands; band++) {
      full[band] = (1 << raster.getSampleModel().getSampleSize(band)) - 1;
    }
    for (int i = 0; i < pixels; i++) {
      int first = i * bands;
      double alpha = bands % 2 == 0 ? samples[first + bands - 1] / full[bands - 1] : 1;
      double red = samples[first] / full[0];
      double green = bands < 3 ? red : samples[first + 1] / full[1];
      double blue = bands < 3 ? red : samples[first + 2] / full[2];
      target[i] =
          premultiplied
              ? Math.max(0, alpha - luma(red, green, blue))
              : darkness(red, green, blue, alpha);
    }
  }

  private static boolean isDirect(ColorModel colors, int bands) {
    if (colors instanceof IndexColorModel || colors.getNumComponents() != bands) {
      return false;
    }
    int space = colors.getColorSpace().getType();
    int type = colors.getTransferType();
    int colorBands = bands - (colors.hasAlpha() ? 1 : 0);
    boolean known =
        space == ColorSpace.TYPE_GRAY && colorBands == 1
            || space == ColorSpace.TYPE_RGB && colorBands == 3;
    boolean unsigned =
        type == DataBuffer.TYPE_BYTE
            || type == DataBuffer.TYPE_USHORT
            || type == DataBuffer.TYPE_INT;
    for (int band = 0; band < bands; band++) {
      unsigned &= colors.getComponentSize(band) <= 16;
    }
    return known && unsigned;
  }

  /** One for every index that fits a pixel; those beyond the palette are transparent. */
  private static double[] darkness(IndexColorModel palette) {
    double[] darkness = new double[Math.max(1 << palette.getPixelSize(), palette.getMapSize())];
    for (int index = 0; index < palette.getMapSize(); index++) {
      darkness[index] =
          darkness(
              palette.getRed(index) / 255.0,
              palette.getGreen(index) / 255.0,
              palette.getBlue(index) / 255.0,
              palette.getAlpha(index) / 255.0);
    }
    return darkness;
  }

  private static double darkness(double red, double green, double blue, double alpha) {
    return alpha * Math.max(0, 1 - luma(red, green, blue));
  }

  private static double luma(double red, double green, double blue) {
    return red == green && green == blue ? red : 0.299 * red + 0.587 * green + 0.114 * blue;
  }
}
