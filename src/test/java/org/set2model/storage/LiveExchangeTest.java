package org.set2model.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.set2model.image.ImageSet;
import org.set2model.kernel.Workers;
import org.set2model.network.Architecture;

/**
 * Exchanges files with src/test/python/safetensors_exchange.py, which reads and writes them on its
 * own. Needs a Python with NumPy and PyTorch, /usr/bin/python3 unless the system property {@code
 * python} names another.
 */
@Tag("python")
class LiveExchangeTest {

  private static final int FILES = 40;

  @TempDir Path folder;

  private List<String> python(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("python", "/usr/bin/python3"));
    command.add("-B");
    command.add("src/test/python/safetensors_exchange.py");
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output");
    int status =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();
    assertEquals(0, status, () -> new String(StoredFiles.bytes(output), StandardCharsets.UTF_8));
    return Files.readAllLines(output);
  }

  @Test
  void filesReadAndWrittenThereComeBackWithTheirBytes() throws Exception {
    Path ours = Files.createDirectories(folder.resolve("ours"));
    Path theirs = Files.createDirectories(folder.resolve("theirs"));
    for (int i = 0; i < FILES; i++) {
      SafetensorsFileTest.random(i % 7, i % 5, new SplittableRandom(i))
          .write(ours.resolve(i + ".safetensors"));
    }
    python("copy", ours.toString(), theirs.toString());
    for (int i = 0; i < FILES; i++) {
      Path sent = ours.resolve(i + ".safetensors");
      Path received = theirs.resolve(i + ".safetensors");
      assertArrayEquals(StoredFiles.bytes(sent), StoredFiles.bytes(received));
      assertEquals(SafetensorsFile.read(sent), SafetensorsFile.read(received));
    }
  }

  @Test
  void theBitsReadThereAreThoseWritten() throws Exception {
    var random = new SplittableRandom(1);
    double[] values = new double[24];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    Path file = folder.resolve("bits.safetensors");
    new SafetensorsFile(
            Map.of("t", Tensor.of(List.of(2, 3, 4), values), "s", Tensor.of(List.of(), -0.0)),
            Map.of("key", "text"))
        .write(file);
    var line = new StringBuilder("\"t\" (2, 3, 4)");
    for (double value : values) {
      line.append(String.format(" %016x", Double.doubleToRawLongBits(value)));
    }
    assertEquals(
        List.of("\"s\" () 8000000000000000", line.toString(), "\"key\" \"text\""),
        python("bits", file.toString()));
  }

  @Test
  void pyTorchFindsTheDescriptorsOfExportedNetworks() throws Exception {
    List<Architecture> architectures =
        List.of(
            new Architecture(2, 1, 1, 1),
            new Architecture(15, 1, 4, 3),
            new Architecture(28, 4, 16, 32),
            new Architecture(33, 3, 9, 10));
    try (Workers workers = new Workers(2)) {
      for (int i = 0; i < architectures.size(); i++) {
        StoredNetwork stored = StoredFiles.random(architectures.get(i), i, workers);
        int side = architectures.get(i).side();
        byte[] ink = new byte[70 * side * side];
        new SplittableRandom(i).nextBytes(ink);
        ImageSet images = ImageSet.of(side, ink);
        Path network = folder.resolve("network.safetensors");
        Path exchanged = folder.resolve("images.safetensors");
        NetworkFile.write(network, stored);
        new SafetensorsFile(Map.of("images", StoredFiles.tensor(images)), Map.of())
            .write(exchanged);
        python("descriptors", network.toString(), exchanged.toString(), exchanged.toString());
        Tensor theirs = SafetensorsFile.read(exchanged).tensors().get("descriptors");
        assertEquals(0, StoredFiles.difference(stored.network().embed(images), theirs), 1e-12);
      }
    }
  }

  @Test
  void theStoredFilesAreWhatTheScriptWrites() throws Exception {
    python("examples", folder.toString());
    for (String name : List.of("hard", "unlike-ours", "network")) {
      assertArrayEquals(
          StoredFiles.bytes(StoredFiles.FOLDER.resolve(name + ".safetensors")),
          StoredFiles.bytes(folder.resolve(name + ".safetensors")),
          name);
    }
    Map<String, Tensor> stored = SafetensorsFile.read(StoredFiles.DESCRIPTORS).tensors();
    Map<String, Tensor> now =
        SafetensorsFile.read(folder.resolve("descriptors.safetensors")).tensors();
    assertEquals(stored.get("images"), now.get("images"));
    assertArrayEquals(stored.get("descriptors").values(), now.get("descriptors").values(), 1e-14);
  }
}
