package org.set2model.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.set2model.image.ImageSet;
import org.set2model.image.InputFormat;
import org.set2model.image.Polarity;
import org.set2model.io.DataException;
import org.set2model.kernel.Workers;
import org.set2model.network.Architecture;

/**
 * The stored network was written by src/test/python/safetensors_exchange.py, NumPy 1.24.2; its
 * descriptors were computed by PyTorch 1.13.0 in float64.
 */
class NetworkFileTest {

  @TempDir Path folder;

  @Test
  void pyTorchFindsTheDescriptorsThatWeFind() {
    SafetensorsFile theirs = SafetensorsFile.read(StoredFiles.DESCRIPTORS);
    ImageSet images = StoredFiles.images(theirs.tensors().get("images"));
    assertEquals(theirs.tensors().get("images"), StoredFiles.tensor(images));
    try (Workers workers = new Workers(1)) {
      StoredNetwork stored = NetworkFile.read(StoredFiles.NETWORK, workers);
      DMatrixRMaj ours = stored.network().embed(images);
      assertEquals(0, StoredFiles.difference(ours, theirs.tensors().get("descriptors")), 1e-12);
    }
  }

  @Test
  void theStoredNetworkSaysWhatItIs() {
    try (Workers workers = new Workers(1)) {
      StoredNetwork stored = NetworkFile.read(StoredFiles.NETWORK, workers);
      assertEquals(new Architecture(13, 2, 6, 7), stored.network().architecture());
      assertEquals(new InputFormat(13, 1, Polarity.DARK_ON_LIGHT), stored.inputFormat());
      assertEquals(Map.of("model", "gmm:3", "prior.strength", "12.5"), stored.scorer());
      assertEquals("invented, never trained", stored.trainingCommand());
      assertEquals(-7, stored.seed());
    }
  }

  @Test
  void theStoredNetworkIsWrittenWithTheBytesOfTheScripts() throws IOException {
    Path file = folder.resolve("network.safetensors");
    try (Workers workers = new Workers(1)) {
      NetworkFile.write(file, NetworkFile.read(StoredFiles.NETWORK, workers));
    }
    assertArrayEquals(StoredFiles.bytes(StoredFiles.NETWORK), StoredFiles.bytes(file));
  }

  @Test
  void aRoundedNetworkTakesHalfTheSpaceAndComesBackToTheBit() throws IOException {
    Path file = folder.resolve("rounded.safetensors");
    try (Workers workers = new Workers(1)) {
      StoredNetwork stored = StoredFiles.random(new Architecture(16, 2, 24, 32), 3, workers);
      NetworkFile.write(file, stored);
      long whole = Files.size(file);
      DMatrixRMaj exact = stored.network().parameters().get(0).value().copy();
      stored.network().roundToSingle();
      NetworkFile.write(file, stored);
      assertTrue(Files.size(file) < 0.6 * whole);
      StoredNetwork read = NetworkFile.read(file, workers);
      for (int i = 0; i < stored.network().state().size(); i++) {
        assertArrayEquals(
            stored.network().state().get(i).value().data,
            read.network().state().get(i).value().data);
      }
      double[] rounded = read.network().parameters().get(0).value().data;
      for (int i = 0; i < rounded.length; i++) {
        assertEquals(exact.data[i], rounded[i], 1e-7 * Math.abs(exact.data[i]));
      }
    }
  }

  @Property(tries = 30, seed = "1")
  void aNetworkComesBackToTheBit(
      @ForAll @IntRange(min = 1, max = 3) int blocks,
      @ForAll @IntRange(min = 1, max = 6) int filters,
      @ForAll @IntRange(min = 1, max = 6) int dimensions,
      @ForAll @IntRange(max = 9) int more,
      @ForAll long seed) {
    Architecture architecture = new Architecture((1 << blocks) + more, blocks, filters, dimensions);
    try (Workers workers = new Workers(1)) {
      StoredNetwork stored = StoredFiles.random(architecture, seed, workers);
      SafetensorsFile content = NetworkFile.content(stored);
      SafetensorsFile read = StoredFiles.read(content.bytes(), "network");
      StoredNetwork back = NetworkFile.network(read, "network", workers);
      assertEquals(architecture, back.network().architecture());
      assertEquals(stored.inputFormat(), back.inputFormat());
      assertEquals(stored.scorer(), back.scorer());
      assertEquals(
          stored
              .background()
              .map(matrix -> Tensor.of(List.of(matrix.numRows, matrix.numCols), matrix)),
          back.background()
              .map(matrix -> Tensor.of(List.of(matrix.numRows, matrix.numCols), matrix)));
      assertEquals(stored.trainingCommand(), back.trainingCommand());
      assertEquals(seed, back.seed());
      byte[] ink = new byte[3 * architecture.side() * architecture.side()];
      new SplittableRandom(seed).nextBytes(ink);
      ImageSet images = ImageSet.of(architecture.side(), ink);
      assertArrayEquals(stored.network().embed(images).data, back.network().embed(images).data);
      assertArrayEquals(content.bytes(), NetworkFile.content(back).bytes());
    }
  }

  @Test
  void aBackgroundOfOtherDescriptorsIsRefused() {
    SafetensorsFile file = SafetensorsFile.read(StoredFiles.NETWORK);
    for (List<Integer> shape :
        List.of(List.of(2, 7), List.of(16), List.of(0, 8), List.of(2, 4, 2))) {
      int size = shape.stream().reduce(1, (a, b) -> a * b);
      Map<String, Tensor> tensors = new TreeMap<>(file.tensors());
      tensors.put("scorer.background", Tensor.of(shape, new double[size]));
      var spoiled = new SafetensorsFile(tensors, file.metadata());
      try (Workers workers = new Workers(1)) {
        String message =
            assertThrows(DataException.class, () -> NetworkFile.network(spoiled, "model", workers))
                .getMessage();
        assertTrue(message.contains("tensor 'scorer.background'"), message);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "format                  | -                  | metadata 'format' is missing",
        "format                  | set2model network 2 | ('set2model network 2') must be",
        "input.ink               | 0                  | metadata 'input.ink' ('0') must be '1'",
        "input.format            | -                  | metadata 'input.format' is missing",
        "input.format            | 13x13x3 automatic  | the format of images of side 13, such as",
        "input.format            | 28x28x1 automatic  | the format of images of side 13, such as",
        "architecture.side       | -                  | metadata 'architecture.side' is missing",
        "architecture.side       | thirteen           | 'architecture.side' ('thirteen') must be a whole",
        "architecture.side       | 0                  | 'architecture.side' (0) must be 1 to 2147483647",
        "architecture.side       | 3                  | no such architecture: images of side 3",
        "architecture.side       | 2147483647         | no such architecture: integer overflow",
        "architecture.blocks     | 31                 | 'architecture.blocks' (31) must be 1 to 30",
        "architecture.blocks     | 3                  | tensor 'block3.conv.weight' [6, 6, 3, 3] is missing",
        "architecture.blocks     | 1                  | tensor 'linear.weight' [7, 54] must be [7, 216]",
        "architecture.filters    | 5                  | [6, 1, 3, 3] must be [5, 1, 3, 3]",
        "architecture.dimensions | 2147483647         | tensor 'linear.weight' [7, 54] must be [2147483647",
        "training.command        | -                  | metadata 'training.command' is missing",
        "training.seed           | 1.5                | metadata 'training.seed' ('1.5') must be a whole",
      })
  void metadataThatDoesNotFitIsRefused(String key, String text, String fault) {
    SafetensorsFile file = SafetensorsFile.read(StoredFiles.NETWORK);
    Map<String, String> metadata = new TreeMap<>(file.metadata());
    if (text == null) {
      metadata.remove(key);
    } else {
      metadata.put(key, text);
    }
    assertRefused(new SafetensorsFile(file.tensors(), metadata), fault);
  }

  @Test
  void tensorsThatDoNotFitAreRefused() {
    SafetensorsFile file = SafetensorsFile.read(StoredFiles.NETWORK);
    for (String name : file.tensors().keySet()) {
      Map<String, Tensor> tensors = new TreeMap<>(file.tensors());
      Tensor removed = tensors.remove(name);
      assertRefused(
          new SafetensorsFile(tensors, file.metadata()),
          "tensor '" + name + "' " + removed.shape() + " is missing");
      tensors.put(name, Tensor.of(List.of(removed.size(), 1, 1), removed.values()));
      assertRefused(
          new SafetensorsFile(tensors, file.metadata()),
          "tensor '" + name + "' [" + removed.size() + ", 1, 1] must be " + removed.shape());
    }
    Map<String, Tensor> tensors = new TreeMap<>(file.tensors());
    tensors.put("block3.conv.bias", Tensor.of(List.of(6), new double[6]));
    assertRefused(
        new SafetensorsFile(tensors, file.metadata()),
        "tensor 'block3.conv.bias' is none of the network's");
    tensors.remove("block3.conv.bias");
    tensors.put("block2.bn.running_var", Tensor.of(List.of(6), 1, 1, 1, -1e-9, 1, 1));
    assertRefused(
        new SafetensorsFile(tensors, file.metadata()),
        "tensor 'block2.bn.running_var': value 3 (-1.0E-9) is a variance");
  }

  private static void assertRefused(SafetensorsFile file, String fault) {
    try (Workers workers = new Workers(1)) {
      String message =
          assertThrows(
                  DataException.class,
                  () -> NetworkFile.network(file, "model.safetensors", workers))
              .getMessage();
      assertTrue(message.startsWith("model.safetensors: "), message);
      assertTrue(message.contains(fault), message);
      assertEquals(1, message.lines().count(), message);
    }
  }

  @Test
  void aNetworkThatIsNotFiniteIsNotWritten() {
    try (Workers workers = new Workers(1)) {
      StoredNetwork stored = NetworkFile.read(StoredFiles.NETWORK, workers);
      stored.network().parameters().get(3).value().data[2] = Double.NaN;
      Path file = folder.resolve("network.safetensors");
      String message =
          assertThrows(IllegalArgumentException.class, () -> NetworkFile.write(file, stored))
              .getMessage();
      assertEquals("tensor 'block2.conv.weight': value 2 (NaN) must be finite", message);
      assertTrue(Files.notExists(file));
    }
  }

  @Test
  void everyParameterAndStatisticIsStored() {
    try (Workers workers = new Workers(1)) {
      StoredNetwork stored = NetworkFile.read(StoredFiles.NETWORK, workers);
      byte[] before = NetworkFile.content(stored).bytes();
      for (DMatrixRMaj matrix : state(stored)) {
        for (int i = 0; i < matrix.getNumElements(); i++) {
          matrix.data[i] += 1;
          byte[] after = NetworkFile.content(stored).bytes();
          assertNotEquals(-1, Arrays.mismatch(before, after));
          before = after;
        }
      }
    }
  }

  private static List<DMatrixRMaj> state(StoredNetwork stored) {
    return Stream.concat(
            stored.network().parameters().stream().map(parameter -> parameter.value()),
            stored.network().statistics().stream().flatMap(s -> Stream.of(s.mean(), s.variance())))
        .toList();
  }

  /** Read, or refused in one line that names the file; what is read can be used. */
  @Property(tries = 50, seed = "3")
  void aSpoiledFileIsReadOrRefused(@ForAll long seed) {
    byte[] bytes = StoredFiles.bytes(StoredFiles.NETWORK);
    var spoiler = new Spoiler(new SplittableRandom(seed));
    try (Workers workers = new Workers(1)) {
      for (int i = 0; i < 20; i++) {
        byte[] spoiled = spoiler.spoil(bytes);
        try {
          StoredNetwork read =
              NetworkFile.network(StoredFiles.read(spoiled, "spoiled"), "spoiled", workers);
          int side = read.network().architecture().side();
          assertEquals(1, read.network().embed(ImageSet.of(side, new byte[side * side])).numRows);
        } catch (DataException exception) {
          String message = exception.getMessage();
          assertTrue(message.startsWith("spoiled: "), message);
          assertEquals(1, message.lines().count(), message);
        }
      }
    }
  }
}
