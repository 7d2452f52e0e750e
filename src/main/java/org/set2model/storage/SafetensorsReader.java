package org.set2model.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.set2model.io.DataException;

/**
 * Reads a safetensors file. Every length is compared with the size of the file before memory is
 * taken for it.
 */
final class SafetensorsReader {

  /** The format's limit of the length of a header, in bytes. */
  private static final long LONGEST_HEADER = 100_000_000;

  private static final int SHORTEST_HEADER = 2;

  private final InputStream input;
  private final String source;
  private final Map<String, String> metadata = new TreeMap<>();
  private final List<TensorEntry> entries = new ArrayList<>();

  private SafetensorsReader(InputStream input, String source) {
    this.input = input;
    this.source = source;
  }

  static SafetensorsFile read(Path file) {
    try (InputStream input = Files.newInputStream(file)) {
      return read(input, Files.size(file), file.toString());
    } catch (NoSuchFileException exception) {
      throw new DataException(file + ": no such file; name one that is there");
    } catch (IOException exception) {
      throw new DataException(
          file + ": unreadable (" + exception.getMessage() + "); name a file you may read");
    }
  }

  /**
   * Reads a stream.
   *
   * @param size its length in bytes
   * @param source what to call it in messages
   */
  static SafetensorsFile read(InputStream input, long size, String source) throws IOException {
    return new SafetensorsReader(input, source).read(size);
  }

  private SafetensorsFile read(long size) throws IOException {
    if (!(size >= Long.BYTES)) {
      throw fault("not a safetensors file: its " + size + " bytes hold no length of a header");
    }
    long length = next(Long.BYTES).getLong();
    if (!(length >= SHORTEST_HEADER && length <= LONGEST_HEADER)) {
      throw fault(
          String.format(
              "not a safetensors file: the length of its header (%s) must be %d to %d bytes",
              Long.toUnsignedString(length), SHORTEST_HEADER, LONGEST_HEADER));
    }
    long data = size - Long.BYTES - length;
    if (!(data >= 0)) {
      throw fault(
          String.format(
              "truncated, or not a safetensors file: a header of %d bytes in a file of %d",
              length, size));
    }
    readHeader(text(next((int) length)));
    requireContiguous(data);
    Map<String, Tensor> tensors = new TreeMap<>();
    for (TensorEntry entry : entries) {
      tensors.put(entry.name(), tensor(entry));
    }
    return new SafetensorsFile(tensors, metadata);
  }

  private String text(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException exception) {
      throw fault("not a safetensors file: its header is not UTF-8 text");
    }
  }

  private void readHeader(String text) {
    var header = new HeaderText(text, source);
    if (text.charAt(0) != '{') {
      throw header.fault("the first must be {");
    }
    header.object(
        name -> {
          if (name.equals(SafetensorsFile.METADATA)) {
            header.object(key -> metadata.put(key, header.string()));
          } else {
            entries.add(TensorEntry.read(name, header, source));
          }
        });
    header.requireEnd();
  }

  /** Sorts the tensors by place and requires that they fill the data without holes or overlap. */
  private void requireContiguous(long data) {
    entries.sort(Comparator.comparingLong(TensorEntry::begin).thenComparing(TensorEntry::end));
    long end = 0;
    for (TensorEntry entry : entries) {
      if (entry.begin() != end) {
        throw entry.fault(
            source,
            String.format(
                "begins at byte %d of the data, %s the end of the tensor before it, %d",
                entry.begin(), entry.begin() < end ? "overlapping" : "leaving a hole after", end));
      }
      end = entry.end();
    }
    if (end != data) {
      throw fault(
          String.format(
              "%s: its tensors take %d bytes, %d follow the header",
              end > data ? "truncated" : "too long", end, data));
    }
  }

  private Tensor tensor(TensorEntry entry) throws IOException {
    ByteBuffer bytes = next((int) (entry.end() - entry.begin()));
    double[] values = new double[bytes.remaining() / entry.type().bytes()];
    for (int i = 0; i < values.length; i++) {
      values[i] = entry.type().next(bytes);
    }
    Tensor tensor = Tensor.of(entry.shape().stream().map(Math::toIntExact).toList(), values);
    int index = tensor.firstNotFinite();
    if (index >= 0) {
      throw entry.fault(
          source,
          String.format(
              "value %d in row-major order, from 0, is %s; only finite values are accepted",
              index, tensor.value(index)));
    }
    return tensor;
  }

  private ByteBuffer next(int length) throws IOException {
    byte[] bytes = input.readNBytes(length);
    if (bytes.length < length) {
      throw fault("truncated while it was read; read it again when it is complete");
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private DataException fault(String what) {
    return new DataException(source + ": " + what);
  }
}
