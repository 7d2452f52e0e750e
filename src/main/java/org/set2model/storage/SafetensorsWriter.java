package org.set2model.storage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;

/** Lays out the bytes of a safetensors file. */
final class SafetensorsWriter {

  /** The header is filled up with spaces to a multiple of this, so that doubles are aligned. */
  private static final int ALIGNMENT = 8;

  private SafetensorsWriter() {}

  /** Length of the header, header, values of a type in little-endian order. */
  static byte[] bytes(
      SortedMap<String, Tensor> tensors, SortedMap<String, String> metadata, NumberType type) {
    byte[] header = header(tensors, metadata, type).getBytes(StandardCharsets.UTF_8);
    int padding = Math.floorMod(-header.length, ALIGNMENT);
    long total = (long) Long.BYTES + header.length + padding;
    for (Tensor tensor : tensors.values()) {
      total += (long) type.bytes() * tensor.size();
    }
    if (!(total <= Integer.MAX_VALUE - ALIGNMENT)) {
      throw new IllegalArgumentException("a file of " + total + " bytes must be less than 2 GB");
    }
    var buffer = ByteBuffer.allocate((int) total).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(header.length + padding);
    buffer.put(header);
    buffer.put(" ".repeat(padding).getBytes(StandardCharsets.UTF_8));
    for (Tensor tensor : tensors.values()) {
      for (int i = 0; i < tensor.size(); i++) {
        type.put(buffer, tensor.value(i));
      }
    }
    return buffer.array();
  }

  private static String header(
      SortedMap<String, Tensor> tensors, SortedMap<String, String> metadata, NumberType type) {
    var header = new StringJoiner(",", "{", "}");
    if (!metadata.isEmpty()) {
      var texts = new StringJoiner(",", "{", "}");
      metadata.forEach((key, text) -> texts.add(quoted(key) + ":" + quoted(text)));
      header.add(quoted(SafetensorsFile.METADATA) + ":" + texts);
    }
    long begin = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      Tensor tensor = entry.getValue();
      long end = begin + (long) type.bytes() * tensor.size();
      String shape = tensor.shape().toString().replace(" ", "");
      header.add(
          String.format(
              "%s:{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}",
              quoted(entry.getKey()), type, shape, begin, end));
      begin = end;
    }
    return header.toString();
  }

  /** A JSON string; only what must be escaped is. */
  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\b' -> quoted.append("\\b");
        case '\f' -> quoted.append("\\f");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> quoted.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
      }
    }
    return quoted.append('"').toString();
  }
}
