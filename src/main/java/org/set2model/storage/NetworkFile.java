package org.set2model.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.set2model.autodiff.Parameter;
import org.set2model.image.InputFormat;
import org.set2model.io.DataException;
import org.set2model.kernel.Workers;
import org.set2model.network.Architecture;
import org.set2model.network.Network;
import org.set2model.network.RunningStatistics;

/**
 * Networks as safetensors files. The package's description lists tensors and metadata.
 *
 * <p>What is read must be a network of this program in every respect: no tensor missing, none left
 * over, every shape that of the architecture, every variance at least 0.
 */
public final class NetworkFile {

  private static final String VERSION = "format";
  private static final String SIDE = "architecture.side";
  private static final String BLOCKS = "architecture.blocks";
  private static final String FILTERS = "architecture.filters";
  private static final String DIMENSIONS = "architecture.dimensions";
  private static final String INPUT = "input.format";
  private static final String COMMAND = "training.command";
  private static final String SEED = "training.seed";
  private static final String SCORER = "scorer.";
  private static final String BACKGROUND = "scorer.background";

  /** What every file of this version says: the format, and how images enter a network. */
  private static final Map<String, String> CONVENTIONS =
      Map.of(
          VERSION,
          "set2model network 1",
          "input.channels",
          "1",
          "input.range",
          "0 to 1",
          "input.background",
          "0",
          "input.ink",
          "1");

  /** Images of more halvings would have a side that is no int. */
  private static final int MOST_BLOCKS = 30;

  private static final int FILTER_SIDE = 3;
  private static final int PARAMETERS_PER_BLOCK = 3;

  private NetworkFile() {}

  /**
   * Writes a network whole or not at all; the same network gives the same bytes. A network of
   * {@linkplain org.set2model.network.Network#roundToSingle() rounded} values takes half the space.
   *
   * @throws IOException if that fails; an earlier file is untouched
   * @throws IllegalArgumentException if a parameter or statistic is NaN or infinite
   */
  public static void write(Path file, StoredNetwork stored) throws IOException {
    content(stored).writeCompact(file);
  }

  /**
   * Reads a network.
   *
   * @param workers share the network's inner loops
   * @throws DataException if the file cannot be read or is not exactly a network
   */
  public static StoredNetwork read(Path file, Workers workers) {
    return network(SafetensorsFile.read(file), file.toString(), workers);
  }

  /**
   * Reads a network that lies beside a class, in the same jar.
   *
   * @throws IllegalStateException if there is none of that name
   */
  public static StoredNetwork readResource(Class<?> beside, String name, Workers workers) {
    try (InputStream input = beside.getResourceAsStream(name)) {
      if (input == null) {
        throw new IllegalStateException(
            name + " must lie beside " + beside.getName() + "; build the jar anew");
      }
      byte[] bytes = input.readAllBytes();
      return network(
          SafetensorsReader.read(new ByteArrayInputStream(bytes), bytes.length, name),
          name,
          workers);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  /**
   * SHA-256, in hexadecimal digits, of all that decides a picture's descriptor: architecture,
   * parameters, statistics and input format; and of how descriptors are scored.
   */
  public static String digest(StoredNetwork stored) {
    SafetensorsFile content = content(stored);
    Map<String, String> metadata = new TreeMap<>(content.metadata());
    metadata.keySet().removeAll(Set.of(COMMAND, SEED));
    byte[] bytes = new SafetensorsFile(content.tensors(), metadata).bytes();
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException exception) {
      throw new AssertionError("every Java platform has SHA-256", exception);
    }
  }

  static SafetensorsFile content(StoredNetwork stored) {
    Network network = stored.network();
    Architecture architecture = network.architecture();
    Map<String, String> metadata = new TreeMap<>(CONVENTIONS);
    metadata.put(SIDE, Integer.toString(architecture.side()));
    metadata.put(BLOCKS, Integer.toString(architecture.blocks()));
    metadata.put(FILTERS, Integer.toString(architecture.filters()));
    metadata.put(DIMENSIONS, Integer.toString(architecture.dimensions()));
    metadata.put(INPUT, stored.inputFormat().toString());
    metadata.put(COMMAND, stored.trainingCommand());
    metadata.put(SEED, Long.toString(stored.seed()));
    stored.scorer().forEach((key, value) -> metadata.put(SCORER + key, value));
    Map<String, Tensor> tensors = new TreeMap<>();
    List<DMatrixRMaj> matrices = matrices(network);
    shapes(architecture)
        .forEach(
            (name, shape) -> tensors.put(name, Tensor.of(shape, matrices.get(tensors.size()))));
    stored
        .background()
        .ifPresent(
            matrix ->
                tensors.put(
                    BACKGROUND, Tensor.of(List.of(matrix.numRows, matrix.numCols), matrix)));
    return new SafetensorsFile(tensors, metadata);
  }

  /**
   * Builds the network that a file holds.
   *
   * @param source what to call the file in messages
   */
  static StoredNetwork network(SafetensorsFile file, String source, Workers workers) {
    var metadata = new NetworkMetadata(file.metadata(), source);
    CONVENTIONS.forEach(metadata::require);
    int blocks = metadata.wholeNumber(BLOCKS, MOST_BLOCKS);
    Architecture architecture;
    Map<String, List<Integer>> shapes;
    try {
      architecture =
          new Architecture(
              metadata.wholeNumber(SIDE, Integer.MAX_VALUE),
              blocks,
              metadata.wholeNumber(FILTERS, Integer.MAX_VALUE),
              metadata.wholeNumber(DIMENSIONS, Integer.MAX_VALUE));
      shapes = shapes(architecture);
    } catch (IllegalArgumentException | ArithmeticException exception) {
      throw new DataException(source + ": no such architecture: " + exception.getMessage());
    }
    InputFormat inputFormat = inputFormat(metadata, architecture.side());
    Optional<Tensor> background = Optional.ofNullable(file.tensors().get(BACKGROUND));
    Map<String, List<Integer>> expected = new LinkedHashMap<>(shapes);
    background.ifPresent(
        tensor -> expected.put(BACKGROUND, backgroundShape(tensor, architecture.dimensions())));
    requireShapes(file.tensors(), expected, source);
    Network network = new Network(architecture, 0, workers);
    List<DMatrixRMaj> matrices = matrices(network);
    int next = 0;
    for (String name : shapes.keySet()) {
      file.tensors().get(name).copyTo(matrices.get(next++));
    }
    return new StoredNetwork(
        network,
        inputFormat,
        metadata.startingWith(SCORER),
        background.map(NetworkFile::matrix),
        metadata.text(COMMAND),
        metadata.number(SEED));
  }

  /** A row for every component, however many there are. */
  private static List<Integer> backgroundShape(Tensor tensor, int dimensions) {
    int components = tensor.shape().isEmpty() ? 1 : Math.max(1, tensor.shape().get(0));
    return List.of(components, Math.addExact(1, dimensions));
  }

  private static DMatrixRMaj matrix(Tensor tensor) {
    DMatrixRMaj matrix = new DMatrixRMaj(tensor.shape().get(0), tensor.shape().get(1));
    tensor.copyTo(matrix);
    return matrix;
  }

  private static InputFormat inputFormat(NetworkMetadata metadata, int side) {
    String text = metadata.text(INPUT);
    try {
      InputFormat format = InputFormat.parse(text);
      if (format.side() == side) {
        return format;
      }
    } catch (IllegalArgumentException exception) {
      // Said below, with what would do.
    }
    throw new DataException(
        String.format(
            "%s: metadata '%s' (%s) must be the format of images of side %d, such as"
                + " %dx%dx1 automatic",
            metadata.source(), INPUT, HeaderText.quoted(text), side, side, side));
  }

  private static void requireShapes(
      Map<String, Tensor> tensors, Map<String, List<Integer>> shapes, String source) {
    shapes.forEach(
        (name, shape) -> {
          Tensor tensor = tensors.get(name);
          if (tensor == null) {
            throw new DataException(
                String.format("%s: tensor '%s' %s is missing; add it", source, name, shape));
          }
          if (!tensor.shape().equals(shape)) {
            throw new DataException(
                String.format(
                    "%s: tensor '%s' %s must be %s, as the architecture in the metadata has it",
                    source, name, tensor.shape(), shape));
          }
          if (name.endsWith("running_var")) {
            requireVariances(name, tensor, source);
          }
        });
    for (String name : tensors.keySet()) {
      if (!shapes.containsKey(name)) {
        throw new DataException(
            source
                + ": tensor "
                + HeaderText.quoted(name)
                + " is none of the network's; leave it out");
      }
    }
  }

  private static void requireVariances(String name, Tensor tensor, String source) {
    for (int i = 0; i < tensor.size(); i++) {
      if (!(tensor.value(i) >= 0)) {
        throw new DataException(
            String.format(
                "%s: tensor '%s': value %d (%s) is a variance and must be >= 0",
                source, name, i, tensor.value(i)));
      }
    }
  }

  /** Names and shapes of all tensors, in the order of {@link #matrices}. */
  private static Map<String, List<Integer>> shapes(Architecture architecture) {
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    int filters = architecture.filters();
    int channels = 1;
    for (int block = 1; block <= architecture.blocks(); block++) {
      String prefix = "block" + block;
      shapes.put(prefix + ".conv.weight", List.of(filters, channels, FILTER_SIDE, FILTER_SIDE));
      for (String name : List.of("weight", "bias", "running_mean", "running_var")) {
        shapes.put(prefix + ".bn." + name, List.of(filters));
      }
      channels = filters;
    }
    int side = architecture.side() >> architecture.blocks();
    int features = Math.multiplyExact(filters, Math.multiplyExact(side, side));
    shapes.put("linear.weight", List.of(architecture.dimensions(), features));
    shapes.put("linear.bias", List.of(architecture.dimensions()));
    return shapes;
  }

  /** The live matrices of a network, each with its entries in the order of its tensor. */
  private static List<DMatrixRMaj> matrices(Network network) {
    List<DMatrixRMaj> matrices = new ArrayList<>();
    List<Parameter> parameters = network.parameters();
    int next = 0;
    for (RunningStatistics statistics : network.statistics()) {
      for (int i = 0; i < PARAMETERS_PER_BLOCK; i++) {
        matrices.add(parameters.get(next++).value());
      }
      matrices.add(statistics.mean());
      matrices.add(statistics.variance());
    }
    matrices.add(parameters.get(next++).value());
    matrices.add(parameters.get(next).value());
    return matrices;
  }
}
