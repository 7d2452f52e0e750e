package org.set2model.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.set2model.io.AtomicFile;
import org.set2model.io.DataException;

/**
 * What a safetensors file holds: named tensors and texts by key. Immutable. The package's
 * description gives the format.
 */
public final class SafetensorsFile {

  /** The key of the header under which the texts stand; no tensor may have this name. */
  static final String METADATA = "__metadata__";

  private final SortedMap<String, Tensor> tensors;
  private final SortedMap<String, String> metadata;

  /**
   * The content of a file to be.
   *
   * @throws IllegalArgumentException if a value is NaN or infinite, a tensor is named {@code
   *     __metadata__}, or a name or text is no Unicode text
   */
  public SafetensorsFile(Map<String, Tensor> tensors, Map<String, String> metadata) {
    this.tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
    this.metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    if (tensors.containsKey(METADATA)) {
      throw new IllegalArgumentException("a tensor must not be named " + METADATA);
    }
    this.tensors.forEach(SafetensorsFile::requireFinite);
    this.tensors.keySet().forEach(SafetensorsFile::requireText);
    this.metadata.keySet().forEach(SafetensorsFile::requireText);
    this.metadata.values().forEach(SafetensorsFile::requireText);
  }

  private static void requireFinite(String name, Tensor tensor) {
    int index = tensor.firstNotFinite();
    if (index >= 0) {
      throw new IllegalArgumentException(
          String.format(
              "tensor '%s': value %d (%s) must be finite", name, index, tensor.value(index)));
    }
  }

  private static void requireText(String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException("half a surrogate pair in " + HeaderText.quoted(text));
    }
  }

  /** The tensors by name, in the order of names. */
  public SortedMap<String, Tensor> tensors() {
    return tensors;
  }

  /** The texts by key, in the order of keys. */
  public SortedMap<String, String> metadata() {
    return metadata;
  }

  /**
   * Reads a file whose tensors are of 64-bit or 32-bit floating-point numbers.
   *
   * @throws DataException if the file cannot be read, breaks the format in any way, or has tensors
   *     of other types, or values that are NaN or infinite
   */
  public static SafetensorsFile read(Path file) {
    return SafetensorsReader.read(file);
  }

  /**
   * Writes the file whole or not at all, all tensors of 64-bit numbers. The same content gives the
   * same bytes.
   *
   * @throws IOException if that fails; an earlier file is untouched
   * @throws IllegalArgumentException if it would take more than 2 GB
   */
  public void write(Path file) throws IOException {
    AtomicFile.write(file, bytes(NumberType.F64));
  }

  /**
   * Writes the file as {@link #write} does, but of 32-bit numbers, half as large, if they hold all
   * values exactly.
   */
  void writeCompact(Path file) throws IOException {
    boolean single = tensors.values().stream().allMatch(Tensor::isSingle);
    AtomicFile.write(file, bytes(single ? NumberType.F32 : NumberType.F64));
  }

  /** The bytes of the file. */
  byte[] bytes() {
    return bytes(NumberType.F64);
  }

  private byte[] bytes(NumberType type) {
    return SafetensorsWriter.bytes(tensors, metadata, type);
  }

  /** Whether the other object has the same texts, and tensors of the same bits. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SafetensorsFile that
        && tensors.equals(that.tensors)
        && metadata.equals(that.metadata);
  }

  @Override
  public int hashCode() {
    return 31 * tensors.hashCode() + metadata.hashCode();
  }

  @Override
  public String toString() {
    return "tensors " + tensors.keySet() + ", metadata " + metadata;
  }
}
