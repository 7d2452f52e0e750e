package org.set2model.storage;

import java.util.List;
import org.set2model.io.DataException;

/**
 * What a header says of one tensor.
 *
 * @param begin where its values begin in the data section, in bytes
 * @param end one past their last byte
 */
record TensorEntry(String name, NumberType type, List<Long> shape, long begin, long end) {

  /** The members read so far. */
  private static final class Parts {
    private String type;
    private List<Long> shape;
    private List<Long> offsets;
  }

  /**
   * Reads the value of a header's member.
   *
   * @throws DataException if it is not a complete description of a tensor
   */
  static TensorEntry read(String name, HeaderText header, String source) {
    var parts = new Parts();
    header.object(
        key -> {
          switch (key) {
            case "dtype" -> parts.type = header.string();
            case "shape" -> parts.shape = header.wholeNumbers();
            case "data_offsets" -> parts.offsets = header.wholeNumbers();
            default ->
                throw header.fault(
                    HeaderText.quoted(key) + " is none of dtype, shape, data_offsets");
          }
        });
    if (parts.type == null || parts.shape == null || parts.offsets == null) {
      throw fault(source, name, "must have dtype, shape and data_offsets");
    }
    if (parts.offsets.size() != 2) {
      throw fault(source, name, "data_offsets " + parts.offsets + " must be [begin, end]");
    }
    TensorEntry entry =
        new TensorEntry(
            name,
            type(parts.type, name, source),
            parts.shape,
            parts.offsets.get(0),
            parts.offsets.get(1));
    entry.requireMatchingLength(source);
    return entry;
  }

  private static NumberType type(String type, String name, String source) {
    for (NumberType known : NumberType.values()) {
      if (known.name().equals(type)) {
        return known;
      }
    }
    throw fault(
        source,
        name,
        "dtype " + HeaderText.quoted(type) + " is neither F64 nor F32; convert it or leave it out");
  }

  private void requireMatchingLength(String source) {
    long bytes = type.bytes();
    try {
      for (long length : shape) {
        bytes = Math.multiplyExact(bytes, length);
        Math.toIntExact(length);
      }
      Math.toIntExact(end - begin);
    } catch (ArithmeticException exception) {
      throw fault(source, name, "shape " + shape + " is too large: 2 GB can be read");
    }
    if (bytes != end - begin) {
      throw fault(
          source,
          name,
          String.format(
              "shape %s of %s takes %d bytes, data_offsets [%d, %d] give it %d",
              shape, type, bytes, begin, end, end - begin));
    }
  }

  /** What is wrong with this tensor. */
  DataException fault(String source, String what) {
    return fault(source, name, what);
  }

  private static DataException fault(String source, String name, String what) {
    return new DataException(source + ": tensor " + HeaderText.quoted(name) + ": " + what);
  }
}
