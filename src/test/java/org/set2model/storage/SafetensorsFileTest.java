package org.set2model.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.set2model.io.DataException;

/**
 * The stored files were written by src/test/python/safetensors_exchange.py, NumPy 1.24.2, which
 * follows the published format on its own.
 */
class SafetensorsFileTest {

  @TempDir Path folder;

  /** The content of hard.safetensors, as the script has it. */
  private static SafetensorsFile hard() {
    return new SafetensorsFile(
        Map.of(
            "", Tensor.of(List.of(), -0.0),
            "quote \" backslash \\ slash / tab \t line \n", Tensor.of(List.of(1, 3), 1.5, -2, 0.1),
            "empty", Tensor.of(List.of(3, 0, 2)),
            "extremes",
                Tensor.of(
                    List.of(4), Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, -1.0 / 3),
            "four axes",
                Tensor.of(List.of(2, 1, 3, 4), IntStream.range(0, 24).asDoubleStream().toArray()),
            "gr\u00f6\u00dfe \u8a9e \ud83d\udd8b", Tensor.of(List.of(1), 0.2)),
        Map.of(
            "", "",
            "control", "\0\u001f\u007f\b\f\r\u2028",
            "line", "one\ntwo",
            "\u00e9", "\ud83d\udd8b"));
  }

  @Test
  void theScriptsFileIsReadToTheBit() {
    assertEquals(hard(), SafetensorsFile.read(StoredFiles.FOLDER.resolve("hard.safetensors")));
  }

  @Test
  void ourFileHasTheBytesOfTheScripts() throws IOException {
    Path file = folder.resolve("new/folder/hard.safetensors");
    hard().write(file);
    assertArrayEquals(
        StoredFiles.bytes(StoredFiles.FOLDER.resolve("hard.safetensors")), StoredFiles.bytes(file));
  }

  @Test
  void whatTheFormatAllowsAndOurWriterDoesNotDoIsRead() {
    var expected =
        new SafetensorsFile(
            Map.of(
                "first", Tensor.of(List.of(), 0.1f),
                "second", Tensor.of(List.of(2, 2), 1, -0.0, Float.MIN_VALUE, -3.25),
                "empty", Tensor.of(List.of(0, 7)),
                "before \u00e9\ud83d\udd8b",
                    Tensor.of(List.of(3, 1), 0.1, -1e300, Double.MIN_VALUE)),
            Map.of("caf\u00e9", "a/b\u2028\ud83d\udd8b"));
    assertEquals(
        expected, SafetensorsFile.read(StoredFiles.FOLDER.resolve("unlike-ours.safetensors")));
  }

  @Test
  void nothingAtAllIsAFile() {
    var nothing = new SafetensorsFile(Map.of(), Map.of());
    assertEquals(nothing, StoredFiles.read(nothing.bytes(), "nothing"));
    assertEquals(16, nothing.bytes().length);
  }

  @Property(seed = "1")
  void whatIsWrittenComesBackToTheBit(
      @ForAll @IntRange(max = 6) int count,
      @ForAll @IntRange(max = 4) int axes,
      @ForAll long seed) {
    SafetensorsFile file = random(count, axes, new SplittableRandom(seed));
    assertEquals(file, StoredFiles.read(file.bytes(), "random"));
    assertEquals(0, file.bytes().length % 8);
    assertArrayEquals(file.bytes(), StoredFiles.read(file.bytes(), "random").bytes());
  }

  /** Any bits that are finite numbers, any text. */
  static SafetensorsFile random(int count, int axes, SplittableRandom random) {
    Map<String, Tensor> tensors = new TreeMap<>();
    Map<String, String> metadata = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      List<Integer> shape = new ArrayList<>();
      int size = 1;
      for (int axis = 0; axis < axes; axis++) {
        int length = random.nextInt(20) == 0 ? 0 : random.nextInt(1, 5);
        shape.add(length);
        size *= length;
      }
      double[] values = new double[size];
      for (int j = 0; j < size; j++) {
        do {
          values[j] = Double.longBitsToDouble(random.nextLong());
        } while (!Double.isFinite(values[j]));
      }
      tensors.put("t" + i + text(random), Tensor.of(shape, values));
      metadata.put(text(random), text(random));
    }
    return new SafetensorsFile(tensors, metadata);
  }

  private static String text(SplittableRandom random) {
    var text = new StringBuilder();
    for (int length = random.nextInt(6); length > 0; length--) {
      text.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(0xd800)));
    }
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // the header's text is not what it should be
        "` {}`                                  | header: character 1: the first must be {",
        "`[]`                                   | header: character 1: the first must be {",
        "`{} x`                                 | header: character 4: expected the end, found 'x'",
        "`{\"a\"}`                              | header: character 5: expected :, found '}'",
        "`{\"a`                                 | header: character 4: a string does not end",
        "`{\"a\\x`                              | the escape '\\x' is unknown to JSON",
        "`{\"\\u12g4\"`                         | four hexadecimal digits",
        "`{\"\\ud83d\"`                         | half a surrogate pair",
        "`{\"a\tb\"`                            | a control character in a string",
        "`{\"__metadata__\":{\"a\":1}}`         | expected \", found '1}}'",
        "`{\"__metadata__\":null}`              | expected {, found 'null}'",
        "`{\"__metadata__\":{\"a\":\"\",\"a\":\"\"}}` | 'a' occurs twice",
        "`{T,T}`                                | 't' occurs twice",
        "`{\"t\":{\"dtype\":\"F64\",\"dtype\":\"F64\"}}` | 'dtype' occurs twice",
        "`{\"t\":{\"x\":1}}`                    | 'x' is none of dtype, shape, data_offsets",
        "`{\"t\":[[[[[[[[[[`                    | expected {, found '[[[[[[[[[['",
        // a tensor's description is not what it should be
        "`{\"t\":{}}`                           | tensor 't': must have dtype, shape and",
        "`{\"t\":{\"dtype\":\"F64\",\"shape\":[1]}}` | tensor 't': must have dtype, shape and",
        "`{\"t\":D:\"I64\",S:[1],O:[0,8]}}`     | tensor 't': dtype 'I64' is neither F64 nor F32",
        "`{\"t\":D:\"F64\",S:[-1],O:[0,8]}}`    | expected a whole number >= 0, found '-1]",
        "`{\"t\":D:\"F64\",S:[1.0],O:[0,8]}}`   | expected a whole number >= 0, found '1.0]",
        "`{\"t\":D:\"F64\",S:[01],O:[0,8]}}`    | expected a whole number >= 0, found '01]",
        "`{\"t\":D:\"F64\",S:[\"1\"],O:[0,8]}}` | expected a whole number >= 0, found '\"1",
        "`{\"t\":D:\"F64\",S:[9223372036854775808],O:[0,8]}}` | does not fit into 63 bits",
        "`{\"t\":D:\"F64\",S:[4294967296,4294967296],O:[0,0]}}` | tensor 't': shape [4294967296,",
        "`{\"t\":D:\"F64\",S:[0,4294967296],O:[0,0]}}` | is too large",
        "`{\"t\":D:\"F64\",S:[1],O:[0,9223372036854775807]}}` | is too large",
        "`{\"t\":D:\"F64\",S:[2],O:[0,8]}}`     | tensor 't': shape [2] of F64 takes 16 bytes, data",
        "`{\"t\":D:\"F32\",S:[1],O:[0,8]}}`     | tensor 't': shape [1] of F32 takes 4 bytes, data",
        "`{\"t\":D:\"F64\",S:[1],O:[8,0]}}`     | data_offsets [8, 0] give it -8",
        "`{\"t\":D:\"F64\",S:[1],O:[0]}}`       | tensor 't': data_offsets [0] must be [begin, end]",
        // the tensors do not fill the data
        "`{\"t\":D:\"F64\",S:[1],O:[8,16]}}`    | tensor 't': begins at byte 8 of the data, leaving",
        "`{\"s\":D:\"F64\",S:[1],O:[0,8]},\"t\":D:\"F64\",S:[1],O:[4,12]}}` | 't': begins at byte 4",
        "`{\"s\":D:\"F64\",S:[1],O:[0,8]},\"t\":D:\"F64\",S:[1],O:[0,8]}}` | 't': begins at byte 0",
        "`{\"t\":D:\"F64\",S:[2],O:[0,16]}}`    | truncated: its tensors take 16 bytes, 8 follow",
        "`{}`                                   | too long: its tensors take 0 bytes, 8 follow",
      })
  void aFaultInTheHeaderIsNamed(String header, String fault) {
    String tensor = "\"t\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}";
    String full =
        header
            .replace("T", tensor)
            .replace("D:", "{\"dtype\":")
            .replace("S:", "\"shape\":")
            .replace("O:", "\"data_offsets\":");
    assertRefused(StoredFiles.file(full, 1), fault);
  }

  private static void assertRefused(byte[] bytes, String fault) {
    String message =
        assertThrows(DataException.class, () -> StoredFiles.read(bytes, "weights.safetensors"))
            .getMessage();
    assertTrue(message.startsWith("weights.safetensors: "), message);
    assertTrue(message.contains(fault), message);
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void faultsOfTheLengthAndTheEncodingAreNamed() {
    assertRefused(new byte[0], "its 0 bytes hold no length");
    assertRefused(new byte[7], "its 7 bytes hold no length");
    assertRefused(new byte[8], "the length of its header (0) must be 2 to 100000000 bytes");
    byte[] one = {-1, -1, -1, -1, -1, -1, -1, -1};
    assertRefused(one, "the length of its header (18446744073709551615) must be");
    byte[] limit = {1, (byte) 0xe1, (byte) 0xf5, 5, 0, 0, 0, 0};
    assertRefused(limit, "the length of its header (100000001) must be");
    limit[0] = 0;
    assertRefused(limit, "a header of 100000000 bytes in a file of 8");
    assertRefused(StoredFiles.file(new byte[] {'{', (byte) 0xff, '}'}, new byte[0]), "not UTF-8");
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] bytes = StoredFiles.bytes(StoredFiles.FOLDER.resolve("hard.safetensors"));
    for (int length = 0; length < bytes.length; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThrows(DataException.class, () -> StoredFiles.read(part, "part"));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aValueThatIsNotFiniteIsRefusedBothWays(double value) {
    String header = "{\"t\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,16]}}";
    assertRefused(
        StoredFiles.file(header, 1, value),
        "tensor 't': value 1 in row-major order, from 0, is " + value);
    Map<String, Tensor> tensors = Map.of("t", Tensor.of(List.of(2), 1, value));
    assertEquals(
        "tensor 't': value 1 (" + value + ") must be finite",
        assertThrows(IllegalArgumentException.class, () -> new SafetensorsFile(tensors, Map.of()))
            .getMessage());
  }

  @Test
  void whatTheFormatCannotHoldIsNotWritten() {
    Tensor tensor = Tensor.of(List.of(), 1);
    for (String name : List.of("__metadata__", "half \ud83d")) {
      Map<String, Tensor> tensors = Map.of(name, tensor);
      assertThrows(IllegalArgumentException.class, () -> new SafetensorsFile(tensors, Map.of()));
    }
    Map<String, String> metadata = Map.of("key", "\udd8b half");
    assertThrows(IllegalArgumentException.class, () -> new SafetensorsFile(Map.of(), metadata));
    assertThrows(IllegalArgumentException.class, () -> Tensor.of(List.of(2, 3), 1, 2, 3));
    assertThrows(IllegalArgumentException.class, () -> Tensor.of(List.of(-1, -1), 1));
  }

  @Test
  void placesWithoutAFileAreNamed() {
    Path missing = folder.resolve("missing.safetensors");
    assertEquals(
        missing + ": no such file; name one that is there",
        assertThrows(DataException.class, () -> SafetensorsFile.read(missing)).getMessage());
    String message =
        assertThrows(DataException.class, () -> SafetensorsFile.read(folder)).getMessage();
    assertTrue(message.startsWith(folder + ": unreadable ("), message);
  }

  @Test
  void aNameInAMessageStaysOnOneShortLine() {
    String name = "a\\nb\\u2028" + "long".repeat(1000);
    String header = "{\"" + name + "\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}";
    String message =
        assertThrows(
                DataException.class,
                () -> StoredFiles.read(StoredFiles.file(header, Double.NaN), "weights"))
            .getMessage();
    assertTrue(message.startsWith("weights: tensor 'a?b?long"), message);
    assertTrue(message.length() < 200, message);
  }

  @Test
  void anEarlierFileIsReplacedAndNothingElseIsLeft() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    Files.writeString(file, "earlier");
    hard().write(file);
    assertEquals(hard(), SafetensorsFile.read(file));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void tensorsCannotBeChangedFromOutside() {
    double[] values = {1, 2};
    Tensor tensor = Tensor.of(List.of(2), values);
    values[0] = 9;
    tensor.values()[1] = 9;
    assertEquals(Tensor.of(List.of(2), 1, 2), tensor);
    assertFalse(tensor.equals(Tensor.of(List.of(1, 2), 1, 2)));
    assertFalse(Tensor.of(List.of(), 0.0).equals(Tensor.of(List.of(), -0.0)));
  }

  /**
   * A header with bytes or words changed, left out or put in: read, or refused in one line that
   * names the file. What is read can be written and read again.
   */
  @Property(seed = "2")
  void aSpoiledFileIsReadOrRefused(@ForAll long seed) {
    byte[] bytes = StoredFiles.bytes(StoredFiles.FOLDER.resolve("unlike-ours.safetensors"));
    var spoiler = new Spoiler(new SplittableRandom(seed));
    for (int i = 0; i < 50; i++) {
      byte[] spoiled = spoiler.spoil(bytes);
      try {
        SafetensorsFile read = StoredFiles.read(spoiled, "spoiled");
        assertEquals(read, StoredFiles.read(read.bytes(), "again"));
      } catch (DataException exception) {
        String message = exception.getMessage();
        assertTrue(message.startsWith("spoiled: "), message);
        assertEquals(1, message.lines().count(), message);
      }
    }
  }
}
