package org.set2model.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Parameter;
import org.set2model.image.ImageSet;
import org.set2model.image.InputFormat;
import org.set2model.image.Polarity;
import org.set2model.kernel.Workers;
import org.set2model.network.Architecture;
import org.set2model.network.Network;
import org.set2model.network.RunningStatistics;

/** Files of testdata/storage, and files made for a test. */
final class StoredFiles {

  static final Path FOLDER = Path.of("testdata/storage");
  static final Path NETWORK = FOLDER.resolve("network.safetensors");
  static final Path DESCRIPTORS = FOLDER.resolve("descriptors.safetensors");

  private StoredFiles() {}

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  /** A file of this header, its length before it, and this data. */
  static byte[] file(byte[] header, byte[] data) {
    return ByteBuffer.allocate(Long.BYTES + header.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length)
        .put(header)
        .put(data)
        .array();
  }

  static byte[] file(String header, double... values) {
    var data = ByteBuffer.allocate(Double.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      data.putDouble(value);
    }
    return file(header.getBytes(StandardCharsets.UTF_8), data.array());
  }

  static SafetensorsFile read(byte[] bytes, String source) {
    try {
      return SafetensorsReader.read(new ByteArrayInputStream(bytes), bytes.length, source);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  /** A network none of whose parameters and statistics is as it starts. */
  static StoredNetwork random(Architecture architecture, long seed, Workers workers) {
    var random = new SplittableRandom(seed);
    Network network = new Network(architecture, seed, workers);
    for (Parameter parameter : network.parameters()) {
      fill(parameter.value(), 0, random);
    }
    for (RunningStatistics statistics : network.statistics()) {
      fill(statistics.mean(), 0, random);
      fill(statistics.variance(), 5, random);
    }
    return new StoredNetwork(
        network,
        new InputFormat(architecture.side(), 1, Polarity.AUTOMATIC),
        Map.of("model", "kde", "prior.strength", Double.toString(random.nextDouble())),
        background(architecture, random),
        "train --words \"caf\u00e9\"\n",
        seed);
  }

  /** Of up to three components, in 32-bit numbers, or none. */
  private static Optional<DMatrixRMaj> background(
      Architecture architecture, SplittableRandom random) {
    int components = random.nextInt(4);
    if (components == 0) {
      return Optional.empty();
    }
    var centers = new DMatrixRMaj(components, 1 + architecture.dimensions());
    fill(centers, 5, random);
    for (int i = 0; i < centers.getNumElements(); i++) {
      centers.data[i] = (float) centers.data[i];
    }
    return Optional.of(centers);
  }

  private static void fill(DMatrixRMaj matrix, double least, SplittableRandom random) {
    for (int i = 0; i < matrix.getNumElements(); i++) {
      matrix.data[i] = least == 0 ? random.nextGaussian() : random.nextDouble(0.1, least);
    }
  }

  /** The images of a tensor N x 1 x S x S of intensities. */
  static ImageSet images(Tensor tensor) {
    byte[] ink = new byte[tensor.size()];
    for (int i = 0; i < ink.length; i++) {
      ink[i] = (byte) Math.round(255 * tensor.value(i));
    }
    return ImageSet.of(tensor.shape().get(3), ink);
  }

  /** The tensor N x 1 x S x S of the intensities of images. */
  static Tensor tensor(ImageSet images) {
    double[] values = new double[images.size() * images.pixels()];
    for (int n = 0; n < images.size(); n++) {
      images.copyTo(n, values, n * images.pixels());
    }
    return Tensor.of(List.of(images.size(), 1, images.side(), images.side()), values);
  }

  /** The largest absolute difference of a matrix from a tensor of its shape. */
  static double difference(DMatrixRMaj matrix, Tensor tensor) {
    if (!tensor.shape().equals(List.of(matrix.numRows, matrix.numCols))) {
      throw new IllegalArgumentException(tensor + " for " + matrix.numRows + "x" + matrix.numCols);
    }
    double largest = 0;
    for (int i = 0; i < tensor.size(); i++) {
      largest = Math.max(largest, Math.abs(matrix.data[i] - tensor.value(i)));
    }
    return largest;
  }
}
